"""The cells of a table's rows, and those that reach down to them from the rows above."""

from __future__ import annotations

from collections.abc import Sequence

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import CELLS, Field, Span, fields_in, tops

FURTHER = 1000
"""What the place of a column counts from in each further row of a record."""
_Hanging = dict[int, tuple[int, Sequence[Field]]]
"""What reaches down from above, by place: through how many more rows, and the fields."""


def table_rows(out: Outline, spans: Sequence[Span], apart: frozenset[str]) -> dict[int, Sequence[Field]]:
    """The fields of every row by its item, with those of the rows that go on with its record."""
    rows: dict[int, Sequence[Field]] = {}
    hanging: _Hanging = {}
    parent = -1
    for item, _, end in spans:
        if out.parents[item] != parent:
            parent, hanging = out.parents[item], {}
        rows[item], hanging = row_cells(out, item, hanging, apart)
        for below, row in enumerate(tops(out, out.ends[item], end), 1):  # the record goes on there
            more, hanging = row_cells(out, row, hanging, apart)
            own = [f for f in more if not f.inherited]
            moved = [f._replace(column=(f.column[0] + FURTHER * below, *f.column[1:])) for f in own]
            rows[item] = [*rows[item], *moved]
    return rows


def row_cells(
    out: Outline, item: int, above: _Hanging, apart: frozenset[str]
) -> tuple[list[Field], _Hanging]:
    """The fields of a row's cells and of those that reach down to it, and what reaches below it."""
    fields: list[Field] = []
    below: _Hanging = {place: (left - 1, them) for place, (left, them) in above.items() if left > 1}
    place = 0
    for cell in tops(out, item + 1, out.ends[item]):
        if out.tags[cell] not in CELLS:
            continue
        while place in above:
            place += 1
        own = fields_in(out, cell, out.ends[cell], apart, cell=place)
        fields += own
        end = place + number_of(out, cell, "colspan")
        if (reach := number_of(out, cell, "rowspan")) > 1:
            below |= {taken: (reach - 1, () if taken > place else own) for taken in range(place, end)}
        place = end
    return [*(f._replace(inherited=True) for _, them in above.values() for f in them), *fields], below


def number_of(out: Outline, cell: int, name: str) -> int:
    """How far a cell reaches by this attribute of it, `rowspan` or `colspan`."""
    given = (out.attributes[cell].get(name) or "").strip()
    return min(max(int(given), 1), 200) if given.isascii() and given.isdigit() and len(given) < 6 else 1
