"""Where a configuration is found, and what its relative paths belong to.

find_directory  the first of ./config, ./feedsvc and the user's own that holds a feedsvc.toml
home_of         the directory that relative paths of a configuration start from
anchored        a database URL whose relative file starts there
file_of         the file of the configuration that a `file:` address means
left_behind     what to say of a database where earlier versions looked: where a command was started
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from os.path import abspath
from pathlib import Path
from urllib.parse import unquote

from feedsvc.errors import ConfigError, Problem

MAIN, TOPICS_FILE = "feedsvc.toml", "topics.toml"
PARTS = (MAIN, TOPICS_FILE, "sources")
"""What a configuration directory holds; one of them is enough."""
_SQLITE_FILE = re.compile(r"(sqlite:///)(?![/:])([^?]+)(.*)")


def find_directory(places: Sequence[Path] | None = None) -> Path:
    """The first place that holds a feedsvc.toml; raises ConfigError with the command that makes one.

    A ./config of topics or sources alone is one too, where no other place has a feedsvc.toml.
    """
    places = usual_places() if places is None else places
    with_main = (place for place in places if (place / MAIN).is_file())
    with_parts = (place for place in places[:1] if any((place / part).exists() for part in PARTS))
    found = next(with_main, None) or next(with_parts, None)
    if found is None:
        looked = ", ".join(str(place) if place.is_absolute() else f"./{place}" for place in places)
        text = f"is in none of {looked} (make one: feedsvc init; or name its directory: --config DIR)"
        raise ConfigError([Problem(file=MAIN, key="", text=text)])
    return found


def usual_places() -> tuple[Path, ...]:
    """Where a configuration is looked for when nobody names one, the nearest first."""
    from platformdirs import user_config_path

    return Path("config"), Path("feedsvc"), user_config_path("feedsvc")


def home_of(directory: Path) -> Path:
    """What relative paths start from: the directory itself, or the one that holds it where it is a `config`.

    Never where a command was started: the same files are found from everywhere.
    """
    place = Path(abspath(directory))
    return place.parent if place.name == "config" else place


def anchored(url: str, home: Path) -> str:
    """A database URL with its relative SQLite file below `home`; others as they are."""
    found = _SQLITE_FILE.fullmatch(url)
    return f"{found[1]}{home / found[2]}{found[3]}" if found else url


def file_of(directory: Path, url: str) -> Path:
    """The file that a `file:` address means, there or not, and wherever its links lead."""
    return (directory / unquote(url.removeprefix("file:").removeprefix("//"))).resolve()


def left_behind(url: str, home: Path) -> str | None:
    """A sentence where an empty SQLite file would be made although an earlier version's lies here."""
    place = sqlite_file(url)
    if place is None or not place.is_absolute() or not place.is_relative_to(home) or place.exists():
        return None
    earlier = Path(abspath(place.relative_to(home)))
    if not earlier.is_file():
        return None
    return (
        f"{earlier} is where earlier versions kept the database, {place} is where it belongs now"
        f' (move it there, with its -wal and -shm, or set [store] url = "sqlite:///{earlier}")'
    )


def sqlite_file(url: str) -> Path | None:
    """The file of a store's address; None where it names no file."""
    return Path(url.removeprefix("sqlite:///").partition("?")[0]) if url.startswith("sqlite:///") else None
