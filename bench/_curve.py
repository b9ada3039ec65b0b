"""What something costs at several sizes, as `bench/report.py` tells and draws it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Points = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Lines over sizes; `y` is a unit of cost, or of what is done in a second."""

    name: str
    title: str
    x: str
    y: str
    lines: Mapping[str, Points]


class Lines:
    """Collects points."""

    def __init__(self) -> None:
        self.found: dict[str, Points] = {}

    def add(self, size: float, figures: Mapping[str, float]) -> None:
        """A figure for each line at this size."""
        for name, figure in figures.items():
            self.found.setdefault(name, []).append((size, figure))


def milliseconds(tasks: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """Median CPU time of each, taken in turn; a task is given its round, and the first one warms up."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(rounds + 1):
        for name, task in tasks.items():
            began = time.process_time()
            task(turn)
            times[name].append((time.process_time() - began) * 1000)
    return {name: median(spent[1:]) for name, spent in times.items()}
