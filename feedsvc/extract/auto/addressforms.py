"""What the addresses of one site's stories have in common: where numbers, titles and names stand in them.

    /politics/2026-11-26/harbour-bridge-reopens.html
    /culture/2026-11-25/review-of-the-long-orchard.html

have one form: a name, a number, a title. `/politics/` and `/about-us.html` have others. Where all are
`/news/…`, `/events/…` is another one, too; where names differ, any name will do beside a number. Beside a
title stands one of the names (`/shop/mug-with-the-old-lighthouse` is another folder's), and right below the
site's root any page may have a title (`/how-we-work-with-advertisers`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from feedsvc.extract.auto.addresses import is_numbered

_ENDING = re.compile(r"\.[a-z]{2,6}$", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_PARTING = re.compile(r"[-_+,~]")
WORDS = 3
"""Words of a part that is made of a title."""
SHARE = 4
"""A form is one of the stories' where so many addresses have it among them once."""
_TITLE = "~"


class AddressForms:
    """The forms that most of a list's addresses have."""

    def __init__(self, hrefs: Iterable[str]) -> None:
        found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for href in hrefs:
            form, names = form_of(href)
            found[form].append(names)
        count = sum(map(len, found.values()))
        found.pop("", None)
        self._known = {
            form: [set(place) for place in zip(*names, strict=True)]
            for form, names in found.items()
            if SHARE * len(names) >= count
        }

    def __bool__(self) -> bool:
        return bool(self._known)

    def all_in(self, folder: str) -> bool:
        """Whether all of them name this folder."""
        return bool(self._known) and all({folder} in known for known in self._known.values())

    def fits(self, href: str) -> bool:
        """Whether the address has one of the forms, with the names that stand in all of it."""
        form, names = form_of(href)
        numbered = "#" in form
        if form not in self._known or not (numbered or names):
            return False
        places = zip(names, self._known[form], strict=True)
        return all((numbered and len(known) > 1) or name in known for name, known in places)


@lru_cache(maxsize=4096)
def form_of(href: str) -> tuple[str, tuple[str, ...]]:
    """The form of a story's address and the names in it; empty where no title and no number ends it."""
    host, path, query = _parted(href)
    *above, last = path.rstrip("/").split("/")
    ending = found[0] if (found := _ENDING.search(last)) else ""
    parts = [_part(text) for text in (*above, last.removesuffix(ending))]
    said = _NUMBERS.sub("#", query)
    form = "/".join(part if _is_told(part) else "=" for part in parts)
    names = tuple(part for part in parts if part and not _is_told(part))
    return (f"{host}{form}{ending}?{said}", names) if _is_told(parts[-1]) or "#" in said else ("", ())


def _parted(href: str) -> tuple[str, str, str]:
    """Host, path and query of an address as it is written."""
    address, _, query = href.partition("#")[0].partition("?")
    _, parting, rest = address.rpartition("//")
    host, slash, path = rest.partition("/") if parting else ("", "", address)
    return host, slash + path, query


def _part(text: str) -> str:
    """A part of a path: its numbers and its title, if it is one, as what they are."""
    if not text.isascii() or "%" in text:
        return _TITLE
    words = [word for word in _PARTING.split(text) if word]
    if len(words) >= WORDS and any(map(str.isalpha, words)):
        return f"{_TITLE}#" if is_numbered(text) else _TITLE
    return _NUMBERS.sub("#", text)


def _is_told(part: str) -> bool:
    """Whether the part tells one story from others."""
    return part[:1] == _TITLE or "#" in part
