"""Whose turn a source waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from feedsvc.config import SourceConfig


def hosts_of(sources: Sequence[SourceConfig]) -> dict[str, str]:
    """Slug → host and port; a `file:` source is its own host, since nobody has to be spared."""
    return {s.slug: urlsplit(s.url).netloc.lower() or s.slug for s in sources}


def host_of(source: str, hosts: Mapping[str, str]) -> str:
    """Whose turn a source waits for; one that is in no configuration waits for itself."""
    return hosts.get(source, source)
