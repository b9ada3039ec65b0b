"""What befalls the world, made of the seed: a list that can be told, and shortened.

A seed switches whole kinds of events off (swarm testing: what never happens in a run lets the rest happen more
often), and draws the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.simulation.towns import Town

LENGTH = 800.0
"""Seconds for which things befall the world; then all heals."""
APART = 1000.0
"""Seconds between two steps of the clock."""
FAULTS = ("crash", "restart", "sleep", "outage", "slow host", "slow store", "clock", "page")
MODES = (
    *("error", "refused", "timeout", "busy", "empty", "login", "broken"),
    *("old", "half", "moved", "stuck", "shuffled", "gone"),
)
STEPS = (
    *("after claim_due", "after take_host", "before record_poll", "after record_poll", "after put_documents"),
    *("after begin_telling", "before an alert", "after an alert", "before the ping", "after the ping"),
)
"""Between these and the next one a crash would be dear."""
ASLEEP = (
    "after claim_due",
    "after take_host",
    "before record_poll",
    "before put_documents",
    "before the ping",
)


@dataclass(frozen=True, slots=True)
class Event:
    """At a time, of a kind, to somebody; `much` is how long, how far, how many."""

    at: float
    kind: str
    whom: str
    much: float = 0.0
    how: str = ""

    def __str__(self) -> str:
        return f"{self.at:9.2f} {self.kind} {self.whom} {self.much:.1f} {self.how}".rstrip()


def make_plan(seed: int, town: Town) -> tuple[Event, ...]:
    """The events of a seed, in their order."""
    rng = Random(f"plan {seed}")
    allowed = [kind for kind in FAULTS if rng.random() < 0.5] or ["page"]
    faults = [make_fault(rng, rng.choice(allowed), town) for _ in range(rng.randrange(1, 5))]
    faults += [event for fault in faults for event in meanwhile(rng, fault, town)]
    news = [make_news(rng, town) for _ in range(rng.randrange(2, 4))]
    return tuple(apart(sorted((*faults, *news), key=lambda event: event.at)))


def meanwhile(rng: Random, fault: Event, town: Town) -> Iterator[Event]:
    """While sources wait for a slow host, something else often goes wrong for whoever waits."""
    if fault.kind == "slow host" and rng.random() < 0.7:
        at, process = fault.at + rng.uniform(0, fault.much), str(rng.randrange(town.processes))
        yield Event(at, rng.choice(("sleep", "outage")), process, rng.uniform(60, 300))


def apart(events: list[Event]) -> Iterator[Event]:
    """Without steps of the clock that follow each other faster than every process looks at it here."""
    last = -APART
    for event in events:
        if event.kind != "clock":
            yield event
        elif event.at >= last + APART:
            last = event.at
            yield event


def make_news(rng: Random, town: Town) -> Event:
    """A site writes, corrects, takes away or shares a story."""
    how = rng.choice(("new", "new", "new", "edit", "drop", "share"))
    return Event(rng.uniform(0, LENGTH), "news", rng.choice(town.slugs), rng.randrange(1, 4), how)


def make_fault(rng: Random, kind: str, town: Town) -> Event:
    """Something goes wrong for somebody."""
    at, process = rng.uniform(0, LENGTH), str(rng.randrange(town.processes))
    match kind:
        case "crash":  # so many steps after that time, or at the next of a kind: it may come at every step
            return Event(at, kind, process, rng.randrange(1, 60), rng.choice(("", "", *STEPS)))
        case "restart":
            return Event(at, kind, process)
        case "sleep":  # while a source is asked or written, mostly: else nobody would notice
            long = rng.choice((30.0, 90.0, 300.0)) * rng.uniform(0.5, 2)
            return Event(at, kind, process, long, rng.choice(("", *ASLEEP)))
        case "outage" | "slow store":
            return Event(at, kind, process, rng.choice((2.0, 30.0, 90.0, 300.0)) * rng.uniform(0.5, 2))
        case "slow host":
            return Event(at, kind, rng.choice(town.hosts), rng.uniform(200, 600))
        case "clock":
            far = rng.choice((1.0, 20.0, 90.0, 700.0, 3600.0, 7200.0)) * rng.choice((1, -1))
            return Event(at, kind, rng.choice(("all", process)), far)
    return Event(at, "page", rng.choice(town.slugs), rng.uniform(60, 1500), rng.choice(MODES))
