"""The lines below a headline that name its author and day, on pages that mark neither.

<font size=4>Second quay opens</font><br> <font size=1>by Ann Lee, March 3, 2026</font>
<h1>Second quay opens</h1> <p>Posted on 3 March 2026 by Ann Lee</p>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.phrases import AND, BY, alternatives
from feedsvc.extract.article.foreign import is_elsewhere
from feedsvc.extract.datetext import find_date

NEAR = 5
"""Lines below the headline that are looked at."""
LONGEST = 120
MOST_LINES = 3000
_NAME = r"(?:[^\W\d_][\w'’.-]*)(?:[ ](?:[^\W\d_][\w'’.-]*)){1,3}"
_BYLINE = re.compile(
    rf"\W*{BY}[:\s]+({_NAME}(?:\s*(?:,|&|{AND})\s*{_NAME})*)\s*(?:$|[,|·•/–—(-]|\d)", re.IGNORECASE
)
_ALONE = re.compile(rf"{BY}:?", re.IGNORECASE)
_POSTED = re.compile(rf"\W*(?:(?:{alternatives('issued')}).{{0,9}})?", re.IGNORECASE)
"""Before the day of a line that names the author behind it: nothing else, or that it was published."""
_APART = re.compile(rf"\s*(?:,|&|{AND})\s*", re.IGNORECASE)
_PARTICLES = frozenset(
    ("de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "y", "e")
)


def below_headline(tree: LexborHTMLParser, title: str) -> tuple[tuple[str, ...], str | None]:
    """Authors and date out of the lines below the headline; nothing and None where they are not there."""
    texts = list(islice(_texts(tree), MOST_LINES))
    for n, (line, _) in enumerate(texts):
        if line == title:
            near = (text for text, node in texts[n + 1 : n + 2 + NEAR] if not is_elsewhere(node))
            authors, date = _told(_joined(list(near)))
            if authors or date:
                return authors, date
    return (), None


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    """The page's texts with their nodes, in order."""
    nodes = tree.body.traverse(include_text=True) if tree.body is not None else ()
    for node in nodes:
        if node.is_text_node and (line := " ".join((node.text_content or "").split())):
            yield line, node


def _joined(lines: list[str]) -> list[str]:
    """The lines, a "By" that stands alone with the name behind it."""
    alone = next((n for n, line in enumerate(lines) if _ALONE.fullmatch(line)), None)
    if alone is None:
        return lines
    return [*lines[:alone], " ".join(lines[alone : alone + 2]), *lines[alone + 2 :]]


def _told(lines: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    authors, date = tuple[str, ...](), None
    for line in lines:
        if len(line) > LONGEST:
            break
        found = find_date(line)
        byline = _BYLINE.match(line) or (_behind(line, found[0]) if found else None)
        if found and found[1] and (byline or 2 * len(found[0]) + 12 >= len(line)):
            date = date or found[0]
        authors = authors or tuple(_names(byline[1]) if byline else ())
    return authors, date


def _behind(line: str, day: str) -> re.Match[str] | None:
    """The byline behind a day; none in a sentence (`It was founded on 3 May 1987 by two brothers, …`)."""
    before, _, after = line.partition(day)
    byline = _BYLINE.match(after) if _POSTED.fullmatch(before) else None
    return byline if byline and any(_names(byline[1])) else None


def _names(text: str) -> Iterator[str]:
    """The names of a byline, as far as they are written like names."""
    for name in _APART.split(text):
        words = name.split()
        if words and all(word in _PARTICLES or not word[0].islower() for word in words):
            yield name
