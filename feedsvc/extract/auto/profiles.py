"""Profiles of columns: what the fields of a column have in common, and what is said above them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from feedsvc.clean.datewords import has_digit
from feedsvc.clean.phrases.columnheads import BESIDES, TITLED
from feedsvc.extract.auto.blocknames import bylined
from feedsvc.extract.auto.elementdates import SENTENCE
from feedsvc.extract.auto.linkworth import RELEASE, VERSION
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.peel import peeled
from feedsvc.extract.auto.rowfields import heads_of
from feedsvc.extract.auto.rowpieces import Column, Field, trimmed
from feedsvc.extract.auto.rowtitle import CAPTION, says_little
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.datetext import find_date

MOST = 300
"""Letters from which on a text is prose, no name."""
LONG = 150
"""Letters from which on a text is hardly a title."""
COMMON = 0.6
"""Part of the rows that a column must have."""
_CELLS = word_set("td th li dd dt article")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LABELLED = re.compile(r"([^\W\d][^:：]{1,30})[:：]\s*(?=\S)")
_CALLED = re.compile(rf"(?:^|[\W_]){TITLED}\W*$", re.IGNORECASE)
_BESIDES = re.compile(BESIDES, re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A column and what its fields, by the row's item, have in common."""

    column: Column
    fields: Mapping[int, Field]
    whole: Mapping[int, Field]
    """The fields with the numbers and dates that stand before or behind their words."""
    rows: int
    head: str
    """What is said above it, before its words or by its class."""

    @cached_property
    def texts(self) -> list[str]:
        """The texts of its fields, in their order."""
        return [one.text for one in self.fields.values()]

    @cached_property
    def names(self) -> float:
        """The part of the rows in which it reads like a name."""
        return sum(map(is_name, self.texts)) / self.rows

    @cached_property
    def distinct(self) -> float:
        """How much it differs from row to row, but for numbers."""
        return len(set(map(letters_of, self.texts))) / len(self.texts)

    @cached_property
    def linked(self) -> bool:
        """Whether most rows have a link there, each to another place."""
        links = {one.link.href for one in self.fields.values() if one.link}
        return len(links) >= COMMON * self.rows

    @cached_property
    def called(self) -> int:
        """1 where its head says that it names the rows, −1 where it says that it does not."""
        if _BESIDES.search(self.head):
            return -1
        return int(bool(_CALLED.search(self.head)))


def is_name(text: str) -> bool:
    """Whether the text may name a row: no number, date, byline with a day, label or prose."""
    if CAPTION.search(text) or (RELEASE.fullmatch(text) and not is_date(text)):
        return True
    if weight(text) < 4 or weight(text) > MOST or says_little(text) or text.endswith((":", "：")):
        return False
    if has_digit(text) and bylined(text):
        return False
    return not is_date(text) and 2 * sum(map(str.isalpha, text)) >= len(text.replace(" ", ""))


def profiles_of(out: Outline, rows: Mapping[int, Sequence[Field]], blocks: Sequence[Block]) -> list[Profile]:
    """The columns that at least half of the blocks have."""
    found: dict[Column, dict[int, Field]] = defaultdict(dict)
    read = [block.item for block in blocks if block.item in rows]
    for item in read:
        for one in rows[item]:
            found[one.column].setdefault(item, one)
    heads = heads_of(out, blocks[0].item)
    return [
        Profile(
            column=column,
            fields=peeled(whole := _unlabelled(fields)),
            whole=whole,
            rows=len(blocks),
            head=_head(out, column, fields, heads),
        )
        for column, fields in found.items()
        if 2 * len(fields) >= len(blocks)
    ]


def _unlabelled(fields: dict[int, Field]) -> dict[int, Field]:
    """The fields without the label that all of them begin with (`Filed: 5 May 2026`)."""
    said = [found[1].casefold() if (found := _LABELLED.match(f.text)) else "" for f in fields.values()]
    if not said[0] or len(set(said)) > 1:
        return fields
    return {at: f._replace(text=trimmed(f.text[len(said[0]) + 1 :])) for at, f in fields.items()}


def _head(out: Outline, column: Column, fields: Mapping[int, Field], heads: Mapping[int, str]) -> str:
    """The label, the table's head, or what the cell itself and its classes say."""
    if column[1].endswith(":"):
        return column[1]
    if head := heads.get(column[0], ""):
        return head
    at = next(iter(fields.values())).at
    own = (out.attributes[at].get(name) or "" for name in ("data-label", "data-title", "data-th"))
    return next(filter(None, own), "") or _words_of_classes(out, at)


def _words_of_classes(out: Outline, at: int) -> str:
    """The words of the classes of an element and of the cell or item that it stands in."""
    words = sorted(out.tokens[at])
    while out.tags[at] not in _CELLS and out.parents[at] >= 0 and len(words) < 20:
        at = out.parents[at]
        if out.tags[at] in ("tr", "table", "ul", "body"):
            break
        words += sorted(out.tokens[at])
    return " ".join(words)


def is_prose(text: str) -> bool:
    """Whether the text is made of sentences."""
    return weight(text) > LONG or (len(text.split()) >= SENTENCE and text.endswith((".", "。", "…")))


@lru_cache(maxsize=4096)
def letters_of(text: str) -> str:
    """What of a text tells it from others: its words without numbers, unless it is the name of a version."""
    if VERSION.fullmatch(text) and not find_date(text):
        return text
    return _NO_LETTERS.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=4096)
def is_date(text: str) -> str | None:
    """The date that the text is, with little else."""
    found = find_date(text) if len(text) < 80 and has_digit(text) else None
    return found[0] if found and len(text) <= len(found[0]) + 12 else None
