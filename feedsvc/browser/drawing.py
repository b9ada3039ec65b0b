"""What is asked of a browser, and what comes back: the one place where that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypedDict, Unpack

from feedsvc.browser.wire import Datum
from feedsvc.config import Proxy
from feedsvc.models import Page

Visit = Callable[[str], Page]
"""Fetches another page of the source, within every limit of a poll; raises SourceError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A page as its scripts made it, and the JSON that they asked for."""

    page: Page
    data: tuple[Datum, ...] = ()


class Wishes(TypedDict, total=False):
    """What a source wants of the drawing of its page."""

    wait: str | None
    """A selector of what is waited for; else it is waited until the network is quiet."""
    cookies: Mapping[str, str] | None
    """What the page's own origin is shown."""
    upstream: Proxy | None
    """The source's proxy."""


class Browser(Protocol):
    """Draws pages: a renderer, or what stands for one."""

    def render(self, page: Page, visit: Visit, **wishes: Unpack[Wishes]) -> Rendered:
        """The page once its scripts have run; raises FetchError."""

    def close(self) -> None:
        """End it."""
