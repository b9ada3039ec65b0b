"""JSON as servers really send it: behind guards and calls, a value a line, with numbers that are none.

    )]}',                             guards against other sites' scripts (also `for(;;);`)
    var posts = {"posts": [ … ]};     a script that says nothing else
    /**/ show({"posts": [ … ]});      JSONP, and Google's `google.visualization.Query.setResponse(…);`
    {"title": …}                      JSON Lines and JSON text sequences (RFC 7464): read as one list
    {"title": …}
    {"d": "[{\\"title\\": …}]"}         JSON inside a text, as web services of ASP.NET give it
    {title: "…", more: [1,],}         what scripts may write and JSON may not

`NaN` and numbers beyond every measure are no values. Nothing is run: what stands around is stepped over.
"""

from __future__ import annotations

import json
import re
from typing import Any

from feedsvc.extract.base import UseFallback
from feedsvc.extract.state.cursor import Unreadable
from feedsvc.extract.state.literal import read_literal

MAX_LINES = 5000
"""Values of JSON Lines that are read."""
MAX_DIGITS = 40
WRAPPED = 2
"""How deep in objects a text may stand that is JSON itself; deeper ones are a story's own."""
_INNER = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
_START = re.compile(r"[{\[]")
_BEFORE = re.compile(
    r"[\s\ufeff\x1e]*"
    r"(?:(?:\)\]\}'?,?|\]\)\}|</x>|(?:for|while)\s?\([^()]{0,20}\);?|\{\}\s?&&|throw\b[^;\n]{0,60};"
    r"|/\*[^*]{0,200}\*+/|//[^\n]{0,200}\n|typeof [\w$.]{1,100} ?===? ?['\"]function['\"] ?&&)\s*)*"
    r"(?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]{0,100}\s*(?:\(|=)\s*)?(?=\"?[\[{])"
)
"""What may stand before JSON that is a whole page."""
_BETWEEN = re.compile(r"[\s,\x1e]*")


def read_value(text: str, where: str) -> Any:
    """The JSON in a text; `window.data = {…};` around it is left out. Raises UseFallback."""
    before = _BEFORE.match(text) if where == "the page" else _START.search(text)
    if before is None:
        raise UseFallback(f"{where} is no JSON (give script where it stands inside a page)")
    start = before.end() if where == "the page" else before.start()
    try:
        value, end = _DECODER.raw_decode(text, start)
        return _opened(_lines(value, text, end), WRAPPED)
    except (ValueError, RecursionError) as error:
        if isinstance(error, ValueError) and (value := whole_literal(text, start)):
            return value
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise UseFallback(f"{where} is no readable JSON: {reason}") from None


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does, or as a call that holds some."""
    return _BEFORE.match(text) is not None


def whole_literal(text: str, start: int = 0) -> Any:
    """The value of a script that is all of the text; None where that is none, or is cut off."""
    try:
        value, end = read_literal(text, start)
    except (Unreadable, ValueError):
        return None
    return value if isinstance(value, dict | list) and not text[end:].strip(" \t\r\n;)") else None


def _opened(value: Any, depth: int) -> Any:
    """The value with what stands in texts as JSON in their places, near the top."""
    if isinstance(value, str) and _INNER.match(value):
        try:
            return _DECODER.decode(value)
        except (ValueError, RecursionError):
            return value
    if isinstance(value, dict) and depth:
        return {key: _opened(one, depth - 1) for key, one in value.items()}
    return value


def _lines(first: Any, text: str, end: int) -> Any:
    """The value, or the list of it and those on the lines that follow."""
    values = [first]
    while isinstance(first, dict) and len(values) < MAX_LINES:
        place = _BETWEEN.match(text, end)
        end = place.end() if place else end
        if not text.startswith("{", end):
            break
        try:
            value, end = _DECODER.raw_decode(text, end)
        except ValueError:  # the last line of a file that is still being written
            break
        values.append(value)
    return values if len(values) > 1 else first


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _number(text: str) -> float | None:
    value = float(text)
    return value if abs(value) < float("inf") else None


_DECODER = json.JSONDecoder(
    strict=False, parse_int=_whole, parse_float=_number, parse_constant=lambda _name: None
)
