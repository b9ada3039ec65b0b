"""Rows that belong together: records over several table rows, and lines of text between breaks.

    <tr><td rowspan="2"><a href="/p/1">EP 1</a></td><td>Lamp</td></tr><tr><td>25.11.2026</td></tr>
    Filed 05/27/2026<br><a href="/o/1.pdf">Dove v. Wool Exchange</a><br>Fen District<br><br>

A row without a link goes with the one before where a cell reaches down to it, or where rows with a link come
again after as many without, from the first to the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import Span, tops
from feedsvc.extract.auto.rowtables import number_of
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import word_set

FEWEST = 3
BODY = 200
"""Letters of a row from which on it is a story's text."""
_OF_LINES = word_set("a b i em strong span small u font img time abbr code sup sub") | {TEXT}
"""What a line of text is made of; anything else ends it."""


def table_records(out: Outline, rows: Sequence[int]) -> list[Span]:
    """Every row, with those that go with it; these are no records of their own."""
    rows = [row for row in rows if not _is_head(out, row)] or rows
    linked = {row: _is_linked(out, row) for row in rows}
    turns = [row for row in rows if out.tags[row + 1 : row + 2] != ["th"]]
    if (places := _take_turns([linked[row] for row in turns])) and (found := _in_turn(out, turns, places)):
        return found
    spans: list[Span] = []
    for row in rows:
        last = spans[-1] if spans else None
        below = last and out.parents[last[0]] == out.parents[row] and last[2] == row and not linked[row]
        if last and below and _reaches(out, last[0], row):
            spans[-1] = (last[0], last[1], out.ends[row])
        else:
            spans.append((row, row, out.ends[row]))
    return spans


def _is_linked(out: Outline, row: int) -> bool:
    """Whether a link of the row may name it: in a long text they lead on from words of it."""
    links = out.within(out.links, row, out.ends[row])
    letters = out.letters[out.ends[row]] - out.letters[row]
    if not links or letters < BODY or out.within(out.headings, row, out.ends[row]):
        return bool(links)
    return 2 * sum(len(link.text) for link in links) > letters


def _in_turn(out: Outline, rows: Sequence[int], places: Sequence[int]) -> list[Span]:
    """The records whose linked rows stand at these places, as long as the first; none over two tables."""
    size, before = places[1] - places[0], places[0]
    parts = [rows[place - before : place - before + size] for place in places]
    if any(out.parents[part[0]] != out.parents[part[-1]] for part in parts):
        return []
    return [(rows[place], part[0], out.ends[part[-1]]) for place, part in zip(places, parts, strict=True)]


def _is_head(out: Outline, row: int) -> bool:
    """Whether the row names the columns: it has several cells, and all are heads."""
    cells = tops(out, row + 1, out.ends[row])
    tags = [out.tags[cell] for cell in cells if out.tags[cell] != TEXT]
    return len(tags) > 1 and set(tags) == {"th"}


def _take_turns(linked: Sequence[bool]) -> list[int]:
    """The places of the rows with a link, where they come again after as many without; else empty."""
    places = [place for place, link in enumerate(linked) if link]
    sizes = {b - a for a, b in pairwise(places)}
    if len(places) < FEWEST or len(sizes) != 1 or sizes == {1}:
        return []
    size = sizes.pop()
    whole = places[0] < size and 0 <= len(places) * size - len(linked) < size - places[0]
    return places if whole else []


def _reaches(out: Outline, row: int, below: int) -> bool:
    """Whether a cell of the row reaches down to the one below."""
    between = sum(out.parents[n] == out.parents[row] for n in range(row, below))
    return max(number_of(out, n, "rowspan") for n in range(row, out.ends[row])) > between


# -- lines -----------------------------------------------------------------------------------------


def line_records(out: Outline, links: Sequence[int]) -> list[Span]:
    """The lines that hold these links, or what stands between empty lines where that holds but one."""
    found: list[Span] = []
    for parent in dict.fromkeys(out.parents[link] for link in links):
        if out.ends[parent] - parent <= FEWEST:  # holds fewer elements than that, and so lines
            continue
        lines = _lines(out, parent)
        if len(lines) < FEWEST:
            continue
        held = _held(_between_empty(lines), links)
        if len(held) < FEWEST or _usual(held) > 1:
            held = _held([(start, end) for start, end, _ in lines], links)
        most = _usual(held) + 1
        if len(held) >= FEWEST:
            found += [(inside[0], *unit) for unit, inside in held if len(inside) <= most]
    return found if any(end > out.ends[item] or start < item for item, start, end in found) else []


def before_paragraphs(out: Outline, members: Sequence[int]) -> Span | None:
    """The line with a link before the first paragraph of those that part a list: `1 May <a>…</a><p>`."""
    first = members[0]
    start = out.parents[first] + 1
    if start >= first or out.parents[members[-1]] != out.parents[first]:
        return None
    is_line = {out.tags[at] for at in tops(out, start, first)} <= _OF_LINES | {"br"}
    if not is_line or len(out.within(out.links, start, first)) != 1:
        return None
    line, paragraph = (_turns(out, *part) for part in ((start, first), (first, out.ends[first])))
    return (start, start, first) if line == paragraph else None


def _turns(out: Outline, start: int, end: int) -> bool | None:
    """Whether a date stands before the first link; None where none is."""
    dates, links = out.within(out.dates, start, end), out.within(out.links, start, end)
    return dates[0].at < links[0].at if dates and links else None


_Unit = tuple[int, int]
"""Start and end of a line, or of some."""


def _lines(out: Outline, parent: int) -> list[tuple[int, int, bool]]:
    """Start and end of each line, and whether an empty one or another element stands before it."""
    lines: list[tuple[int, int, bool]] = []
    gap = 2
    for at in tops(out, parent + 1, out.ends[parent]):
        if out.tags[at] not in _OF_LINES:
            gap += 1 if out.tags[at] == "br" else 2
        elif gap:
            lines.append((at, out.ends[at], gap > 1))
            gap = 0
        else:
            lines[-1] = (lines[-1][0], out.ends[at], lines[-1][2])
    return lines


def _between_empty(lines: Sequence[tuple[int, int, bool]]) -> list[_Unit]:
    units: list[_Unit] = []
    for start, end, apart in lines:
        units[len(units) - (not apart) :] = [(start if apart else units[-1][0], end)]
    return units


def _held(units: Sequence[_Unit], links: Sequence[int]) -> list[tuple[_Unit, list[int]]]:
    """The units that hold some of the links, and which."""
    places = [(bisect_left(links, start), bisect_left(links, end)) for start, end in units]
    held = [(unit, list(links[a:b])) for unit, (a, b) in zip(units, places, strict=True)]
    return [(unit, inside) for unit, inside in held if inside]


def _usual(held: Sequence[tuple[_Unit, list[int]]]) -> int:
    return Counter(len(inside) for _, inside in held).most_common(1)[0][0] if held else 0
