"""What all processes of a simulation have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from feedsvc.config import Config
from feedsvc.store import Store
from tests.simulation.ledger import Ledger
from tests.simulation.origin import Origin
from tests.simulation.world import World


class Surroundings:
    """What all processes have in common: the world, the database, the sites, and how ill they are."""

    def __init__(self, world: World, config: Config, store: Store, origin: Origin, start: datetime) -> None:
        self.world, self.config, self.store, self.origin, self.start = world, config, store, origin, start
        self.ledger = Ledger(lambda: world.time, self.disturbed_since)
        self.outages: dict[str, float] = {}
        self.slowness: dict[str, float] = {}
        self.offsets: dict[str, float] = {}
        self.disturbed = float("-inf")
        self.healed = False
        self.due: Callable[[], float] = lambda: 0.0
        self.is_finished: Callable[[], bool] = lambda: False

    def now(self) -> datetime:
        """The true time."""
        return self.start + timedelta(seconds=self.world.time)

    def disturb(self, until: float) -> None:
        """Until then, claims and turns may run out although their holder lives."""
        self.disturbed = max(self.disturbed, until)

    def disturbed_since(self, time: float) -> bool:
        """Whether that was so at any time since then."""
        return self.disturbed >= time
