"""What every strategy's stories become: teasers, dead links, names and files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from tests.extract.helpers import NOW, make_page, make_settings

BASIC = {
    "items": "@",
    "title": "t",
    "link": "l",
    "content": "c",
    "summary": "s",
    "author": "by",
    "image": "i",
}
SELECTORS = {"item": "li", "title": "a", "link": "a@href", "content": ".c", "date": "time"}
DEAD = ["javascript:alert(1)", "mailto:a@b.example", "ftp://h.example/x", "data:text/html,x", "http://[::1"]


def read(body: str, extractor: str, media_type: str = "text/html", **options: Any) -> Extraction:
    settings = make_settings(extractor=extractor, options=options)
    return run(make_page(body, media_type=media_type), settings, NOW)


def read_json(**item: Any) -> Any:
    """The story of one JSON object."""
    return read(json.dumps([{"t": "Quay", "l": "/q", **item}]), "json", **BASIC).stories[0]


@pytest.mark.parametrize(
    "markup", ["<p>Open <img src='http://[x'></p>", "<audio src='http://[x'></audio>Open"]
)
def test_a_file_without_an_address_costs_itself_alone(markup: str) -> None:
    story = read_json(s=markup, c=markup)
    assert (story.title, story.images) == ("Quay", ())


@pytest.mark.parametrize(
    ("content", "summary"),
    [
        pytest.param("<p>Ships wait <b>for as long as…</b></p>", "Ships wait for as long as…", id="lone"),
        pytest.param("<p>One.</p><p>They would [...]</p>", "One. They would…", id="brackets"),
        pytest.param("<p>Ships wait… <a href='/q'>Read more</a></p>", "Ships wait…", id="read more"),
    ],
)
def test_content_that_was_cut_off_is_a_summary(content: str, summary: str) -> None:
    story = read_json(c=content)
    assert (story.content, story.summary) == ("", summary)
    assert " ".join(story.text.split()) == summary
    assert story.reasons["summary"] == "the content, which was cut off"


def test_selected_content_that_was_cut_off_is_a_summary() -> None:
    rows = ("Ships wait for […]", "Ships wait for...", "Ships wait.")
    page = "".join(
        f"<li><a href=/{n}>Headline {n}</a><div class=c>{c}</div></li>" for n, c in enumerate(rows)
    )
    stories = read(f"<ul>{page}</ul>", "selectors", **SELECTORS).stories
    assert [s.summary for s in stories] == ["Ships wait for…", "Ships wait for…", ""]
    assert [s.content for s in stories] == ["", "", "Ships wait."]


def test_encoded_content_of_a_feed_that_was_cut_off_is_a_summary() -> None:
    item = (
        "<title>Quay</title><link>https://h.example/q</link><description>Ships.</description>"
        "<content:encoded><![CDATA[<p>Ships no longer</p><p>wait […]</p>]]></content:encoded>"
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    feed = f'<rss version="2.0" {space}><channel><title>x</title><item>{item}</item></channel></rss>'
    (story,) = read(feed, "upstream", "application/rss+xml").stories
    assert (story.content, story.summary) == ("", "Ships no longer wait…")


def test_the_longer_of_two_summaries_stays() -> None:
    assert read_json(c="<p>Ships…</p>", s="Ships no longer wait [...]").summary == "Ships no longer wait…"
    assert read_json(c="<p>Ships no longer wait…</p>", s="Ships.").summary == "Ships no longer wait…"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<p>One.</p><p>Two.</p><p>And so they wait…</p>", id="trails off"),
        pytest.param("<p>He said: “We wait…”</p>", id="quotation"),
    ],
)
def test_a_whole_text_stays_content(content: str) -> None:
    assert read_json(c=content).content == content


@pytest.mark.parametrize("link", DEAD)
def test_a_story_with_a_dead_link_is_published_without_it(link: str) -> None:
    found = read(json.dumps([{"t": "Quay", "l": link}, {"t": "Pier", "l": "/p"}]), "json", **BASIC)
    assert [(s.title, s.url) for s in found.stories] == [("Quay", None), ("Pier", "https://news.example/p")]
    assert found.dropped == 0


def test_a_story_with_every_field_hostile_is_cleaned_and_published() -> None:
    bad = "\x0b<script>alert(1)</script>javascript:alert(1)\ud800"
    link = "java\tscript:alert(1)\x0b"
    story = read_json(t="Quay\x00\u202e " + bad, l=link, c=bad, s=bad, by=bad + "@", i=link)
    assert story.title.startswith("Quay")
    assert (story.url, story.images) == (None, ())
    assert not any(c in repr(story.to_json()) for c in ("\x0b", "\ud800", "\u202e"))
    assert "script>" not in story.content + story.summary


@pytest.mark.parametrize("link", [*DEAD, "javascript:void(0)"])
def test_blocks_with_nothing_but_a_dead_link_are_furniture(link: str) -> None:
    rows = [("/1", "<time>2026-03-04</time>"), (link, ""), (link, "<time>2026-03-03</time>")]
    body = "".join(
        f"<li><a href='{href}'>Headline number {n}</a>{more}</li>" for n, (href, more) in enumerate(rows)
    )
    found = read(f"<ul>{body}</ul>", "selectors", **SELECTORS)
    assert [(s.title, s.url) for s in found.stories] == [
        ("Headline number 0", "https://news.example/1"),
        ("Headline number 2", None),
    ]
    assert found.dropped == 1


def test_blocks_of_repeated_structure_with_nothing_but_a_dead_link_are_furniture() -> None:
    rows = ["/a", "/b", "ftp://h.example/c", "/d", "/e"]
    item = "<li><a href='{}'>A headline of several words, number {}</a></li>"
    body = "".join(item.format(href, n) for n, href in enumerate(rows))
    found = read(f"<html><body><main><ul>{body}</ul></main></body></html>", "auto")
    assert (found.strategy, found.dropped) == ("auto", 1)
    assert [s.url for s in found.stories] == [f"https://news.example/{c}" for c in "abde"]


@pytest.mark.parametrize(
    ("image", "kind"),
    [("a.png", "image/png"), ("b.gif?x=1", "image/gif"), ("c.webp", "image/webp"), ("x.svg", "image/svg+xml"), ("p", "image/jpeg")],
)  # fmt: skip
def test_a_picture_is_of_the_type_that_its_address_says(image: str, kind: str) -> None:
    assert [i.media_type for i in read_json(i=f"/{image}").images] == [kind]


def test_authors_in_one_line_are_one_name_each() -> None:
    assert read_json(by="Ann Lee and Bob Ray").authors == ("Ann Lee", "Bob Ray")
    assert read_json(by=["Ann Lee", "Smith and Sons"]).authors == ("Ann Lee", "Smith and Sons")
