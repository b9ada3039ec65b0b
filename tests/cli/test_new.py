"""`feedsvc new` over a site of real sockets: which way of reading it writes, and what it refuses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Done, Site
from tests.living import LivingSite, serving

FEED = "application/rss+xml"


@pytest.fixture
def web(site: Site) -> Iterator[LivingSite]:
    """A site whose host the configuration permits."""
    with (site.directory / "feedsvc.toml").open("a", encoding="utf-8") as file:
        file.write('[fetch]\nallow_networks = ["127.0.0.0/8"]\nhost_pause = "0s"\n')
    with serving(LivingSite()) as served:
        yield served


def feed(count: int, title: str = "The Cast") -> bytes:
    items = "".join(
        f"<item><title>Episode {n}</title><link>https://cast.example/{n}</link>"
        f"<pubDate>Wed, 04 Mar 2026 0{n}:00:00 GMT</pubDate></item>"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def linking(*addresses: str, body: str = "<p>hello</p>") -> bytes:
    links = "".join(f'<link rel="alternate" type="{FEED}" href="{a}">' for a in addresses)
    return f"<html><head>{links}</head><body>{body}</body></html>".encode()


def rows(count: int) -> str:
    items = "".join(
        f'<li><a href="/n/{n}">A second quay opens at harbour {n}</a> <time>2026-03-0{n + 1}</time></li>'
        for n in range(count)
    )
    return f"<ul>{items}</ul>"


def written(site: Site, web: LivingSite, path: str = "/") -> tuple[Done, dict[str, Any]]:
    done = site.run("new", web.base + path, "--slug", "mine")
    return done, tomllib.loads((site.directory / "sources" / "mine.toml").read_text("utf-8"))


def test_a_page_that_only_links_a_feed_becomes_a_source_of_the_feed(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking("/podcast.xml"))
    web.answers("/podcast.xml", 200, feed(3), FEED)
    done, source = written(site, web)
    assert done.status == 0
    assert f"{web.base}/podcast.xml: Episode 0" in done.out
    assert (source["extractor"], source["url"]) == ("upstream", f"{web.base}/podcast.xml")
    assert source["title"] == "The Cast"
    assert site.run("poll", "mine").status == 0


def test_a_linked_feed_with_more_dated_stories_is_the_better_source(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking("/feed.xml", body=rows(3)))
    web.answers("/feed.xml", 200, feed(8), FEED)
    assert written(site, web)[1]["url"] == f"{web.base}/feed.xml"


def test_a_page_that_shows_as_much_stays_the_source_and_its_file_names_the_feed(
    site: Site, web: LivingSite
) -> None:
    web.answers("/", 200, linking("/feed.xml", body=rows(5)))
    web.answers("/feed.xml", 200, feed(5), FEED)
    done, source = written(site, web)
    assert (source["extractor"], source["url"]) == ("selectors", f"{web.base}/")
    text = (site.directory / "sources" / "mine.toml").read_text("utf-8")
    assert f"# The page links a feed of its own: {web.base}/feed.xml\n" in text
    assert f"(feedsvc new {web.base}/feed.xml)\n" in done.out


def test_two_feeds_at_most_are_asked_for_and_those_of_comments_last(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking("/comments/feed/", "/gone.xml", "/none.xml", "/feed.xml"))
    web.answers("/comments/feed/", 200, feed(9), FEED)
    web.answers("/none.xml", 200, feed(0), FEED)
    web.answers("/feed.xml", 200, feed(3), FEED)
    done = site.run("new", f"{web.base}/", "--slug", "mine")
    assert (done.status, "nothing finds stories there" in done.err) == (1, True)
    assert "the server answered 404" in done.out
    assert [path for path, _ in web.requests] == ["/robots.txt", "/", "/gone.xml", "/none.xml"]
    for path in ("/none.xml", "/feed.xml", "/comments/feed/"):
        assert f"(feedsvc new {web.base}{path})\n" in done.out


def test_robots_are_obeyed_for_a_linked_feed(site: Site, web: LivingSite) -> None:
    web.answers("/robots.txt", 200, b"User-agent: *\nDisallow: /podcast.xml\n", "text/plain")
    web.answers("/", 200, linking("/podcast.xml"))
    web.answers("/podcast.xml", 200, feed(3), FEED)
    done = site.run("new", f"{web.base}/", "--slug", "mine")
    assert (done.status, "robots" in done.out) == (1, True)


VENDORS = "".join(
    f'<li><a href="https://vendor{n}.example/">Vendor of measured advertisements number {n}</a></li>'
    for n in range(20)
)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        pytest.param(f"<title>News</title><h1>Before you continue</h1><ul>{VENDORS}</ul>", "consent", id="consent"),
        pytest.param(f"<title>Just a moment...</title><ul>{VENDORS}</ul>", "captcha", id="captcha"),
        pytest.param(f"<title>Log in</title><h1>Log in</h1><ul>{VENDORS}</ul>", "login", id="login"),
        pytest.param("<h1>Nous respectons votre vie privée</h1><button>Tout accepter</button>", "consent", id="French"),
        pytest.param("<form><input type=password></form>", "login", id="password"),
    ],
)  # fmt: skip
def test_a_page_that_stands_in_for_another_is_refused_by_name(site: Site, page: str, kind: str) -> None:
    (site.directory / "pages" / "wall.html").write_text(f"<!doctype html>{page}", "utf-8")
    done = site.run("new", "file:pages/wall.html", "--slug", "mine")
    assert (done.status, f"it is a {kind} page" in done.err) == (1, True)
    assert not (site.directory / "sources" / "mine.toml").exists()


MENU = (
    "<html><body>"
    + "".join(
        f'<div class="p"><h3><a href="/{n}/">Services of the town hall, part {n}</a></h3></div>'
        for n in range(4)
    )
    + "<h1>Minutes</h1><p>"
    + "".join(f'<a href="/m/{n}">May {n}</a> ' for n in range(4))
    + "</p></body></html>"
).encode()


def test_a_menu_becomes_no_source_unless_forced(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, MENU)
    place = site.directory / "sources" / "mine.toml"
    refused = site.run("new", f"{web.base}/", "--slug", "mine")
    assert (refused.status, place.exists()) == (1, False)
    assert "stand outside the page's content" in refused.out
    assert "nothing finds stories there" in refused.err
    assert "--force writes it all the same" in refused.err
    forced = site.run("new", f"{web.base}/", "--slug", "mine", "--force")
    assert (forced.status, place.exists()) == (0, True)
    assert "warning: nothing finds stories there" in forced.err


def test_a_list_without_dates_becomes_a_source_with_a_warning(site: Site, web: LivingSite) -> None:
    items = "".join(f'<li><a href="/n/{n}">A second quay opens at harbour {n}</a></li>' for n in range(4))
    web.answers("/", 200, f"<html><body><h1>News</h1><ul>{items}</ul></body></html>".encode())
    done, _ = written(site, web)
    assert (done.status, done.err.strip()) == (0, "warning: no story has a date")


def test_a_dated_list_becomes_a_source_without_a_warning(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking(body=rows(5)))
    assert "warning" not in written(site, web)[0].err
