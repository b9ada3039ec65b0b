"""Text of pages becomes one clean line, or a few: safe in XML, in a log and on a screen.

Input is text, not markup: a strategy that holds markup decodes it first, exactly once
(`decode_entities`), so that a headline about `&lt;` stays one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from feedsvc.clean.people import split_people

MAX_LINE = 500
MAX_NAMES = 2000
"""Characters of one byline that are looked at for names."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    # Removed because they change how the text around them is shown: bidi embeddings and overrides
    # (a title may not turn its neighbours round), soft hyphen, zero-width space, word joiner,
    # byte order mark, interlinear and tag characters. Of isolates see `closed`.
    "\xad\u200b\u2060-\u2069\u202a-\u202e\ufeff\ufff9-\ufffb\U000e0001]"
)
_FORBIDDEN_ELSE = re.compile(_FORBIDDEN.pattern.replace("\u2060-\u2069", "\u2060-\u2065"))
_ISOLATE, _POP = re.compile("([\u2066-\u2069])"), "\u2069"
# White space to Python, forbidden in XML (or taken for the end of a line).
_ODD_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
# An address between names parts them, with the brackets and words that go with it.
_ADDRESS_BETWEEN = re.compile(
    rf"\s*(?:[(\[（<]\s*)?(?:e-?mail\s*:?\s*|mailto:\s*)?{_ADDRESS.pattern}(?:\s*[)\]）>])?", re.IGNORECASE
)
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_AND = re.compile(r"^(?:and|und|et|&)\s+", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*[(\[（<]\s*(?:e-?mail:?)?\s*[)\]）>]", re.IGNORECASE)
_BY = re.compile(r"^by[:\s]\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』]*")
_ABBREVIATED = """
inc ltd co corp mr mrs ms dr prof gen gov sen rep st no vs jr sr dept est approx ca eg ie etc jan
feb mar apr jun jul aug sep sept oct nov dec mt ft vol fig op bros messrs hon
"""
_REFERENCE = r"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,12}));"
_HALVES = re.compile(_REFERENCE + _REFERENCE)
_ONE_REFERENCE = re.compile(_REFERENCE)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def remove_controls(value: str, *, isolates: bool = False) -> str:
    """The text without characters that XML forbids or that disturb the display (feeds.md, 3).

    With `isolates` those stay that let a name in another script run its own way, closed where they are not.
    """
    # isprintable is False for every control, format and space character but U+0020, and scans ten
    # times faster than the patterns: most texts need no more than that.
    if value.isprintable():
        return value
    if isolates and _ISOLATE.search(value):
        return closed(_ODD_SPACE.sub(" ", _FORBIDDEN_ELSE.sub("", value)))
    return _ODD_SPACE.sub(" ", _FORBIDDEN.sub("", value))


def closed(text: str) -> str:
    """The text with every bidi isolate ended in it and nothing ended that is none (Unicode TR 9, BD9)."""
    parts, depth = _ISOLATE.split(text), 0
    if len(parts) == 1:
        return text
    for at, sign in enumerate(parts):
        if sign == _POP:
            parts[at] = _POP if depth else ""
            depth -= bool(depth)
        elif _ISOLATE.fullmatch(sign):
            depth += 1
    return "".join(parts) + _POP * depth


def fold(text: str, *, isolates: bool = False) -> str:
    """One line of any length: forbidden characters removed, white space folded."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(remove_controls(text, isolates=isolates).split())


def clean_text(value: str | None, limit: int = MAX_LINE, *, isolates: bool = False) -> str:
    """One line: forbidden characters removed, white space folded, at most `limit` characters."""
    if not value:
        return ""
    # More than the limit is read because folding shortens; capped because pages are hostile.
    line = fold(value[: limit * 8], isolates=isolates)
    return line if len(line) <= limit else cut_text(line, limit)


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


def clean_lines(value: str, limit: int = 1_000_000) -> str:
    """Several lines, each folded, the empty ones dropped."""
    lines = (fold(line, isolates=True) for line in value[:limit].splitlines())
    return "\n".join(filter(None, lines))


def cut_text(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word boundary, with an ellipsis where cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = -1 if text[limit - 1].isspace() else head.rfind(" ")
    # A script without spaces has no word boundary nearby: cut between characters then.
    if space > limit // 2:
        head = head[:space]
    elif not text[limit - 1].isspace():
        head = _whole_characters(head, text[limit - 1])
    return closed(head.rstrip(" ,;:–—-.…") + "…")


def _whole_characters(head: str, following: str) -> str:
    while head and (unicodedata.combining(following) or "\u200d" in (head[-1], following)):
        head, following = head[:-1], head[-1]
    return head


def first_sentence(text: str) -> str:
    """The opening sentence; abbreviations and initials (`Inc.`, `U.S.`) do not end it."""
    for end in _SENTENCE_END.finditer(text):
        if end[0][0] != "." or not _abbreviated(text, end.start(), end.end()):
            return closed(text[: end.end()])
    return text


def _abbreviated(text: str, dot: int, end: int) -> bool:
    word = text[:dot].rpartition(" ")[2].lstrip("(\"'“‘").lower()
    following = text[end:].lstrip()[:1]
    return (
        word in _ABBREVIATIONS
        or (len(word.rpartition(".")[2]) <= 1 and not word[-1:].isdigit())
        or following.islower()
    )


def without_addresses(text: str) -> str:
    """The text without e-mail addresses and the brackets they leave empty (feeds.md, 14)."""
    if "@" not in text:
        return text
    return _EMPTY_BRACKETS.sub("", _ADDRESS.sub("", text)).strip()


def clean_name(value: str) -> str:
    """A person's or an agency's name: one line, no address, no leading `By`; may be empty."""
    name = without_addresses(clean_text(value, 200))
    return clean_text(_BY.sub("", name).strip(" ,;·|/"), 120)


def clean_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names in their order, one per person, cleaned, each once, at most twenty."""
    found = (name for value in values for line in _name_lines(value) for name in split_people(line))
    names = dict.fromkeys(name for name in map(clean_name, found) if name)
    return tuple(names)[:20]


def _name_lines(value: str) -> list[str]:
    """The names of a byline's text: what stands between addresses, else all of it."""
    line = _BY.sub("", clean_text(value, MAX_NAMES))
    if "@" not in line:
        return [line]
    return [_unwrapped(part) for part in _ADDRESS_BETWEEN.sub("\n", line).split("\n")]


def _unwrapped(part: str) -> str:
    """The name without what set it apart from its address: `(Ann Lee)`, `, and "Ann Lee"`."""
    bare = _AND.sub("", part.strip(' ,;·|/"“”'))
    bracketed = _BRACKETED.fullmatch(bare)
    return bracketed[1] if bracketed else bare
