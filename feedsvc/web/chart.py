"""The last thirty days of a source as small bars: how much news came each day, and what went wrong. Pure.

chart_of(days, until) → Chart(bars=(Bar(x=29, height=12.0, kind="ok", day=…), …), told=…)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedsvc.models import PolledDay

DAYS = 30
HEIGHT, LEAST = 20.0, 3.0
"""Of the chart, and of a bar that can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day on which something happened: the place from the left, and how high."""

    x: int
    height: float
    kind: str
    day: PolledDay

    @property
    def y(self) -> float:
        return round(HEIGHT - self.height, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a source, and the same in words for who cannot see them."""

    bars: tuple[Bar, ...]
    told: str


def chart_of(days: Sequence[PolledDay], until: int) -> Chart | None:
    """The chart of the days up to day number `until`; None where nothing happened in them."""
    shown = [day for day in days if until - DAYS < day.number <= until]
    if not shown:
        return None
    most = max(1, *(day.new for day in shown))
    place = DAYS - 1 - until
    bars = tuple(Bar(day.number + place, height(day.new, most), kind_of(day), day) for day in shown)
    return Chart(bars, told_of(shown))


def told_of(shown: Sequence[PolledDay]) -> str:
    """The days in a sentence."""
    newsy, bad = sum(day.new > 0 for day in shown), sum(kind_of(day) != "ok" for day in shown)
    told = f"Last {DAYS} days: {sum(day.new for day in shown)} new stories on {counted(newsy)}"
    return told + (f", trouble on {counted(bad)}" if bad else "")


def counted(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def height(new: int, most: int) -> float:
    """How high a day with so much news stands beside the busiest."""
    return round(LEAST + (HEIGHT - LEAST) * new / most, 1)


def kind_of(day: PolledDay) -> str:
    """The worst that a poll of the day came to, as the name of a colour."""
    return "failing" if day.failed else "held" if day.held else "ok"
