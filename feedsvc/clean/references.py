"""Character references of markup: each decoded once, and none that names no character."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_REFERENCE = r"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,12}));"
_HALVES = re.compile(_REFERENCE + _REFERENCE)
_ONE_REFERENCE = re.compile(_REFERENCE)
_LONE = re.compile(
    r"&(?!#[0-9]{1,12};|#[xX][0-9A-Fa-f]{1,12};|[A-Za-z][\w.-]{0,30};)([A-Za-z][A-Za-z0-9]{0,10}+(?!=))?"
)
_OPAQUE_OR_LONE = re.compile(rf"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|{_LONE.pattern}", re.DOTALL)
_INVENTED = re.compile(r"&(\w[\w.-]{0,30});")


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


def whole_ampersands(markup: str) -> str:
    """XML with `&amp;` for each ampersand that begins no reference: `AT&T`, `?a=1&copy=2`.

    Names that HTML knows without their semicolon (`Caf&eacute au lait`) stay to be read as in HTML.
    """
    return _OPAQUE_OR_LONE.sub(_escaped, markup) if _LONE.search(markup) else markup


def without_invented_ends(text: str) -> str:
    """The text without the semicolons that parsers put behind what is no reference: `AT&T; buys`."""
    return _INVENTED.sub(r"&\1", text) if "&" in text else text


def _escaped(found: re.Match[str]) -> str:
    if found[0][0] == "<" or (found[1] and found[1] in html5):
        return found[0]
    return f"&amp;{found[0][1:]}"


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
