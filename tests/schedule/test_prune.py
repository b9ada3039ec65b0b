"""What was kept for long enough goes, in portions; feeds are never emptied and nothing is announced twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest

from feedsvc.config import Config, PublishOptions, SourceConfig, TopicConfig
from feedsvc.models import Outcome, SearchQuery
from feedsvc.poll.making import make_poller
from feedsvc.schedule.prune import BATCH, Pruner
from feedsvc.store import Store
from feedsvc.store.tables import topics
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor

YEAR = timedelta(days=365)
OPTIONS = {"item": "li", "title": "a", "link": "a@href", "date": "time@datetime", "summary": "p"}


class Room:
    """A service of three entries a feed, whose page has one story of each of the last months."""

    def __init__(self, store: Store, directory: Path) -> None:
        self.store, self.directory, self.clock = store, directory, FakeClock()
        self.web = FakeWeb(self.clock)
        self.topics = [TopicConfig(slug="all", title="All")]
        self.keeps: dict[str, Any] = {}
        self.poller: Any = None
        self.pruner: Any = None

    def starts(self) -> None:
        source = SourceConfig(
            slug="world",
            title="World",
            url="https://news.example/",
            extractor="selectors",
            options=OPTIONS,
            timezone=ZoneInfo("UTC"),
            **self.keeps,
        )
        config = Config(
            directory=self.directory,
            sources=(source,),
            topics=tuple(self.topics),
            publish=PublishOptions(entries=3),
        )
        children: Any = InProcessExtractor()
        self.poller = make_poller(
            config,
            self.store,
            clock=self.clock,
            rng=random.Random(1),
            sleep=self.clock.sleep,
            extractor=children,
            fetcher=self.web,
        )
        self.pruner = Pruner(config, self.store, self.clock)

    def shows(self, *numbers: int, words: str = "Boats are back") -> None:
        rows = (
            f'<li><a href="/boat-{n}.html">Boat {n} is back</a><time datetime="{self.dated(n)}"></time>'
            f"<p>{words} in harbour {n}.</p></li>"
            for n in sorted(numbers, reverse=True)
        )
        self.web.serves("https://news.example/", f"<html><body><ul>{''.join(rows)}</ul></body></html>")

    def dated(self, number: int) -> str:
        """Story 30 is of today, each before it a month older."""
        return f"{FakeClock()() - timedelta(days=30 * (30 - number)):%Y-%m-%dT%H:%M:%SZ}"

    def polls(self) -> Any:
        self.clock.advances(minutes=30)
        return self.poller.poll("world")

    def prunes(self) -> None:
        """A few tidyings, as the housekeeper does them."""
        for _ in range(3):
            self.pruner.step()
            self.clock.advances(seconds=5)
            self.poller.publisher.publish_stale()

    def titles(self, path: str = "/feeds/all.atom") -> list[int]:
        document = self.store.document(path)
        assert document
        return [int(e.title.split()[1]) for e in feedparser.parse(document.body).entries]

    def archive(self, topic: str = "all") -> list[int]:
        paths = [h.path for h in self.store.document_heads() if h.path.startswith(f"/feeds/{topic}/archive")]
        return sorted({n for path in paths if path.endswith("atom") for n in self.titles(path)})

    def found(self) -> list[int]:
        stories = self.store.search("all", SearchQuery(terms=("boats",), limit=100))
        return sorted(int(s.title.split()[1]) for s in stories)

    def texts(self) -> int:
        """Stories that are more than an identity."""
        return len(self.store.story_stamps())


@pytest.fixture
def room(store: Store, tmp_path: Path) -> Iterator[Room]:
    room = Room(store, tmp_path)
    yield room
    if room.poller:
        room.poller.close()


def test_old_stories_leave_the_topic_that_keeps_them_no_longer(room: Room) -> None:
    room.topics = [TopicConfig(slug="all", title="All", keep=YEAR), TopicConfig(slug="rest", title="Rest")]
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    assert room.archive() == list(range(1, 31))
    room.prunes()
    assert room.titles() == [30, 29, 28]
    assert room.archive() == list(range(18, 31))
    assert room.archive("rest") == list(range(1, 31))
    assert room.texts() == 30
    state = room.store.topic_state("all")
    assert state
    assert state.stories == 13


@pytest.mark.parametrize(
    "keep",
    [
        pytest.param(lambda room: room.keeps.update(keep=YEAR), id="its source"),
        pytest.param(lambda room: room.topics.__setitem__(0, keeping()), id="its only topic"),
    ],
)
def test_what_is_kept_nowhere_goes_but_for_its_identity(room: Room, keep: Callable[[Room], None]) -> None:
    keep(room)
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    room.prunes()
    assert room.found() == list(range(18, 31))
    assert room.archive() == list(range(18, 31))
    assert room.texts() == 13
    assert room.store.check() == []


def keeping(**given: Any) -> TopicConfig:
    return TopicConfig(slug="all", title="All", keep=YEAR, **given)


def test_the_newest_entries_stay_whatever_their_age(room: Room) -> None:
    room.keeps = {"keep": timedelta(days=1)}
    room.starts()
    room.shows(*range(1, 13))
    room.polls()
    room.prunes()
    assert room.titles() == [12, 11, 10]
    assert room.texts() == 3


def test_a_story_that_still_stands_on_its_page_is_not_announced_again(room: Room) -> None:
    room.keeps = {"keep": YEAR}
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    room.prunes()
    before = published(room)
    room.shows(*range(1, 31), words="Boats have come back, says the master,")
    report = room.polls()
    assert (report.outcome, report.new) == (Outcome.OK, 0)
    assert room.texts() == 13
    assert room.archive() == list(range(18, 31))
    assert before.keys() == published(room).keys()


def published(room: Room) -> dict[str, str]:
    return {h.path: h.etag for h in room.store.document_heads()}


def test_a_story_that_comes_back_onto_its_page_is_not_announced_again(room: Room) -> None:
    room.keeps = {"keep": YEAR}
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    room.shows(*range(20, 31))
    room.polls()
    room.prunes()
    before = published(room)
    room.shows(*range(3, 31))
    assert room.polls().new == 0
    assert published(room) == before


def test_new_rules_bring_back_nothing_that_went(room: Room) -> None:
    room.keeps = {"keep": YEAR}
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    room.prunes()
    room.topics = [TopicConfig(slug="all", title="All"), TopicConfig(slug="more", title="More")]
    room.starts()
    room.poller.publisher.publish_stale()
    assert sorted({*room.titles("/feeds/more.atom"), *room.archive("more")}) == list(range(18, 31))


def test_nothing_happens_where_everything_is_kept(room: Room) -> None:
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    before = published(room)
    room.prunes()
    assert published(room) == before
    assert room.texts() == 30


def test_a_walk_goes_in_portions_and_then_rests(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.keeps = {"keep": YEAR}
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    monkeypatch.setattr("feedsvc.schedule.prune.BATCH", 10)
    left = []
    for _ in range(3):
        room.pruner.step()
        room.clock.advances(seconds=5)
        room.poller.publisher.publish_stale()
        left.append(room.texts())
    assert left == [20, 13, 13]
    assert BATCH > 10


def test_pages_that_were_kept_for_long_enough_go_but_for_the_newest(room: Room) -> None:
    room.keeps = {"keep_pages": timedelta(days=7)}
    room.starts()
    for last in range(20, 24):
        room.shows(*range(last - 5, last))
        room.polls()
    assert len(room.store.kept_pages("world")) == 4
    room.clock.advances(days=8)
    room.prunes()
    assert len(room.store.kept_pages("world")) == 1


def test_a_topic_whose_documents_are_behind_waits(room: Room) -> None:
    room.keeps = {"keep": YEAR}
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    with room.store._write() as tx:
        tx.execute(topics.update().values(version=topics.c.version + 1))
    room.pruner.step()
    assert room.texts() == 30


def test_a_topic_that_is_no_more_keeps_nothing(room: Room) -> None:
    room.keeps = {"keep": YEAR}
    room.topics = [TopicConfig(slug="gone", title="Gone"), *room.topics]
    room.starts()
    room.shows(*range(1, 31))
    room.polls()
    room.topics = room.topics[1:]
    room.starts()
    room.prunes()
    assert room.texts() == 13
