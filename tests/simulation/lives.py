"""The processes of a town, and what befalls them and the sites."""

from __future__ import annotations

from functools import partial

from tests.simulation.plan import Event
from tests.simulation.scheduler import Scheduler
from tests.simulation.surroundings import Surroundings
from tests.simulation.towns import Town
from tests.simulation.world import Process


class Lives:
    """Every process of a town, one after the other under its number."""

    def __init__(self, town: Town, around: Surroundings) -> None:
        self.town, self.around, self.world = town, around, around.world
        self.world.when_dead = self._restart
        self._lives: dict[str, Scheduler] = {}
        self._count = 0

    def begin(self, plan: tuple[Event, ...]) -> None:
        """Start every process, and let a plan befall them."""
        for number in range(self.town.processes):
            self._start(str(number))
        for event in plan:
            self.world.at(event.at, partial(self._happens, event))

    def heal(self) -> None:
        """Nothing befalls anybody any more."""
        for process in self._lives.values():
            process.heal()

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
            case "sleep" if event.how:
                process.falls_asleep = (event.how, event.much)
            case "sleep":
                process.asleep(event.much)
            case "crash" if event.how:
                process.dies = event.how
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
