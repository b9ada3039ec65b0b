"""Text of pages becomes one clean line, or a few: safe in XML, in a log and on a screen.

Input is text, not markup: a strategy that holds markup decodes it first, exactly once
(`references.decode_entities`), so that a headline about `&lt;` stays one.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LINE, MAX_TEXT = 500, 1_000_000

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


def remove_controls(value: str, *, isolates: bool = False) -> str:
    """The text without characters that XML forbids or that disturb the display.

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


def visible_line(text: str) -> str:
    """One line of any length in which all can be seen: what cannot be becomes a space, and is folded."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clean_text(value: str | None, limit: int = MAX_LINE, *, isolates: bool = False) -> str:
    """One line: forbidden characters removed, white space folded, at most `limit` characters."""
    if not value:
        return ""
    # More than the limit is read because folding shortens; capped because pages are hostile.
    line = fold(value[: limit * 8], isolates=isolates)
    return line if len(line) <= limit else cut_text(line, limit)


def clean_lines(value: str) -> str:
    """Several lines, each folded, the empty ones dropped."""
    lines = (fold(line, isolates=True) for line in value[:MAX_TEXT].splitlines())
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
