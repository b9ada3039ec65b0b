"""What real feeds say, kind by kind: from the bytes of a feed to the cleaned story."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.extract.upstream.files import is_avatar, seconds
from tests.extract.feeds import atom, json_feed, read, rss

UNKNOWN = "application/octet-stream"


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        pytest.param(
            "<img src='https://mill.example/a.png' title='Ha'>", 'title="Ha"', id="a comic and its joke"
        ),
        pytest.param("<div>One.</div><div>Two.</div>", "One.<br>Two.", id="boxes for lines"),
        pytest.param(
            "<details><summary>More</summary>Body</details>", "More<br>Body", id="what is folded away"
        ),
        pytest.param(
            "See <a href='https://b.example/'>the plan</a>.", 'href="https://b.example/"', id="a link"
        ),
        pytest.param("<ul><li>one</li><li>two</li></ul>", "<li>two</li>", id="a list"),
        pytest.param("one<br>two", "one<br>two", id="a line break"),
        pytest.param("One.\n\nTwo.", "<p>One.</p><p>Two.</p>", id="plain paragraphs"),
        pytest.param("<P>One.</P><P>Two.</P>", "<p>One.</p><p>Two.</p>", id="paragraphs in capitals"),
        pytest.param("<p>Only <b>one</b> line.</p>", "", id="one line of text stays a summary"),
        pytest.param("A line that a program\nhas wrapped.", "", id="a wrapped line stays a summary"),
        pytest.param("<p>One.</p><p>Two and […]</p>", "", id="cut off it stays a summary"),
    ],
)
def test_a_description_that_shows_more_than_a_line_is_content(description: str, kept: str) -> None:
    story = rss(f"<description><![CDATA[{description}]]></description>")
    assert kept in story.content
    assert bool(story.content) == bool(kept)
    assert bool(story.summary) != bool(kept)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        pytest.param("Thu, 19 Jun 2025 17:00:00 CEST", datetime(2025, 6, 19, 15, tzinfo=UTC), id="CEST"),
        pytest.param("Thu, 19 Jun 2025 17:00:00 EEST", datetime(2025, 6, 19, 14, tzinfo=UTC), id="EEST"),
        pytest.param("Thu, 19 Jun 2025 17:00:00 WEST", datetime(2025, 6, 19, 16, tzinfo=UTC), id="WEST"),
        pytest.param("Thu, 19 Jun 2025 17:00:00 AEST", datetime(2025, 6, 19, 7, tzinfo=UTC), id="AEST"),
        pytest.param("Thu, 19 Jun 2025 17:00:00 ACDT", datetime(2025, 6, 19, 6, 30, tzinfo=UTC), id="ACDT"),
        pytest.param(
            "Thu, 19 Jun 2025 17:00:00 EST", datetime(2025, 6, 19, 22, tzinfo=UTC), id="EST is America's"
        ),
        pytest.param("Thu, 19 Jun 2025 5:00 PM AEST", datetime(2025, 6, 19, 7, tzinfo=UTC), id="half a day"),
        pytest.param(
            "Thu, 19 Jun 2025 12:30:00 AM CEST",
            datetime(2025, 6, 18, 22, 30, tzinfo=UTC),
            id="after midnight",
        ),
        pytest.param(
            "Thu, 19 Jun 2025 4:05 pm EST", datetime(2025, 6, 19, 21, 5, tzinfo=UTC), id="afternoon"
        ),
        pytest.param(
            "Thu, 19 Jun 2025 4:05:09 PM GMT", datetime(2025, 6, 19, 16, 5, 9, tzinfo=UTC), id="seconds"
        ),
        pytest.param(
            "Thu, 19 Jun 2025 17:00:00 +5:30", datetime(2025, 6, 19, 11, 30, tzinfo=UTC), id="one digit"
        ),
        pytest.param(
            "Thu, 19 Jun 2025 17:00:00 UTC+08:00", datetime(2025, 6, 19, 9, tzinfo=UTC), id="from UTC"
        ),
        pytest.param("2025-06-19T17:00:00Z", datetime(2025, 6, 19, 17, tzinfo=UTC), id="Z behind a digit"),
    ],
)
def test_a_zone_s_name_counts_whole(date: str, published: datetime) -> None:
    assert rss(f"<pubDate>{date}</pubDate>").published == published


@pytest.mark.parametrize(
    ("entry", "published"),
    [
        pytest.param(
            "<pubDate>soon</pubDate><dc:date>2026-03-04T05:00:00Z</dc:date>",
            datetime(2026, 3, 4, 5, tzinfo=UTC),
            id="a word",
        ),
        pytest.param(
            "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2026-03-04T05:00:00Z</dc:date>",
            datetime(2026, 3, 4, 5, tzinfo=UTC),
            id="the zero of a clock",
        ),
        pytest.param(
            "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", None, id="the zero of a calendar"
        ),
        pytest.param(
            "<pubDate>Wed, 04 Mar 2026 04:00:00 GMT</pubDate><dc:date>2026-03-04T05:00:00Z</dc:date>",
            datetime(2026, 3, 4, 4, tzinfo=UTC),
            id="two good ones",
        ),
        pytest.param(
            "<dcterms:modified>2026-03-04T05:00:00Z</dcterms:modified><dcterms:created>2026-03-04T04:00:00Z</dcterms:created>",
            datetime(2026, 3, 4, 4, tzinfo=UTC),
            id="birth before change",
        ),
        pytest.param(
            "<prism:publicationDate>2026-03-04</prism:publicationDate>",
            datetime(2026, 3, 4, tzinfo=UTC),
            id="a journal's",
        ),
        pytest.param(
            "<prism:coverDate>2026-03-09</prism:coverDate><dc:date>2026-03-04</dc:date>",
            datetime(2026, 3, 4, tzinfo=UTC),
            id="a journal's issue is later",
        ),
    ],
)
def test_an_entry_s_date_is_the_first_that_can_be_one(entry: str, published: datetime | None) -> None:
    assert rss(entry).published == published


PICTURE = '<content type="html"{}>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;&lt;img src="w.png"&gt;&lt;/p&gt;</content>'


@pytest.mark.parametrize(
    ("story", "address"),
    [
        pytest.param(
            lambda: atom(PICTURE.format(' xml:base="https://pics.example/x/"'), ">"),
            "https://pics.example/x/w.png",
            id="xml:base",
        ),
        pytest.param(
            lambda: atom(PICTURE.format("") + '<link href="https://mill.example/2026/a/"/>', ">"),
            "https://mill.example/2026/a/w.png",
            id="the story's link",
        ),
        pytest.param(
            lambda: atom(
                PICTURE.format("") + '<link href="https://far.example/a/"/>',
                '><link href="https://mill.example/b/"/>',
            ),
            "https://mill.example/b/w.png",
            id="the site of a blog of links",
        ),
        pytest.param(
            lambda: json_feed(
                id="1", url="https://mill.example/a/", title="t", content_html="<p>a</p><img src='w.png'>"
            ),
            "https://mill.example/a/w.png",
            id="JSON Feed",
        ),
        pytest.param(
            lambda: atom(PICTURE.format(""), ">"),
            "https://feeds.example/mill/w.png",
            id="the feed where nothing else is told",
        ),
    ],
)
def test_relative_addresses_belong_to(story: Any, address: str) -> None:
    assert f'src="{address}"' in story().content


@pytest.mark.parametrize(
    ("entry", "head", "authors"),
    [
        pytest.param("", "><author><name>Ann Lee</name></author>", ("Ann Lee",), id="of the feed"),
        pytest.param(
            "<source><author><name>Bo Ek</name></author></source>",
            "><author><name>Ann Lee</name></author>",
            ("Bo Ek",),
            id="of its source",
        ),
        pytest.param(
            "<author><name>Cy</name></author>",
            "><author><name>Ann Lee</name></author>",
            ("Cy",),
            id="its own",
        ),
    ],
)
def test_an_entry_has_the_author(entry: str, head: str, authors: tuple[str, ...]) -> None:
    assert atom(entry, head).authors == authors


def test_a_channel_s_editor_is_no_author_of_its_items() -> None:
    channel = "<title>Mill</title><managingEditor>ed@mill.example (Ed)</managingEditor>"
    assert (
        read(f"<rss version='2.0'><channel>{channel}<item><title>x</title></item></channel></rss>")
        .stories[0]
        .authors
        == ()
    )


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        pytest.param("https://soft.example/news#v2", "https://soft.example/news#v2", id="a place on a page"),
        pytest.param(
            "https://app.example/#/post/5", "https://app.example/#/post/5", id="a page of an application"
        ),
        pytest.param(
            "https://soft.example/news#xtor=RSS-1", "https://soft.example/news", id="one that counts readers"
        ),
        pytest.param("https://soft.example/news#", "https://soft.example/news", id="an empty one"),
    ],
)
def test_a_link_keeps_its_fragment(link: str, kept: str) -> None:
    assert rss("", f"<title>x</title><link>{link}</link>").url == kept


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        pytest.param("Smile &#xD83D;&#xDE00; day", "Smile 😀 day", id="halves of a pair"),
        pytest.param("Smile &#55357;&#56832; day", "Smile 😀 day", id="in decimals"),
        pytest.param("Smile &#xD83D; day", "Smile day", id="one half"),
        pytest.param("Smile &#x110000; day&#0;", "Smile day", id="no character at all"),
        pytest.param("Caf&#233; &#x1F600;", "Café 😀", id="good references stay"),
    ],
)
def test_a_reference_to_no_character_costs_no_story(title: str, read_as: str) -> None:
    assert rss("", f"<title>{title}</title>").title == read_as


def test_an_episode_comes_whole() -> None:
    story = rss(
        '<enclosure url="https://pod.example/1.mp3?token=0123456789abcdef0123&amp;e=9" type="audio/mpeg" length="9"/>'
        '<itunes:duration>1:02:03</itunes:duration><itunes:image href="https://pod.example/1.jpg"/>'
        "<itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>"
        '<podcast:chapters url="https://pod.example/1.json" type="application/json+chapters"/>'
        '<podcast:transcript url="https://pod.example/1.vtt" type="text/vtt"/>'
    )
    audio, picture = story.images
    assert (audio.url, audio.duration, audio.season, audio.episode) == (
        "https://pod.example/1.mp3?token=0123456789abcdef0123&e=9",
        3723,
        2,
        7,
    )
    assert picture.url == "https://pod.example/1.jpg"
    assert [(link.rel, link.url) for link in story.related] == [
        ("chapters", "https://pod.example/1.json"),
        ("transcript", "https://pod.example/1.vtt"),
    ]


def test_every_transcript_and_the_namespace_s_own_numbers_of_an_episode_are_read() -> None:
    story = rss(
        '<enclosure url="https://pod.example/1.mp3" type="audio/mpeg" length="9"/>'
        '<podcast:transcript url="https://pod.example/1.vtt" type="text/vtt"/>'
        '<podcast:transcript url="https://pod.example/1.srt" type="application/x-subrip" language="en"/>'
        "<podcast:season>3</podcast:season><podcast:episode>12</podcast:episode>"
    )
    assert [(link.url, link.media_type) for link in story.related] == [
        ("https://pod.example/1.vtt", "text/vtt"),
        ("https://pod.example/1.srt", "application/x-subrip"),
    ]
    assert (story.images[0].season, story.images[0].episode) == (3, 12)


def test_what_a_picture_shows_is_not_what_its_post_says() -> None:
    about = '<media:description type="plain">A red door</media:description>'
    picture = f'<media:content url="https://p.example/1.jpg" medium="image">{about}</media:content>'
    story = rss(f"<description>&lt;p&gt;Hello all&lt;/p&gt;</description>{picture}", "")
    assert (story.title, story.summary, story.content) == ("Hello all", "Hello all", "")
    assert [image.url for image in story.images] == ["https://p.example/1.jpg"]


def test_what_a_film_is_about_is_what_its_entry_says_where_nothing_else_does() -> None:
    film = "<media:group><media:description>One &amp;lt; two.\n\nThree.</media:description></media:group>"
    assert rss(film).content == "<p>One &amp;lt; two.</p><p>Three.</p>"


@pytest.mark.parametrize(
    ("word", "explicit"), [("true", True), ("Yes", True), ("false", False), ("clean", False), ("maybe", None)]
)
def test_an_episode_says_what_it_is(word: str, explicit: bool | None) -> None:
    told = f"<itunes:episodeType>Bonus</itunes:episodeType><itunes:explicit>{word}</itunes:explicit>"
    audio = rss(f'<enclosure url="https://p.example/1.mp3" type="audio/mpeg" length="9"/>{told}').images[0]
    assert (audio.sort, audio.explicit) == ("bonus", explicit)


@pytest.mark.parametrize(
    ("told", "length"),
    [
        ("32:10", 1930),
        ("1930", 1930),
        ("1930.5", 1930),
        ("PT32M10S", 1930),
        ("PT", None),
        ("soon", None),
        ("0", None),
        ("9" * 40, None),
    ],
)
def test_a_duration_is(told: str, length: int | None) -> None:
    assert seconds(told) == length


@pytest.mark.parametrize(
    ("item", "title"),
    [
        pytest.param(
            "<description>&lt;img src='https://p.example/1.jpg' alt='A red door'&gt;</description>",
            "A red door",
            id="alt",
        ),
        pytest.param("<itunes:title>The tide</itunes:title>", "The tide", id="itunes:title"),
        pytest.param(
            '<enclosure url="https://p.example/the-old-mill.mp3" type="audio/mpeg" length="1"/>',
            "The old mill",
            id="file name",
        ),
        pytest.param(
            '<enclosure url="https://p.example/2026-03-04-low-tide.mp3" type="audio/mpeg"/>',
            "Low tide",
            id="file name behind a date",
        ),
        pytest.param("<link>https://p.example/IMG_0042</link>", "Untitled", id="a number is no name"),
        pytest.param(
            "<description>Words of its own.</description>", "Words of its own.", id="words come first"
        ),
    ],
)
def test_an_entry_without_title_is_called(item: str, title: str) -> None:
    assert rss(item, "").title == title


def test_an_entry_with_nothing_at_all_is_dropped() -> None:
    feed = "<rss version='2.0'><channel><item><title>x</title></item><item><pubDate>2026-03-04</pubDate></item></channel></rss>"
    found = read(feed)
    assert (len(found.stories), found.dropped) == (1, 1)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "One.\n\nTwo.\n- a\n- b", "<p>One.</p><p>Two.<br>- a<br>- b</p>", id="paragraphs and lines"
        ),
        pytest.param("a < b & c", "a &lt; b &amp; c", id="signs"),
    ],
)
def test_plain_text_keeps_its_lines(text: str, content: str) -> None:
    assert json_feed(id="1", title="t", content_text=text).content == content


def test_atom_text_that_holds_signs_is_no_markup() -> None:
    story = atom('<content type="text">if a &lt;b&gt; c\n\nthen &lt;/b&gt;</content>', ">")
    assert story.text == "if a <b> c\nthen </b>"


def test_a_discussion_below_the_story_keeps_its_fragment() -> None:
    story = rss("<comments>https://mill.example/1#comments</comments>")
    assert story.related[0].url == "https://mill.example/1#comments"


def test_the_discussion_s_address_is_kept_and_its_bare_word_is_not() -> None:
    note = "<comments>https://talk.example/5</comments><description>&lt;a href='https://talk.example/5'&gt;Comments&lt;/a&gt;</description>"
    story = rss(note)
    assert (story.summary, story.content) == ("", "")
    assert [(link.rel, link.url) for link in story.related] == [("replies", "https://talk.example/5")]


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        pytest.param('<enclosure url="https://p.example/get/5" length="9"/>', [UNKNOWN], id="not told"),
        pytest.param('<enclosure url="https://p.example/5.jpg" type=""/>', ["image/jpeg"], id="by its name"),
        pytest.param(
            '<enclosure url="https://p.example/5"/><media:content url="https://p.example/5" type="video/mp4"/>',
            ["video/mp4"],
            id="told elsewhere",
        ),
        pytest.param('<media:thumbnail url="https://p.example/5"/>', ["image/jpeg"], id="a thumbnail"),
        pytest.param(
            '<media:content url="https://p.example/5" medium="image"/>', ["image/jpeg"], id="a picture"
        ),
    ],
)
def test_a_file_is_a_picture_only_where_something_says_so(told: str, kinds: list[str]) -> None:
    assert [image.media_type for image in rss(told).images] == kinds


def test_a_file_linked_without_a_type_is_no_page() -> None:
    links = '<link rel="enclosure" href="https://p.example/{}"/>'
    story = atom(links.format("get/5") + links.format("6.ogg"), ">")
    assert [image.media_type for image in story.images] == [UNKNOWN, "audio/ogg"]


def test_an_attachment_of_unknown_type_is_no_picture_unless_it_is_named_as_one() -> None:
    url = "https://p.example/get/5"
    file = {"url": url, "size_in_bytes": 9}
    assert [i.media_type for i in json_feed(id="1", title="t", attachments=[file]).images] == [UNKNOWN]
    named = json_feed(id="1", title="t", image=url, attachments=[file]).images
    assert [(i.media_type, i.length) for i in named] == [("image/jpeg", 9)]


@pytest.mark.parametrize(
    ("url", "avatar"),
    [
        ("https://0.gravatar.com/avatar/0a1b?s=96", True),
        ("https://avatars.host.example/u/5", True),
        ("https://pics.example/users/avatars/5.png", True),
        ("https://film.example/img/avatar-3-premiere.jpg", False),
        ("https://film.example/2026/quay.jpg", False),
    ],
)
def test_a_person_s_picture_is_told_by_its_address(url: str, avatar: bool) -> None:
    assert is_avatar(url) == avatar
    pictures = rss(
        f'<media:content url="{url}" medium="image"/><media:content url="{url}" medium="image"/>'
    ).images
    assert [image.url for image in pictures] == ([] if avatar else [url])


def test_entities_of_a_json_feed_are_decoded_once() -> None:
    story = json_feed(id="1", title="Ropes &amp; knots", summary="First part&hellip; of &amp;lt;")
    assert (story.title, story.summary) == ("Ropes & knots", "First part… of &lt;")
