from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import feedparser
import pytest
from lxml import html
from werkzeug.test import EnvironBuilder, run_wsgi_app

from feedsvc.config import SourceConfig, TopicConfig
from feedsvc.errors import StoreUnavailable
from feedsvc.models import Image
from feedsvc.web import static_site
from feedsvc.web.assets import load_assets
from feedsvc.web.pages import Site
from feedsvc.web.readers import is_local
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages
from feedsvc.web.view import PAGE_SIZE, PageView
from tests.builders import story_id
from tests.web.helpers import BASE, BROWSER, Town, make_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

PAGES = ["/", "/topics/world", "/topics/boats", f"/stories/{story_id(2)}", "/status"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_safe_cacheable_and_without_inline_script(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not re.search(r"<script>|<style|style=|\son\w+=|javascript:", answer.text)
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert answer.text.count("<h1") == 1
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", PAGES[:4])
def test_every_page_leads_readers_to_its_feeds(client: FlaskClient, path: str) -> None:
    links = re.findall(
        r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', client.get(path).text
    )
    assert ("application/atom+xml", f"{BASE}/feeds/boats.atom") in links or "boats" not in path
    assert links


def test_a_program_that_asks_for_the_icon_without_a_page_gets_it(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.mimetype) == (200, "image/x-icon")
    assert answer.data.startswith(b"\x00\x00\x01\x00")
    assert client.get("/favicon.ico", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/topics/world", "/feeds/world.atom", "/feeds/world.atom?q=counted"])
def test_a_page_read_as_a_list_of_stories_has_the_ids_and_links_of_its_feed(
    town: Town, client: FlaskClient, path: str
) -> None:
    town.poll(70, url=None, title="Without a link of its own")
    town.publish()
    feed = path if path.startswith("/feeds") else "/feeds/world.atom"
    entries = feedparser.parse(client.get(feed).data).entries
    page = html.document_fromstring(client.get(path, headers={"Accept": BROWSER}).text)
    assert isinstance(page, html.HtmlElement)
    (listed,) = page.find_class("h-feed")
    shown = [
        (
            said(entry, "u-uid", "value"),
            said(entry, "u-url", "value"),
            said(entry, "p-name"),
            said(entry, "dt-published", "datetime").replace("Z", "+00:00"),
        )
        for entry in listed.find_class("h-entry")
    ]
    assert shown == [(e.id, e.link, e.title, e.published) for e in entries]
    assert [entry.get("id") for entry in page.iter("article")] == [e.id for e in entries]


def shown(view: PageView | None) -> PageView:
    """The page, which is there."""
    assert view is not None
    return view


def parsed(page: bytes) -> html.HtmlElement:
    """A page as elements."""
    found = html.document_fromstring(page.decode())
    assert isinstance(found, html.HtmlElement)
    return found


def said(entry: html.HtmlElement, name: str, attribute: str = "") -> str:
    """What an element with this class says, in an attribute or as text."""
    (element,) = entry.find_class(name)
    return str(element.get(attribute) if attribute else element.text_content())


def test_the_index_lists_topics_and_sources(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Boats &amp; Piers" in page
    assert "12 stories" in page
    assert 'href="/feeds/world.rss"' in page
    assert 'href="https://harbour.example/"' in page
    assert "working" in page


def test_a_topic_is_shown_in_pages_newest_first(town: Town, client: FlaskClient) -> None:
    town.poll(*range(20, 60))
    first, second = client.get("/topics/world").text, client.get("/topics/world?page=2").text
    titles = re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", first)
    assert len(titles) == PAGE_SIZE
    assert titles[0] == "Lanterns on river number 1"
    assert "Page 1 of 2" in first
    assert 'rel="next" href="/topics/world?page=2"' in first
    assert 'rel="prev" href="/topics/world"' in second
    assert len(re.findall(r"<h3><a ", second)) == 52 - PAGE_SIZE


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "9" * 30, "٣", "1.5"])
def test_a_page_that_is_not_there_is_404(client: FlaskClient, page: str) -> None:
    assert client.get(f"/topics/world?page={page}").status_code == 404


def test_a_story_shows_its_versions_and_topics(client: FlaskClient) -> None:
    page = client.get(f"/stories/{story_id(2)}").text
    assert "Lanterns, counted again" in page
    assert "Lanterns on river number 2" in page, "the earlier version"
    assert 'href="/topics/world"' in page
    assert f"urn:uuid:{story_id(2)}" in page


@pytest.mark.parametrize("story", ["x", story_id(999), story_id(1).replace("-", ""), "..", story_id(1) + "0"])
def test_an_unknown_story_is_404(client: FlaskClient, story: str) -> None:
    assert client.get(f"/stories/{story}").status_code == 404


def test_page_text_is_escaped(town: Town, client: FlaskClient) -> None:
    hostile: dict[str, Any] = {
        "title": "<script>alert(1)</script>",
        "authors": ('"><img src=x>',),
        "summary": "<i>&</i>",
    }
    town.poll(70, **hostile)
    for path in ("/topics/world", f"/stories/{story_id(70)}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("times", "long"), [(1, False), (9, True)])
def test_a_title_as_long_as_a_text_is_set_smaller(
    town: Town, client: FlaskClient, times: int, long: bool
) -> None:
    town.poll(75, title="Lanterns of all piers " * times)
    assert ('<h1 class="p-name long"' in client.get(f"/stories/{story_id(75)}").text) is long


def test_a_storys_picture_is_shown_once(town: Town, client: FlaskClient) -> None:
    picture = Image(url="https://news.example/pier.jpg", title="A pier")
    town.poll(71, images=(picture,))
    town.poll(72, images=(picture,), content='<p><img src="https://news.example/pier.jpg" alt=""></p>')
    assert 'src="https://news.example/pier.jpg" alt="A pier"' in client.get(f"/stories/{story_id(71)}").text
    assert client.get(f"/stories/{story_id(72)}").text.count("pier.jpg") == 1


def test_a_storys_sound_is_not_shown_as_a_picture(town: Town, client: FlaskClient) -> None:
    sound = Image(url="https://news.example/talk.mp3", media_type="audio/mpeg")
    town.poll(73, images=(sound,))
    town.poll(74, images=(sound, Image(url="https://news.example/pier.jpg")))
    assert "<img" not in client.get(f"/stories/{story_id(73)}").text
    assert '<img src="https://news.example/pier.jpg"' in client.get(f"/stories/{story_id(74)}").text


def test_pages_are_compressed_when_asked(client: FlaskClient) -> None:
    plain, coded = client.get("/"), client.get("/", headers={"Accept-Encoding": "br"})
    assert coded.headers["Content-Encoding"] == "br"
    assert coded.headers["ETag"] != plain.headers["ETag"]
    assert len(coded.data) < len(plain.data) / 2


def test_static_files_are_named_by_content_and_kept(client: FlaskClient) -> None:
    page = client.get("/").text
    paths = re.findall(r'"(/static/[^"]+)"', page)
    assert len(paths) == 5
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/static/style.css").status_code == 404


def test_our_own_mistake_shows_no_trace(town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(town.store, "topic_states", lambda: 1 / 0)
    answer = app.test_client().get("/", headers={"Accept": BROWSER})
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "Something broke" in answer.text


def test_times_are_exact_for_programs_and_on_hover(client: FlaskClient) -> None:
    for path in PAGES:
        times = re.findall(
            r'<time datetime="([^"]+)" title="([^"]+)"[^>]*>([^<]+)</time>', client.get(path).text
        )
        assert times
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment) for moment, _, _ in times)
        assert all(title == text and text.endswith("UTC") for _, title, text in times)


def test_topics_without_stories_fold_away_where_others_have_some(town: Town, client: FlaskClient) -> None:
    assert "without stories yet" not in client.get("/").text
    kites = TopicConfig(slug="kites", title="Kites", keywords=("kite",))
    town.config = replace(town.config, topics=(*town.config.topics, kites))
    town.settle()
    site = Site(town.config, town.store, Reads(deadline=60), clock=town.clock)
    page = parsed(Pages(town.config, load_assets()).render(shown(site.index())))
    (fold,) = page.find_class("fold")
    assert fold.xpath("string(summary)") == "1 topic without stories yet"
    assert [h.text_content() for h in fold.iter("h3")] == ["Kites"]
    assert len(list(page.iter("h3"))) == 3


def test_a_feed_opened_in_a_browser_says_that_it_is_one(client: FlaskClient) -> None:
    page = client.get("/feeds/world.rss", headers={"Accept": BROWSER}).text
    assert "This address is a feed." in page
    assert page.index("/feeds/world.rss") < page.index('value="https://feeds.example/feeds/world.atom"')
    assert "the address you opened" in page
    plain = client.get("/topics/world").text
    assert "This address is" not in plain
    assert plain.index("recommended") < plain.index(f'value="{BASE}/feeds/world.rss"')


def test_a_feeds_address_leads_into_readers(client: FlaskClient) -> None:
    page = client.get("/topics/boats").text
    address = f"{BASE}/feeds/boats.atom"
    assert f'href="feed:{address}"' in page
    assert f'href="https://www.inoreader.com/?add_feed={quote(address, safe="")}"' in page
    assert "cannot reach" not in page


@pytest.mark.parametrize(
    ("address", "local"),
    [
        pytest.param("http://127.0.0.1:8000/", True, id="loopback"),
        pytest.param("http://[::1]:8000/", True, id="loopback of IPv6"),
        pytest.param("http://192.168.0.4/", True, id="a network at home"),
        pytest.param("http://localhost:8000/", True, id="a name without a dot"),
        pytest.param("http://box.local/", True, id="multicast DNS"),
        pytest.param("https://feeds.example/", False, id="a name"),
        pytest.param("https://8.8.4.4/", False, id="a public address"),
    ],
)
def test_what_readers_on_the_web_cannot_reach_is_known(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_a_filters_form_holds_what_was_asked_for(client: FlaskClient) -> None:
    query = "q=lanterns&exclude=%22not+this%22&author=ann+lee&source=harbour&since=2026-01-02T03:00:00Z"
    page = parsed(client.get(f"/topics/world?{query}&section=").data)
    (form,) = page.find_class("narrow")
    assert dict(form.form_values()) == {
        "q": "lanterns",
        "exclude": '"not this"',
        "author": "ann lee",
        "section": "",
        "source": "harbour",
        "since": "2026-01-02",
    }
    assert form.getparent().get("open") is not None


def test_stories_stand_below_their_days(client: FlaskClient) -> None:
    page = parsed(client.get("/topics/world").data)
    days = [item.text_content().replace("\xa0", " ") for item in page.find_class("day")]
    assert days == list(dict.fromkeys(days))
    first = page.find_class("stories")[0][0]
    assert first[0].text_content() == days[0].replace(" ", "\xa0")


def test_unreachable_neighbours_are_one_line(town: Town, client: FlaskClient) -> None:
    urls = {f"dead-{n}": f"https://dead.example/{n}/" for n in range(7)}
    dead = tuple(SourceConfig(slug=s, title=s, url=u, extractor="auto") for s, u in urls.items())
    town.config = replace(town.config, sources=(*town.config.sources, *dead))
    town.settle()
    for slug, url in urls.items():
        town.fail(slug, f"dns: {url}: dead.example cannot be resolved")
    town.fail("harbour", "503")
    site = Site(town.config, town.store, Reads(deadline=60), clock=town.clock)
    pages = Pages(town.config, load_assets())
    status = parsed(pages.render(shown(site.status())))
    (group,) = status.find_class("folded")
    said = " ".join(group.xpath("string(summary)").split())
    assert said == "7 sources of dead.example failingdns: dead.example cannot be resolved"
    assert [row.get("id") for row in group.iter("tr") if row.get("id")] == list(urls)
    assert group.get("open") is None
    assert [r.get("id") for r in status.iter("tr") if r.get("id")] == ["harbour", *urls, "world"]
    index = parsed(pages.render(shown(site.index())))
    assert "7 sources of dead.example" in index.find_class("rows")[0][-1].text_content()


def test_many_hosts_with_the_same_trouble_are_one_line(town: Town) -> None:
    urls = {f"dead-{n}": f"https://dead{n}.example/" for n in range(7)}
    dead = tuple(SourceConfig(slug=s, title=s, url=u, extractor="auto") for s, u in urls.items())
    town.config = replace(town.config, sources=(*dead, *town.config.sources))
    town.settle()
    for n, (slug, url) in enumerate(urls.items()):
        town.fail(slug, f"dns: {url}: dead{n}.example cannot be resolved")
    site = Site(town.config, town.store, Reads(deadline=60), clock=town.clock)
    pages = Pages(town.config, load_assets())
    status = parsed(pages.render(shown(site.status())))
    (group,) = status.find_class("folded")
    said = " ".join(group.xpath("string(summary)").split())
    assert said == "7 sources of 7 hosts failingdns: … cannot be resolved"
    assert [row.get("id") for row in group.iter("tr") if row.get("id")] == list(urls)
    rows = parsed(pages.render(shown(site.index()))).find_class("rows")[0]
    assert [row.get("class") for row in rows] == [None, None, "folded"], "what is well comes first"


def test_the_status_draws_the_last_days_of_each_source(town: Town, client: FlaskClient) -> None:
    town.now += timedelta(days=2)
    town.fail("harbour", "503")
    town.poll(70)
    page = parsed(client.get("/status").data)
    (harbour, world) = page.find_class("days")
    assert world.get("aria-label") == (
        "3 polls with news or trouble in 30 days, under 0.1 s on average, 10 new stories"
    )
    assert [bar.get("class") for bar in world.iter("path")] == ["day-ok"]
    assert harbour.get("aria-label") == (
        "2 polls with news or trouble in 30 days, under 0.1 s on average, 3 new stories; trouble on 1 day"
    )
    assert [(bar.get("class"), bar.get("d")) for bar in harbour.iter("path")] == [
        ("day-ok", "M108 17h3v3h-3z"),
        ("day-failing", "M116 17h3v3h-3z"),
    ]
    lines = [line.get("aria-label") for line in page.find_class("spark")]
    assert page.find_class("news")[0].text_content().strip() == (
        "13 new stories in 30 days, on 1 day, at most 13 a day"
    )
    assert lines == [
        None,
        "3 new stories in 30 days, on 1 day, at most 3 a day",
        "10 new stories in 30 days, on 1 day, at most 10 a day",
    ]


def test_index_and_status_show_so_many_at_once(
    town: Town, make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.web.sourcelist.MOST_SHOWN", 1)
    monkeypatch.setattr("feedsvc.web.pages.MOST_SHOWN", 1)
    client = make_app(town).test_client()
    town.fail("harbour", "503")
    pages = [parsed(client.get(path).data) for path in ("/status", "/status?page=2")]
    rows = [[row.get("id") for row in page.iter("tr") if row.get("id")] for page in pages]
    assert rows == [["harbour"], ["world"]], "trouble first"
    assert all("1 of 2 sources need a look" in page.text_content() for page in pages)
    assert pages[0].xpath("//head/link[@rel='next']/@href") == ["/status?page=2"]
    first, second = (parsed(client.get(path).data) for path in ("/", "/?page=2"))
    assert [h.text_content() for page in (first, second) for h in page.iter("h3")] == [
        "World",
        "Boats & Piers",
    ]
    assert "2 topics" in first.text_content()
    assert "All 2 sources" in first.text_content()
    for path in ("/?page=3", "/status?page=3", "/status?page=0"):
        assert client.get(path).status_code == 404


def test_an_edit_is_shown_word_by_word(client: FlaskClient) -> None:
    page = parsed(client.get(f"/stories/{story_id(2)}").data)
    (changes,) = page.find_class("changes")
    assert [d.text_content() for d in changes.iter("del")] == [" on river number 2"]
    assert [d.text_content() for d in changes.iter("ins")] == [", counted again"]


def test_a_story_leads_to_others_that_are_like_it(town: Town, client: FlaskClient) -> None:
    common: dict[str, Any] = {"authors": ("Zoe Quill",), "sections": ("Birds",)}
    town.poll(90, title="Kingfishers nest below the bridge", **common)
    town.poll(91, title="Bridge repaired while kingfishers nest", **common)
    town.poll(92, title="A quiet evening", **common)
    page = parsed(client.get(f"/stories/{story_id(90)}").data)
    (others,) = page.find_class("others")
    links = [link.get("href") for link in others.iter("a")]
    assert links[:2] == [f"/stories/{story_id(91)}", f"/stories/{story_id(92)}"]
    assert len(links) == 5
    assert f"/stories/{story_id(90)}" not in links


def test_a_story_is_shown_where_others_like_it_cannot_be_found(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailable("too slow")

    monkeypatch.setattr(town.store, "alike", away)
    answer = client.get(f"/stories/{story_id(2)}")
    assert answer.status_code == 200
    assert "More like this" not in answer.text


def rendered(town: Town) -> dict[str, bytes]:
    """Every page of the static site by its path."""
    pages = static_site.static_pages(town.config, town.store)
    return {page.path: body for page in pages if (body := page.render()) is not None}


@pytest.mark.slow
def test_every_page_can_be_written_as_a_file(town: Town) -> None:
    town.poll(*range(20, 60), topics=("boats",))
    pages = rendered(town)
    assert {"/", "/status", "/topics/world", f"/stories/{story_id(1)}"} <= set(pages)
    assert sum(path.startswith("/stories/") for path in pages) == 52
    assert b"?page=" not in pages["/topics/boats"]
    assert sum(path.startswith("/static/") for path in pages) == 4
    assert rendered(town) == pages


def test_a_site_without_anything_still_greets(sqlite_store: object, make_app: Callable[..., Flask]) -> None:
    town = Town(make_config(topics=(), sources=()), sqlite_store)  # type: ignore[arg-type]
    client = make_app(town).test_client()
    assert "No topics yet" in client.get("/").text
    assert "There are no sources yet" in client.get("/status").text


@pytest.mark.parametrize(
    "path", ["", "/", "//", "/status/", "/topics/world/", "/search/", "/feeds/globe.atom"]
)
def test_no_answer_leads_to_the_host_that_was_asked_for(
    town: Town, make_app: Callable[..., Flask], path: str
) -> None:
    asked = EnvironBuilder(path="/", base_url="http://evil.example/").get_environ() | {"PATH_INFO": path}
    _, status, headers = run_wsgi_app(make_app(town).wsgi_app, asked)
    assert status[:3] in ("200", "301", "308")
    assert "evil.example" not in str(headers)
