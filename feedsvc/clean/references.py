"""Character references of markup: each decoded once, and none that names no character."""

from __future__ import annotations

import re
from html import unescape

_REFERENCE = r"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,12}));"
_HALVES = re.compile(_REFERENCE + _REFERENCE)
_ONE_REFERENCE = re.compile(_REFERENCE)


def decode_entities(value: str) -> str:
    """Character references decoded exactly once: `&amp;lt;` becomes `&lt;`."""
    return unescape(value) if "&" in value else value


def whole_references(markup: str) -> str:
    """Markup without character references that name no character; two halves of a pair become their one.

    `&#xD83D;&#xDE00;` becomes 😀; `&#xD83D;` alone, `&#0;` and `&#x110000;` go (XML 1.0, section 2.2).
    """
    if "&#" not in markup:
        return markup
    return _ONE_REFERENCE.sub(_legal_reference, _HALVES.sub(_joined, markup))


def _joined(found: re.Match[str]) -> str:
    high, low = _code(found[1], found[2]), _code(found[3], found[4])
    paired = 0xD800 <= high < 0xDC00 <= low < 0xE000
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00) if paired else found[0]


def _legal_reference(found: re.Match[str]) -> str:
    code = _code(found[1], found[2])
    nothing = 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF
    return "" if nothing or (code < 32 and code not in (9, 10, 13)) else found[0]


def _code(hexadecimal: str | None, decimal: str | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal or 0)
