"""One seed, what it broke, and the shortest plan that still breaks it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.simulation.ground import Ground
from tests.simulation.ledger import Broken, Ledger
from tests.simulation.plan import Event
from tests.simulation.run import Simulation
from tests.simulation.scheduler import Scheduler
from tests.simulation.towns import Town

BEFORE = 1160.0
"""Seconds for which a town has been polled when a seed begins."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A seed that broke an invariant, and how it came to that."""

    seed: int
    rule: str
    text: str
    plan: tuple[Event, ...]
    story: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            (f"seed {self.seed}: {self.text}", "plan:", *map(str, self.plan), "story:", *self.story)
        )


@contextmanager
def silence() -> Iterator[None]:
    """Nothing is logged in the block."""
    log = logging.getLogger("feedsvc")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def live_quietly(ground: Ground, town: Town) -> Ledger:
    """A town is polled for a while, and nothing befalls it; what was written."""
    around = ground.surroundings(0, town)
    around.world.time = -BEFORE
    process = Scheduler(around, "0", 0)
    try:
        process.begin()
        around.world.run(0)
    finally:
        around.world.close()
    return around.ledger


def simulate(seed: int, ground: Ground, plan: Sequence[Event] | None = None) -> Failure | None:
    """Run a seed, under its own plan or another one; what it broke."""
    with silence():
        simulation = Simulation(seed, ground, plan)
        try:
            simulation.run()
        except Broken as broken:
            return Failure(seed, broken.rule, str(broken), simulation.plan, tuple(simulation.world.story))
    return None


def shortest(failure: Failure, ground: Ground) -> Failure:
    """The same failure with as few events as it takes: each is left out where it breaks without it too."""
    for event in failure.plan:
        fewer = tuple(other for other in failure.plan if other is not event)
        found = simulate(failure.seed, ground, fewer)
        if found and found.rule == failure.rule:
            failure = found
    return failure
