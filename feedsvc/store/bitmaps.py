"""Where common words stand, as bits: what two of them share is seen without a walk through either's list.

    block 0 (stories 0 … 2047)   harbour 1101…   quay 0101…   _ 1111…     the words of one story in 32
    block 1                      harbour 0111…   _ 1111…
    what came later              is read from the index of words

Two lists of a million stories that meet in a hundred, or one that lacks a hundred, take a tenth of a second
to go through; their bits are 250 kB. They hold what was stored when they were made: `reworded` says whose
words have changed since, and those are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import reduce
from heapq import merge
from itertools import chain, islice
from operator import and_, or_

import sqlalchemy as sa

from feedsvc.store.among import among
from feedsvc.store.bulk import read_rows
from feedsvc.store.tables import bitmaps, blocks, reworded
from feedsvc.store.terms import ANYTHING, Terms

BLOCK = 2_048
"""Stories, by number, whose words are summed up at one time."""
AT_ONCE = 64
"""Blocks that are read by one statement."""
PIECE = 256
"""Bytes of bits that are gone through at once."""
MOST_REWORDED = 1_000
"""Stories that are looked at one by one."""
(EVERY,) = ANYTHING

LAST = sa.select(sa.func.max(blocks.c.block).label("block"))
BITS = (
    sa.select(bitmaps.c.word, bitmaps.c.block, bitmaps.c.bits)
    .where(
        among(bitmaps.c.word, "words"), bitmaps.c.block.between(sa.bindparam("first"), sa.bindparam("last"))
    )
    .order_by(bitmaps.c.word, bitmaps.c.block)
)
REWORDED = (
    sa.select(reworded.c.story).distinct().where(reworded.c.story < sa.bindparam("end")).limit(MOST_REWORDED)
)
Words = Mapping[str, int]
"""A word → the stories of some blocks that have it."""
Unsummed = Callable[[sa.Connection, Terms, int, Collection[int]], Iterable[int]]
"""What the index finds from a number on, and among some that were reworded."""


def are_for(terms: Terms) -> bool:
    """Whether bits can tell what has these words: no phrases, and more than one list."""
    phrases = [phrase for group in (*terms.groups, terms.none) for phrase in group]
    return len(terms.groups) + bool(terms.none) > 1 and all(len(phrase) == 1 for phrase in phrases)


def in_bits(tx: sa.Connection, terms: Terms, unsummed: Unsummed) -> Iterator[int]:
    """The numbers of all stories with these words, in falling order, as they are wanted.

    LookupError where bits tell no further: of phrases, of a word that is not common everywhere (the shorter
    its list is, the sooner it is read), of very many that say something else by now.
    """
    end, changed = reach(tx, terms)
    told = summed(tx, terms, end, changed)
    first = list(islice(told, 1))  # before anything is read beside it
    others = sorted(unsummed(tx, terms, end, changed), reverse=True)
    yield from merge(chain(first, told), others, reverse=True)


def few_in_bits(tx: sa.Connection, terms: Terms, unsummed: Unsummed, most: int) -> list[int] | None:
    """The numbers of all stories with these words, if bits tell of fewer than `most`; else None."""
    try:
        end, changed = reach(tx, terms)
        told = list(islice(summed(tx, terms, end, changed), most))
        return None if len(told) == most else [*told, *unsummed(tx, terms, end, changed)]
    except LookupError:
        return None


def reach(tx: sa.Connection, terms: Terms) -> tuple[int, Collection[int]]:
    """Up to which number bits tell of these words, and the stories of which they do not."""
    end = first_without(tx) if are_for(terms) else 0
    changed = reworded_before(tx, end) if end else None
    if changed is None:
        raise LookupError
    return end, changed


def first_without(tx: sa.Connection) -> int:
    """The lowest number of which no block tells."""
    (row,) = read_rows(tx, LAST, {})
    return 0 if row.block is None else (row.block + 1) * BLOCK


def reworded_before(tx: sa.Connection, end: int) -> Collection[int] | None:
    """The stories below `end` whose words may be others than bits tell; None where they are many."""
    found = read_rows(tx, REWORDED, {"end": end})
    return None if len(found) == MOST_REWORDED else {row.story for row in found}


def summed(tx: sa.Connection, terms: Terms, end: int, changed: Collection[int]) -> Iterator[int]:
    """The numbers below `end` that bits tell of, in falling order; KeyError where a word is not common."""
    for last in range(end // BLOCK - 1, -1, -AT_ONCE):
        first = max(0, last - AT_ONCE + 1)
        found = matching(words_of_blocks(tx, terms, first, last), terms)
        bits = found.to_bytes((last - first + 1) * BLOCK // 8, "little")
        yield from (number for number in numbers(bits, first * BLOCK) if number not in changed)


def words_of_blocks(tx: sa.Connection, terms: Terms, first: int, last: int) -> Words:
    """The words that are asked for and common in each of these blocks, with all their bits in a row."""
    words = sorted({phrase[0] for group in (*terms.groups, terms.none) for phrase in group})
    found: dict[str, list[bytes]] = {}
    for row in read_rows(tx, BITS, {"words": words, "first": first, "last": last}):
        found.setdefault(row.word, []).append(row.bits)
    everywhere = last - first + 1
    return {w: int.from_bytes(b"".join(b), "little") for w, b in found.items() if len(b) == everywhere}


def matching(words: Words, terms: Terms) -> int:
    """The stories with one word of each group and none that is not wanted."""
    groups = [reduce(or_, [words[word] for (word,) in group]) for group in terms.groups]
    unwanted = reduce(or_, [words[word] for (word,) in terms.none], 0)
    return reduce(and_, groups) & ~unwanted


def numbers(bits: bytes, first: int) -> Iterator[int]:
    """The stories of these bits, the first of which is that of the number `first`, in falling order."""
    for start in range(len(bits) - PIECE, -1, -PIECE):
        piece = int.from_bytes(bits[start : start + PIECE], "little")
        while piece:
            place = piece.bit_length() - 1
            yield first + start * 8 + place
            piece ^= 1 << place
