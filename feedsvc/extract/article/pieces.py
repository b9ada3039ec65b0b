"""Sanitised HTML cut into the blocks it is made of; put together again they are the same bytes.

    <p>1</p><ul><li><a href="/2">2</a></li></ul>   →   <p>1</p> · <ul> · <li><a href="/2">2</a></li> · </ul>

Only lists of links are cut further, since other stories are listed under every article and never quite the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.clean.wording import html_to_text
from feedsvc.models import Piece

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "pre",
        "blockquote",
        "figure",
        "table",
        "hr",
        "li",
        "dt",
        "dd",
        "tr",
    ]
)
_VOID = frozenset(("br", "hr", "img"))
_HEADING = re.compile(r"<h[1-6]\b|<p>\s*<(strong|b)>(?:(?!</\1>).){1,200}</\1>\s*</p>\s*$", re.IGNORECASE)
_LIST = re.compile(r"(<(?:ul|ol)>)(.*)(</(?:ul|ol)>\s*)", re.DOTALL)
_ONE_LINK = re.compile(r"<li>\s*(?:<p>\s*)?<a\b[^<>]*>(?:(?!</a>).)*</a>\s*(?:</p>\s*)?</li>\s*", re.DOTALL)
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
FEWEST_LINKS = 2


def pieces_of(content: str) -> tuple[Piece, ...]:
    """The blocks of sanitised HTML, in order; their markup in a row is the content."""
    return tuple(piece for block in _blocks(content) for piece in _finer(block))


def _finer(block: str) -> Iterator[Piece]:
    found = _LIST.fullmatch(block)
    items = [item[0] for item in _ONE_LINK.finditer(found[2])] if found else []
    if found and len(items) >= FEWEST_LINKS and "".join(items) == found[2].lstrip():
        yield Piece(markup=found[1], text="", kind="edge")
        yield from (Piece(markup=item, text=_text(item), kind="link") for item in items)
        yield Piece(markup=found[3], text="", kind="edge")
    else:
        kind = "heading" if _HEADING.match(block) else "text"
        yield Piece(markup=block, text=_text(block), kind=kind)


def _text(block: str) -> str:
    """The block's words, without formulas, as everywhere."""
    return html_to_text(_FORMULA.sub("", block) if "<math" in block else block)


def _blocks(content: str) -> Iterator[str]:
    """Every block with the space behind it; text between blocks is one too."""
    start, depth = 0, 0
    for tag in _TAG.finditer(content):
        name = tag[2].lower()
        if depth == 0 and not tag[1] and name in _BLOCKS and content[start : tag.start()].strip():
            yield content[start : tag.start()]
            start = tag.start()
        if name not in _VOID:
            depth = max(0, depth + (-1 if tag[1] else 1))
        if depth == 0 and name in _BLOCKS and (tag[1] or name in _VOID):
            yield content[start : tag.end()]
            start = tag.end()
    if content[start:].strip():
        yield content[start:]
