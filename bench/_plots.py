"""Draws the curves of `results/figures.json` beside it, by matplotlib in an environment of its own.

    .venv-bench/bin/python bench/_plots.py

The same figures give the same bytes. Colours are of middling lightness on no ground at all, so that they are
read on a light page and on a dark one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

RESULTS = Path(__file__).parent / "results"
COLOURS = ["#2f81f7", "#d9822b", "#2da44e", "#c4569c"]
INK = "#808890"
MARKS = "osD^"
STYLE = {
    "svg.hashsalt": "feedsvc",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": mpl.cycler(color=COLOURS),
}
INKED = (
    "text.color",
    "axes.labelcolor",
    "axes.edgecolor",
    "axes.titlecolor",
    "xtick.color",
    "ytick.color",
    "grid.color",
)


def draw(curve: dict[str, Any]) -> None:
    """One picture."""
    figure, axes = plt.subplots(figsize=(7, 3.8), layout="constrained")
    for mark, (name, points) in zip(MARKS, curve["lines"].items(), strict=False):
        axes.plot(*zip(*points, strict=True), marker=mark, markersize=5, linewidth=1.6, label=name)
    axes.set(xscale="log", yscale="log", xlabel=curve["x"], ylabel=curve["y"], title=curve["title"])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    axes.grid(alpha=0.3, linewidth=0.5)
    axes.legend(frameon=False, fontsize=9)
    figure.savefig(
        RESULTS / f"{curve['name']}.svg", transparent=True, metadata={"Date": None, "Creator": None}
    )
    plt.close(figure)


def main() -> None:
    """Every curve."""
    with mpl.rc_context(STYLE | dict.fromkeys(INKED, INK)):
        for curve in json.loads((RESULTS / "figures.json").read_text())["curves"]:
            draw(curve)


if __name__ == "__main__":
    main()
