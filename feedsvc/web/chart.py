"""The last thirty days as small drawings: how polls of a source went, and how much news there was. Pure.

chart_of(days, until) → Chart(paths={"ok": "M116 …"}, told="…")      a bar for each day with polls
spark_of(news, until) → Spark(path="M2 20L6 …", told="…")            a line through all thirty days
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from feedsvc.models import PolledDay
from feedsvc.store.pastpolls import MOST_POLLS

DAYS = 30
WIDTH, HEIGHT, STEP = 120, 20, 4
LEAST = 3
"""Of a bar that can be seen."""


@dataclass(frozen=True, slots=True)
class Chart:
    """How long polls took on each day, by what came of them; and the same in words."""

    paths: Mapping[str, str]
    """The bars of one colour as the outline of a path, by the name of the colour."""
    told: str


@dataclass(frozen=True, slots=True)
class Spark:
    """How much news each day brought, as a line; and the same in words."""

    path: str
    count: int
    told: str


def chart_of(days: Sequence[PolledDay], until: int) -> Chart | None:
    """The chart of the days up to day number `until`; None where nothing happened in them."""
    shown = [day for day in days if until - DAYS < day.number <= until]
    if not shown:
        return None
    longest = max(day.took for day in shown)
    bars: dict[str, list[str]] = defaultdict(list)
    for day in shown:
        bars[kind_of(day)].append(bar(DAYS - 1 - until + day.number, height_of(day.took, longest)))
    return Chart({kind: "".join(paths) for kind, paths in bars.items()}, told_of(shown))


def bar(place: int, height: int) -> str:
    """The outline of a bar that stands at the bottom."""
    return f"M{place * STEP} {HEIGHT - height}h{STEP - 1}v{height}h{1 - STEP}z"


def height_of(took: timedelta, longest: timedelta) -> int:
    """How high a day stands beside the slowest."""
    return LEAST + round((HEIGHT - LEAST) * (took / longest if longest else 0))


def kind_of(day: PolledDay) -> str:
    """The worst that a poll of the day came to, as the name of a colour."""
    return "failing" if day.failed else "held" if day.held else "ok"


def told_of(shown: Sequence[PolledDay]) -> str:
    """The days in a sentence: only polls that brought something or failed are counted."""
    count, new = sum(day.polls for day in shown), sum(day.new for day in shown)
    took = sum((day.took * day.polls for day in shown), timedelta()) / max(1, count)
    bad = sum(kind_of(day) != "ok" for day in shown)
    trouble = f"; trouble on {counted(bad, 'day')}" if bad else ""
    polls = f"{counted(count, 'poll')} with news or trouble in {DAYS} days, {spoken(took)} on average"
    if count >= MOST_POLLS:  # older ones have made room
        polls = f"The last {count} polls with news or trouble, {spoken(took)} on average"
    return f"{polls}, {counted(new, 'new story', 'new stories')}{trouble}"


def spark_of(news: Mapping[int, int], until: int) -> Spark:
    """The line of the days up to day number `until`."""
    values = [news.get(number, 0) for number in range(until - DAYS + 1, until + 1)]
    most, total, newsy = max(values), sum(values), sum(map(bool, values))
    heights = [HEIGHT - 1 - round((HEIGHT - 2) * value / max(1, most)) for value in values]
    points = [f"{n * STEP + STEP // 2} {y}" for n, y in enumerate(heights) if is_turn(heights, n)]
    told = f"{counted(total, 'new story', 'new stories')} in {DAYS} days"
    if total:
        told += f", on {counted(newsy, 'day')}, at most {most} a day"
    return Spark("M" + "L".join(points), total, told)


def is_turn(heights: Sequence[int], n: int) -> bool:
    """Whether a line through these heights needs the point: others lie between two of the same height."""
    return not (0 < n < len(heights) - 1 and heights[n - 1] == heights[n] == heights[n + 1])


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def spoken(took: timedelta) -> str:
    """A duration, in seconds below a minute.

    >>> spoken(timedelta(milliseconds=1234)), spoken(timedelta(seconds=95))
    ('1.2 s', '1 min 35 s')
    """
    seconds = took / timedelta(seconds=1)
    if seconds < 0.1:
        return "under 0.1 s"
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds) // 60} min {int(seconds) % 60} s"
