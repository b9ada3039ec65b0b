"""Pages made over as sites do it, and pages that are none: repairs right and wrong, stories twice and lost.

python bench/makeovers.py [--only words] [--every 8] [--seeds 1]   # --every 1 tries all, a few minutes
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from feedsvc.telemetry import configure_logging
from tests.operate.makeovers.trial import Outcomes, tries

RIGHT, SECONDS = 0.95, 2.0
NONE = "--only {!r} with --every {}: no change is called so (--every 1 tries all that are)"


def said(one: Outcomes) -> Outcomes:
    """The outcome, printed where it is not as it should be."""
    if not one.right or one.twice or one.lost:
        print(f"{one.kind}/{one.source}: {one.right=}, {one.sure=}, {one.twice=}, {one.lost=}:")
        print(f"    {one.told}\n    {one.after} {one.doubts}", flush=True)
    return one


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--every", type=int, default=8)
    given = parser.parse_args()
    configure_logging("critical", "text")
    with tempfile.TemporaryDirectory() as folder:
        every = [said(one) for one in tries(Path(folder), given.only, given.seeds, given.every)]
    if not every:
        print(NONE.format(given.only, given.every), file=sys.stderr)
        return 2
    walls = [t for t in every if t.kind.startswith("wall")]
    needed = [t for t in every if t.needed and t not in walls]
    right = [t for t in needed if t.right]
    wrong = [t for t in every if t.needed and t.sure and not t.right]
    twice, lost = sum(t.twice for t in every), sum(t.lost for t in every)
    slow = max(t.seconds for t in every)
    print(f"{len(every)} changes, {len(walls)} of them none; {len(needed)} held")
    share = len(right) / max(1, len(needed))
    print(
        f"{share:.1%} right (goal {RIGHT:.0%}), {sum(t.sure for t in right)} of them sure;"
        f" {len(wrong)} wrong and sure (goal 0)"
    )
    print(f"{twice} announced twice, {lost} lost (goal 0), at most {slow:.2f} s (goal {SECONDS:g})")
    print("not right by kind:", dict(Counter(t.kind for t in needed if not t.right)))
    print("unsure by kind:", dict(Counter(t.kind for t in right if not t.sure)))
    good = len(right) >= RIGHT * len(needed) and not wrong and not twice and not lost and slow <= SECONDS
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
