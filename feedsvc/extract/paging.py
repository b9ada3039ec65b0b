"""How many pages of a list are read, and where the further ones are if the page does not link them (further).

    [options]
    pages = 3                  # so many pages at every poll, by the page's own link …
    next  = "?page={n}"        # … or by this: {n} is 2, 3 …, {offset} the number of stories before it

`?…` replaces the query of the source's URL, `&…` is added to it. Apart from what reads pages: a configuration
is checked without it.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from feedsvc.config.checks import number
from feedsvc.config.options import option

MAX_PAGES = 20
_PLACE = re.compile(r"\{(n|offset)\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A template of the addresses of further pages."""

    template: str

    def after(self, url: str, source: str, stories: int) -> str:
        """The address of the page after `url`, which is one of the source's and holds so many stories."""
        from feedsvc.clean.urls import joined_url

        found = _PLACE.search(self.template)
        place = found[1] if found else "n"
        before = re.split(r"[?&/]", self.template[: found.start() if found else 0])[-1]
        at = re.search(rf"[?&/]{re.escape(before)}(\d{{1,9}})(?!\d)", url) if url != source else None
        here = int(at[1]) if at else (1 if place == "n" else 0)
        there = here + (1 if place == "n" else max(stories, 1))
        joint = "&" if "?" in source else "?"
        given = f"{source}{joint}{self.template[1:]}" if self.template[:1] == "&" else self.template
        return joined_url(source, given.replace(f"{{{place}}}", str(there)))


def is_numbered(value: Any) -> bool:
    """Whether an option's value is a template of numbered addresses."""
    return isinstance(value, str) and _PLACE.search(value) is not None


def numbered(value: Any) -> Numbered:
    """Reads a template of the addresses of further pages."""
    if not is_numbered(value) or " " in value.strip():
        raise ValueError("must be an address with {n} or {offset} (for example '?page={n}')")
    return Numbered(template=value.strip())


@dataclass(frozen=True, kw_only=True, slots=True)
class Paged:
    """How many pages of a list are read, and where the further ones are if the page does not link them."""

    pages: int = option(number(1, MAX_PAGES), 1)
    next: Any = option(numbered, None)
