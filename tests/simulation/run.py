"""One seed from start to end: a town, what befalls it, and whether all is well afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from tests.simulation.checks import check_end
from tests.simulation.ground import Ground, seconds_until
from tests.simulation.ledger import Broken, Ledger
from tests.simulation.plan import LENGTH, Event, make_plan
from tests.simulation.scheduler import Operator, Scheduler, Surroundings
from tests.simulation.towns import EVERY, Town, town_of
from tests.simulation.world import Process

BEFORE = 1400.0
"""Seconds for which a town has been polled when a seed begins."""
LATE = 3 * EVERY
"""Seconds after all has healed by which every source must have been polled well; to be overdue longer is late."""


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


class Simulation:
    """A town under a plan."""

    def __init__(self, seed: int, ground: Ground, plan: Sequence[Event] | None = None) -> None:
        self.town: Town = town_of(seed)
        self.plan = tuple(make_plan(seed, self.town) if plan is None else plan)
        self.around: Surroundings = ground.prepared(seed, self.town)
        self.world = self.around.world
        self.around.due, self.around.is_finished = self._until_due, ground.is_finished
        self.world.when_dead = self._restart
        self._healed_at = 0.0
        self._ground = ground
        self._lives: dict[str, Scheduler] = {}
        self._count = 0

    def run(self) -> None:
        """Let it all happen; raises Broken."""
        try:
            for number in range(self.town.processes):
                self._start(str(number))
            for event in self.plan:
                self.world.at(event.at, partial(self._happens, event))
            self.world.run(LENGTH)
            self._heal()
            self._settle()
            check_end(self.around, self._ground)
        finally:
            self.world.close()

    # -- what befalls it -------------------------------------------------------------------------------

    def _happens(self, event: Event) -> None:
        self.world.tell(f"{event.kind} {event.whom} {event.much:.1f} {event.how}".rstrip())
        until = self.world.time + event.much
        match event.kind:
            case "news":
                for _ in range(int(event.much) if event.how == "new" else 1):
                    self.around.origin.news(event.whom, self.around.now(), event.how)
            case "page":
                self._ails(event.whom, event.how, until)
            case "slow host":
                self._is_slow(event.whom, until)
            case "clock":
                self._steps(event.whom, event.much)
            case _:
                self._befalls(event, until)

    def _befalls(self, event: Event, until: float) -> None:
        around, process = self.around, self._lives[event.whom]
        match event.kind:
            case "outage":
                around.outages[event.whom] = until
                around.disturb(until + 120)
            case "slow store":
                around.slowness[event.whom] = until
                around.disturb(until + 120)
            case "sleep":
                process.asleep_until = until
                around.disturb(until + 120)
            case "crash":
                process.steps_left = int(event.much)
            case "restart" if not process.dead and hasattr(process, "dispatcher"):
                self.world.begin(process, process.is_told_to_stop)

    def _ails(self, slug: str, mode: str, until: float) -> None:
        site = self.around.origin.sites[slug]
        site.mode = mode
        self.world.at(until, lambda: setattr(site, "mode", ""))

    def _is_slow(self, host: str, until: float) -> None:
        for site in self.around.origin.sites.values():
            if site.host == host:
                site.slow_until = until

    def _steps(self, whom: str, seconds: float) -> None:
        around = self.around
        for number in map(str, range(self.town.processes)):
            if whom in ("all", number):
                around.offsets[number] = around.offsets.get(number, 0.0) + seconds
        # Clocks that differ by more than a lease grant what is held for as long as they do.
        differ = len({around.offsets.get(str(n), 0.0) for n in range(self.town.processes)}) > 1
        around.disturb(float("inf") if differ else self.world.time + 120)

    # -- processes -------------------------------------------------------------------------------------

    def _start(self, number: str) -> None:
        self._count += 1
        self._lives[number] = process = Scheduler(self.around, number, self._count)
        process.begin()

    def _restart(self, process: Process) -> None:
        """Whatever restarts processes takes a while."""
        if isinstance(process, Scheduler) and self._lives.get(process.number) is process:
            later = self.world.time + self.world.chance.uniform(1, 60)
            self.world.at(later, lambda: self._start(process.number))

    # -- how it stands ---------------------------------------------------------------------------------

    def _until_due(self) -> float:
        """Seconds until a source can be claimed, by the clock that is furthest ahead."""
        due = self._ground.next_due()
        ahead = max(self.around.offsets.get(number, 0.0) for number in self._lives)
        return seconds_until(due, self.around.now()) - ahead if due else 0.0

    def _heal(self) -> None:
        """Everything is well from now on, and an operator polls what has failed."""
        around = self.around
        self.world.tell("all heals")
        around.healed, self._healed_at = True, self.world.time
        around.outages.clear()
        around.slowness.clear()
        for site in around.origin.sites.values():
            site.mode, site.slow_until = "", 0.0
        for process in self._lives.values():
            process.asleep_until, process.steps_left = min(process.asleep_until, self.world.time), 0
        failed = [str(slug) for (slug,) in self._ground.ask("SELECT slug FROM sources WHERE failures > 0")]
        if failed:
            Operator(around, failed).begin()

    def _settle(self) -> None:
        """Let every source be polled once more by itself, and everything be finished."""
        polled, succeeded = self.around.ledger.polled, self.around.ledger.succeeded
        self._wait_for(polled, LATE, "polled")
        if held := self._missing(succeeded):
            Operator(self.around, held).begin()
        self._wait_for(succeeded, LATE, "polled well")
        for _ in range(40):
            self.world.run(self.world.time + 30)
            if self._ground.is_finished():
                return
        raise Broken("unfinished", "stories are not published, transitions not told or pings not sent")

    def _wait_for(self, when: dict[str, float], seconds: float, what: str) -> None:
        self.world.run(self.world.time + seconds, lambda: not self._missing(when))
        if missing := self._missing(when):
            raise Broken("starved", f"{missing} were not {what} for {seconds:.0f} s after all had healed")

    def _missing(self, when: dict[str, float]) -> list[str]:
        return [slug for slug in self.town.slugs if when.get(slug, float("-inf")) < self._healed_at]


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
