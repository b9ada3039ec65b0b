"""Who wrote what a row tells of: the cell below the table's head "Author", or the value behind that label.

    <tr><th>No.</th><th>Title</th><th>Author</th></tr>
    <tr><td>7</td><td><a href="/n/7">Second quay opens</a></td><td>Ann Lee</td></tr>

gives the third cell; so does `<dt>Author</dt><dd>Ann Lee</dd>` the second element.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.clean.phrases.columnheads import WRITERS
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowfields import heads_of
from feedsvc.extract.auto.rowpieces import CELLS, tops
from feedsvc.extract.auto.rowtables import number_of

_WRITERS = re.compile(rf"\W*{WRITERS}\W*", re.IGNORECASE)
LONGEST = 30
"""Letters of a head or label."""
_LABELS = ("dt", "th", "label", "b", "strong")


@lru_cache(maxsize=4096)
def names_writers(text: str) -> bool:
    """Whether the words of a column's head or of a label say that those who wrote it follow."""
    return len(text) <= LONGEST and _WRITERS.fullmatch(text) is not None


def is_label(out: Outline, number: int) -> bool:
    """Whether the words of the element are the label of what follows, and no text beside it."""
    return out.texts[number].endswith((":", "：")) or out.tags[number] in _LABELS


def author_cell(out: Outline, item: int) -> int | None:
    """The row's cell in the column of its table that is headed so; None where none is."""
    place = _column(out, item) if out.tags[item] == "tr" else None
    if place is None:
        return None
    at = 0
    for cell in tops(out, item + 1, out.ends[item]):
        if at == place and out.tags[cell] in CELLS:
            return cell
        at += number_of(out, cell, "colspan") if out.tags[cell] in CELLS else 0
    return None


def _column(out: Outline, item: int) -> int | None:
    """The place of that column, found out once for the rows of one parent."""
    key = ("column of authors", out.parents[item])
    if key not in out.blocks:
        heads = heads_of(out, item)
        out.blocks[key] = next((place for place, head in heads.items() if names_writers(head)), None)
    found: int | None = out.blocks[key]
    return found
