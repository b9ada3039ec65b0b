# ruff: noqa: E501 -- tables
"""RESULTS.md, from the figures that were measured."""

from __future__ import annotations

from typing import Any

from _sizing import table

INTRODUCTION = """# What things cost, by their size

Written by `make bench-report`, in one run on one machine. CPU is that of all processes that take part (of the
page's server it is not); a figure is the median of several rounds taken in turn. Goals are ratios and are
checked by `make bench`; what it means for an installation stands in [docs/scale.md](../docs/scale.md).
Plots and figures lie in [results](results). Where the machine had other work (its load says so), CPU is somewhat
dearer than on a quiet one, and requests a second are far fewer.
"""
SAID = {
    "extraction": "Pages are read in proportion to their length. `auto` tries several ways, and looks at 500"
    " stories of a page at most. A bare parse is the limit of any program that reads HTML.",
    "refresh": "Flat: a poll looks up the page's own keys, however much is stored. What is new is published"
    " in two topics here, one of which has every story.",
    "rendering": "An entry is made once; from then on a document is joined from what is kept. Three formats"
    " by feedsvc, two by feedgen.",
    "publication": "Flat: only the topics of a story are rendered, compressed and stored.",
    "serving": "The client takes its part of the same cores, so that the ratio to bare nginx counts, not the"
    " number. A feed made at each request falls with its length long before it is sent.",
}


def written(found: dict[str, Any]) -> str:
    """The whole page."""
    parts = [
        INTRODUCTION,
        "## The machine\n",
        table(["what", "which"], [list(m) for m in found["machine"].items()]),
    ]
    for curve in found["curves"]:
        parts += ["", section(curve)]
    parts += ["", same_answers(found), "", rivals(found), "", holding(found)]
    return "\n".join(parts) + "\n"


def section(curve: dict[str, Any]) -> str:
    """A curve: its plot, its figures, and what they say."""
    picture = f"![{curve['title']}: {curve['y']} by {curve['x']}](results/{curve['name']}.svg)"
    return f"## {curve['title']}\n\n{SAID[curve['name']]}\n\n{picture}\n\n{numbers(curve)}"


def numbers(curve: dict[str, Any]) -> str:
    """A row for each line of a curve."""
    sizes = sorted({size for points in curve["lines"].values() for size, _ in points})
    head = [f"{curve['y']}, by {curve['x']}", *(f"{size:,}" for size in sizes)]
    rows = [
        [name, *(figure(dict(map(tuple, points)).get(size)) for size in sizes)]
        for name, points in curve["lines"].items()
    ]
    return table(head, rows)


def figure(value: float | None) -> str:
    """Three digits are enough."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def same_answers(found: dict[str, Any]) -> str:
    """What a 304 costs, and a whole feed."""
    spent = found["µs of a request"]
    head = ["µs of CPU a request, feed of 164 kB", "200", "304", "304 a second"]
    rows = [
        [name, figure(cost), figure(spent["304"].get(name)), figure(spent["304 a second"].get(name))]
        for name, cost in spent["200"].items()
    ]
    return f"## One request\n\n{table(head, rows)}"


def rivals(found: dict[str, Any]) -> str:
    """Other programs on the same page, and which are absent."""
    (refresh,) = (curve for curve in found["curves"] if curve["name"] == "refresh")
    ours = {name: points[0][1] for name, points in refresh["lines"].items()}
    feed = found["µs of a request"]["200"]["feedsvc, granian"] / 1000
    rows = [
        [
            "feedsvc (50 stories extracted, published)",
            *map(figure, (ours["not modified"], ours["none new"], feed)),
        ]
    ]
    absent = []
    for rival in found["rivals"]:
        if rival["absent"]:
            absent.append(f"{rival['name']} is not measured: {rival['absent']}.")
            continue
        name = f"{rival['name']} {rival['version']} (one text compared)"
        rows.append([name, *map(figure, (rival["same"], rival["changed"], rival["feed"]))])
    head = ["ms of CPU", "a check, page as it was", "a check, a word changed", "a request of its feed"]
    told = "The same page of 50 stories with an ETag, checked again and again; feedgen per request stands in the curves above."
    return "\n\n".join(["## Other programs", told, table(head, rows), *absent])


def holding(found: dict[str, Any]) -> str:
    """What processes hold, and what a story takes."""
    rows = [[name, f"{size:.0f} MiB"] for name, size in found["MiB"].items()]
    rows += [
        [f"{n}, a story in two topics", f"{b / 1000:.1f} kB"] for n, b in found["bytes of a story"].items()
    ]
    said = "After a minute's work of 60 sources with readers (`make memory` looks for hours); bytes of the SQLite database."
    return f"## What is held\n\n{said}\n\n{table(['what', 'how much'], rows)}"
