"""What a simulated process stands on: its clock, its threads, its steps, and the poller as it sees the world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from feedsvc.decide.topics import Matcher
from feedsvc.fetch import StoreGate
from feedsvc.poll.agreement import agree
from feedsvc.poll.poller import Poller
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store
from tests.fakes import InProcessExtractor
from tests.simulation.database import Database
from tests.simulation.network import Network
from tests.simulation.surroundings import Surroundings
from tests.simulation.world import Crashed, Lock

EXTRACTOR: Any = InProcessExtractor()


class Machine:
    """A process that waits, sleeps and dies in simulated time."""

    def __init__(self, around: Surroundings, number: str, life: int) -> None:
        self.around, self.number, self.name = around, number, f"{number}.{life}"
        self.world = around.world
        self.dead = False
        self.asleep_until = 0.0
        self.steps_left = 0
        self.dies = ""
        self.falls_asleep = ("", 0.0)
        self._chance = self.world.chance

    # -- what the seams are given ----------------------------------------------------------------------

    def clock(self) -> datetime:
        """The time as this machine has it."""
        offset = self.around.offsets.get(self.number, 0.0)
        return self.around.start + timedelta(seconds=self.world.time + offset)

    def sleep(self, seconds: float) -> None:
        """Wait in simulated time."""
        self.world.pause(self, max(0.0, seconds))

    def beside(self, work: Callable[[], None], _name: str) -> None:
        """Begin a thread."""
        self.world.begin(self, work)

    def lock(self) -> Lock:
        """A lock that simulated threads can wait for."""
        return Lock(self.sleep)

    def step(self, where: str) -> None:
        """One step of the work: it takes a moment, and may be the last."""
        if self.dead:
            raise Crashed
        self.steps_left -= 1
        if self.steps_left == 0 or where == self.dies:
            self.world.tell(f"{self.name} crashes {where}")
            self.dead = True
            raise Crashed
        if where == self.falls_asleep[0]:
            self.world.tell(f"{self.name} falls asleep {where}")
            self.asleep(self.falls_asleep[1])
        self.sleep(self._latency())

    def asleep(self, seconds: float) -> None:
        """Do nothing for so long, as a suspended process."""
        self.falls_asleep = ("", 0.0)
        self.asleep_until = self.world.time + seconds
        self.around.disturb(self.asleep_until + 120)

    def heal(self) -> None:
        """Nothing befalls it any more."""
        self.asleep_until = min(self.asleep_until, self.world.time)
        self.steps_left, self.dies, self.falls_asleep = 0, "", ("", 0.0)

    def _latency(self) -> float:
        if self.world.time < self.around.slowness.get(self.number, 0.0):
            return self._chance.uniform(0.5, 4.0)
        return self._chance.random() * 0.01

    def _away(self) -> bool:
        return self.world.time < self.around.outages.get(self.number, 0.0)

    # -- the poller ------------------------------------------------------------------------------------

    def make_poller(self) -> tuple[Poller, Store]:
        """A poller as poll.making makes it, and the store as this process sees it."""
        config, around = self.around.config, self.around
        store = cast(Store, Database(around.store, around.ledger, self.step, self._away))
        matcher = Matcher(config.topics, auto_sections=config.auto_sections)
        publisher = Publisher(config, store, clock=self.clock, sleep=self.sleep, lock=self.lock)
        agree(store, config, matcher, publisher, self.clock())
        made: dict[str, Any] = {"clock": self.clock, "rng": self._chance, "random": self._uuid}
        return Poller(
            config, store, self._network(store), EXTRACTOR, publisher, matcher, **made, owner=self.name
        ), store

    def _network(self, store: Store) -> Network:
        around = self.around
        lease = around.config.fetch.timeout + timedelta(seconds=10)
        gate = StoreGate(store, clock=self.clock, sleep=self.sleep, owner=self.name, lease=lease)
        return Network(
            around.origin,
            gate,
            around.ledger,
            chance=self._chance,
            time=lambda: self.world.time,
            clock=self.clock,
            step=self.step,
            sleep=self.sleep,
        )

    def _uuid(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)
