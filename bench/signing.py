"""Signing a request by the bot key: µs of CPU a request, and the ratio to a bare Ed25519 signature.

Goal: at most 300 µs a request on the reference machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from feedsvc.botkey.keys import make_key, write_keys
from feedsvc.botkey.ring import Ring
from feedsvc.process import utc_now

REQUESTS, ROUNDS = 300, 7
GOAL = 300.0
"""Microseconds of CPU a request."""


def cpu(task: Callable[[int], object]) -> float:
    """Microseconds of CPU a call, the median of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for number in range(REQUESTS):
            task(number)
        rounds.append((time.process_time() - start) / REQUESTS * 1e6)
    return statistics.median(rounds)


def main() -> int:
    """Print one line; 1 where a request takes too long."""
    key, now = make_key(utc_now(), b"k" * 32), utc_now()
    private = key.private
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "bot-key.json"
        write_keys(file, (key,))
        ring = Ring(file, "https://feeds.example")
        whole = cpu(lambda n: ring.headers(f"https://host{n}.example", now))
    bare = cpu(lambda n: private.sign(b"x" * 300))
    print(f"signing: {whole:.0f} µs a request (goal {GOAL:.0f}), {whole / bare:.1f} bare signatures")
    return whole > GOAL


if __name__ == "__main__":
    sys.exit(main())
