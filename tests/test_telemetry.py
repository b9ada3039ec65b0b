from __future__ import annotations

import ast
import gc
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedsvc.telemetry import EVENTS, configure_logging, get_logger, log_event, safe, worth_logging


@pytest.fixture
def logged() -> Iterator[Any]:
    root = logging.getLogger()
    before = root.handlers[:], root.level

    def start(form: Any) -> Any:
        stream = io.StringIO()
        configure_logging("info", form, stream)
        return stream

    yield start
    root.handlers[:], level = before[0], before[1]
    root.setLevel(level)


def test_a_text_line_carries_event_and_fields(logged: Any) -> None:
    stream = logged("text")
    log_event(get_logger("poll"), "poll", source="world", new=3, reason="two words", nothing=None)
    assert stream.getvalue().endswith('info feedsvc.poll poll source=world new=3 reason="two words"\n')


def test_a_json_line_is_json(logged: Any) -> None:
    stream = logged("json")
    log_event(get_logger("poll"), "poll", source="world", new=3)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["source"], line["new"]) == ("poll", "world", 3)


@pytest.mark.parametrize("form", ["text", "json"])
def test_escape_sequences_and_line_breaks_never_reach_a_log_raw(logged: Any, form: str) -> None:
    stream = logged(form)
    log_event(get_logger("poll"), "poll", reason="\x1b[2Jgone\nfeedsvc.poll forged\u202e")
    assert stream.getvalue().count("\n") == 1
    assert not {"\x1b", "\u202e"} & set(stream.getvalue())


def test_quiet_levels_are_left_out(logged: Any) -> None:
    stream = logged("text")
    log_event(get_logger("poll"), "poll", logging.DEBUG, source="world")
    assert stream.getvalue() == ""


def test_an_exception_is_one_line(logged: Any) -> None:
    stream = logged("text")
    try:
        raise ValueError("bad")
    except ValueError:
        get_logger("tick").exception("tick")
    assert stream.getvalue().count("\n") == 1
    assert "ValueError" in stream.getvalue()


def test_long_text_is_cut() -> None:
    assert len(safe("x" * 10_000)) == 2000


def test_a_dead_source_is_logged_ever_more_rarely() -> None:
    assert [n for n in range(1, 100) if worth_logging(n)] == [1, 2, 4, 8, 16, 32, 64]


def tree_of(module: Path) -> ast.Module:
    """The module as a tree; what is collected meanwhile may parse, which Python 3.11 does not bear (gh-106905)."""
    gc.disable()
    try:
        return ast.parse(module.read_text())
    finally:
        gc.enable()


def logged_by(module: Path) -> Iterator[Any]:
    """The first word of every line that a module writes to the log."""
    for call in (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)):
        if getattr(call.func, "id", "") == "log_event":
            yield ast.literal_eval(call.args[1])
        elif isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "log":
            assert call.func.attr in ("log", "isEnabledFor"), f"{module}:{call.lineno} does not use log_event"


@pytest.mark.slow
def test_every_event_that_is_logged_is_named_and_every_name_is_used() -> None:
    package = Path(__file__).parents[1] / "feedsvc"
    assert {event for module in package.rglob("*.py") for event in logged_by(module)} == set(EVENTS)
