"""Sources as the words of a command name them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedsvc.config.options import meant
from feedsvc.errors import ConfigError

if TYPE_CHECKING:
    from feedsvc.config import Config, SourceConfig

MOST_NAMED = 20
"""Sources that are named to whom none was meant."""


def chosen(config: Config, slugs: Sequence[str]) -> list[SourceConfig]:
    """The named sources, or every enabled one; an unknown name is a usage error (exit status 2)."""
    if not slugs:
        return [source for source in config.sources if source.enabled]
    return [named(config, slug) for slug in dict.fromkeys(slugs)]


def named(config: Config, slug: str) -> SourceConfig:
    """The source of this name; an unknown name is a usage error."""
    if source := config.source(slug):
        return source
    raise unknown(slug, [s.slug for s in config.sources], config.directory)


def filed(directory: Path, slug: str) -> str:
    """The name, where a file bears it, whatever stands in that; an unknown name is a usage error."""
    from feedsvc.config.sourcefiles import source_files

    known = sorted(file.stem for file in source_files(directory))
    if slug in known:
        return slug
    raise unknown(slug, known, directory)


def unknown(slug: str, known: Sequence[str], directory: Path) -> click.UsageError:
    """That there is no source of this name, with the one that was meant, or some of those that there are."""
    some = f"{', '.join(known[:MOST_NAMED])}{', …' if len(known) > MOST_NAMED else ''}"
    others = f"one of {some}" if some else f"there is none in {directory}/sources"
    hint = meant(slug, known).strip() or others
    return click.UsageError(f'no source "{slug}" ({hint})')


def source_names(context: click.Context, _argument: click.Parameter, incomplete: str) -> list[str]:
    """The sources that a shell may complete to: their files' names, whatever stands in them."""
    from feedsvc.config.sourcefiles import source_files

    try:
        files = source_files(context.obj.directory)
    except ConfigError:
        return []
    return [file.stem for file in files if file.stem.startswith(incomplete)]
