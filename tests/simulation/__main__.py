"""`make simulate`: one seed after the other, until one breaks something or somebody stops it."""

from __future__ import annotations

import sys
import time
from itertools import count

from tests.simulation.ground import new_ground
from tests.simulation.seeds import live_quietly, shortest, simulate

SAY = 100


def main(first: int) -> int:
    """Run seeds from `first` on; prints how fast, and the shortest story of the first that fails."""
    begun = time.monotonic()
    with new_ground() as ground:
        ground.lives = live_quietly
        for seed in count(first):
            if failure := simulate(seed, ground):
                print(shortest(failure, ground))
                return 1
            if (done := seed - first + 1) % SAY == 0:
                rate = done / (time.monotonic() - begun)
                print(f"{done} seeds from {first} on break nothing ({rate:.0f} a second)", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else time.time_ns() // 1_000_000))
    except KeyboardInterrupt:
        sys.exit(0)
