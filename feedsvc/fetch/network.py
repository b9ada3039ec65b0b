"""How a page that is no source's own is asked for: the one place where that is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypedDict, Unpack

from feedsvc.config import SourceConfig
from feedsvc.models import Page


class Terms(TypedDict, total=False):
    """On what terms an address is asked."""

    headers: Mapping[str, str] | None
    """They reach the origin of `home` (or of the address itself) and no other."""
    home: str
    robots: str
    """"obey" or "ignore"."""
    owner: SourceConfig | None
    """In whose name, and through whose proxy; its cookies reach that source's own origin."""
    body: str
    """What is posted."""


class Network(Protocol):
    """The network, as far as further pages need it: a fetcher, or what stands for one."""

    def fetch_url(self, url: str, **terms: Unpack[Terms]) -> Page:
        """The page at an http or https URL; raises FetchError."""
