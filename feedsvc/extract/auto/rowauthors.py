"""Who wrote what a row tells of: the cell below the table's head "Author", or the value behind that label.

    <tr><th>No.</th><th>Title</th><th>Author</th></tr>
    <tr><td>7</td><td><a href="/n/7">Second quay opens</a></td><td>Ann Lee</td></tr>

gives the third cell; so does `<dt>Author</dt><dd>Ann Lee</dd>` the second element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from feedsvc.clean.phrases.columnheads import WRITERS
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowfields import heads_of, rows_of
from feedsvc.extract.auto.rowpieces import CELLS, Field, tops

_WRITERS = re.compile(rf"\W*{WRITERS}\W*", re.IGNORECASE)
LONGEST = 30
"""Letters of a head or label."""
MOST_ROWS = 1000
_LABELS = ("dt", "th", "label", "b", "strong")


@lru_cache(maxsize=4096)
def names_writers(text: str) -> bool:
    """Whether the words of a column's head or of a label say that those who wrote it follow."""
    return len(text) <= LONGEST and _WRITERS.fullmatch(text) is not None


def is_label(out: Outline, number: int) -> bool:
    """Whether the words of the element are the label of what follows, and no text beside it."""
    return out.texts[number].endswith((":", "：")) or out.tags[number] in _LABELS


def author_cell(out: Outline, item: int) -> int | None:
    """The row's cell in the column that is headed so, or the one that reaches down to it; else None."""
    place = _column(out, item) if out.tags[item] == "tr" else None
    fields = () if place is None else _rows(out, out.parents[item]).get(item, ())
    at = next((field.at for field in fields if field.column[0] == place), None)
    while at is not None and out.tags[at] not in CELLS:
        at = out.parents[at]
    return at


def _rows(out: Outline, parent: int) -> Mapping[int, Sequence[Field]]:
    """The fields of the first rows there, found out once."""
    key = ("rows for authors", parent)
    if key not in out.blocks:
        rows = (n for n in tops(out, parent + 1, out.ends[parent]) if out.tags[n] == "tr")
        out.blocks[key] = rows_of(out, [(n, n, out.ends[n]) for n in islice(rows, MOST_ROWS)])
    found: Mapping[int, Sequence[Field]] = out.blocks[key]
    return found


def _column(out: Outline, item: int) -> int | None:
    """The place of that column, found out once for the rows of one parent."""
    key = ("column of authors", out.parents[item])
    if key not in out.blocks:
        heads = heads_of(out, item)
        out.blocks[key] = next((place for place, head in heads.items() if names_writers(head)), None)
    found: int | None = out.blocks[key]
    return found
