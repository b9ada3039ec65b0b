"""Where `new` writes a source's file, and what it writes: only a good one, over none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from feedsvc.cli.output import note, say
from feedsvc.cli.setup import Setup
from feedsvc.config import names
from feedsvc.config.options import Check, Wrong
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.files import one_writer


def show_text(place: Path, text: str) -> None:
    """The text of a source's file that has no place yet, and what would give it one."""
    for line in text.removesuffix("\n").split("\n"):
        say(line)
    note(f"nothing was written: there is no configuration (feedsvc init makes one, for its {place})")


def free_place(directory: Path, slug: str) -> Path:
    """Where the source's file goes; a bad name is a usage error, one that is taken an error."""
    checked("--slug", names.slug, slug)
    place = directory / f"{slug}.toml"
    if place.exists():
        ways = f"choose another name with --slug; was its page redesigned, feedsvc heal {slug} mends it"
        raise FeedsvcError(f"{place} is already there ({ways})")
    return place


def checked(name: str, check: Check[Any], value: str) -> None:
    """A value that fails its check is a usage error."""
    try:
        check(value)
    except Wrong as wrong:
        raise click.UsageError(f"{name}: {wrong}") from wrong


def write(setup: Setup, place: Path, text: str, secrets: Mapping[str, str]) -> None:
    """Write a source's file, which must be a good one where these are set; nothing is ever overwritten."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with one_writer(place.parent.parent):
            write_checked(setup, place, text, secrets)
    except OSError as error:
        raise FeedsvcError(f"{place}: {error.strerror} (choose another --slug or --config)") from error


def write_checked(setup: Setup, place: Path, text: str, secrets: Mapping[str, str]) -> None:
    """Write the file, and take it away again where the configuration is wrong with it."""
    with place.open("x", encoding="utf-8") as file:
        file.write(text)
    try:
        setup.config(besides=secrets)
    except ConfigError:
        place.unlink()
        raise
