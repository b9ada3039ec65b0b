"""Makes the bitmaps of common words, a block at a time, beside the polls that write.

    read what the block's stories say ──► bits ──► write, and forget the marks that were read

A mark that comes meanwhile stays, so that no changed word is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import sqlalchemy as sa

from feedsvc.errors import StoreUnavailable
from feedsvc.store.among import batches
from feedsvc.store.base import Base
from feedsvc.store.bitmaps import BLOCK, EVERY, first_without
from feedsvc.store.bulk import write_rows
from feedsvc.store.engine import take_turns
from feedsvc.store.inserts import adding, upsert
from feedsvc.store.tables import bitmaps, blocks, reworded, stories

SHARE = 32
"""A word is common in a block where at least one story in so many has it: shorter lists are soon read."""
REWORDED = 200
"""Marked stories from which on the block with most of them is read again."""
STEP = 8
"""One story in so many is looked at to learn which words may be common."""
SCATTER = 1_265
"""Numbers from one of them to the next, around the block: odd, as sources may take turns in storing."""
PART = 128
"""Stories whose words are in memory at one time."""
PATIENCE = "1s"
"""How long writers of PostgreSQL are waited for; they wait behind, so another time is better."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a block's stories say, and the marks that are answered by it."""

    block: int
    bits: Mapping[str, bytes]
    marks: Sequence[Mapping[str, int]]
    words_before: Sequence[str] | None


class Summing(Base):
    """The Store's part that sums up which stories have common words."""

    def sum_up(self) -> bool:
        """Make the bitmaps of one more block of stories, or of one with many other words by now.

        False where there is none, or writers hold too long what must be still.
        """
        with self._read() as tx:
            block = due(tx)
        if block is None or not self._writers_are_done():
            return False
        with self._read() as tx:
            summary = summarise(tx, block)
        with self._write() as tx:
            return write_summary(tx, summary)

    def _writers_are_done(self) -> bool:
        """Wait for all who may have drawn a lower number than is stored; whoever comes draws a higher one."""
        if self.on_sqlite:
            return True
        try:
            with self._write() as tx:
                tx.execute(sa.text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
                tx.execute(sa.text("LOCK TABLE stories IN SHARE MODE"))
        except StoreUnavailable:
            return False
        return True


def due(tx: sa.Connection) -> int | None:
    """The block to make: the next one that is full, or else the one with the most of many marks."""
    end = first_without(tx)
    highest = tx.scalar(sa.select(sa.func.max(stories.c.number))) or 0
    if highest >= end + BLOCK - 1:
        return end // BLOCK
    marked = sa.select(reworded.c.story).where(reworded.c.story < end)
    numbers = tx.scalars(marked).all()
    if len(numbers) < REWORDED:
        return None
    found: list[int] = [number // BLOCK for number in numbers]
    return max(set(found), key=found.count)


def summarise(tx: sa.Connection, block: int) -> Summary:
    """Read a block's stories."""
    first = block * BLOCK
    within = reworded.c.story.between(first, first + BLOCK - 1)
    marks = [dict(row) for row in tx.execute(sa.select(reworded).where(within)).mappings()]
    before = tx.scalar(sa.select(blocks.c.words).where(blocks.c.block == block))
    found = likely(body for _, body in texts(tx, sampled(first)))
    return Summary(block, bits_of(found, texts(tx, range(first, first + BLOCK))), marks, before)


def sampled(first: int) -> list[int]:
    """Stories of the block that begins there, from all over it and no two of them in step."""
    return [first + n * SCATTER % BLOCK for n in range(BLOCK // STEP)]


def texts(tx: sa.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The place of each of these stories in its block, and all its words."""
    number: sa.ColumnClause[int] = sa.column("rowid" if tx.dialect.name == "sqlite" else "story")
    body: sa.ColumnClause[str] = sa.column("body")
    search = sa.table("story_search", number, body)
    for part in batches(numbers, PART):
        these = number.between(part[0], part[-1]) if isinstance(numbers, range) else number.in_(part)
        for row in tx.execute(sa.select(number, body).select_from(search).where(these)):
            yield row[0] % BLOCK, row[1]


def likely(bodies: Iterable[str]) -> set[str]:
    """The words of a sample that may be common: to look at nothing else takes half as long."""
    counts = Counter(chain.from_iterable(set(body.split()) for body in bodies))
    return {word for word, count in counts.items() if 2 * SHARE * STEP * count >= BLOCK}


def bits_of(words: set[str], texts: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    """Those of some words that are common, each with a bit for every story that has it."""
    places: dict[str, list[int]] = {word: [] for word in words | {EVERY}}
    asked = frozenset(places)
    for place, body in texts:
        for word in asked.intersection(body.split()):
            places[word].append(place)
    return {word: packed(found) for word, found in places.items() if is_common(word, len(found))}


def is_common(word: str, count: int) -> bool:
    """Whether so many stories have the word that a bitmap of them is kept."""
    return SHARE * count >= BLOCK or word == EVERY


def packed(places: Iterable[int]) -> bytes:
    """A bit for each place, the lowest first."""
    digits = bytearray(b"0") * BLOCK
    for place in places:
        digits[~place] = ord("1")
    return int(digits, 2).to_bytes(BLOCK // 8, "little")


def write_summary(tx: sa.Connection, summary: Summary) -> bool:
    """Put it in the place of the one before, unless somebody else did meanwhile."""
    take_turns(tx, "bitmaps")
    if not is_wanted(tx, summary):
        return False
    block = summary.block
    gone = set(summary.words_before or ()) - summary.bits.keys()
    write_rows(tx, FORGET_BITS, [{"of": word, "at": block} for word in sorted(gone)])
    rows = [{"word": word, "block": block, "bits": bits} for word, bits in sorted(summary.bits.items())]
    upsert(tx, bitmaps, rows)
    upsert(tx, blocks, [{"block": block, "words": sorted(summary.bits)}])
    write_rows(tx, FORGET_MARK, [{"of": mark["story"], "at": mark["stamp"]} for mark in summary.marks])
    return True


def is_wanted(tx: sa.Connection, summary: Summary) -> bool:
    """Whether the block is still what it was when it was read: not made yet, or its marks are still there."""
    if summary.words_before is None:
        return first_without(tx) == summary.block * BLOCK
    first = summary.block * BLOCK
    within = reworded.c.story.between(first, first + BLOCK - 1)
    found = {(row.story, row.stamp) for row in tx.execute(sa.select(reworded).where(within))}
    return found >= {(mark["story"], mark["stamp"]) for mark in summary.marks}


def mark_reworded(tx: sa.Connection, stamps: Mapping[int, int]) -> None:
    """Note that these stories (number → the stamp that this write replaces) say other words by now."""
    rows = [{"story": number, "stamp": stamp} for number, stamp in sorted(stamps.items())]
    write_rows(tx, adding(tx.dialect.name, reworded), rows)


FORGET_BITS = bitmaps.delete().where(
    (bitmaps.c.word == sa.bindparam("of")) & (bitmaps.c.block == sa.bindparam("at"))
)
FORGET_MARK = reworded.delete().where(
    (reworded.c.story == sa.bindparam("of")) & (reworded.c.stamp == sa.bindparam("at"))
)
