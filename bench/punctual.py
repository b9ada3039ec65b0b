"""A thousand sources every five minutes, for an hour: is each polled when it is due, and none left over?

    python bench/punctual.py [--minutes 60] [--sources 1000] [--calm 10]

`feedsvc schedule` polls pages that change now and then (`_changing.py`), each on a host of its own. When each
is due and when its last poll ended stands in the database, which is looked at every second; how often it was
polled does, too, and the pages' server counts for itself. All are new at the beginning, and due at once:
counted is from the second poll of each on. A poll is taken to be as late as its end.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

sys.path[:0] = [str(Path(__file__).parent)]
from _changing import changing_pages
from _schedule import MICRO, cpu_of, scheduling
from memory import polls as asked_for
from memory import resident

EVERY, LOOK, TICK = 300.0, 1.0, 5.0
"""Seconds of a source's interval, between two looks at the database, between two ticks of a scheduler."""
IN_TIME = 0.99
"""Of all polls begin within a tenth of the interval of when they are due."""
LEFT = 0.01
"""Of all sources may be overdue by more than a tick, or half as many more than at first."""
SOURCES = "SELECT slug, last_poll, next_poll, outcomes FROM sources"


@dataclass
class Watched:
    """What the database says of one scheduler, look by look."""

    file: Path
    known: dict[str, tuple[int | None, int]] = field(default_factory=dict)
    """When each source was last polled and when it is due, as of the last look."""
    outcomes: Counter[str] = field(default_factory=Counter)
    late: list[float] = field(default_factory=list)
    """Seconds after it was due, of each poll but the first of a source."""
    left: list[tuple[float, int]] = field(default_factory=list)
    """At which second how many sources were overdue by more than a tick."""

    def look(self, second: float) -> None:
        """Take in which sources have been polled, and when they are due next."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=60)) as db:
            rows = db.execute(SOURCES).fetchall()
        for slug, last, due, _ in rows:
            before, planned = self.known.get(slug, (None, due))
            if before is not None and last != before:
                self.late.append((last - planned) / MICRO)
            self.known[slug] = last, due
        self.outcomes = sum((Counter(json.loads(outcomes)) for *_, outcomes in rows), Counter())
        overdue = (time.time() - TICK) * MICRO
        self.left.append((second, sum(due < overdue for _, due in self.known.values())))

    @property
    def first(self) -> int:
        """Sources that were polled at all."""
        return sum(last is not None for last, _ in self.known.values())

    def third(self, which: int) -> float:
        """How many sources were overdue on average in a third of the time after the first two intervals."""
        calm = [count for second, count in self.left if second > 2 * EVERY] or [n for _, n in self.left]
        size = max(1, len(calm) // 3)
        return mean(calm[which * size :][:size])


def watch(watched: Watched, minutes: float, pid: int) -> Iterator[str]:
    """Look until so many minutes are over; a line each five minutes."""
    began, told = time.monotonic(), 0
    while (passed := time.monotonic() - began) < minutes * 60:
        watched.look(passed)
        if passed // EVERY > told:
            told = int(passed // EVERY)
            yield (
                f"  {passed / 60:.0f} min: {watched.outcomes.total():,} polls, {watched.left[-1][1]} overdue,"
                f" {cpu_of(pid):.0f} s of CPU, {resident(pid):.0f} MiB, load {os.getloadavg()[0]:.1f}"
            )
        time.sleep(LOOK)
    watched.look(minutes * 60)


def told(watched: Watched, given: argparse.Namespace, asked: int, share: float) -> bool:
    """Print what was found; whether it is as it shall be."""
    late = sorted(watched.late) or [0.0]
    good = sum(one <= EVERY / 10 for one in late) / len(late)
    early = sum(one < 0 for one in late)
    polls = watched.outcomes.total()
    unseen, twice = polls - watched.first - len(late), asked - polls
    first, last = watched.third(0), watched.third(2)
    print(f"{given.sources:,} sources every five minutes, for {given.minutes:g} minutes:")
    print(f"  {polls:,} polls of {watched.first:,} sources: {dict(watched.outcomes)}")
    print(
        f"  {good:.2%} of {len(late):,} within a tenth of their interval (goal {IN_TIME:.0%}),"
        f" half of them after {median(late):.1f} s, the last after {late[-1]:.0f} s"
    )
    print(
        f"  {early} before they were due, {twice + unseen} twice: {twice} pages asked for beyond their poll,"
        f" {unseen} polls within a second of another (goal 0)"
    )
    print(f"  overdue: {first:.1f} in the first third, {last:.1f} in the last; {share:.0%} of a core")
    kept = last <= max(LEFT * given.sources, 1.5 * first)
    return good >= IN_TIME and not (early or twice or unseen) and kept and watched.first == given.sources


def measured(given: argparse.Namespace, place: Path, origin: int) -> bool:
    """Run a scheduler for so long and tell how it was."""
    watched = Watched(place / "feedsvc.db")
    with scheduling(place, origin, given.sources, EVERY) as pid:
        for line in watch(watched, given.minutes, pid):
            print(line, flush=True)
        share = cpu_of(pid) / given.minutes / 60
    watched.look(given.minutes * 60)  # polls that were at work are finished first
    return told(watched, given, asked_for(origin), share)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60, help="ten at least: two intervals")
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--calm", type=int, default=10, help="a new story in twice as many requests")
    return parser.parse_args()


def main() -> int:
    """Print punctuality; 1 where a goal is missed."""
    given = asked()
    with tempfile.TemporaryDirectory() as place, changing_pages(given.calm) as origin:
        return not measured(given, Path(place), origin)


if __name__ == "__main__":
    sys.exit(main())
