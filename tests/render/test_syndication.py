from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import feedparser
import pytest

from feedsvc.models import Image, Tombstone
from feedsvc.render import FORMATS, RenderContext
from tests.builders import NOW, make_story, story_id
from tests.render.cases import EVERYTHING, RICH, XML
from tests.render.helpers import (
    BASE,
    NS,
    PAGE,
    XML_LANG,
    attributes,
    channel_for,
    child,
    items,
    parse,
    render,
    render_whole,
)
from tests.render.validator import complaints


@pytest.mark.parametrize("fmt", XML)
@pytest.mark.parametrize("count", [0, 1, 5])
def test_joined_fragments_are_the_bytes_feedgen_writes_in_one_go(fmt: str, count: int) -> None:
    channel = channel_for(fmt, **EVERYTHING, tombstones=(Tombstone(id=story_id(99), when=NOW),))
    stories = [make_story(n, **(RICH if n % 2 else {})) for n in range(1, count + 1)]

    assert render(stories, fmt, channel) == render_whole(stories, fmt, channel)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("rich", [pytest.param({}, id="plain"), pytest.param(RICH, id="rich")])
@pytest.mark.parametrize("archive", [{}, EVERYTHING], ids=["subscription", "archive"])
def test_a_validator_finds_nothing_to_say(
    fmt: str, rich: dict[str, object], archive: dict[str, object]
) -> None:
    channel = channel_for(fmt, **archive)
    body = render([make_story(n, **rich) for n in range(1, 6)], fmt, channel)

    assert complaints(body, channel.self_url, NOW) == []


@pytest.mark.parametrize("fmt", XML)
def test_feedparser_reads_every_document_without_complaint(fmt: str) -> None:
    read = feedparser.parse(
        render([make_story(1, **RICH), make_story(2)], fmt, channel_for(fmt, **EVERYTHING))
    )

    assert not read.bozo
    assert [e.id for e in read.entries] == [f"urn:uuid:{story_id(n)}" for n in (1, 2)]
    assert [t.label or t.term for t in read.entries[0].tags] == ["World", "Business & Tech", "boats"]


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_entry_says_what_the_story_says(fmt: str) -> None:
    story = make_story(3, published=NOW, updated=NOW + timedelta(seconds=7), **RICH)
    (item,) = items(render([story], fmt), fmt)

    assert item.id == f"urn:uuid:{story.id}"
    assert item.title == "Ferries & lanterns"
    assert item.link == story.url
    assert item.authors == ("Mei Tan", "Olu Ade")
    assert item.categories == ("World", "Business & Tech", "boats")
    assert item.updated == "2026-03-04T05:06:07+00:00"
    assert item.published == (
        "Wed, 04 Mar 2026 05:06:00 +0000" if fmt == "rss" else "2026-03-04T05:06:00+00:00"
    )


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("AT&T", "AT&T", id="ampersand"),
        pytest.param("a <b> c", "a <b> c", id="angle brackets"),
        pytest.param("&lt;", "&lt;", id="an entity as text"),
        pytest.param("&amp;amp;", "&amp;amp;", id="a doubled entity as text"),
        pytest.param("\U0001f3ee lit 😀", "\U0001f3ee lit 😀", id="emoji"),
        pytest.param("مرحبا بالعالم", "مرحبا بالعالم", id="right to left"),
        pytest.param("five\xa0million", "five million", id="no-break space"),
        pytest.param(" two\n lines\t", "two lines", id="newlines"),
        pytest.param("]]> ends", "]]> ends", id="end of CDATA"),
        pytest.param("bell\x07 and\x0b tab", "bell and tab", id="control characters"),
        pytest.param("half \ud83d pair \ufffe", "half pair", id="surrogate and noncharacter"),
    ],
)
def test_titles_are_plain_text_on_one_line(fmt: str, title: str, shown: str) -> None:
    (item,) = items(render([make_story(title=title)], fmt), fmt)

    assert item.title == shown


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    ("story", "shown"),
    [
        pytest.param({"title": " "}, "The lanterns of pier 1 were lit at dusk. Crowds of 7 came.", id="text"),
        pytest.param({"title": "\x00", "text": "", "summary": ""}, "Untitled", id="nothing"),
    ],
)
def test_a_title_is_never_empty(fmt: str, story: dict[str, Any], shown: str) -> None:
    (item,) = items(render([make_story(**story)], fmt), fmt)

    assert item.title == shown


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "http://[::1"],
)
def test_a_story_without_a_usable_url_links_to_its_own_page(fmt: str, url: str | None) -> None:
    (item,) = items(render([make_story(url=url)], fmt), fmt)

    assert item.link == f"{BASE}/stories/{story_id(1)}"


def test_the_first_atom_link_is_the_alternate_and_the_others_keep_their_attributes() -> None:
    (entry,) = parse(render([make_story(1, **RICH)], "atom")).findall("a:entry", NS)
    links = [dict(n.attrib) for n in entry.findall("a:link", NS)]

    assert links == [
        {"href": make_story(1).url, "rel": "alternate", "type": "text/html"},
        {"href": PAGE, "rel": "via"},
        {"href": "https://news.example/bridges-7.html", "rel": "related", "title": "Bridges & tolls"},
        {
            "href": "https://news.example/p.png",
            "rel": "enclosure",
            "type": "image/png",
            "title": "Pier",
            "length": "512",
        },
    ]
    assert child(entry, "media:thumbnail").get("url") == "https://news.example/p.png"
    assert entry.get(XML_LANG) == "zh-Hans"


def test_atom_content_is_html_and_its_summary_plain_text() -> None:
    story = make_story(content="<p>a &lt; b</p>", summary="a < b & c")
    (entry,) = parse(render([story], "atom")).findall("a:entry", NS)

    assert attributes(entry, "a:content") == {"type": "html"}
    assert entry.findtext("a:content", None, NS) == "<p>a &lt; b</p>"
    assert attributes(entry, "a:summary") == {"type": "html"}
    assert entry.findtext("a:summary", None, NS) == "a &lt; b &amp; c"
    assert attributes(entry, "a:title") == {}, "nothing in it could be taken for markup"


@pytest.mark.parametrize("title", ["AT&T", "a <b>c</b>", "&lt;", "x < y"])
def test_texts_that_look_like_markup_say_how_they_are_to_be_read(title: str) -> None:
    channel = channel_for("atom", title=title, subtitle=title)
    feed = parse(render([make_story(title=title, summary=title)], "atom", channel))
    texts = [child(feed, f"a:{path}") for path in ("title", "subtitle", "entry/a:title", "entry/a:summary")]

    assert [(text.get("type"), unescape(text.text or "")) for text in texts] == [("html", title)] * 4


def test_rss_writes_plain_texts_with_hexadecimal_references() -> None:
    channel = channel_for("rss", title="A&B", subtitle="C<D")
    body = render([make_story(title="AT&T <soon>", summary="E&F")], "rss", channel).decode()

    assert "<title>A&#x26;B</title>" in body
    assert "<description>C&#x3C;D</description>" in body
    assert "<title>AT&#x26;T &#x3C;soon&gt;</title>" in body
    assert "<description>E&amp;amp;F</description>" in body, "a description is HTML"
    assert items(body.encode(), "rss")[0].title == "AT&T <soon>"


def test_a_link_to_a_file_says_of_which_type() -> None:
    (entry,) = parse(render([make_story(url="https://court.example/12.pdf")], "atom")).findall("a:entry", NS)

    assert attributes(entry, "a:link")["type"] == "application/pdf"


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_comes_out_after_its_own_update(fmt: str) -> None:
    story = make_story(published=NOW, updated=NOW - timedelta(seconds=3))
    channel = channel_for(fmt, updated=story.updated, published=story.updated)
    body = render([story], fmt, channel)

    assert complaints(body, channel.self_url, NOW) == []
    (item,) = items(body, fmt)
    assert item.updated == "2026-03-04T05:05:57+00:00"


def test_atom_categories_have_term_and_label() -> None:
    (entry,) = parse(render([make_story(sections=("Business & Tech",))], "atom")).findall("a:entry", NS)

    assert attributes(entry, "a:category") == {
        "term": "Business & Tech",
        "label": "Business & Tech",
    }


def test_an_rss_item_completes_what_feedgen_leaves_out() -> None:
    (item,) = parse(render([make_story(1, **RICH)], "rss")).findall("channel/item")
    children = [n.tag for n in item]

    assert attributes(item, "guid") == {"isPermaLink": "false"}
    assert [n.text for n in item.findall("dc:creator", NS)] == ["Mei Tan", "Olu Ade"]
    assert item.find("author") is None
    assert children.index("description") < children.index(f"{{{NS['content']}}}encoded")
    assert attributes(item, "enclosure") == {
        "url": "https://news.example/p.png",
        "length": "512",
        "type": "image/png",
    }
    assert [(n.get("rel"), n.get("href")) for n in item.findall("a:link", NS)] == [
        ("via", PAGE),
        ("related", "https://news.example/bridges-7.html"),
    ]
    assert item.findtext("dc:language", None, NS) == "zh-Hans"


def test_an_rss_description_is_html_that_shows_the_plain_summary() -> None:
    (item,) = items(render([make_story(summary="a <b> & c")], "rss"), "rss")

    assert item.summary == "a &lt;b&gt; &amp; c"


@pytest.mark.parametrize("fmt", FORMATS)
def test_without_a_summary_the_text_is_cut_at_a_word(fmt: str) -> None:
    (item,) = items(render([make_story(summary="", text="seven letters " * 60)], fmt), fmt)

    assert item.summary == ("seven letters " * 21).rstrip() + "…"
    assert len(item.summary) <= 300


@pytest.mark.parametrize("fmt", FORMATS)
def test_related_stories_stand_at_the_end_of_the_content(fmt: str) -> None:
    (item,) = items(render([make_story(1, **RICH)], fmt), fmt)

    assert item.content == (
        make_story(1).content
        + '<p>Related stories:</p><ul><li><a href="https://news.example/bridges-7.html">Bridges &amp; tolls</a></li>'
        + "<li>A headline &lt;alone&gt;</li></ul>"
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_truncated_text_is_a_summary_and_never_content(fmt: str) -> None:
    (item,) = items(render([make_story(content="", text="", summary="Only this.")], fmt), fmt)

    assert item.content is None
    assert item.summary == "Only this."


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_address_of_an_author_is_published(fmt: str) -> None:
    story = make_story(authors=("Mei Tan (mei@news.example)", "desk@news.example", "Mei Tan"))
    body = render([story], fmt)

    assert b"@" not in body
    assert items(body, fmt)[0].authors == ("Mei Tan",)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_source_that_is_no_web_page_is_not_linked(fmt: str) -> None:
    ctx = RenderContext(base_url=BASE, sources={"world": "file:sample.html"})

    assert b"via" not in FORMATS[fmt].fragment(make_story(), ctx)


SOUND = Image(url="https://news.example/talk.mp3", media_type="audio/mpeg", length=99)
PICTURES = (Image(url="https://news.example/a.png"), Image(url="https://news.example/b.gif?x=1"))


def test_pictures_are_of_the_type_that_their_addresses_say() -> None:
    (entry,) = parse(render([make_story(1, images=PICTURES)], "atom")).findall("a:entry", NS)
    found = [(e.get("href"), e.get("type")) for e in entry.findall("a:link[@rel='enclosure']", NS)]
    assert found == [(PICTURES[0].url, "image/png"), (PICTURES[1].url, "image/gif")]


@pytest.mark.parametrize("fmt", XML)
@pytest.mark.parametrize(("images", "shown"), [((SOUND,), None), ((SOUND, PICTURES[0]), PICTURES[0].url)])
def test_a_sound_is_an_enclosure_and_never_a_picture(
    fmt: str, images: tuple[Image, ...], shown: str | None
) -> None:
    item = parse(render([make_story(1, images=images)], fmt))
    thumbnails = [e.get("url") for e in item.findall(".//media:thumbnail", NS)]
    enclosure = item.find(".//enclosure") if fmt == "rss" else item.find(".//a:link[@rel='enclosure']", NS)
    assert thumbnails == ([shown] if shown else [])
    assert enclosure is not None
    assert (enclosure.get("type"), enclosure.get("length")) == ("audio/mpeg", "99")
