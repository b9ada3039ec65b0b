"""Sources as the words of a command name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from feedsvc.config.options import meant
from feedsvc.errors import ConfigError

if TYPE_CHECKING:
    from feedsvc.config import Config, SourceConfig


def chosen(config: Config, slugs: Sequence[str]) -> list[SourceConfig]:
    """The named sources, or every enabled one; an unknown name is a usage error (exit status 2)."""
    if not slugs:
        return [source for source in config.sources if source.enabled]
    return [named(config, slug) for slug in dict.fromkeys(slugs)]


def named(config: Config, slug: str) -> SourceConfig:
    """The source of this name; an unknown name is a usage error."""
    if source := config.source(slug):
        return source
    known = [s.slug for s in config.sources]
    hint = (
        meant(slug, known).strip()
        or f"one of {', '.join(known) or f'none: {config.directory}/sources is empty'}"
    )
    raise click.UsageError(f'no source "{slug}" ({hint})')


def source_names(context: click.Context, _argument: click.Parameter, incomplete: str) -> list[str]:
    """The sources that a shell may complete to: their files' names, whatever stands in them."""
    try:
        files = sorted((context.obj.directory / "sources").glob("*.toml"))
    except ConfigError:
        return []
    return [file.stem for file in files if file.stem.startswith(incomplete)]
