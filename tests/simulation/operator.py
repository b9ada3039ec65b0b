"""Whoever looks after what processes cannot decide."""

from __future__ import annotations

from feedsvc.errors import FeedsvcError
from feedsvc.models import Outcome
from feedsvc.operate.review import review
from feedsvc.poll.poller import Poller
from feedsvc.store import Store
from tests.simulation.machine import Machine
from tests.simulation.surroundings import Surroundings


class Operator(Machine):
    """Somebody who polls by hand what has failed, and believes what is held."""

    def __init__(self, around: Surroundings, slugs: list[str]) -> None:
        super().__init__(around, "0", 0)
        self.name, self._slugs = f"operator {self.world.time:.0f}", slugs

    def begin(self) -> None:
        """Begin to work."""
        self.world.begin(self, self._live)

    def _live(self) -> None:
        poller, store = self.make_poller()
        for slug in self._slugs:
            while not self._polls(poller, store, slug):
                self.sleep(45)
        self.dead = True

    def _polls(self, poller: Poller, store: Store, slug: str) -> bool:
        try:
            report = poller.poll(slug)
            if report.outcome is Outcome.HELD:
                self.world.tell(f"{slug} is held: {report.error}")
                report = review(poller, store, slug, "accept")
        except FeedsvcError:
            return False
        return report.ok
