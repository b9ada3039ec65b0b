"""One poll of a feed and the next: what its program changes by itself is no news, and what an editor does is."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">'
    "<channel><title>Pier</title><link>https://pier.example/</link>"
)
QUIET = {
    "links counted anew": ("<link>{}?utm_id=1</link>", "<link>{}?utm_id=2</link>"),
    "https and www": ("<link>http://www.pier.example/w</link>", "<link>https://pier.example/w</link>"),
    "another guid": ("<link>{}</link><guid>g-1</guid>", "<link>{}</link><guid>g-2</guid>"),
    "another address": (
        '<link>{}</link><guid isPermaLink="false">g-3</guid>',
        '<link>{}-renamed</link><guid isPermaLink="false">g-3</guid>',
    ),
    "https in its guid": (
        '<link>{}</link><guid isPermaLink="false">http://pier.example/?p=4</guid>',
        '<link>{}-moved</link><guid isPermaLink="false">https://pier.example/?p=4</guid>',
    ),
    "a slug put right": (
        "<link>{}-fals</link><pubDate>Wed, 04 Mar 2026 03:07:00 GMT</pubDate>",
        "<link>{}-falls</link><pubDate>Wed, 04 Mar 2026 03:07:00 GMT</pubDate>",
    ),
    "a session": ("<link>{};jsessionid=1A</link>", "<link>{};jsessionid=2B</link>"),
    "a later date": (
        "<link>{}</link><pubDate>Wed, 04 Mar 2026 03:00:00 GMT</pubDate>",
        "<link>{}</link><pubDate>Wed, 04 Mar 2026 05:00:00 GMT</pubDate>",
    ),
    "no date at all": ("<link>{}</link><pubDate/>", "<link>{}</link><pubDate/>"),
    "more comments": (
        "<link>{}</link><slash:comments>3</slash:comments>",
        "<link>{}</link><slash:comments>9</slash:comments>",
    ),
    "quotes in another style": (
        "<link>{}</link><category>It's</category>",
        "<link>{}</link><category>It’s</category>",
    ),
}
EDITED = {
    "a new picture": ("<img src='https://p.example/a.jpg'>", "<img src='https://p.example/b.jpg'>", False),
    "other classes": ("<p class=a>Tail.</p>", "<p style='x'>Tail.</p>", False),
    "a counter": ("<p>Views: 123</p>", "<p>Views: 456</p>", False),
    "an advertisement": ("<p>Tail.</p>", "<p>Tail.</p><p>Advertisement</p>", False),
    "where it appeared": (
        "<p>Tail.</p>",
        "<p>Tail.</p><p>The post <a href='/x'>Gulls</a> appeared first on <a href='/'>Pier</a>.</p>",
        False,
    ),
    "a new sentence": ("<p>Tail.</p>", "<p>Tail.</p><p>Forty ships came in at once.</p>", True),
}


def item(name: str, place: str, body: str) -> str:
    """The item about what is called so; its words are its own."""
    words = f"<p>Here is told of {name}.</p><p>It is {name} that matters.</p>"
    where = place.format(f"https://pier.example/{name.replace(' ', '-')}")
    return f"<item><title>Of {name}</title>{where}<description><![CDATA[{words}{body}]]></description></item>"


def feed(turn: int) -> bytes:
    """The whole feed as it is at the first and at the second poll."""
    quiet = [item(name, places[turn], "") for name, places in QUIET.items()]
    edited = [item(name, "<link>{}</link>", str(bodies[turn])) for name, bodies in EDITED.items()]
    return f"{HEAD}<lastBuildDate>{turn}</lastBuildDate>{''.join(quiet + edited)}</channel></rss>".encode()


@pytest.fixture
def polled(program: Any) -> Any:
    """A program that has read the feed as it was, and the dates of its stories then."""
    program.site.answers("/feed", 200, feed(0), "application/rss+xml")
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == len(QUIET) + len(EDITED)
    return program


def test_only_what_an_editor_wrote_is_announced(polled: Any) -> None:
    before = {e.id: (e.published, e.updated) for e in polled.feed().entries}
    polled.site.answers("/feed", 200, feed(1), "application/rss+xml")
    report = polled.polls()
    assert (report.ok, report.new) == (True, 0)
    moved = {e.title for e in polled.feed().entries if before[e.id] != (e.published, e.updated)}
    assert moved == {f"Of {name}" for name, (_, _, told) in EDITED.items() if told}
    assert b"https://p.example/b.jpg" in polled.body()
    assert b"another-address-renamed" in polled.body()


def test_a_picture_that_comes_back_is_shown_again(polled: Any) -> None:
    for kind, picture in ((1, b"b.jpg"), (0, b"a.jpg"), (1, b"b.jpg")):
        polled.site.answers("/feed", 200, feed(kind), "application/rss+xml")
        assert polled.polls().ok
        assert b"https://p.example/" + picture in polled.body()


def test_the_same_stories_in_another_order_change_no_byte(polled: Any) -> None:
    before = polled.body()
    items = feed(0).decode().split("<item>")
    turned = "<item>".join([items[0], *[one.replace("</channel></rss>", "") for one in items[:0:-1]]])
    polled.site.answers("/feed", 200, f"{turned}</channel></rss>".encode(), "application/rss+xml")
    assert polled.polls().new == 0
    assert polled.body() == before
