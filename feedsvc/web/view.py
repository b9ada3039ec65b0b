"""What every page is made of: a template with its values, links to feeds, a place in a long list. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

PAGE_SIZE = 30
"""Stories on a page."""
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class PageView:
    """A template's name and the values it is filled with."""

    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One subscription document: what people call it, where it is, what it is."""

    label: str
    url: str
    path: str
    media_type: str
    title: str

    def narrowed(self, query: str) -> FeedLink:
        """The same document under a filter's query string."""
        return replace(self, url=f"{self.url}?{query}", path=f"{self.path}?{query}")


@dataclass(frozen=True, slots=True)
class Opened:
    """The feed at whose address a person looks: its format, and whether it is a page of its archive."""

    label: str
    archive: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a long list: page `number` of `count`, the newest being 1.

    `path` and `query` are the address without the number.
    """

    number: int
    count: int
    path: str = ""
    query: str = ""

    @property
    def newer(self) -> str | None:
        """The address of the page before this one; None on the first."""
        return self._at(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        """The address of the page after this one; None on the last."""
        return self._at(self.number + 1) if self.number < self.count else None

    def _at(self, number: int) -> str:
        parts = [self.query, f"page={number}" if number > 1 else ""]
        query = "&".join(filter(None, parts))
        return f"{self.path}?{query}" if query else self.path


def pages_of(count: int, size: int) -> int:
    """How many pages so many things fill: at least the empty first one."""
    return max(1, -(-count // size))
