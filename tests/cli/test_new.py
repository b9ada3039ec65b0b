"""`feedsvc new` over a site of real sockets: which way of reading it writes, and what it refuses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len

from feedsvc.cli.setup import Setup
from tests.cli.conftest import Done, Site
from tests.living import LivingSite, serving
from tests.test_files import is_locked

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
    assert f"{web.base}/podcast.xml" in done.out
    assert "Episode 0" in done.out
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
    assert [line.split()[0] for line in done.out.splitlines() if " upstream " in line] == ["2"]


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
    assert "stand outside the page's content" in refused.out.replace("\n" + " " * 41, " ")
    assert "nothing finds stories there" in refused.err
    assert "--force writes it all the same" in refused.err
    forced = site.run("new", f"{web.base}/", "--slug", "mine", "--force")
    assert (forced.status, place.exists()) == (0, True)
    assert "warning: 4 undated links stand outside the page's content" in forced.err
    text = place.read_text("utf-8")
    assert "# Written by --force below the floor of worth: 4 undated links stand outside" in text
    source = tomllib.loads(text)
    assert (source["extractor"], source["options"]["item"]) == ("selectors", "div.p")


def test_force_where_nothing_at_all_is_seen_writes_auto(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, b"<html><body><p>Words.</p></body></html>")
    done = site.run("new", f"{web.base}/", "--slug", "mine", "--force")
    assert (done.status, done.warnings) == (0, ["warning: nothing finds stories there"])
    assert "nothing by jsonld: the page declares no article" in done.out
    assert re.findall(r"nothing by (\w+): \1: ", done.out) == []
    source = tomllib.loads((site.directory / "sources" / "mine.toml").read_text("utf-8"))
    assert (source["extractor"], source["options"]) == ("auto", {})


NEWS = ("Second quay opens after three years", "Ferry timetable changes on Monday", "Fish market moves house")
BOXES = ("How to moor a boat in the new basin", "Who may fish from the long pier", "Where to leave a trailer")
TWO_LISTS = (
    "<html><head><title>Harbour</title></head><body><ul class='news'>"
    + "".join(
        f"<li><a href='/n/{n}.html'>{t}</a> <time>2026-03-0{4 - n}</time></li>" for n, t in enumerate(NEWS)
    )
    + "</ul><ul class='help'>"
    + "".join(f"<li><a href='/h/{n}.html'>{t}</a></li>" for n, t in enumerate(BOXES))
    + "</ul></body></html>"
).encode()
TABLE = """\
list  stories  dated  linked  read by    first titles, and doubts
1 *   3        3      3       selectors  Second quay opens after three years
                                         Ferry timetable changes on Monday
                                         Fish market moves house
2     3        0      3       selectors  How to moor a boat in the new basin
                                         Who may fish from the long pier
                                         Where to leave a trailer
                                         ! no story has a date
for another list: --choose N, or --like "words of it" (--json writes nothing)
"""


@pytest.fixture
def two_lists(web: LivingSite) -> str:
    """The address of a page with a dated list and an undated one."""
    web.answers("/", 200, TWO_LISTS)
    return f"{web.base}/"


def source_of(site: Site) -> dict[str, Any]:
    return tomllib.loads((site.directory / "sources" / "mine.toml").read_text("utf-8"))


def test_every_list_is_shown_within_eighty_columns_and_the_best_is_written(
    site: Site, two_lists: str
) -> None:
    done = site.run("new", two_lists, "--slug", "mine")
    place = site.directory / "sources" / "mine.toml"
    assert done.out == f"{TABLE}wrote {place} (try it: feedsvc poll mine)\n"
    assert source_of(site)["options"]["item"] == "ul.news > li"


def test_a_list_is_chosen_by_its_number(site: Site, two_lists: str) -> None:
    done = site.run("new", two_lists, "--slug", "mine", "--choose", "2")
    assert (done.status, done.warnings) == (0, ["warning: no story has a date"])
    assert source_of(site)["options"]["item"] == "ul.help > li"
    assert site.run("poll", "mine").status == 0


@pytest.mark.parametrize(
    ("number", "told"),
    [("3", "the page has no list 3 (there are: 1 to 2)"), ("0", "(1 or more)"), ("two", "two")],
)
def test_a_number_that_no_list_has_is_a_usage_error(
    site: Site, two_lists: str, number: str, told: str
) -> None:
    done = site.run("new", two_lists, "--slug", "mine", "--choose", number)
    assert (done.status, told in done.err) == (2, True)
    assert not (site.directory / "sources" / "mine.toml").exists()


@pytest.mark.parametrize(
    ("like", "item"),
    [
        pytest.param("moor a boat in the NEW basin", "ul.help > li", id="words of a title"),
        pytest.param("\n".join(BOXES), "ul.help > li", id="several titles"),
        pytest.param("Ferry timetable changes on Monday 2026-03-03", "ul.news > li", id="more than a title"),
    ],
)
def test_a_list_is_chosen_by_words_copied_from_the_page(
    site: Site, two_lists: str, like: str, item: str
) -> None:
    assert site.run("new", two_lists, "--slug", "mine", "--like", like).status == 0
    assert source_of(site)["options"]["item"] == item


def test_words_that_no_list_shows_write_nothing(site: Site, two_lists: str) -> None:
    done = site.run("new", two_lists, "--slug", "mine", "--like", "a whale was seen")
    assert (done.status, "no list shows the words 'a whale was seen'" in done.err) == (1, True)
    assert site.run("new", two_lists, "--like", "…").status == 2
    assert not (site.directory / "sources" / "mine.toml").exists()


def test_json_lists_the_candidates_and_writes_nothing(site: Site, two_lists: str) -> None:
    done = site.run("new", two_lists, "--slug", "mine", "--json")
    first, second = done.json["candidates"]
    assert (done.status, done.json["url"], done.json["kind"], done.json["feeds"]) == (
        0,
        two_lists,
        "page",
        [],
    )
    assert first == {
        "n": 1,
        "url": two_lists,
        "extractor": "selectors",
        "options": {"item": "ul.news > li", "title": "a", "link": "a@href", "date": "time"},
        "stories": [
            {
                "title": title,
                "url": f"{two_lists}n/{n}.html",
                "published": f"2026-03-0{4 - n}T00:00:00Z",
                "authors": [],
            }
            for n, title in enumerate(NEWS)
        ],
        "count": 3,
        "dated": 3,
        "linked": 3,
        "worth": 5.2,
        "warnings": [],
    }
    assert (second["n"], second["dated"], second["warnings"]) == (2, 0, ["no story has a date"])
    assert list((site.directory / "sources").iterdir()) == []


def test_json_of_a_page_that_is_worth_nothing_says_so_by_its_status(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, MENU)
    done = site.run("new", f"{web.base}/", "--json")
    assert done.status == 1
    (only,) = done.json["candidates"]
    assert "stand outside the page's content" in only["warnings"][0]


def test_a_refused_list_is_not_taken_by_its_number_alone(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, MENU)
    chosen = ("new", f"{web.base}/", "--slug", "mine", "--choose", "1")
    assert site.run(*chosen).status == 1
    assert site.run(*chosen, "--force").status == 0


def test_an_existing_feed_is_a_candidate(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking("/feed.xml", body=rows(5)))
    web.answers("/feed.xml", 200, feed(5), FEED)
    listed = site.run("new", f"{web.base}/", "--json").json
    assert listed["feeds"] == [f"{web.base}/feed.xml"]
    assert [(c["extractor"], c["url"]) for c in listed["candidates"]] == [
        ("selectors", f"{web.base}/"),
        ("upstream", f"{web.base}/feed.xml"),
    ]
    assert site.run("new", f"{web.base}/", "--slug", "mine", "--choose", "2").status == 0
    assert (source_of(site)["extractor"], source_of(site)["url"]) == ("upstream", f"{web.base}/feed.xml")


def test_a_list_without_dates_becomes_a_source_with_a_warning(site: Site, web: LivingSite) -> None:
    items = "".join(f'<li><a href="/n/{n}">A second quay opens at harbour {n}</a></li>' for n in range(4))
    web.answers("/", 200, f"<html><body><h1>News</h1><ul>{items}</ul></body></html>".encode())
    done, _ = written(site, web)
    assert (done.status, done.warnings) == (0, ["warning: no story has a date"])


def test_a_dated_list_becomes_a_source_without_a_warning(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, linking(body=rows(5)))
    assert "warning" not in written(site, web)[0].err


WORDPRESS = b'<html><head><link href="/wp-content/a.css"></head><body><p>Hello.</p></body></html>'


def test_a_feed_that_no_page_names_is_found_by_what_made_the_page(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, WORDPRESS)
    web.answers("/feed/", 200, feed(3), FEED)
    done, source = written(site, web)
    assert (done.status, source["extractor"], source["url"]) == (0, "upstream", f"{web.base}/feed/")
    assert site.run("poll", "mine").status == 0


def test_robots_are_obeyed_for_a_hidden_feed(site: Site, web: LivingSite) -> None:
    web.answers("/robots.txt", 200, b"User-agent: *\nDisallow: /feed/\n", "text/plain")
    web.answers("/", 200, WORDPRESS)
    web.answers("/feed/", 200, feed(3), FEED)
    assert site.run("new", f"{web.base}/", "--slug", "mine").status == 1
    assert "/feed/" not in [path for path, _ in web.requests]


def test_what_answers_with_a_page_is_no_feed(site: Site, web: LivingSite) -> None:
    web.answers("/", 200, WORDPRESS)
    web.answers("/feed/", 200, f"<html><body>{rows(5)}</body></html>".encode())
    assert site.run("new", f"{web.base}/", "--slug", "mine").status == 1


def test_wide_letters_and_long_addresses_stay_within_eighty_columns(site: Site, web: LivingSite) -> None:
    path = f"/{'deep/' * 20}feed.xml"
    items = "".join(
        f'<li><a href="/n/{n}">{"港口第二个码头今天开放了" * 4}{n}</a> <time>2026-03-0{n + 1}</time></li>'
        for n in range(4)
    )
    web.answers("/", 200, linking(path, body=f"<ul>{items}</ul>"))
    web.answers(path, 200, feed(3, "\x1b[31mred"), FEED)
    done = site.run("new", f"{web.base}/", "--slug", "mine")
    table = done.out.partition("wrote ")[0]
    assert [line for line in table.splitlines() if cell_len(line) > 80] == []
    assert ("…" in table, "\x1b" in table) == (True, False)
    assert path.replace("/", "") in table.replace("\n", "").replace(" ", "").replace("/", "")


def test_nobody_else_writes_the_configuration_while_a_source_is_written(
    site: Site, web: LivingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers("/", 200, rows(5).encode())
    locked: list[bool] = []
    checked = Setup.config

    def noting(setup: Setup, **given: Any) -> Any:
        locked.append(is_locked(site.directory))
        return checked(setup, **given)

    monkeypatch.setattr(Setup, "config", noting)
    assert site.run("new", web.base, "--slug", "mine").status == 0
    assert locked == [False, True]
