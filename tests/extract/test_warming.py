"""A nursery reads a made-up page before it forks: what a first page costs is paid once."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import Any

import pytest

from feedsvc.extract import EXTRACTORS, nursery, warming, wire
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run


@pytest.mark.parametrize("strategy", ["byline", "auto"])
def test_the_made_up_page_has_stories_to_read(strategy: str) -> None:
    found = run(warming.made_up_page(), ExtractSettings(extractor=strategy), warming.MOMENT)
    assert [story.title for story in found.stories] == [
        f"The town opens its bridge number {n}" for n in range(1, 5)
    ]


def test_auto_reads_a_second_page_by_its_structure_alone() -> None:
    settings = ExtractSettings(extractor="auto")
    first, second = (
        run(warming.made_up_page(markup), settings, warming.MOMENT) for markup in warming.MARKUPS["auto"]
    )
    assert (first.strategy, second.strategy) == ("byline", "auto")
    assert [f"{story.published:%d}" for story in second.stories] == [f"{n:02}" for n in range(1, 9)]


@pytest.mark.parametrize("strategy", sorted(EXTRACTORS))
@pytest.mark.parametrize("task", sorted(warming.WARMED))
def test_no_strategy_fails_on_it(task: str, strategy: str) -> None:
    warming.warm(task, strategy)


@pytest.mark.parametrize(("task", "read"), [("extract", 1), ("reread", 1), ("article", 0), ("frame", 0)])
def test_only_what_polls_ask_for_is_warmed(task: str, read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list[tuple[object, ...]]()
    monkeypatch.setattr(warming, "load", lambda *_: lambda *given: pages.append(given))
    warming.warm(task, "byline")
    assert len(pages) == read


def test_what_a_nursery_learns_it_has_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed = list[tuple[str, ...]]()
    monkeypatch.setattr(nursery, "warm", lambda *given: warmed.append(given))
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(nursery, "give_back", lambda: warmed.append(("what is free", "is given back")))
    nursery._learn("reread", "byline", "Asia/Tokyo")
    assert warmed == [("reread", "byline", "Asia/Tokyo"), ("what is free", "is given back")]


def test_it_is_asked_for_as_children_are_in_the_zone_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[tuple[Any, ...]]()
    monkeypatch.setattr(warming, "load", lambda *_: lambda *given: asked.append(given))
    wire._decoder.cache_clear()
    warming.warm("reread", "byline", "Asia/Tokyo")
    assert [settings.timezone for _, settings, *_ in asked] == ["Asia/Tokyo"]
    assert wire._decoder.cache_info().currsize == 1


def test_what_matches_a_pattern_is_loaded_before_a_child_is_born() -> None:
    code = (
        "import sys\nfrom feedsvc.extract.warming import warm\n"
        "warm('reread', 'byline')\nassert 're2' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
