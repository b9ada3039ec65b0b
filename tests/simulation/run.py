"""A town under a plan, from its start until all has healed and is well, or until an invariant breaks."""

from __future__ import annotations

from collections.abc import Sequence

from tests.simulation.checks import check_end
from tests.simulation.ground import Ground, seconds_until
from tests.simulation.ledger import Broken
from tests.simulation.lives import Lives
from tests.simulation.operator import Operator
from tests.simulation.plan import LENGTH, Event, make_plan
from tests.simulation.surroundings import Surroundings
from tests.simulation.towns import EVERY, Town, town_of

LATE = 3 * EVERY
"""Seconds after all has healed by which every source must have been polled well; to be overdue longer is late."""


class Simulation:
    """A town under a plan."""

    def __init__(self, seed: int, ground: Ground, plan: Sequence[Event] | None = None) -> None:
        self.town: Town = town_of(seed)
        self.plan = tuple(make_plan(seed, self.town) if plan is None else plan)
        self.around: Surroundings = ground.prepared(seed, self.town)
        self.world = self.around.world
        self.around.due, self.around.is_finished = self._until_due, ground.is_finished
        self._healed_at = 0.0
        self._ground = ground
        self._lives = Lives(self.town, self.around)

    def run(self) -> None:
        """Let it all happen; raises Broken."""
        try:
            self._lives.begin(self.plan)
            self.world.run(LENGTH)
            self._heal()
            self._settle()
            check_end(self.around, self._ground)
        finally:
            self.world.close()

    # -- how it stands ---------------------------------------------------------------------------------

    def _until_due(self) -> float:
        """Seconds until a source can be claimed, by the clock that is furthest ahead."""
        due = self._ground.next_due()
        ahead = max(self.around.offsets.get(number, 0.0) for number in map(str, range(self.town.processes)))
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
        self._lives.heal()
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
