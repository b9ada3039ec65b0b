"""A list that moved into an application is found again: in what its scripts ask for, or in what they draw."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedsvc.browser.wire import Datum
from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.errors import FetchError
from feedsvc.models import Outcome
from feedsvc.operate import mending, proposal
from feedsvc.operate.case import NoRepair
from feedsvc.operate.rewrite import former_ways
from feedsvc.poll.poller import Poller
from feedsvc.store import Store
from tests.drawing import FakeBrowser, make_drawing_poller
from tests.fakes import FakeClock, FakeWeb

HOME = "https://quay.example/news"
DATA = "https://quay.example/api/news.json"
SHELL = "<title>Quay</title><body><div id=root></div><script src=/app.js></script>"
STORIES = [
    {
        "title": f"Quay number {n} opens for ferries",
        "url": f"/quay-{n}.html",
        "date": f"2026-03-0{n}T08:00:00Z",
    }
    for n in range(1, 5)
]
NEWS = json.dumps({"news": STORIES})
NO_BROWSER = FetchError("render: there is no browser on this machine", rule="render")


def listed(item: str) -> str:
    rows = (
        f"<{item} class=story><h2><a href={s['url']}>{s['title']}</a></h2><time datetime={s['date']}></time></{item}>"
        for s in STORIES
    )
    return f"<title>Quay</title><body><main>{''.join(rows)}</main>"


@dataclass
class Quay:
    """A source whose list stood on its page, which is but a place for an application now."""

    web: FakeWeb
    store: Store
    browser: FakeBrowser
    poller: Poller
    file: Path


@pytest.fixture
def quay(sqlite_store: Store, tmp_path: Path) -> Iterator[Quay]:
    clock = FakeClock()
    web, browser = FakeWeb(clock), FakeBrowser(fails=NO_BROWSER)
    options = {"item": "article", "title": "h2", "link": "a@href", "date": "time@datetime"}
    source = SourceConfig(slug="quay", title="Quay", url=HOME, extractor="selectors", options=options)
    file = tmp_path / "sources" / "quay.toml"
    file.parent.mkdir()
    written = "".join(f"{name} = {json.dumps(value)}\n" for name, value in options.items())
    file.write_text(f'title = "Quay"\nurl = "{HOME}"\nextractor = "selectors"\n\n[options]\n{written}')
    config = Config(directory=tmp_path, sources=(source,), topics=(TopicConfig(slug="all", title="All"),))
    poller = make_drawing_poller(config, sqlite_store, clock, web, browser, mending.Mender(sqlite_store))
    web.serves(HOME, listed("article"))
    poller.poll("quay")
    web.serves(HOME, SHELL)
    clock.advances(hours=2)
    yield Quay(web, sqlite_store, browser, poller, file)
    poller.close()


def ids(store: Store) -> set[str]:
    return {str(known.id) for known in store.known_stories("quay", (), ())}


def test_data_that_its_scripts_ask_for_take_the_place_of_the_page(quay: Quay) -> None:
    quay.browser.fails = None
    quay.browser.shows = listed("li")
    quay.browser.data = (Datum(url=DATA, method="GET", body="", content=NEWS.encode()),)
    quay.web.serves(DATA, NEWS, media_type="application/json")
    before = ids(quay.store)
    repair, report = mending.heal(quay.poller, quay.store, "quay")
    assert (repair.fit.found, repair.announces, report.ok) == (4, (), True)
    written = tomllib.loads(quay.file.read_text())
    assert (written["url"], written["extractor"], written.get("render")) == (DATA, "json", None)
    assert ids(quay.store) == before


def test_what_its_scripts_post_takes_the_place_of_the_page(quay: Quay) -> None:
    body = '{"query":"query N($n: Int) { news(first: $n) { title url date } }","variables":{"n":20}}'
    quay.browser.fails = None
    quay.browser.shows = listed("li")
    quay.browser.data = (Datum(url=DATA, method="POST", body=body, content=NEWS.encode()),)
    quay.web.serves(DATA, NEWS, media_type="application/json")
    before = ids(quay.store)
    repair, report = mending.heal(quay.poller, quay.store, "quay")
    assert (repair.fit.found, repair.announces, report.ok) == (4, (), True)
    assert repair.told().endswith(f"at {DATA}, asked with what the page's scripts post")
    written = tomllib.loads(quay.file.read_text())
    assert (written["url"], written["body"], written["extractor"]) == (DATA, body, "json")
    assert ids(quay.store) == before
    (former,) = former_ways(quay.file, repair.after)
    assert (former.url, former.body, former.extractor) == (HOME, "", "selectors")


@pytest.mark.parametrize("item", ["article", "li"])
def test_without_them_the_page_is_drawn_from_then_on(quay: Quay, item: str) -> None:
    quay.browser.fails = None
    quay.browser.shows = listed(item)
    quay.browser.data = (Datum(url=DATA, method="GET", body="", content=NEWS.encode()),)  # refused to us
    before = ids(quay.store)
    repair, report = mending.heal(quay.poller, quay.store, "quay")
    assert (repair.fit.found, repair.announces, report.ok) == (4, (), True)
    assert repair.values()["after"]["render"] == "auto"
    written = tomllib.loads(quay.file.read_text())
    assert (written["url"], written["render"]) == (HOME, "auto")
    assert ids(quay.store) == before


def test_a_machine_without_a_browser_is_told_so(quay: Quay) -> None:
    with pytest.raises(
        NoRepair, match=r"drawn by JavaScript and needs a browser \(render: there is no browser"
    ):
        proposal.look(quay.poller, quay.store, "quay")


def test_a_drawn_page_without_the_stories_mends_nothing(quay: Quay) -> None:
    quay.browser.fails = None
    quay.browser.shows = "<body><div id=root></div>"
    with pytest.raises(NoRepair):
        proposal.look(quay.poller, quay.store, "quay")


def test_a_poll_proposes_a_browser_and_starts_none(quay: Quay) -> None:
    assert quay.poller.poll("quay").outcome is Outcome.HELD
    hold = quay.store.hold("quay")
    assert hold
    assert hold.reasons[-1] == "what its scripts draw may show them (feedsvc heal quay looks)"
    assert quay.browser.asked == []
