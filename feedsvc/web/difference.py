"""What an edit changed, word by word. Pure; the comparing is difflib's.

difference("The quay opens", "The new quay opens")
→ ((Piece("same", "The"), Piece("new", " new"), Piece("same", " quay opens")),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile

from feedsvc.store.words import SPACELESS

MOST_WORDS = 2_000
"""That two versions have of their own: more are compared line by line, as the work grows with the square."""
CONTEXT = 160
"""Characters shown on either side of a change."""
# A word with the space before it: so what is put in between two words touches neither of them.
_WORD = re.compile(rf"\n|[^\S\n]*(?:[{SPACELESS}]|(?:(?![{SPACELESS}])\w)+|[^\w\s])|[^\S\n]+")
_LINE = re.compile(r"\n|[^\n]+")
Parts = list[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both versions (`same`), in the earlier one (`gone`) or in the later one (`new`)."""

    kind: str
    text: str


@lru_cache(maxsize=256)
def difference(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """The lines of two texts with what was taken out and put in; long stretches without a change are cut.

    Empty where the two are equal.
    """
    if before == after:
        return ()
    pieces = [piece for piece in compared(before, after) if piece.text]
    return tuple(filter(says_something, lines_of(shortened(pieces))))


def compared(before: str, after: str) -> Iterator[Piece]:
    """Both texts as pieces in order; equal beginnings and ends are not given to the slow comparison."""
    head, one, two, tail = apart(_WORD.findall(before), _WORD.findall(after))
    if max(len(one), len(two)) > MOST_WORDS:
        head, one, two, tail = apart(_LINE.findall(before), _LINE.findall(after))
    one, two = one[:MOST_WORDS], two[:MOST_WORDS]
    yield Piece("same", "".join(head))
    for tag, i, j, k, m in SequenceMatcher(None, one, two).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(one[i:j]))
        else:
            yield Piece("gone", "".join(one[i:j]))
            yield Piece("new", "".join(two[k:m]))
    yield Piece("same", "".join(tail))


def apart(before: Parts, after: Parts) -> tuple[Parts, Parts, Parts, Parts]:
    """What both begin with, what each has of its own, and what both end with."""
    head = common(before, after)
    tail = common(before[head:][::-1], after[head:][::-1])
    end = len(before) - tail
    return before[:head], before[head:end], after[head : len(after) - tail], before[end:]


def common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many parts both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Of long pieces that are the same, only what stands beside a change."""
    for n, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same":
            text = cut(text, head=n > 0, tail=n < len(pieces) - 1)
        yield Piece(piece.kind, text)


def cut(text: str, *, head: bool, tail: bool) -> str:
    """The head of a text, its tail, or both with an ellipsis between."""
    if len(text) <= (head + tail) * CONTEXT:
        return text
    first, last = text[:CONTEXT], text[-CONTEXT:]
    first, last = first.rpartition(" ")[0] or first, last.partition(" ")[2] or last
    return f"{first if head else ''} … {last if tail else ''}"


def lines_of(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces line by line, without lines that say nothing."""
    line: list[Piece] = []
    for piece in pieces:
        for n, text in enumerate(piece.text.split("\n")):
            if n:
                yield tuple(line)
                line = []
            if text:
                line.append(Piece(piece.kind, text))
    yield tuple(line)


def says_something(line: Sequence[Piece]) -> bool:
    """Whether anything is written in a line."""
    return any(piece.text.strip() for piece in line)
