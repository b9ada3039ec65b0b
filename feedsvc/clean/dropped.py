"""Tags that feeds do without leave what they said: where a line ends, which way it runs, how it is read.

    <div>One</div><div>Two</div>                →  One<br>Two
    <section dir="rtl">…</section>              →  <div dir="rtl">…</div>
    <ruby>漢字<rt>かんじ</rt></ruby>             →  <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>

All of it reads sanitised markup: balanced, its text escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BOXES_WORDS = """
address article aside center details dir div fieldset footer header hgroup legend main menu nav noframes
search section summary
"""
BOXES = frozenset(_BOXES_WORDS.split())
"""Elements that begin and end a line, and are dropped themselves."""
SPANS = frozenset({"span", "font"})
"""Elements that are dropped unless they say which way their text runs."""
RUBY = frozenset({"ruby", "rt", "rp"})
_TOKEN = re.compile(r"(<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>)")
_BOX = re.compile(rf"<(?:{'|'.join(sorted(BOXES | SPANS))})\b")
_DIRECTION = re.compile(r"\sdir=\"(ltr|rtl|auto)\"", re.IGNORECASE)
_SHOWN = frozenset({"img"})
_BARE_READING = re.compile(r"(<rp>[^<]*</rp>)?(<rt\b[^<>]*>.*?</rt>)(<rp>[^<]*</rp>)?", re.DOTALL)


def says_direction(markup: str) -> bool:
    """Whether any tag may say which way its text runs."""
    return "dir=" in markup.lower()


def without_boxes(markup: str, inline: Iterable[str]) -> str:
    """Markup without BOXES and SPANS, lines parted where they parted them; those with a direction stay."""
    if not _BOX.search(markup):
        return markup
    return "".join(_Lines(frozenset(inline)).of(markup))


def with_readings(markup: str) -> str:
    """Readings of characters in brackets for whoever does not know them, where they have none."""
    if "<rt" not in markup:
        return markup
    return _BARE_READING.sub(lambda m: f"{m[1] or '<rp>(</rp>'}{m[2]}{m[3] or '<rp>)</rp>'}", markup)


class _Lines:
    """One pass over sanitised markup: whether there is text on the line, and whether a box ended it since."""

    def __init__(self, inline: frozenset[str]) -> None:
        self._inline = inline
        self._kept: dict[bool, list[str]] = {True: [], False: []}
        """What stays of the open BOXES (True) and SPANS: a name, or nothing."""
        self._said = self._parted = False

    def of(self, markup: str) -> Iterator[str]:
        """The pieces of the markup without its boxes."""
        at = 0
        for found in _TOKEN.finditer(markup):
            yield self._text(markup[at : found.start()])
            yield self._tag(found[1], bool(found[2]), found[3].lower(), found[4])
            at = found.end()
        yield self._text(markup[at:])

    def _text(self, text: str) -> str:
        return self._shown(text) if text.strip() else text

    def _shown(self, piece: str) -> str:
        """Something that stands on a line: on a new one where a box ended the last."""
        parted, self._said, self._parted = self._said and self._parted, True, False
        return f"<br>{piece}" if parted else piece

    def _tag(self, tag: str, closes: bool, name: str, attributes: str) -> str:
        if name in BOXES or name in SPANS:
            return self._box(closes, name in BOXES, attributes)
        if name in _SHOWN:
            return self._shown(tag)
        if name not in self._inline:
            self._said = self._parted = False
            return tag
        if closes or not (self._said and self._parted):
            return tag
        self._said = self._parted = False
        return f"<br>{tag}"

    def _box(self, closes: bool, box: bool, attributes: str) -> str:
        """What is left of a box or a span: nothing, or the direction of what is in it."""
        direction = _DIRECTION.search(attributes)
        if not closes:
            self._kept[box].append(("div" if box else "span") if direction else "")
        name = (self._kept[box].pop() if self._kept[box] else "") if closes else self._kept[box][-1]
        if box:
            self._parted = True
        if not name:
            return ""
        if box:
            self._said = self._parted = False
        return f"</{name}>" if closes else f'<{name} dir="{direction[1] if direction else "auto"}">'
