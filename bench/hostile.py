"""Renders of hostile pages under strace: what they reach, what stays of them, what they take.

python bench/hostile.py [--pages 500] [--timeout 5] [--no-trace]      # 500 take a quarter of an hour

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
from collections import Counter, defaultdict
from contextlib import nullcontext
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


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=3 * len(PAGES))
    parser.add_argument("--timeout", type=float, default=5)
    parser.add_argument("--no-trace", action="store_true")
    given = parser.parse_args()
    if CHROMIUM is None or not (given.no_trace or shutil.which("strace")):
        print("needs a Chromium, and strace")
        return 1
    configure_logging("critical", "text")
    ends, slowest = defaultdict[str, Counter[str]](Counter), Counter[str]()
    resolver, trap = Rebinding(), Trap()
    with (
        tempfile.TemporaryDirectory() as folder,
        nullcontext() if given.no_trace else traced(Path(folder)),
        serving() as site,
        Watched(os.getpid()) as watched,
    ):
        with rendering(resolver, GRACE, timeout=timedelta(seconds=given.timeout)) as renderer:
            for name in islice(cycle(PAGES), given.pages):
                resolver.asked = 0
                began = time.monotonic()
                ends[name][render(renderer, site, trap, name)] += 1
                slowest[name] = max(slowest[name], time.monotonic() - began)  # type: ignore[assignment]
            proxy = renderer.proxy_address().removeprefix("http://")
        calls = reached(Path(folder))
    left = watched.left()
    forbidden = {call: count for call, count in calls.items() if call != ("connect", proxy)}
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    deadline = given.timeout + GRACE + START_SECONDS
    for name, told in ends.items():
        print(f"  {name:32} {dict(told)}, {slowest[name]:.1f} s at most")
    print(f"{given.pages} pages, {len(watched.seen)} processes seen, {len(left)} left (goal 0)")
    print(f"{calls['connect', proxy]} connections to our proxy, others: {forbidden or 'none'} (goal none)")
    print(f"traps touched: {trap.touched} (goal False)")
    print(f"{watched.most / 1e6:.0f} MB at most, shares of shared pages (goal {MEMORY / 1e6:.0f})")
    print(f"{max(slowest.values()):.1f} s at most (goal {deadline:g} with the start of a browser)")
    print(f"{(spent.ru_utime + spent.ru_stime) / given.pages:.2f} s of processor time a page")
    good = not left and not forbidden and not trap.touched and watched.most <= MEMORY
    return 0 if good and max(slowest.values()) <= deadline else 1


if __name__ == "__main__":
    sys.exit(main())
