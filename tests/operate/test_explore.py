"""A page is looked at with what it leads to: which addresses are asked for, and what is offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feedsvc.errors import ExtractorDied, FetchError
from feedsvc.extract.auto.survey import survey
from feedsvc.models import Page, Survey
from feedsvc.operate.explore import Explorer
from tests.extract.helpers import NOW, make_page
from tests.fakes import InProcessExtractor

WORDPRESS = '<link rel="stylesheet" href="/wp-content/themes/quay/style.css">'
LINKED = '<link rel="alternate" type="application/rss+xml" href="/linked.xml">'
HOME = "https://a.example/"


class Children(InProcessExtractor):
    """Surveys in this process too."""

    def survey(self, page: Page, like: str = "") -> Survey:
        return survey(page, like)


class Dying(Children):
    def survey(self, page: Page, like: str = "") -> Survey:
        raise ExtractorDied("out of time")


def rss(count: int) -> str:
    items = "".join(
        f"<item><title>Story {n} of the harbour</title><link>https://a.example/{n}</link>"
        f"<pubDate>Tue, 03 Mar 2026 0{n}:00:00 GMT</pubDate></item>"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>Port</title>{items}</channel></rss>'


class Web:
    """Bodies by address; everything else is not found."""

    def __init__(self, **bodies: str) -> None:
        self.bodies = bodies
        self.asked: list[str] = []

    def visit(self, url: str, body: str = "") -> Page:
        self.asked.append(url)
        answer = self.bodies.get(url)
        if answer is None:
            raise FetchError(f"status: {url}: the server answered 404", rule="status", status=404)
        kind = "application/rss+xml" if answer.startswith("<rss") else "text/html"
        return make_page(answer, url=url, media_type=kind)


def explorer(
    web: Web, tell: Callable[[str], None] = lambda _: None, children: Children | None = None
) -> Explorer:
    return Explorer(web.visit, children or Children(), clock=lambda: NOW, tell=tell)


def page(head: str) -> str:
    return f"<html><head>{head}</head><body><p>Hello.</p></body></html>"


def test_a_hidden_feed_is_found_and_offered() -> None:
    web = Web(**{HOME: page(WORDPRESS), "https://a.example/feed/": rss(3)})
    found = explorer(web).detection(HOME)
    assert found.best is not None
    assert (found.best.url, found.best.stories, found.page_title) == ("https://a.example/feed/", 3, "Port")
    assert found.feeds == ("https://a.example/feed/",)


def test_few_addresses_are_tried_and_what_is_none_is_not_told_of() -> None:
    web = Web(**{HOME: page(WORDPRESS + "".join(f'<a href="/{n}.rss">x</a>' for n in range(9)))})
    found = explorer(web).detection(HOME)
    assert web.asked == [HOME, *(f"https://a.example/{n}.rss" for n in range(3))]
    assert (found.best, found.feeds, [f for f in found.findings if f.url]) == (None, (), [])


def test_beside_a_linked_feed_one_address_is_tried() -> None:
    web = Web(**{HOME: page(WORDPRESS + LINKED), "https://a.example/linked.xml": rss(3)})
    explorer(web).detection(HOME)
    assert web.asked == [HOME, "https://a.example/linked.xml", "https://a.example/feed/"]


def test_a_feed_has_no_hidden_feeds() -> None:
    home = "https://github.com/port/quay"
    web = Web(**{home: rss(3)})
    explorer(web).detection(home)
    assert web.asked == [home]


def test_a_page_without_marks_is_asked_for_no_more() -> None:
    web = Web(**{HOME: page("")})
    explorer(web).detection(HOME)
    assert web.asked == [HOME]


def test_a_page_that_cannot_be_had_may_have_a_feed_that_its_address_tells() -> None:
    told: list[str] = []
    home, feed = "https://www.reddit.com/r/boats/", "https://www.reddit.com/r/boats/.rss"
    web = Web(**{feed: rss(4)})
    found = explorer(web, told.append).detection(home)
    assert found.best is not None
    assert (found.url, found.best.url, found.best.strategy) == (home, feed, "upstream")
    assert "the page cannot be had (status: " in told[0]


@pytest.mark.parametrize("home", ["https://www.reddit.com/r/boats/", HOME])
def test_a_page_that_cannot_be_had_and_has_no_feed_is_its_error(home: str) -> None:
    with pytest.raises(FetchError, match=home):
        explorer(Web()).detection(home)


def test_a_survey_that_dies_costs_only_itself() -> None:
    rows = "".join(
        f'<li><a href="/{n}">A long title of a story {n}</a> 2026-03-0{n}</li>' for n in range(1, 5)
    )
    web = Web(**{HOME: f"<ul>{rows}</ul>"})
    found = explorer(web, children=Dying()).detection(HOME)
    assert (found.best is not None, found.survey) == (True, Survey())
