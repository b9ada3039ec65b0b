"""When a poll asks a browser, and what it makes of what that gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.errors import FetchError
from feedsvc.models import Outcome, PollReport, Validators
from feedsvc.poll.poller import Poller
from feedsvc.store import Store
from tests.drawing import FakeBrowser, make_drawing_poller
from tests.fakes import FakeClock, FakeWeb

URL = "https://quay.example/news/"
SHELL = "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=/app.js></script>"
QUIET = "<body><h1>Harbour</h1><p>There is nothing to tell.</p>"


def listed(*numbers: int) -> str:
    rows = (
        f"<article><h2><a href=/quay-{n}.html>Quay number {n} opens</a></h2><time datetime=2026-03-0{n}T08:00Z></time></article>"
        for n in numbers
    )
    return f"<body><main>{''.join(rows)}</main>"


@dataclass
class Bench:
    """A source, its page, and a browser."""

    web: FakeWeb
    clock: FakeClock
    store: Store
    browser: FakeBrowser
    poller: Poller

    def polls(self) -> PollReport:
        self.clock.advances(minutes=30)
        return self.poller.poll("quay")

    def sent(self) -> list[Validators]:
        return [validators for _, validators in self.web.requests]


@pytest.fixture
def bench(sqlite_store: Store, tmp_path: Path, request: Any) -> Iterator[Bench]:
    clock = FakeClock()
    web, browser = FakeWeb(clock), FakeBrowser()
    source = SourceConfig(
        slug="quay",
        title="Quay",
        url=URL,
        extractor="selectors",
        options={"item": "article", "title": "h2", "link": "a@href", "date": "time@datetime"},
        **request.param,
    )
    config = Config(directory=tmp_path, sources=(source,), topics=(TopicConfig(slug="all", title="All"),))
    poller = make_drawing_poller(config, sqlite_store, clock, web, browser)
    yield Bench(web, clock, sqlite_store, browser, poller)
    poller.close()
    assert browser.closed


def how(render: str, **more: object) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bench", [{"render": render, **more}], indirect=True, ids=[render])


@how("auto")
def test_a_list_that_is_left_to_scripts_is_drawn_by_itself(bench: Bench) -> None:
    place = '<main x-data="news()"><template x-for="p in posts"><h2 x-text="p.title"></h2></template></main>'
    bench.web.serves(URL, f"<body>{place}<script src=/alpine.js></script>")
    bench.browser.shows = listed(1, 2)
    assert (bench.polls().new, len(bench.browser.asked)) == (2, 1)


@how("auto")
def test_a_list_beside_what_scripts_fill_is_read_as_it_is(bench: Bench) -> None:
    bench.web.serves(
        URL, f'{listed(1, 2)}<p v-for="hit in hits">{{{{ hit }}}}</p><script src=/vue.js></script>'
    )
    assert (bench.polls().new, bench.browser.asked) == (2, [])


@how("never")
def test_a_source_that_does_not_say_so_never_asks_a_browser(bench: Bench) -> None:
    bench.web.serves(URL, SHELL)
    report = bench.polls()
    assert (report.outcome, bench.browser.asked) == (Outcome.FAILED, [])
    assert "drawn by JavaScript" in str(report.error)


@how("always", wait="article")
def test_always_draws_every_page_and_sends_no_validators(bench: Bench) -> None:
    bench.web.serves(URL, SHELL, etag='"a place"')
    bench.browser.shows = listed(1, 2)
    assert (bench.polls().new, bench.polls().outcome) == (2, Outcome.UNCHANGED)
    bench.browser.shows = listed(1, 2, 3)
    assert bench.polls().new == 1
    assert bench.browser.asked == [(URL, "article")] * 3
    assert bench.sent() == [Validators()] * 3


@how("auto")
def test_auto_draws_a_place_for_an_application_at_every_poll(bench: Bench) -> None:
    bench.web.serves(URL, SHELL, etag='"a place"')
    bench.browser.shows = listed(1, 2)
    assert (bench.polls().new, bench.polls().outcome) == (2, Outcome.UNCHANGED)
    assert len(bench.browser.asked) == 2
    assert bench.sent() == [Validators()] * 2


@how("auto")
def test_auto_draws_no_page_that_shows_its_stories(bench: Bench) -> None:
    bench.web.serves(URL, listed(1, 2), etag='"whole"')
    bench.polls()
    bench.polls()
    assert bench.browser.asked == []
    assert bench.sent() == [Validators(), Validators(etag='"whole"')]


@how("auto")
def test_auto_draws_a_page_that_has_become_a_place(bench: Bench) -> None:
    bench.web.serves(URL, listed(1, 2, 3, 4))
    bench.polls()
    bench.web.serves(URL, SHELL)
    bench.browser.shows = listed(1, 2, 3, 4, 5)
    report = bench.polls()
    assert (report.new, report.outcome) == (1, Outcome.OK)


@how("auto")
def test_auto_draws_a_place_that_shows_fewer_than_half_of_the_usual_stories(bench: Bench) -> None:
    bench.web.serves(URL, listed(1, 2, 3, 4))
    bench.polls()
    bench.web.serves(URL, listed(4) + SHELL.removeprefix("<body>"))
    bench.browser.shows = listed(1, 2, 3, 4, 5)
    assert bench.polls().new == 1
    assert len(bench.browser.asked) == 1


@how("auto")
def test_auto_draws_no_page_that_is_empty_without_being_a_place(bench: Bench) -> None:
    bench.web.serves(URL, QUIET)
    assert bench.polls().outcome is Outcome.FAILED
    assert bench.browser.asked == []


@how("always")
@pytest.mark.parametrize("rule", ["render", "timeout"])
def test_a_browser_that_fails_is_told_and_changes_no_feed(bench: Bench, rule: str) -> None:
    bench.web.serves(URL, SHELL)
    bench.browser.shows = listed(1, 2)
    bench.polls()
    before = bench.store.document("/feeds/all.atom")
    bench.browser.fails = FetchError(f"{rule}: the page could not be drawn", rule=rule)
    report = bench.polls()
    assert (report.outcome, report.error) == (Outcome.FAILED, f"{rule}: the page could not be drawn")
    assert bench.store.document("/feeds/all.atom") == before


@how("always")
def test_a_busy_browser_is_no_failure(bench: Bench) -> None:
    bench.web.serves(URL, SHELL)
    bench.browser.fails = FetchError("busy", rule="busy", retry_after=timedelta(seconds=30))
    assert bench.polls().outcome is Outcome.BUSY


@how("always")
def test_an_empty_drawing_is_held_where_stories_are_known(bench: Bench) -> None:
    bench.web.serves(URL, SHELL)
    bench.browser.shows = listed(1, 2)
    bench.polls()
    bench.browser.shows = "<body><div id=root></div>"
    assert bench.polls().outcome is Outcome.HELD


@how("always", cookies={"session": "s3cret"})
def test_a_browser_is_given_the_sources_cookies(bench: Bench) -> None:
    bench.web.serves(URL, SHELL)
    bench.browser.shows = listed(1, 2)
    assert bench.polls().new == 2
    assert bench.browser.cookies == {"session": "s3cret"}
