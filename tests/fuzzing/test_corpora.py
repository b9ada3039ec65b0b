"""Every kept input holds, also where there is no fuzzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.corpora import CORPORA, inputs
from tests.fuzzing.targets import TARGETS

MOST = 300_000
"""Bytes of all inputs together."""
DEFECTS = [(name, path) for name in TARGETS for path in inputs(name) if path.name.startswith("was-")]


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_raises_or_breaks_a_law(target: str) -> None:
    for path in inputs(target):
        TARGETS[target](path.read_bytes())


@pytest.mark.parametrize(
    ("target", "path"), [pytest.param(name, path, id=f"{name}: {path.name}") for name, path in DEFECTS]
)
def test_what_was_a_defect_is_none_any_more(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())


def test_every_target_has_inputs_and_they_are_small() -> None:
    assert {path.name for path in CORPORA.iterdir()} == set(TARGETS)
    assert sum(path.stat().st_size for path in CORPORA.rglob("*")) < MOST
