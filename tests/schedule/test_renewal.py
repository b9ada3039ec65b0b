"""A process goes over to another configuration: what comes first, what finishes under the old one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedsvc.config import Config, ScheduleOptions, TopicConfig
from feedsvc.config.alive import Alive
from feedsvc.errors import ConfigError, Problem, StoreUnavailable
from feedsvc.schedule.renewal import SETTLED, Renewal, Works, changed_topics
from feedsvc.store.marks import Marks
from tests.fakes import FakeClock
from tests.schedule.helpers import FakePoller

OLD = Config(directory=Path("config"), topics=(TopicConfig(slug="all", title="All"),))
NEW = replace(
    OLD,
    topics=(*OLD.topics, TopicConfig(slug="new", title="New")),
    schedule=ScheduleOptions(tick=timedelta(seconds=9)),
)
WRONG = ConfigError([Problem(file="topics.toml", key="", text="is wrong (write it right)")])


class FakeStore:
    """Marks and notices, kept in memory."""

    def __init__(self) -> None:
        self.asked = 0
        self.port = 8000
        self.told: list[tuple[str, ...]] = []
        self.answers: list[int] = []
        self.doubted: list[frozenset[str]] = []

    def marks(self) -> Marks:
        return Marks(port=self.port, asked=self.asked, answered=max(self.answers, default=0))

    def answer_reload(self, number: int) -> None:
        self.answers.append(number)

    def note_config(self, problems: tuple[str, ...], now: datetime) -> None:
        self.told.append(problems)

    def doubt_topics(self, slugs: frozenset[str]) -> None:
        self.doubted.append(slugs)


class Service:
    """A running process: `finds` a configuration, `looks`, and remembers what it was told to do."""

    def __init__(self) -> None:
        self.found: Config | ConfigError = OLD
        self.changed = False
        self.store = FakeStore()
        self.clock, self.seconds = FakeClock(), 0.0
        self.pollers: list[FakePoller] = []
        self.settled: list[int] = []
        self.turned: list[tuple[str, object]] = []
        self.busy: list[FakePoller] = []
        self.fails: Exception | None = None
        self.hung_up = False
        alive = Alive(OLD, self.load, self, clock=self.clock)  # type: ignore[arg-type]
        self.renewal = Renewal(
            alive,
            self.store,
            self.make,
            clock=self.clock,
            also=self.serve,
            asked=lambda: self.hung_up,
            monotonic=lambda: self.seconds,
        )
        self.renewal.begins(self.renewal.first_works(), self, self.ticks)

    def finds(self, content: Config | ConfigError) -> None:
        """The files say something else."""
        self.found, self.changed = content, True

    def looks(self) -> None:
        self.renewal.look()

    def has_changed(self) -> bool:
        changed, self.changed = self.changed, False
        return changed

    def load(self) -> Config:
        if isinstance(self.found, ConfigError):
            raise self.found
        return self.found

    def make(self, config: Config) -> Works:
        number = len(self.pollers)
        self.pollers.append(FakePoller())
        return Works(self.pollers[-1], lambda: None, lambda: self.settled.append(number))

    def serve(self, config: Config) -> None:
        if self.fails:
            raise self.fails
        self.turned.append(("web", config))

    def turns_to(self, config: Config, poller: object) -> None:
        assert poller is self.pollers[-1]
        self.turned.append(("polls", config))

    def is_polling_with(self, poller: object) -> bool:
        return poller in self.busy

    def ticks(self, tidy: Callable[[], object], every: timedelta) -> None:
        self.turned.append(("ticks", every))


@pytest.fixture
def service() -> Service:
    return Service()


def test_a_new_configuration_turns_web_polls_and_ticks(service: Service) -> None:
    service.finds(NEW)
    service.looks()
    service.looks()
    assert service.turned == [("web", NEW), ("polls", NEW), ("ticks", timedelta(seconds=9))]
    assert service.renewal.config == NEW
    assert service.pollers[0].closed
    assert not service.pollers[1].closed


def test_a_poller_is_closed_only_when_its_last_poll_is_over(service: Service) -> None:
    service.busy = [service.pollers[0]]
    service.finds(NEW)
    service.looks()
    assert not service.pollers[0].closed
    service.busy = []
    service.looks()
    assert service.pollers[0].closed


def test_new_topics_are_decided_once_more_when_nobody_polls_without_them(service: Service) -> None:
    service.busy = [service.pollers[0]]
    service.finds(NEW)
    service.looks()
    assert service.store.doubted == [frozenset({"new"})]
    service.seconds = SETTLED + 1
    service.looks()
    assert service.settled == []
    service.busy = []
    service.looks()
    service.looks()
    assert service.settled == [1]


def test_nothing_is_decided_again_while_newer_files_are_refused_that_another_may_have_in_force(
    service: Service,
) -> None:
    service.finds(NEW)
    service.looks()
    service.finds(ConfigError([Problem(file="topics.toml", key="", text="is wrong")]))
    service.seconds = SETTLED + 1
    service.looks()
    assert service.settled == []
    service.finds(NEW)
    service.looks()
    assert service.settled == [1]


def test_what_cannot_be_taken_over_changes_nothing_and_is_tried_again(service: Service) -> None:
    service.finds(NEW)
    service.fails = StoreUnavailable("away")
    with pytest.raises(StoreUnavailable):
        service.looks()
    assert (service.turned, service.renewal.config) == ([], OLD)
    assert [poller.closed for poller in service.pollers] == [False, True]
    service.fails = None
    service.looks()
    assert service.renewal.config == NEW


def test_operators_are_told_of_mistakes_once_and_of_their_end(service: Service) -> None:
    for content in (OLD, WRONG, WRONG, OLD):
        service.finds(content)
        service.looks()
    assert service.store.told == [(), (str(WRONG),), ()]
    assert service.turned == []


ASKERS = [
    pytest.param(lambda service: setattr(service.store, "asked", 3), id="reload"),
    pytest.param(lambda service: setattr(service, "hung_up", True), id="SIGHUP"),
    pytest.param(lambda service: setattr(service.store, "port", 8123), id="another port is served at"),
]


@pytest.mark.parametrize("ask", ASKERS)
def test_who_asks_has_it_read_although_the_files_look_the_same(
    service: Service, ask: Callable[[Service], None]
) -> None:
    service.found = NEW
    service.looks()
    assert service.renewal.config == OLD
    ask(service)
    service.looks()
    assert service.renewal.config == NEW


def test_a_request_is_answered_once_also_one_that_came_before_the_start(service: Service) -> None:
    service.store.asked = 2
    service.looks()
    service.looks()
    assert service.store.answers == [2]


def test_the_end_closes_every_poller(service: Service) -> None:
    service.busy = [service.pollers[0]]
    service.finds(NEW)
    service.looks()
    service.renewal.close()
    assert [poller.closed for poller in service.pollers] == [True, True]


def test_only_topics_with_other_rules_have_changed() -> None:
    retitled = TopicConfig(slug="all", title="Everything")
    other = TopicConfig(slug="all", title="All", keywords=("chips",))
    assert changed_topics(OLD, replace(OLD, topics=(retitled,))) == frozenset()
    assert changed_topics(OLD, replace(OLD, topics=(other,))) == {"all"}
    assert changed_topics(OLD, replace(OLD, topics=())) == frozenset()
