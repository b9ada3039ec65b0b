"""What a process that polls has ready before its first page."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from feedsvc.cli.crew import prepare, staying
from feedsvc.cli.setup import Setup
from feedsvc.cli.together import serve_and_poll
from feedsvc.config import Config, ScheduleOptions, SourceConfig
from feedsvc.errors import ConfigError
from feedsvc.extract.child import ExtractorPool
from feedsvc.process import SHORT, USUAL, ending_soon, settle, stay
from tests.cli.conftest import Site


class Children:
    def __init__(self) -> None:
        self.prepared: list[str] = []

    def prepare(self, strategy: str) -> None:
        self.prepared.append(strategy)


OFF = SourceConfig(slug="one", title="One", url="https://one.example/", extractor="auto", enabled=False)
ON = SourceConfig(slug="two", title="Two", url="https://two.example/", extractor="selectors")
CASES: dict[str, dict[str, Any]] = {
    "the first source that is polled": {"sources": (OFF, ON), "expected": ["selectors"]},
    "nothing to poll": {"sources": (OFF,), "expected": []},
    "others poll": {"sources": (ON,), "dispatcher": "queue", "expected": []},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_child_is_started_for_the_first_source_that_is_polled_here(case: dict[str, Any]) -> None:
    children = Children()
    schedule = ScheduleOptions(dispatcher=case.get("dispatcher", "threads"))
    config = Config(directory=Path(), sources=case["sources"], schedule=schedule)
    prepare(cast(ExtractorPool, children), config)
    assert children.prepared == case["expected"]


def waits_scheduling(setup: Setup) -> None:
    with staying(setup):
        raise AssertionError("there is no configuration")


def waits_serving(setup: Setup) -> None:
    serve_and_poll(setup, "127.0.0.1", 0, signs_in=False)


@pytest.mark.parametrize("wait", [waits_scheduling, waits_serving])
def test_a_command_that_stays_looks_for_garbage_as_usual(
    wait: Callable[[Setup], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "2")  # the heaps of the tests stay as they are
    with ending_soon():
        assert gc.get_threshold()[0] == SHORT > USUAL[0]
        with pytest.raises(ConfigError):
            wait(Setup(tmp_path / "nowhere"))
        assert gc.get_threshold() == USUAL


def test_a_command_that_ends_leaves_the_process_as_it_was(site: Site) -> None:
    during = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("feedsvc.cli.setup.configure_logging", lambda *_: during.append(gc.get_threshold()))
        assert site.run("status").status == 0
    assert during == [(SHORT, *USUAL[1:])]
    assert gc.get_threshold() == USUAL


def test_a_process_that_polls_looks_for_garbage_seldom_and_never_through_what_was_there() -> None:
    there = gc.get_freeze_count()
    try:
        settle()
        assert gc.get_threshold()[0] == SHORT
        assert gc.get_freeze_count() > there
    finally:
        gc.unfreeze()
        stay()
