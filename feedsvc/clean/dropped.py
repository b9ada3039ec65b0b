"""Tags that feeds do without leave what they said: where a line ends, which way it runs, how it is read.

    <div>One</div><div>Two</div>                →  One<br>Two
    <section dir="rtl">…</section>              →  <div dir="rtl">…</div>
    <ruby>漢字<rt>かんじ</rt></ruby>             →  <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>

All of it reads sanitised markup: balanced, its text escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOXES_WORDS = """
address article aside center details dir div fieldset footer header hgroup legend main menu nav noframes
search section summary
"""
BOXES = frozenset(_BOXES_WORDS.split())
"""Elements that begin and end a line, and are dropped themselves."""
SPANS = frozenset({"span", "font"})
"""Elements that are dropped unless they say which way their text runs."""
RUBY = frozenset({"ruby", "rt", "rp"})
_BLOCKS_WORDS = """
blockquote br caption dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th
thead tr ul
"""
_NAMES = "|".join(sorted((*BOXES, *SPANS, *_BLOCKS_WORDS.split()), key=len, reverse=True))
_TAG = re.compile(rf"<(/?)({_NAMES})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
"""What begins or ends a line, and SPANS; everything else stands on one."""
_SHOWS = re.compile(r"(?:^|>)[^<]*[^<\s]|<img\b")
_BEFORE = re.compile(r"(?:\s|</[^>]*>)*")
_BOX = re.compile(rf"<(?:{'|'.join(sorted(BOXES | SPANS))})\b")
_DIRECTION = re.compile(r"\sdir=\"(ltr|rtl|auto)\"", re.IGNORECASE)
_BARE_READING = re.compile(r"(<rp>[^<]*</rp>)?(<rt\b[^<>]*>.*?</rt>)(<rp>[^<]*</rp>)?", re.DOTALL)


def says_direction(markup: str) -> bool:
    """Whether any tag may say which way its text runs."""
    return "dir=" in markup.lower()


def without_boxes(markup: str) -> str:
    """Markup without BOXES and SPANS, lines parted where they parted them; those with a direction stay."""
    return "".join(_Lines().of(markup)) if _BOX.search(markup) else markup


def with_readings(markup: str) -> str:
    """Readings of characters in brackets for whoever does not know them, where they have none."""
    if "<rt" not in markup:
        return markup
    return _BARE_READING.sub(lambda m: f"{m[1] or '<rp>(</rp>'}{m[2]}{m[3] or '<rp>)</rp>'}", markup)


class _Lines:
    """One pass over markup: whether something stands on the line, and whether a box ended it since."""

    def __init__(self) -> None:
        self._kept: dict[bool, list[str]] = {True: [], False: []}
        """What stays of the open BOXES (True) and SPANS: a name, or nothing."""
        self._said = self._parted = False

    def of(self, markup: str) -> Iterator[str]:
        """The pieces of the markup without its boxes."""
        at = 0
        for found in _TAG.finditer(markup):
            if found.start() > at:
                yield self._inline(markup[at : found.start()])
            yield self._tag(found)
            at = found.end()
        yield self._inline(markup[at:])

    def _inline(self, piece: str) -> str:
        """What stands on a line: on a new one where a box ended the last."""
        if not _SHOWS.search(piece):
            return piece
        parted, self._said, self._parted = self._said and self._parted, True, False
        if not parted:
            return piece
        before = _BEFORE.match(piece)
        at = before.end() if before else 0
        return f"{piece[:at]}<br>{piece[at:]}"

    def _tag(self, found: re.Match[str]) -> str:
        if found[2] in SPANS:
            return self._left_of(found, "span", self._kept[False])
        if found[2] not in BOXES:
            self._said = self._parted = False
            return found[0]
        left = self._left_of(found, "div", self._kept[True])
        self._said, self._parted = self._said and not left, not left
        return left

    def _left_of(self, found: re.Match[str], name: str, kept: list[str]) -> str:
        """What is left of the tag of a box or a span: nothing, or which way the text in it runs."""
        if found[1]:
            name = kept.pop() if kept else ""
            return f"</{name}>" if name else ""
        direction = _DIRECTION.search(found[3])
        kept.append(name if direction else "")
        return f'<{name} dir="{direction[1]}">' if direction else ""
