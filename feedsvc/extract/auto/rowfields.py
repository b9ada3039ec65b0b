"""A row's fields: the pieces of text that stand apart in it, each in its column.

    <tr><td><b>Docket:</b> <a href="/33.mp3">24-33</a></td><td><b>Caption:</b> Eel Co. v. Lund</td></tr>

gives "24-33" in the column `docket` of the first cell and "Eel Co. v. Lund" in the column `caption` of the
second. A cell with a `rowspan` belongs to the rows below it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import INLINE, Field, Span, fields_in, place_of
from feedsvc.extract.auto.rowtables import row_cells, table_rows

MOST_ELEMENTS = 300
"""A row of more is a page in a layout table."""
SHARE = 0.6
"""Of the rows that have an inline element in one place, from which on it is a column of its own."""


def rows_of(out: Outline, spans: Sequence[Span]) -> dict[int, Sequence[Field]]:
    """The fields of every row by its item; of rows that are too large none."""
    fit = [span for span in spans if span[2] - span[1] <= MOST_ELEMENTS]
    apart = _apart(out, fit)
    table = all(out.tags[item] == "tr" and start == item for item, start, _ in fit)
    return (
        table_rows(out, fit, apart) if table else {span[0]: fields_in(out, *span[1:], apart) for span in fit}
    )


def heads_of(out: Outline, item: int) -> dict[int, str]:
    """What stands above the columns of the row: the words of its table's first row, by place."""
    table = item
    while table > 0 and out.tags[table] != "table":
        table = out.parents[table]
    first = next((n for n in range(table, item) if out.tags[n] == "tr"), None)
    if (
        first is None
        or out.ends[first] - first > MOST_ELEMENTS
        or out.within(out.dates, first, out.ends[first])
    ):
        return {}
    heads: dict[int, str] = {}
    for one in row_cells(out, first, {}, frozenset())[0]:
        heads[one.column[0]] = f"{heads.get(one.column[0], '')} {one.text}".strip()
    return heads if len(heads) > 1 else {}


def _apart(out: Outline, spans: Sequence[Span]) -> frozenset[str]:
    """The places of inline elements that most rows have; words in others belong to the text around them."""
    seen: Counter[str] = Counter()
    for _, start, end in spans:
        inline = (n for n in range(start, end) if out.tags[n] in INLINE and not _stressed(out, n))
        seen.update({place_of(out, n, start) for n in inline})
    return frozenset(place for place, count in seen.items() if count >= SHARE * len(spans))


def _stressed(out: Outline, number: int) -> bool:
    """Whether the element only stresses words of a paragraph."""
    return out.tags[number] in ("i", "em", "cite", "q") and out.tags[out.parents[number]] == "p"
