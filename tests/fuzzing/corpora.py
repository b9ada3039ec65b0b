"""Inputs by target: those that reach something new, and those that once were defects."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
CORPORA = HERE / "corpora"
"""A folder for each target; what begins with `was-` was a defect, and its name says which."""
WORDS = HERE / "words"


def inputs(target: str) -> list[Path]:
    """The inputs of a target, in order."""
    return sorted((CORPORA / target).iterdir())


def words(target: str) -> list[str]:
    """libFuzzer's option for the target's dictionary, where it has one."""
    file = WORDS / f"{target}.dict"
    return [f"-dict={file}"] if file.exists() else []
