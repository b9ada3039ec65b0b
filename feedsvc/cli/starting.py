"""The command `init`: a configuration to begin with, where there is none."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup
from feedsvc.errors import ConfigError, FeedsvcError, Problem

DEFAULT = Path("feedsvc")


@click.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.pass_obj
def init(setup: Setup, directory: Path | None) -> None:
    """Write a configuration to begin with.

    Fills DIR (./feedsvc where none is named) with a commented feedsvc.toml, topics.toml, a sample source and
    its page. Where one of these files is already there, nothing is written.
    """
    target = directory or setup.given or DEFAULT
    starter = starter_files()
    refuse_overwriting(target, starter)
    write_all(target, starter)
    for name in starter:
        say(f"wrote {target / name}")
    say(f"next: feedsvc run --sign-in --config {shlex.quote(str(target))}")


def starter_files() -> dict[str, bytes]:
    """Every file of the configuration to begin with, by its path below the directory."""
    return dict(sorted(walked(files("feedsvc.cli") / "starter", "")))


def walked(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """The files below a folder of the package."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from walked(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


def refuse_overwriting(target: Path, starter: Mapping[str, bytes]) -> None:
    """Raises ConfigError (exit status 2) that names the first file in the way."""
    wanted = [target / name for name in starter]
    in_the_way = [] if os.path.isdir(target) else [target]
    for place in [*in_the_way, *wanted]:
        if os.path.lexists(place):  # says no, and does not raise, where nobody may look
            text = "is already there (name another directory: feedsvc init DIR)"
            raise ConfigError([Problem(file=str(place), key="", text=text)])


def write_all(target: Path, starter: Mapping[str, bytes]) -> None:
    """Write every file or none."""
    with undone_on_failure(target) as made:
        for name, content in starter.items():
            place = target / name
            made += make_folders(place.parent)
            with place.open("xb") as file:
                made.append(place)
                file.write(content)


@contextmanager
def undone_on_failure(target: Path) -> Iterator[list[Path]]:
    """What is listed in the block is taken away again where the block fails, the last first."""
    made: list[Path] = []
    try:
        yield made
    except OSError as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        place = error.filename or target
        raise FeedsvcError(f"{place}: {error.strerror} (name another directory: feedsvc init DIR)") from error


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and what it lies in; gives those that were not there, the outermost first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
