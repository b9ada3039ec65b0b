"""One simulated process: what `feedsvc schedule` puts together, over a simulated clock, network and threads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from feedsvc.config import Config
from feedsvc.decide.topics import Matcher
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.fetch import StoreGate
from feedsvc.models import Outcome
from feedsvc.operate.review import review
from feedsvc.poll.agreement import agree
from feedsvc.poll.poller import Poller
from feedsvc.publish.publisher import Publisher
from feedsvc.schedule.dispatch import Threads, hosts_of, known_of, lease_for, threads_of
from feedsvc.schedule.housekeep import Housekeeper
from feedsvc.schedule.ticks import Ticker
from feedsvc.schedule.watch import Watch
from feedsvc.store import Store
from tests.fakes import InProcessExtractor
from tests.simulation.database import Database
from tests.simulation.ledger import Ledger
from tests.simulation.network import Network
from tests.simulation.origin import Origin
from tests.simulation.towns import EVERY, TICK
from tests.simulation.world import Crashed, Lock, World

EXTRACTOR: Any = InProcessExtractor()
UNTIDY = 400.0
"""Seconds for which nobody looks after the house where nothing is left to do."""


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


class Scheduler:
    """One process, from its start to its death; the next one of the same number is another object."""

    def __init__(self, around: Surroundings, number: str, life: int) -> None:
        self.around, self.number, self.name = around, number, f"{number}.{life}"
        self.world = around.world
        self.dead = False
        self.asleep_until = 0.0
        self.steps_left = 0
        self._chance = self.world.chance
        self._tidied = self.world.time

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
        if self.steps_left:
            self.steps_left -= 1
            if not self.steps_left:
                self.world.tell(f"{self.name} crashes {where}")
                self.dead = True
                raise Crashed
        self.sleep(self._latency())

    def _latency(self) -> float:
        if self.world.time < self.around.slowness.get(self.number, 0.0):
            return self._chance.uniform(0.5, 4.0)
        return self._chance.random() * 0.01

    def _away(self) -> bool:
        return self.world.time < self.around.outages.get(self.number, 0.0)

    # -- its life --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the process."""
        self.world.tell(f"{self.name} starts")
        self.world.begin(self, self._live)

    def _live(self) -> None:
        try:
            poller, store = self.make_poller()
        except StoreError as error:
            self.world.tell(f"{self.name} cannot start: {error}")
            self.dead = True
            return
        self.dispatcher = self._dispatcher(poller, store)
        ticker = self._ticker(poller, store)
        while True:
            ticker.tick()
            self.sleep(self._until_next_tick())

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

    def _dispatcher(self, poller: Poller, store: Store) -> Threads:
        config = self.around.config
        return Threads(
            store,
            poller,
            hosts=hosts_of(config.sources),
            owner=self.name,
            clock=self.clock,
            lease=lease_for(config.schedule.tick),
            most=threads_of(config),
            known=known_of(config),
            beside=self.beside,
        )

    def _ticker(self, poller: Poller, store: Store) -> Ticker:
        config = self.around.config
        watch = Watch(config, store, self.clock, monotonic=lambda: self.world.time).look
        keeper = Housekeeper(
            store,
            poller.publisher,
            poller.fetcher,
            self._notify,
            clock=self.clock,
            sleep=self.sleep,
            watch=watch,
        )
        return Ticker(
            self._tick,
            lambda: self._tidy(keeper),
            every=config.schedule.tick,
            monotonic=lambda: self.world.time,
            beside=self.beside,
        )

    def _tick(self) -> None:
        """What would only look and find nothing is mostly left out: it costs time and shows nothing."""
        idle = self.around.due() > 0 and not self.dispatcher.running
        if not idle or self._chance.random() < 0.1:
            self.dispatcher.tick()

    def _tidy(self, keeper: Housekeeper) -> None:
        """The same, and now and then as if the one before still ran."""
        unfinished = (self.around.healed or self._chance.random() < 0.5) and not self.around.is_finished()
        if unfinished or self.world.time > self._tidied + UNTIDY:
            self._tidied = self.world.time
            keeper.tidy()

    def _notify(self, title: str, body: str) -> bool:
        self.step("before an alert")
        self.around.ledger.alerts.append(title)
        self.step("after an alert")
        return True

    def _uuid(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)

    def _until_next_tick(self) -> float:
        """Seconds: a tick where anything is going on, else until something is due, as nothing happens before."""
        tick = TICK * self._chance.uniform(0.5, 1.5)
        if self.dispatcher.running:
            return tick
        until_due = min(self.around.due(), EVERY)
        if self._chance.random() < 0.1:
            return max(tick, until_due * self._chance.random())
        return until_due + tick + self._chance.choice((0.0, 60.0, 120.0))

    def is_told_to_stop(self) -> None:
        """SIGTERM: nothing more is started, polls that run are given up, and it is gone."""
        self.dispatcher.stop(0)
        self.dead = True


class Operator(Scheduler):
    """Somebody who polls by hand what has failed, and believes what is held."""

    def __init__(self, around: Surroundings, slugs: list[str]) -> None:
        super().__init__(around, "0", 0)
        self.name, self._slugs = f"operator {self.world.time:.0f}", slugs

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
