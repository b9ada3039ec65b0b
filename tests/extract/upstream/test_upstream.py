"""`upstream`: other people's feeds, and the traps among them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings
from tests.extract.strategies import HOSTILE, extract, refusal


def rss(item: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>Post</title><item>{item}</item></channel></rss>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(rss("&a;", '<!DOCTYPE rss [<!ENTITY a "b">]>'), "entities", id="entity"),
        pytest.param(
            rss("&a;", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "entities", id="file"
        ),
        pytest.param(
            rss("", '<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd">'), "type definition", id="external DTD"
        ),
        pytest.param(rss("", "<!DOCTYPE r [<!ELEMENT a ANY>]>"), "type definition", id="internal DTD"),
        pytest.param("<rss>" + "<a>" * 200, "more than 100 deep", id="nesting"),
        pytest.param("<rss>" + "<a " * 5000, "not well-formed", id="tags without end"),
        pytest.param("<!DOCTYPE html><html></html>", "is a web page", id="HTML"),
        pytest.param("<urlset></urlset>", "is no feed (its first element is urlset)", id="sitemap"),
        pytest.param("[1]", "is no feed", id="JSON list"),
        pytest.param('{"items": []}', "no JSON Feed", id="JSON of another kind"),
        pytest.param('{"items": ', "no readable JSON", id="broken JSON"),
        pytest.param("<rss><channel/></rss>", "has no entries", id="no entries"),
    ],
)
def test_a_trap_or_another_kind_of_page_is_refused(body: str, told: str) -> None:
    assert told in refusal("upstream", body)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE rss SYSTEM "http://old.example/rss-0.91.dtd">', id="by its address"),
        pytest.param("<!DOCTYPE rss>", id="a bare name"),
        pytest.param(
            '<!DOCTYPE rss PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://w3.example/xhtml-lat1.ent">',
            id="names of letters",
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY eacute "&#233;"> <!ENTITY amp "&#38;">]>', id="single characters"
        ),
    ],
)
def test_a_harmless_doctype_is_cut_off(head: str) -> None:
    named = "&eacute;" if "ENTITY" in head else "é"
    assert (
        extract("upstream", rss(f"<title>Caf{named} &amp; quay</title>", head)).stories[0].title
        == "Café & quay"
    )


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE rss [<!ENTITY a "&#97;&#97;">]>', id="two characters"),
        pytest.param('<!DOCTYPE rss [<!ENTITY a "&#97;"><!ENTITY b "&a;&a;">]>', id="one that grows"),
        pytest.param('<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://h.example/x">]>', id="parameter"),
        pytest.param(
            '<!DOCTYPE rss SYSTEM "http://h.example/x.dtd" [<!ENTITY a "&#97;">]>', id="external too"
        ),
        pytest.param(
            '<!-- <!DOCTYPE rss [<!ENTITY a "&#97;">]> --><!DOCTYPE rss [<!ENTITY a "bb">]>', id="a decoy"
        ),
    ],
)
def test_what_may_grow_or_comes_from_outside_is_refused(head: str) -> None:
    assert refusal("upstream", rss("<title>&a;</title>", head))


def test_an_utf16_bomb_is_seen_too() -> None:
    body = rss("&a;", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "b">]>').encode(
        "utf-16"
    )
    assert refusal("upstream", body)


def test_the_document_s_own_encoding_is_believed_where_the_bytes_bear_it_out() -> None:
    body = rss("<title>港口新闻</title>", '<?xml version="1.0" encoding="gb2312"?>').encode("gb2312")
    assert extract("upstream", body).stories[0].title == "港口新闻"


@pytest.mark.parametrize(
    ("charset", "shown"),
    [
        pytest.param("cp1250", "Žluťoučký kůň", id="of Windows by its letters"),
        pytest.param("cp1252", "Žluoučký kůň", id="guessed of any"),
    ],
)
def test_a_document_with_letters_where_its_charset_has_controls_is(charset: str, shown: str) -> None:
    body = "<?xml version='1.0' encoding='iso-8859-2'?><rss><channel><item><title>Žluťoučký kůň</title></item></channel></rss>"
    page = replace(make_page(body.encode("cp1250"), media_type="text/xml"), charset=charset)
    assert run(page, make_settings(extractor="upstream"), NOW).stories[0].title == shown


def test_a_document_in_utf_8_is_read_so_whatever_it_says() -> None:
    body = rss("<title>Второй причал</title>", '<?xml version="1.0" encoding="windows-1251"?>')
    assert extract("upstream", body).stories[0].title == "Второй причал"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        pytest.param(
            "Wed, 04 Mar 2026 08:00:00 +0100", datetime(2026, 3, 4, 7, tzinfo=UTC), id="with a zone"
        ),
        pytest.param("2026-03-04 08:00", "2026-03-04 08:00", id="without one it stays text"),
        pytest.param("when it suits", "when it suits", id="no date"),
    ],
)
def test_a_date_is(date: str, published: object) -> None:
    assert extract("upstream", rss(f"<pubDate>{date}</pubDate>")).stories[0].published == published


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param("ann@post.example (Ann Lee)", ("Ann Lee",), id="name after the address"),
        pytest.param("ann@post.example", (), id="address only"),
        pytest.param("Ann Lee", ("Ann Lee",), id="name"),
        pytest.param(
            "Joe &lt;joe@post.example&gt;, joe2@post.example, Ann Lee", ("Joe", "Ann Lee"), id="several"
        ),
        pytest.param("joe@localhost", (), id="address of no domain"),
    ],
)
def test_addresses_are_not_kept(author: str, names: tuple[str, ...]) -> None:
    assert extract("upstream", rss(f"<title>x</title><author>{author}</author>")).stories[0].authors == names


@pytest.mark.parametrize(
    ("description", "content"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", True, id="paragraphs are the story"),
        pytest.param("<p>One.</p><p>Two …</p>", False, id="cut off it is a summary"),
        pytest.param("A teaser.", False, id="a sentence is a summary"),
    ],
)
def test_a_description_is_content_only_where_it_is_whole(description: str, content: bool) -> None:
    story = extract("upstream", rss(f"<description><![CDATA[{description}]]></description>")).stories[0]
    assert (story.content is not None, story.summary is not None) == (content, not content)


def test_a_string_is_never_opened_as_an_address_or_a_file() -> None:
    assert refusal("upstream", "/etc/passwd")
    assert refusal("upstream", "http://127.0.0.1/")


def test_the_limit_keeps_the_first_entries() -> None:
    assert (
        len(extract("upstream", rss("<title>a</title></item><item><title>b</title>"), limit=1).stories) == 1
    )


@pytest.mark.parametrize(
    "about",
    [
        pytest.param("<description><![CDATA[Ends with </item> or </item>]]></description>", id="text"),
        pytest.param("<!-- <item></item> <item></item> -->", id="comment"),
    ],
)
def test_the_limit_counts_no_ends_that_a_text_or_a_comment_is_about(about: str) -> None:
    items = [f"<title>Story {n}</title>{about}<guid>{n}</guid>" for n in range(4)]
    found = extract("upstream", rss("</item><item>".join(items)), limit=2).stories
    assert [s.title for s in found] == ["Story 0", "Story 1"]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("upstream", body)


def test_of_a_very_long_feed_the_first_entries_are_read_in_time() -> None:
    items = "".join(f"<item><title>Story {n}</title><link>/{n}</link></item>" for n in range(20_000))
    found = extract(
        "upstream", f"<rss version='2.0'><channel><title>Long</title>{items}</channel></rss>", limit=50
    )
    assert [s.title for s in found.stories] == [f"Story {n}" for n in range(50)]
    assert found.page_title == "Long"


@pytest.mark.parametrize(
    ("told", "types"),
    [
        pytest.param('<enclosure url="/a.mp3" type="audio/mpeg" length="9"/>', ["audio/mpeg"], id="audio"),
        pytest.param('<m:content url="/a.png" medium="image"/>', [""], id="picture by its medium"),
        pytest.param('<m:content url="/a.mp4" medium="video"/>', [""], id="video by its address"),
        pytest.param('<m:content url="/play" medium="video"/>', [], id="video of no known type"),
    ],
)
def test_a_file_keeps_the_type_it_is_given(told: str, types: list[str]) -> None:
    feed = rss(f"<title>x</title>{told}").replace("<rss ", '<rss xmlns:m="http://search.yahoo.com/mrss/" ')
    assert [image.media_type for image in extract("upstream", feed).stories[0].images] == types
