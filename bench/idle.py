"""What a scheduler takes that has nothing to do, with ten thousand sources: at most 2 % of a core, 150 MiB.

python bench/idle.py [--sources 10000] [--minutes 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _schedule import agreed, cpu_of, scheduling
from memory import resident

SHARE, MOST = 0.02, 150.0
PORT, EVERY = 9, 900.0
"""Nobody is asked: nothing is due."""


def main() -> int:
    """Print both; 1 where one is too much."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=3)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as place,
        scheduling(Path(place), PORT, given.sources, EVERY, lambda: agreed(Path(place))) as pid,
    ):
        time.sleep(60)  # it reads its files and looks at all of them once
        before, began = cpu_of(pid), time.monotonic()
        time.sleep(given.minutes * 60)
        share, size = (cpu_of(pid) - before) / (time.monotonic() - began), resident(pid)
    print(f"{given.sources:,} sources, none due: {share:.2%} of a core (goal {SHARE:.0%}), {size:.0f} MiB")
    return share > SHARE or size > MOST


if __name__ == "__main__":
    sys.exit(main())
