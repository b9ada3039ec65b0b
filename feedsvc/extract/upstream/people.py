"""Who wrote a feed's entry, and what it is about: the people and the words of its elements.

    <author>ann@mill.example (Ann Lee)</author> <author>bob@mill.example (Bob Ray)</author>

names Ann Lee and Bob Ray. Addresses are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from feedsvc.clean.names import clean_names
from feedsvc.clean.wording import html_to_text
from feedsvc.extract.upstream.dialect import AUTHOR, PERSON
from feedsvc.extract.upstream.jsonfeed import unique
from feedsvc.extract.upstream.markup import is_nothing

_ADDRESSED = re.compile(r"[^\s@]+@[^\s@]+\s+\(([^()]+)\)")
_SEVERAL = re.compile(r"[^;&#]{3,60}(?:;[^;&#]{3,60}){1,20}")
"""Names apart by semicolons, and no references of characters."""
_OWN = ("creator", "dcterms_creator", "byline", "author_name", "authorname")
"""Under which programs name authors that have names of their own."""
_MACHINE_S = re.compile(r"https?://\S+", re.IGNORECASE)
_KIND = "#kind"
"""How schemes end whose words tell programs what an entry is (`…/g/2005#kind`)."""


def authors_of(entry: Any, feed: Any) -> tuple[str, ...]:
    """Those of the entry, else of the source it was taken from, else of an Atom feed (RFC 4287, 4.2.1)."""
    holders = (entry, entry.get("source") or {}, feed if feed.get("is_atom") else {})
    named = next(filter(None, map(_names, holders)), ()) or unique((*_credited(entry), *_signed(entry)))
    return named or unique(_plain(said) for name, said in entry.items() if name.startswith(PERSON))


def tags_of(entry: Any) -> tuple[str, ...]:
    """The words that an entry is filed under; those that are there for programs are left out."""
    told = (tag for tag in entry.get("tags", ()) if not (tag.get("scheme") or "").endswith(_KIND))
    words = (_plain(tag.get("label") or tag.get("term") or "") for tag in told)
    return unique(word for word in words if not (_MACHINE_S.fullmatch(word) or is_nothing(word)))


def _names(holder: Any) -> tuple[str, ...]:
    """Names only. RSS writes `address (name)` and `name <address>`, which feedparser cuts in wrong places."""
    written = [told for name, told in holder.items() if name.startswith(AUTHOR) and isinstance(told, str)]
    found = [name for told in written for name in _written(told)]
    people = holder.get("authors", ())
    given = [person.get("name") for person in people] or [holder.get("author")]
    names = [name for one in given if one for name in _written(one)] if len(given) == 1 else given
    line = (holder.get("author") or "").strip()
    if "@" in line and len(people) < 2:
        names = list(_written(line))
    told_names = (_plain(name) for name in (*found, *names) if name)
    return unique(name for name in told_names if not ("@" in name or _is_no_name(name)))


def _is_no_name(text: str) -> bool:
    return is_nothing(text) or _MACHINE_S.fullmatch(text) is not None


def _written(line: str) -> tuple[str, ...]:
    """The names of a line that may hold addresses."""
    line = line.strip()
    if whole := _ADDRESSED.fullmatch(line):
        return (whole.group(1),)
    if "@" in line:
        return clean_names([line])
    return tuple(name.strip() for name in line.split(";")) if _SEVERAL.fullmatch(line) else (line,)


def _credited(entry: Any) -> Iterator[str]:
    """Who is credited with writing it (Media RSS), and with nothing else."""
    for credit in entry.get("media_credit", ()):
        if credit.get("role") == "author":
            yield _plain(credit.get("content") or "")


def _signed(entry: Any) -> Iterator[str]:
    """The names that stand under names of a program's own."""
    for told in (entry[name] for name in _OWN if isinstance(entry.get(name), str)):
        yield from (_plain(name) for name in clean_names([told]) if not _MACHINE_S.fullmatch(name))


def _plain(text: str) -> str:
    """A name without the markup and the references that were escaped with it."""
    return html_to_text(text) if "<" in text else unescape(text)
