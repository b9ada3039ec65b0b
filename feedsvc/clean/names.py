"""Names out of bylines, each alone and clean; who stands together is parted by `people`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from feedsvc.clean.people import split_people
from feedsvc.clean.text import clean_text

MAX_NAMES = 2000
"""Characters of one byline that are looked at for names."""
MAX_REMEMBERED = 200
"""Characters of a byline whose names are kept."""
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
# An address between names parts them, with the brackets and words that go with it.
_ADDRESS_BETWEEN = re.compile(
    rf"\s*(?:[(\[（<]\s*)?(?:e-?mail\s*:?\s*|mailto:\s*)?{_ADDRESS.pattern}(?:\s*[)\]）>])?", re.IGNORECASE
)
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_AND = re.compile(r"^(?:and|und|et|&)\s+", re.IGNORECASE)
# From the beginning of a run of spaces alone, which is read once: a text may have a hundred thousand.
_EMPTY_BRACKETS = re.compile(r"(?<!\s)\s*[(\[（<]\s*(?:e-?mail:?\s*)?[)\]）>]", re.IGNORECASE)
_BY = re.compile(r"^by[:\s]\s*", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """The text without e-mail addresses and the brackets they leave empty."""
    if "@" not in text:
        return text
    return _EMPTY_BRACKETS.sub("", _ADDRESS.sub("", text)).strip()


def clean_name(value: str) -> str:
    """A person's or an agency's name: one line, no address, no leading `By`; may be empty."""
    name = without_addresses(clean_text(value, 200))
    return clean_text(_BY.sub("", name).strip(" ,;·|/"), 120)


def clean_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names in their order, one per person, cleaned, each once, at most twenty."""
    names = dict.fromkeys(name for value in values for name in _names_in(value))
    return tuple(names)[:20]


def _names_in(value: str) -> tuple[str, ...]:
    """The names of a byline's text; who writes for a site writes there again."""
    return (_remembered if len(value) <= MAX_REMEMBERED else _remembered.__wrapped__)(value)


_NOBODY = re.compile(r"\(?(?:unknown(?: author)?|author unknown|n/?a|undefined|null|none)\)?", re.IGNORECASE)
"""What programs write where they know no author."""


@lru_cache(maxsize=1024)
def _remembered(value: str) -> tuple[str, ...]:
    found = (name for line in _name_lines(value) for name in split_people(line))
    return tuple(name for name in map(clean_name, found) if name and not _NOBODY.fullmatch(name))


def _name_lines(value: str) -> list[str]:
    """The names of a byline's text: what stands between addresses, else all of it."""
    line = _BY.sub("", clean_text(value, MAX_NAMES))
    if "@" not in line:
        return [line]
    return [_unwrapped(part) for part in _ADDRESS_BETWEEN.sub("\n", line).split("\n")]


def _unwrapped(part: str) -> str:
    """The name without what set it apart from its address: `(Ann Lee)`, `, and "Ann Lee"`."""
    bare = _AND.sub("", part.strip(' ,;·|/"“”'))
    bracketed = _BRACKETED.fullmatch(bare)
    return bracketed[1] if bracketed else bare
