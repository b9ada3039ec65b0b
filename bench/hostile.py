"""Renders of hostile pages under strace: what they reach, what stays of them, what they take.

python bench/hostile.py [--pages 500] [--at-once 2] [--timeout 5] [--no-trace]

500 took a quarter of an hour on two processors, and 23 minutes of their time, on 2026-11-29.

Goals: no connection but to our proxy, no process left, 700 MB at most, each page within its deadline.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from _tracing import Watched, reached, traced

from feedsvc.browser.keeper import START_SECONDS
from feedsvc.browser.renderer import GRACE, Renderer
from feedsvc.errors import FetchError
from feedsvc.telemetry import configure_logging
from tests.browser.hostile import CIRCLES, ENDLESS, GREEDY, HARMLESS, HEAVY
from tests.browser.site import CHROMIUM, Rebinding, Site, Trap, drawn, put, rendering, serving

PAGES = {**HARMLESS, **HEAVY, "hangs": ENDLESS, "greedy": GREEDY, "circles": CIRCLES}
MEMORY = 700_000_000


def render(renderer: Renderer, site: Site, trap: Trap, name: str) -> str:
    """One page; how it ended."""
    put(site, trap, PAGES[name])
    try:
        drawn(renderer, site, "/page")
    except FetchError as error:
        return f"{error.rule}: {str(error)[-60:]}" if error.rule == "render" else error.rule
    return "drawn"


@dataclass
class Tally:
    """How each kind of page ended, how long one took at most, and which proxies there were."""

    ends: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    slowest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    proxies: set[str] = field(default_factory=set)

    def draw(self, names: deque[str], trap: Trap, seconds: float) -> None:
        """Draw pages while there are any, with a browser and a site of one's own."""
        resolver, timeout = Rebinding(), timedelta(seconds=seconds)
        with serving() as site, rendering(resolver, GRACE, timeout=timeout) as renderer:
            while names:
                with suppress(IndexError):  # another has taken the last
                    name = names.popleft()
                    resolver.asked = 0
                    began = time.monotonic()
                    self.ends[name][render(renderer, site, trap, name)] += 1
                    self.slowest[name] = max(self.slowest[name], time.monotonic() - began)
            if renderer._proxy:  # its only way to the network; none before the first page
                self.proxies.add(renderer._proxy.address.removeprefix("http://"))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=3 * len(PAGES))
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=5)
    parser.add_argument("--no-trace", action="store_true")
    given = parser.parse_args()
    if CHROMIUM is None or not (given.no_trace or shutil.which("strace")):
        print("needs a Chromium, and strace")
        return 1
    configure_logging("critical", "text")
    tally, trap, names = Tally(), Trap(), deque(islice(cycle(PAGES), given.pages))
    with (
        tempfile.TemporaryDirectory() as folder,
        nullcontext() if given.no_trace else traced(Path(folder)),
        Watched(os.getpid()) as watched,
    ):
        with ThreadPoolExecutor(given.at_once) as pool:
            drawing = [pool.submit(tally.draw, names, trap, given.timeout) for _ in range(given.at_once)]
            for one in drawing:
                one.result()
        calls = reached(Path(folder))
    ends, slowest = tally.ends, tally.slowest
    ours = {("connect", proxy) for proxy in tally.proxies}
    left = watched.left()
    forbidden = {call: count for call, count in calls.items() if call not in ours}
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    deadline = given.timeout + GRACE + START_SECONDS
    for name, told in ends.items():
        print(f"  {name:32} {dict(told)}, {slowest[name]:.1f} s at most")
    print(f"{given.pages} pages, {len(watched.seen)} processes seen, {len(left)} left (goal 0)")
    reached_ours = sum(map(calls.__getitem__, ours))
    print(f"{reached_ours} connections to our proxies, others: {forbidden or 'none'} (goal none)")
    print(f"traps touched: {trap.touched} (goal False)")
    print(f"{watched.most / 1e6:.0f} MB at most, shares of shared pages (goal {MEMORY / 1e6:.0f})")
    print(f"{max(slowest.values()):.1f} s at most (goal {deadline:g} with the start of a browser)")
    print(f"{(spent.ru_utime + spent.ru_stime) / given.pages:.2f} s of processor time a page")
    good = not left and not forbidden and not trap.touched and watched.most <= MEMORY
    return 0 if good and max(slowest.values()) <= deadline else 1


if __name__ == "__main__":
    sys.exit(main())
