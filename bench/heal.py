"""Redesigned pages: how many repairs are right, or wrong and sure, what is announced twice, what is lost.

python bench/heal.py [--sources 20] [--redesigns 60] [--show 10]      # the whole takes half an hour
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from feedsvc.telemetry import configure_logging
from tests.operate.healing import Trial, try_redesign
from tests.operate.redesigns import KINDS

RIGHT, SECONDS = 0.95, 2.0


def kind_of(trial: Trial) -> str:
    return KINDS[trial.number % len(KINDS)]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, default=5)
    parser.add_argument("--redesigns", type=int, default=len(KINDS))
    parser.add_argument("--show", type=int, default=10)
    given = parser.parse_args()
    configure_logging("error", "text")
    pairs = product(range(given.sources), range(given.redesigns))
    with tempfile.TemporaryDirectory() as folder:
        trials = [try_redesign(source, number, Path(folder)) for source, number in pairs]
    needed = [t for t in trials if t.needed]
    right = [t for t in needed if t.right]
    wrong = [t for t in needed if t.sure and not t.right]
    twice, lost = sum(t.twice for t in trials), sum(t.lost for t in trials)
    slow = max(t.seconds for t in trials)
    share = len(right) / max(1, len(needed))
    print(
        f"{len(trials)} redesigns, {len(needed)} of them held, {share:.1%} right proposals (goal {RIGHT:.0%})"
    )
    print(f"{sum(t.sure for t in needed)} sure, {len(wrong)} of them wrong (goal 0)")
    print(f"{twice} announced twice, {lost} lost (goal 0), at most {slow:.2f} s (goal {SECONDS:g})")
    print("not right by kind:", dict(Counter(kind_of(t) for t in needed if not t.right)))
    print("doubts:", Counter(d for t in needed for d in t.doubts).most_common(given.show))
    print("unsure by kind:", dict(Counter(kind_of(t) for t in needed if not t.sure)))
    bad = [t for t in trials if (t.needed and not t.right) or t.twice or t.lost or (t.sure and not t.right)]
    for t in bad[: given.show]:
        print(
            f"  {t.source}/{t.number} {kind_of(t)}: twice {t.twice}, lost {t.lost}, sure {t.sure}: {t.told}"
        )
    good = len(right) >= RIGHT * len(needed) and not wrong and not twice and not lost and slow <= SECONDS
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
