"""The sources that a poller knows, as their files say now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from feedsvc.config import Config, SourceConfig
from feedsvc.errors import SourceError


class Sources:
    """The configuration, whose sources may be replaced one by one while polls go on."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def named(self, slug: str) -> SourceConfig:
        """The configured source; raises SourceError naming what there is."""
        source = self.config.source(slug)
        if source is None:
            known = ", ".join(s.slug for s in self.config.sources) or "none"
            raise SourceError(f"unknown source {slug!r} (known: {known})", source=slug)
        return source

    def file(self, slug: str) -> Path:
        """Where the source's file lies."""
        return self.config.directory / "sources" / f"{slug}.toml"

    def of_account(self, account: tuple[object, ...]) -> Iterator[str]:
        """The sources that sign in as this account."""
        return (s.slug for s in self.config.sources if s.login and s.login.account == account)

    def reads_anew(self, source: SourceConfig) -> None:
        """Go on with this source as its file says now, before the configuration is loaded again."""
        sources = tuple(source if s.slug == source.slug else s for s in self.config.sources)
        self.config = replace(self.config, sources=sources)
