"""How much of ninety made-up articles is had, and how much else with it: mean F1 of their words, at least
0.95.

Beside it what trafilatura gives alone. The headline is not part of the text; where a text has it, it is
counted as if it were, whichever is better.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean

import trafilatura

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.articles.corpus import Sample, f1, nameless, samples
from tests.articles.reading import text_of

GOAL = 0.95


def alone(sample: Sample) -> str:
    """What trafilatura gives of the first page."""
    return trafilatura.extract(sample.pages[sample.url], include_comments=False) or ""


def score(found: str, sample: Sample) -> float:
    """F1, with or without the headline."""
    return max(f1(found, sample.text), f1(found, f"{sample.title}\n{sample.text}"))


def main() -> int:
    """Prints the figures of each layout; exit status 1 when the mean misses its goal."""
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for sample in samples():
        rows[sample.layout].append((score(text_of(sample), sample), score(alone(sample), sample)))
    print(f"{'F1 of the text':24} feedsvc  trafilatura alone")
    for layout, pairs in rows.items():
        print(f"{layout:24} {mean(p[0] for p in pairs):7.3f}  {mean(p[1] for p in pairs):7.3f}")
    every = [pair for pairs in rows.values() for pair in pairs]
    ours, theirs = mean(p[0] for p in every), mean(p[1] for p in every)
    print(f"{len(every)} articles{'':12} {ours:7.3f}  {theirs:7.3f}; goal {GOAL}")
    pairs = [(score(text_of(s), s), score(alone(s), s)) for s in map(nameless, samples())]
    ours_nameless, theirs = mean(p[0] for p in pairs), mean(p[1] for p in pairs)
    print(f"{'classes renamed':24} {ours_nameless:7.3f}  {theirs:7.3f}; goal {GOAL}")
    return int(min(ours, ours_nameless) < GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
