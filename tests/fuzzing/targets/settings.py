"""A file of the configuration: values, or every mistake on a line of its own, and no secret of the environment."""

from __future__ import annotations

import tempfile
import tomllib
from functools import cache
from pathlib import Path

from feedsvc.config import load_config
from feedsvc.config.edit import edited
from feedsvc.config.toml import parse_toml, toml_value
from feedsvc.decide.topics import rule_problems
from feedsvc.errors import ConfigError
from feedsvc.extract import EXTRACTORS, options_problems

SECRET = "planted-secret-0451"
ENVIRONMENT = {"TOKEN": SECRET}


def settings(data: bytes) -> None:
    """Load the bytes as the file that they are most like."""
    file = home() / place_of(data)
    file.write_bytes(data)
    try:
        load(home())
    finally:
        file.unlink()
    again(data)


@cache
def home() -> Path:
    """A directory for the configuration, in memory where there is such a place."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="feedsvc-fuzz-", dir=memory if memory.is_dir() else None))
    (made / "sources").mkdir()
    return made


def place_of(data: bytes) -> str:
    """The name of the file that these bytes would be."""
    if b"url" in data or b"extractor" in data:
        return "sources/fuzzed.toml"
    return "topics.toml" if b"topic" in data or b"auto" in data else "feedsvc.toml"


def load(directory: Path) -> None:
    """Load it; each mistake is one line, and tells no secret."""
    try:
        load_config(
            directory,
            ENVIRONMENT,
            extractors=EXTRACTORS,
            options_problems=options_problems,
            topic_problems=rule_problems,
        )
    except ConfigError as error:
        told(error)


def told(error: ConfigError) -> None:
    """There is at least one mistake, each on one line, and no secret."""
    assert error.problems
    assert not [problem for problem in error.problems if "\n" in str(problem)]
    assert SECRET not in str(error)


def again(data: bytes) -> None:
    """What was read can be written and is read as the same; an edit of one key keeps all others."""
    try:
        tables = parse_toml(data.decode())
    except (ValueError, RecursionError):
        return
    for key, value in tables.items():
        same(key, value)
    changed = tomllib.loads(edited(data.decode(), {"zz_every": "2h"}))
    assert changed == {**tables, "zz_every": "2h"} or "nan" in str(tables)


def same(key: str, value: object) -> None:
    """The value written as TOML is the value."""
    read = tomllib.loads(f"key = {toml_value(value)}")["key"]
    assert read == value or "nan" in str(value), key
