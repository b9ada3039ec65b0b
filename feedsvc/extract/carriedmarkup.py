"""The HTML that JSON carries, as a page: what buttons for more, filters and tables of scripts ask for.

    {"success": true, "data": {"html": "<li><a href=\"/7\">Second quay opens</a></li>…", "more": true}}
    {"data": [["<a href=\"/7\">Second quay opens</a>", "4 March 2026"], …]}

The first gives its list items, the second a table of these rows: they are read as if they were the page.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from feedsvc.clean.plain import is_markup
from feedsvc.extract.base import UseFallback
from feedsvc.extract.jsontexts import texts_in
from feedsvc.extract.jsonvalue import read_value

MAX_DEPTH = 6
MAX_VALUES = 5000
"""Values that are looked at: fragments of a page stand near the top."""
_LINK = "<a "
_JSON = re.compile(r"\s*[\[{\"]")


def carried_markup(text: str) -> str:
    """The markup with links that JSON carries; "" for a text that is none or carries none."""
    if not _JSON.match(text) or "href" not in text:
        return ""
    try:
        value = read_value(text, "the page")
    except UseFallback:
        return ""
    return "\n".join(texts_in(value, _markup, most=MAX_VALUES, depth=MAX_DEPTH))


def _markup(value: Any) -> str:
    if isinstance(value, list):
        return f"<table>{''.join(map(_row, value[:MAX_VALUES]))}</table>" if _are_rows(value) else ""
    return value if _links(value) else ""


def _links(value: Any) -> bool:
    return isinstance(value, str) and _LINK in value and is_markup(value)


def _are_rows(value: list[Any]) -> bool:
    """Whether these are the rows of a table: lists, most of which hold a cell that links something."""
    rows = [one for one in value[:MAX_VALUES] if isinstance(one, list)]
    return 0 < len(value) == len(rows) < 2 * sum(any(map(_links, row)) for row in rows)


def _row(cells: list[Any]) -> str:
    return f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in cells)}</tr>"


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value if is_markup(value) else escape(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
