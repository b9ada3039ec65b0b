"""Where entries of feeds lead: relative links, counters of clicks, identifiers that are addresses and that are none."""

from __future__ import annotations

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.extract.upstream.relative import joined, site_of
from feedsvc.extract.upstream.storylink import leads_to
from feedsvc.models import ParsedStory
from tests.extract.feeds import FEED, atom, json_feed, read, rss
from tests.extract.helpers import NOW, make_page, make_settings

SITE = '><link rel="alternate" href="https://mill.example/"/>'
ORIGINAL = (
    '<x:origLink xmlns:x="http://rssnamespace.org/feedburner/ext/1.0">https://mill.example/a</x:origLink>'
)


OTHER = '<yandex:related type="x"><link url="https://far.example/b">Other</link></yandex:related>'


@pytest.mark.parametrize(
    ("items", "link"),
    [
        pytest.param([f"<guid>1</guid>{OTHER}", "<guid>2</guid>"], "https://mill.example/a", id="guids tell the stories"),
        pytest.param([OTHER, OTHER], "https://mill.example/a", id="all of them alike"),
        pytest.param([OTHER, ""], "https://far.example/b", id="a link that a story is known by stays"),
        pytest.param(["", ""], "https://mill.example/a", id="no other"),
    ],
)  # fmt: skip
def test_a_link_to_another_story_inside_an_item_is_not_its_own(items: list[str], link: str) -> None:
    told = "".join(
        f"<item><title>x</title><link>https://mill.example/a</link>{more}</item>" for more in items
    )
    assert read(f"<rss version='2.0'><channel>{told}</channel></rss>").stories[0].url == link


@pytest.mark.parametrize(
    ("link", "found"),
    [
        pytest.param("<link>/2026/quay</link>", "https://mill.example/2026/quay", id="from the root"),
        pytest.param("<link>mill.example/quay</link>", "https://mill.example/quay", id="from the host"),
        pytest.param("<link>mill.example-quay/a</link>", "https://mill.example/mill.example-quay/a", id="from no host"),
        pytest.param("<link>http://https://mill.example/a</link>", "https://mill.example/a", id="two schemes"),
        pytest.param(
            "<link>https://mill.example/go/https://far.example/</link>",
            "https://mill.example/go/https://far.example/",
            id="an address in a path",
        ),
        pytest.param(
            "<link>https://mill.example/a?id=1&copy=2&lang=en&gtm=2&section=3</link>",
            "https://mill.example/a?id=1&copy=2&lang=en&gtm=2&section=3",
            id="ampersands that nobody escaped",
        ),
        pytest.param("<link>a/1</link>", "https://mill.example/a/1", id="from the site"),
        pytest.param("<link>//far.example/a</link>", "https://far.example/a", id="without a scheme"),
        pytest.param("<link>?p=5</link>", "https://mill.example/?p=5", id="a query"),
        pytest.param("<link>www.far.example/a</link>", "https://www.far.example/a", id="a host"),
        pytest.param("<link>https://feeds.example/r/1</link>", "https://feeds.example/r/1", id="of the feed's host"),
        pytest.param(f"<link>https://feeds.example/r/1</link>{ORIGINAL}", "https://mill.example/a", id="counted"),
        pytest.param("<link/><guid>https://mill.example/a</guid>", "https://mill.example/a", id="an empty one"),
        pytest.param("<guid>https://mill.example/a</guid>", "https://mill.example/a", id="a guid"),
        pytest.param("<guid>/a/1</guid>", "https://mill.example/a/1", id="a guid from the root"),
        pytest.param(
            "<link>javascript:void(0)</link><guid>https://mill.example/a</guid>", "https://mill.example/a", id="a script"
        ),
        pytest.param("<link>https://mill.example/a</link><link/>", "https://mill.example/a", id="an empty one behind"),
        pytest.param(
            '<link>https://mill.example/a</link><link/><guid isPermaLink="false">https://mill.example/?p=1</guid>',
            "https://mill.example/a",
            id="an empty one and a guid behind",
        ),
        pytest.param(
            '<link>https://mill.example/a</link><a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://x.example/b"/>',
            "https://mill.example/a",
            id="one of Atom elsewhere behind",
        ),
        pytest.param(
            "<link>https://mill.example/a</link><link>https://mill.example/</link>",
            "https://mill.example/a",
            id="the first page of all behind",
        ),
        pytest.param(
            "<link>https://www.mill.example/a</link><link>https://x.example/b</link>",
            "https://www.mill.example/a",
            id="a page of its site under www and one elsewhere",
        ),
        pytest.param(
            "<link>https://mill.example/a</link><link>https://mill.example/b</link>",
            "https://mill.example/b",
            id="two of its site, as ever",
        ),
        pytest.param(
            "<link>https://x.example/a</link><link>https://y.example/b</link>",
            "https://y.example/b",
            id="two elsewhere, as ever",
        ),
        pytest.param("<guid>4711</guid>", None, id="a guid that is a number"),
        pytest.param('<guid isPermaLink="false">https://mill.example/?p=1</guid>', None, id="a guid that is none"),
        pytest.param("<link>http://[</link>", None, id="no address at all"),
    ],
)  # fmt: skip
def test_an_rss_item_leads_to(link: str, found: str | None) -> None:
    assert rss("", f"<title>x</title>{link}").url == found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        pytest.param('<link href="/a/1"/>', "https://mill.example/a/1", id="the site"),
        pytest.param(
            '<link rel="http://www.iana.org/assignments/relation/alternate" href="/a/1"/>',
            "https://mill.example/a/1",
            id="the relation by its address",
        ),
        pytest.param('<link rel="edit" href="/a/1"/>', None, id="another relation"),
        pytest.param('<link xml:base="https://b.example/c/" href="d"/>', "https://b.example/c/d", id="xml:base"),
        pytest.param('<link xml:base="/c/" href="d"/>', "https://mill.example/c/d", id="a relative xml:base"),
        pytest.param(
            '<link href="https://mill.example/a"/><link rel="enclosure" type="image/png">https://p.example/1</link>',
            "https://mill.example/a",
            id="the page and not the file behind it",
        ),
        pytest.param(
            '<content type="text/html" src="https://mill.example/full"/>', "https://mill.example/full", id="content"
        ),
        pytest.param('<content type="" src="https://mill.example/full"/>', "https://mill.example/full", id="content of no kind"),
        pytest.param('<content type="image/png" src="https://mill.example/a.png"/>', None, id="a picture as content"),
    ],
)  # fmt: skip
def test_an_atom_entry_leads_to(entry: str, found: str | None) -> None:
    assert atom(entry, SITE).url == found


def test_an_identifier_stays_what_it_was_whatever_links_belong_to() -> None:
    """Installed feeds know their stories by it."""
    assert rss("<guid>4711</guid>").guid == "https://feeds.example/mill/4711"
    assert rss("<guid>../4711</guid>").guid == "https://feeds.example/4711"
    assert rss('<guid isPermaLink="false">4711</guid>').guid == "4711"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://www.search.example/url?rct=j&url=https://mill.example/a&ct=ga", "https://mill.example/a"),
        ("https://l.net.example/l.php?u=https%3A%2F%2Fmill.example%2Fa%3Fb%3D1&h=x", "https://mill.example/a?b=1"),
        ("https://mill.example/news?url=https://far.example/", "https://mill.example/news?url=https://far.example/"),
        ("https://mill.example/url?q=boats", "https://mill.example/url?q=boats"),
        ("https://mill.example/url?q=javascript:alert(1)", "https://mill.example/url?q=javascript:alert(1)"),
    ],
)  # fmt: skip
def test_a_counter_of_clicks_is_passed(link: str, found: str) -> None:
    assert leads_to(link, FEED) == found


def _first(**item: object) -> ParsedStory:
    return json_feed(**{"id": "1", "title": "t", **item})


def test_items_of_json_feeds_lead_where_they_say() -> None:
    assert _first(url="/a").url == "https://mill.example/a"
    assert _first(id="https://mill.example/a").url == "https://mill.example/a"
    assert _first(id="4711").url is None
    linked = _first(url="https://mill.example/a", external_url="https://far.example/b")
    assert (linked.url, [one.url for one in linked.related]) == (
        "https://mill.example/a",
        ["https://far.example/b"],
    )
    assert (
        _first(url="https://mill.example/a/b", image="/p.jpg").images[0].url == "https://mill.example/p.jpg"
    )


def test_a_broken_address_costs_no_other_story() -> None:
    story = rss('<enclosure url="http://[" type="audio/mpeg"/><comments>http://[</comments>')
    assert (story.title, story.images, _first(attachments=[{"url": "http://["}]).images) == (
        "Mill turns",
        (),
        (),
    )
    assert joined(FEED, "http://[") == "http://["


def test_links_belong_to_the_feed_s_own_address_where_its_site_is_there() -> None:
    assert (
        site_of("https://mill.example/blog/feed", "https://mill.example/") == "https://mill.example/blog/feed"
    )
    assert site_of("https://feeds.example/mill", "https://mill.example/") == "https://mill.example/"
    assert site_of("https://feeds.example/mill", None) == "https://feeds.example/mill"


@pytest.mark.parametrize(
    ("space", "found"),
    [
        pytest.param("http://purl.org/rss/1.0/", "https://mill.example/a", id="RSS 1.0"),
        pytest.param("http://my.netscape.com/rdf/simple/0.9/", "https://mill.example/a", id="RSS 0.90"),
    ],
)
def test_an_item_of_rdf_that_has_no_link_leads_to_what_it_is_about(space: str, found: str) -> None:
    item = '<item rdf:about="https://mill.example/a"><title>x</title></item>'
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert read(f'<rdf:RDF xmlns:rdf="{rdf}" xmlns="{space}">{item}</rdf:RDF>').stories[0].url == found


HTML_LINK = '&lt;a href="/quay" hreflang="en"&gt;View&lt;/a&gt;'


@pytest.mark.parametrize(
    ("url", "home", "link", "found"),
    [
        pytest.param(
            FEED,
            "https://mill.example/",
            "http://localhost:4000/1?a=b#c",
            "https://mill.example/1?a=b#c",
            id="a link at home",
        ),
        pytest.param(
            FEED,
            "http://localhost:4000",
            "http://localhost:4000/1",
            "https://feeds.example/1",
            id="all of them",
        ),
        pytest.param(
            FEED,
            "https://mill.example/",
            "http://127.0.0.1:8080",
            "https://mill.example/",
            id="the front of it",
        ),
        pytest.param(
            "http://127.0.0.1/feed",
            "http://127.0.0.1/",
            "http://127.0.0.1:90/1",
            "http://127.0.0.1:90/1",
            id="a site that is at home",
        ),
        pytest.param(
            FEED,
            "https://mill.example/",
            "http://localhost.example/1",
            "http://localhost.example/1",
            id="another site",
        ),
        pytest.param(
            FEED, "https://mill.example/", HTML_LINK, "https://mill.example/quay", id="a link of HTML"
        ),
        pytest.param(
            FEED, "https://mill.example/", "/a-href", "https://mill.example/a-href", id="a path like one"
        ),
    ],
)
def test_where_the_feed_was_made_is_no_place_for_readers(url: str, home: str, link: str, found: str) -> None:
    item = f"<item><title>Quay</title><link>{link}</link></item>"
    feed = f"<rss version='2.0'><channel><link>{home}</link>{item}</channel></rss>"
    page = make_page(feed, url=url, media_type="application/rss+xml")
    assert run(page, make_settings(extractor="upstream"), NOW).stories[0].url == found
