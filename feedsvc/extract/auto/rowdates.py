"""Which column says when a row is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from feedsvc.clean.phrases.beside import CLOSES
from feedsvc.clean.phrases.columnheads import ISSUED
from feedsvc.clean.phrases.monthnames import months_of
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.profiles import COMMON, Profile, is_date
from feedsvc.extract.auto.rowpieces import Field
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.datetext import bare_date, find_date

_ISSUED = re.compile(ISSUED, re.IGNORECASE)
_CLOSES = re.compile(rf"^[\W_]*(?:{CLOSES})|(?:{CLOSES})[\W_]*$", re.IGNORECASE)
_DATE = re.compile(r"[\W_]*(?:dat(?:e|um|o|a)|fecha|дата|日期)?[\W_]*", re.IGNORECASE)
_OF_DAYS = re.compile(
    rf"{_DATE.pattern}|\W*(?:day|tag|jour|d[ií]a|giorno|dag|dzień|день|日)\W*", re.IGNORECASE
)
"""The head of a column of days of the month, where it has one; numbers are also an issue's or a rank."""
PACKED = len("20261127")
_SHORT = re.compile(r"\d{1,2}[-/]\d{1,5}")
_DASHED = re.compile(r"(\d{1,2})-(\d{1,2})-(\d\d)")


def dated_column(out: Outline, columns: Sequence[Profile], blocks: Sequence[Block]) -> Mapping[int, Hit]:
    """The dates of the column whose head says that something came out then, else of the only full one."""
    dated = [(c, hits) for c in columns if len(hits := _hits(out, c)) >= COMMON * len(blocks)]
    issued = [hits for c, hits in dated if _ISSUED.search(c.head) and not is_of_ends(c.head)]
    whole = [(is_of_ends(c.head), hits) for c, hits in dated if len(hits) == len(blocks)]
    full = [hits for of_ends, hits in whole if not of_ends] or [hits for _, hits in whole]
    chosen = issued if len(issued) == 1 else full
    own = sum(block.date is not None for block in blocks)
    if not (own or dated):
        return _parted(columns)
    if len(chosen) != 1 or not (
        issued or len(dated) > 1 or own < len(blocks) or _are_ends(chosen[0], blocks)
    ):
        return {}
    return chosen[0]


def _are_ends(hits: Mapping[int, Hit], blocks: Sequence[Block]) -> bool:
    """Whether what dates the rows so far is what a column shows under the head of an end."""
    own = ((block.date, hits.get(block.item)) for block in blocks)
    return all(date and hit and hit.ends and hit.text == date.text for date, hit in own)


@lru_cache(maxsize=256)
def is_of_ends(head: str) -> bool:
    """Whether a column's head says that something ends then, and not when it came out."""
    found = _CLOSES.search(head)
    if found is None:
        return False
    rest = head[: found.start()] + head[found.end() :]
    return _DATE.fullmatch(rest) is not None or _ISSUED.search(rest) is None


def _parted(columns: Sequence[Profile]) -> Mapping[int, Hit]:
    """The days of a month whose numbers and names stand in neighbouring columns: `27` | `Nov`."""
    for one, other in pairwise(columns):
        if one.fields.keys() != other.fields.keys():
            continue
        days, months = (one, other) if one.texts[0][:1].isdigit() else (other, one)
        if (
            _OF_DAYS.fullmatch(days.head)
            and all(map(_is_day, days.texts))
            and all(map(months_of, months.texts))
        ):
            told = ((item, days.fields[item], months.fields[item]) for item in days.fields)
            return {item: Hit(day.at, f"{day.text} {month.text}", sure=False) for item, day, month in told}
    return {}


def _is_day(text: str) -> bool:
    return text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def numbers_like_dates(columns: Sequence[Profile]) -> set[int]:
    """The elements of columns of numbers such as `26-11`: they link, or not all can be days."""
    found: set[int] = set()
    for column in columns:
        short = all(_SHORT.fullmatch(text) for text in column.texts)
        if short and (column.linked or not all(find_date(text) for text in column.texts)):
            found |= {one.at for one in column.fields.values()}
    return found


def _hits(out: Outline, column: Profile) -> dict[int, Hit]:
    bare = _packed(column) or _dashed(column.texts)
    found = {item: bare(f.text) or _date_in(out, f) for item, f in column.whole.items()}
    if not found or not all(found.values()):  # it was taken off as a date where every row has one
        peeled = {item for item, f in column.fields.items() if f.text != column.whole[item].text}
        found |= {item: _found(column.whole[item].text) for item in peeled}
    ends = is_of_ends(column.head)
    return {item: Hit(column.fields[item].at, date, ends=ends) for item, date in found.items() if date}


def _found(text: str) -> str | None:
    date = find_date(text)
    return date[0] if date and date[1] else None


def _date_in(out: Outline, one: Field) -> str | None:
    """The date that the field is, or that stands in it as one that the page's outline knows."""
    if date := is_date(one.text):
        linked_number = one.link and not any(c.isalpha() for c in date) and date.count("-") == 1
        return None if linked_number else date  # `26-09` that leads somewhere is a number
    known = out.within(out.dates, one.at, out.ends[one.at])
    return next((d.text for d in known if d.sure and d.text in one.text), None)


def _packed(column: Profile) -> Callable[[str], str | None] | None:
    """Reads `20261127`, in a column that is called one of days and holds nothing else."""
    head = column.head
    if not head or not (_DATE.fullmatch(head) or _ISSUED.search(head) or _CLOSES.search(head)):
        return None
    alike = all(len(f.text) == PACKED and bare_date(f.text) for f in column.whole.values())
    return (lambda text: text) if alike else None


def _dashed(texts: Sequence[str]) -> Callable[[str], str | None]:
    """Reads `4-27-26`, in a column that holds nothing else, by the order that makes all of it dates."""
    parts = [found.groups() if (found := _DASHED.fullmatch(text)) else ("0", "0", "0") for text in texts]
    first, second = ([int(one[place]) for one in parts] for place in (0, 1))
    dates = _fit(first, second) or _fit(second, first)
    return (lambda text: text.replace("-", "/")) if dates else (lambda _: None)


def _fit(months: Sequence[int], days: Sequence[int]) -> bool:
    return all(1 <= month <= 12 for month in months) and all(1 <= day <= 31 for day in days)
