"""How many requests a second are answered by the size of a feed, beside nginx and a feed made per request."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import http_serving
from _curve import Curve, Lines
from http_serving import Load, both, free_port, load, median, running, tag_of

SIZES = {2_000: 1, 16_000: 5, 164_000: 50, 1_000_000: 310}
"""Bytes of a feed, and the entries with which feedgen makes one of that size."""
ROUNDS, SECONDS = 2, 2
NAMES = {
    "feedsvc": "feedsvc, granian",
    "files": "feedsvc's files, shipped nginx",
    "nginx": "bare nginx, the limit",
    "feedgen": "feedgen per request, granian",
}


@contextmanager
def feedgen_served() -> Iterator[tuple[int, int]]:
    """Port and process of a server that makes its feed at each request."""
    port, granian = free_port(), http_serving.granian_at
    place = Path(__file__).parent
    with running(granian("_feedgen_app:app", port), port, cwd=place, env=os.environ) as pid:
        yield port, pid


def loads(size: int, case: str, rival: tuple[int, int]) -> dict[str, Load]:
    """The median load of each server, in turn."""
    runs: dict[str, list[Load]] = {}
    with tempfile.TemporaryDirectory() as root, both(Path(root), size) as servers:
        for _ in range(ROUNDS):
            for name, (port, pid) in servers.items():
                headers = ["-H", f"If-None-Match: {tag_of(port)}"] if case == "304" else []
                runs.setdefault(name, []).append(load(port, pid, SECONDS, headers))
            if case == "200":
                runs.setdefault("feedgen", []).append(load(*rival, SECONDS, [], f"/{SIZES[size]}.atom"))
    return {NAMES[name]: median(found) for name, found in runs.items()}


def serving() -> tuple[Curve, dict[str, dict[str, float]]]:
    """Requests a second by size, and microseconds of CPU of a request of 164 kB, by case and server."""
    lines, spent = Lines(), {}
    with feedgen_served() as rival:
        for size in SIZES:
            found = loads(size, "200", rival)
            lines.add(size, {name: one.rate for name, one in found.items()})
            if size == http_serving.SIZE:
                spent["200"] = {name: one.cpu for name, one in found.items()}
        same = loads(http_serving.SIZE, "304", rival)
    spent["304"] = {name: one.cpu for name, one in same.items()}
    rates = {name: one.rate for name, one in same.items()}
    return drawn(lines), spent | {"304 a second": rates}


def drawn(lines: Lines) -> Curve:
    """The curve of what was found."""
    return Curve(
        name="serving",
        title="Answers with a whole feed, 32 connections, client on the same machine",
        x="bytes of the feed",
        y="requests a second",
        lines=lines.found,
    )
