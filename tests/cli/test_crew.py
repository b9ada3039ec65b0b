"""What a process that polls has ready before its first page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from feedsvc.cli.crew import prepare
from feedsvc.config import Config, ScheduleOptions, SourceConfig
from feedsvc.extract.child import ExtractorPool


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
