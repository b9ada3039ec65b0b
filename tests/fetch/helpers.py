"""A fetcher and sources for tests that reach 127.0.0.1."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from feedsvc.config import FetchOptions, SourceConfig
from feedsvc.fetch import Fetcher, HostGate, LocalGate
from feedsvc.fetch.resolve import Resolver
from tests.builders import NOW

HOME = ip_network("127.0.0.0/8")


def make_options(**given: Any) -> FetchOptions:
    """Fetch options that allow 127.0.0.0/8, with short limits."""
    defaults: dict[str, Any] = {
        "timeout": timedelta(seconds=5),
        "max_bytes": 1_000_000,
        "max_redirects": 5,
        "host_pause": timedelta(),
        "allow_networks": (HOME,),
    }
    return FetchOptions(**(defaults | given))


def make_source(url: str, **given: Any) -> SourceConfig:
    """A source that asks no robots.txt unless told to."""
    defaults: dict[str, Any] = {
        "slug": "sample",
        "title": "Sample",
        "url": url,
        "extractor": "byline",
        "timezone": ZoneInfo("UTC"),
        "every": timedelta(minutes=10),
        "robots": "ignore",
    }
    return SourceConfig(**(defaults | given))


def make_fetcher(
    *,
    gate: HostGate | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
    root: Path = Path("/nonexistent"),
    resolver: Resolver | None = None,
    aside: Callable[[], AbstractContextManager[object]] = nullcontext,
    **options: Any,
) -> Fetcher:
    """A fetcher over `make_options(**options)`."""
    return Fetcher(
        make_options(**options),
        user_agent="feedsvc/1.2 (+mailto:ops@example.org)",
        gate=gate or LocalGate(),
        clock=clock,
        file_root=root,
        resolver=resolver,
        aside=aside,
    )
