"""Fuzz: `python -m tests.fuzzing TARGET[:RUNS][,TARGET…] [libFuzzer's options] [folders of inputs]`.

Several targets are fuzzed one after the other by children of one process, since most of a short run is the
instrumentation of our modules. The first that fails ends it all, with status 1. With `-blind` nothing is
instrumented, and inputs are not led by what they cover: twice as many take half as long.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from importlib import import_module

import atheris

from tests.fuzzing.corpora import CORPORA, words

MOST_SECONDS = 20.0
"""Of processor time for one input, instrumented and on a busy machine; none should need a tenth of it."""

BLIND = "-blind"
KEEP = ("-keep_seed=1", "-len_control=0")
"""Whoever sees nothing goes on from every kept input, none of which would be of interest otherwise."""

Target = Callable[[bytes], None]


def main(plan: str, options: list[str]) -> None:
    """Fuzz these targets; exits with status 1 and the target's name where one fails."""
    chosen = [one.partition(":") for one in plan.split(",")]
    blind = BLIND in options
    targets = loaded({name for name, _, _ in chosen}, blind)
    options = [*(one for one in options if one != BLIND), *(KEEP if blind else [])]
    for name, _, runs in chosen:
        given = [*options, *words(name), *([f"-runs={runs}"] if runs else [])]
        if status := fuzzed(name, targets[name], given):
            sys.exit(f"{name}: ended with status {status}")


def loaded(names: Collection[str], blind: bool) -> Mapping[str, Target]:
    """The targets by their names, with all that they call instrumented unless it is to be blind."""
    if set(names) == {"broken"}:
        return {"broken": broken}
    with nullcontext() if blind else atheris.instrument_imports(["feedsvc"], enable_loader_override=False):
        targets: Mapping[str, Target] = import_module("tests.fuzzing.targets").TARGETS
    return targets


def fuzzed(name: str, target: Target, options: list[str]) -> int:
    """Fuzz one target in a child, and give its status: libFuzzer ends the process that it runs in."""
    # What is found goes into the first folder, which must not be the repository's.
    with tempfile.TemporaryDirectory(prefix="feedsvc-found-") as found:
        folders = [one for one in options if not one.startswith("-")] or [found]
        kept = CORPORA / name
        child = os.fork()
        if not child:
            flags = [one for one in options if one.startswith("-")]
            atheris.Setup(
                [name, *flags, *folders, *([str(kept)] if kept.exists() else [])], within_time(target)
            )
            atheris.Fuzz()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def within_time(target: Target) -> Target:
    """The target, which must not need more processor time than an input is worth."""

    def timed(data: bytes) -> None:
        began = time.process_time()
        target(data)
        needed = time.process_time() - began
        assert needed < MOST_SECONDS, f"{len(data)} bytes need {needed:.0f} s"

    return timed


def broken(data: bytes) -> None:
    """A target with a defect, by which a test sees that defects are found."""
    assert len(data) < 30, "more than was thought of"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
