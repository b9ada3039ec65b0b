"""A configuration that is alive: all or nothing, told once."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedsvc.config import Config, SiteOptions, StoreOptions
from feedsvc.config.alive import Alive
from feedsvc.errors import ConfigError, Problem, StoreUnavailable
from tests.fakes import FakeClock

OLD = Config(directory=Path("config"))
NEW = replace(OLD, site=SiteOptions(title="New"))
WRONG = ConfigError([Problem(file="topics.toml", key="topic[0].slug", text="is missing (give one)")])


class Files:
    """Files that are read as told, a watch that sees as told, and somebody who takes what comes of them."""

    def __init__(self) -> None:
        self.content: Config | ConfigError = OLD
        self.changed = False
        self.taken: list[Config] = []
        self.refuses: Exception | None = None
        self.reads = 0

    def become(self, content: Config | ConfigError) -> None:
        """Be written, to the end."""
        self.content, self.changed = content, True

    def has_changed(self) -> bool:
        changed, self.changed = self.changed, False
        return changed

    def load(self) -> Config:
        self.reads += 1
        if isinstance(self.content, ConfigError):
            raise self.content
        return self.content

    def take(self, config: Config) -> None:
        if self.refuses:
            raise self.refuses
        self.taken.append(config)


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def alive(files: Files, clock: FakeClock) -> Alive:
    return Alive(OLD, files.load, files, clock=clock)  # type: ignore[arg-type]


def test_unchanged_files_are_not_even_read(alive: Alive, files: Files) -> None:
    assert not alive.look(files.take)
    assert not alive.look(files.take)
    assert files.reads == 0


def test_changed_files_come_into_force(alive: Alive, files: Files, clock: FakeClock) -> None:
    files.become(NEW)
    clock.advances(seconds=60)
    assert alive.look(files.take)
    assert (alive.config, files.taken, alive.standing().loaded_at) == (NEW, [NEW], clock())


def test_files_that_say_the_same_change_nothing(alive: Alive, files: Files, clock: FakeClock) -> None:
    before = alive.standing()
    files.become(OLD)
    clock.advances(seconds=60)
    assert not alive.look(files.take)
    assert (files.reads, files.taken, alive.standing()) == (1, [], before)


def test_a_mistake_keeps_the_old_in_force_and_is_logged_once(
    alive: Alive, files: Files, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            files.become(WRONG)
            assert not alive.look(files.take)
    problem = "topics.toml: topic[0].slug: is missing (give one)"
    assert (alive.config, files.taken, alive.refused) == (OLD, [], (problem,))
    assert alive.standing().problems == (problem,)
    assert [vars(record)["fields"] for record in caplog.records] == [{"problem": problem}]


@pytest.mark.parametrize("content", [OLD, NEW], ids=["as before", "otherwise"])
def test_a_mistake_that_was_mended_is_told_no_more(alive: Alive, files: Files, content: Config) -> None:
    files.become(WRONG)
    alive.look(files.take)
    files.become(content)
    alive.look(files.take)
    assert (alive.standing().problems, alive.refused, alive.config) == ((), (), content)


def test_what_could_not_be_taken_over_is_tried_again(alive: Alive, files: Files) -> None:
    files.become(NEW)
    files.refuses = StoreUnavailable("away")
    with pytest.raises(StoreUnavailable):
        alive.look(files.take)
    assert alive.config == OLD
    files.refuses = None
    assert alive.look(files.take)
    assert files.taken == [NEW]


def test_who_asks_is_heard_although_no_file_has_changed(alive: Alive, files: Files) -> None:
    alive.look(files.take, mark=7)
    files.content = NEW
    assert not alive.look(files.take, mark=7)
    assert alive.look(files.take, mark=8)
    files.content = OLD
    assert alive.look(files.take, mark=8, now=True)
    assert files.taken == [NEW, OLD]


def test_what_needs_a_restart_stays_and_is_told_until_it_is_as_before(alive: Alive, files: Files) -> None:
    schedule = replace(OLD.schedule, dispatcher="queue", tick=timedelta(seconds=1))
    files.become(replace(NEW, store=StoreOptions(url="sqlite:///other.db"), schedule=schedule))
    assert alive.look(files.take)
    assert alive.config == replace(NEW, schedule=replace(OLD.schedule, tick=timedelta(seconds=1)))
    text = "needs a restart (until then the old value is in force)"
    told = [f"config/feedsvc.toml: {key}: {text}" for key in ("store.url", "schedule.dispatcher")]
    assert list(alive.standing().problems) == told
    assert alive.refused == ()
    files.become(OLD)
    alive.look(files.take)
    assert alive.standing().problems == ()
