"""The examples in docstrings, which show what a function gives, are run."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "feedsvc").rglob("*.py"))
    if ">>>" in path.read_text("utf-8")
]


def test_there_are_examples() -> None:
    assert len(MODULES) >= 10


@pytest.mark.parametrize("module", MODULES)
def test_an_example_gives_what_it_shows(module: str) -> None:
    tried = doctest.testmod(import_module(module))
    assert tried.attempted
    assert not tried.failed, "doctest has printed what was expected and what came"
