"""One simulated process: what `feedsvc schedule` puts together, over a simulated clock, network and threads."""

from __future__ import annotations

from feedsvc.errors import StoreError
from feedsvc.poll.poller import Poller
from feedsvc.schedule.dispatch import Threads, lease_for
from feedsvc.schedule.hosts import hosts_of
from feedsvc.schedule.housekeep import Housekeeper
from feedsvc.schedule.kinds import Kind, known_of, threads_of
from feedsvc.schedule.ticks import Ticker
from feedsvc.schedule.watch import Watch
from feedsvc.store import Store
from tests.simulation.machine import Machine
from tests.simulation.surroundings import Surroundings
from tests.simulation.towns import EVERY, TICK

UNTIDY = EVERY / 2
"""Seconds for which nobody looks after the house where nothing is left to do: less than the longest sleep, as a
clock that was set back is seen only there."""


class Scheduler(Machine):
    """One process, from its start to its death; the next one of the same number is another object."""

    def __init__(self, around: Surroundings, number: str, life: int) -> None:
        super().__init__(around, number, life)
        self._tidied = self.world.time

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

    def _dispatcher(self, poller: Poller, store: Store) -> Threads:
        config = self.around.config
        return Threads(
            store,
            poller,
            hosts=hosts_of(config.sources),
            owner=self.name,
            clock=self.clock,
            lease=lease_for(config.schedule.tick),
            most=threads_of(config, Kind.PLAIN),
            known=known_of(config, Kind.PLAIN),
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
