"""A source's file as it stands: its text, its keys, and the text with other ones."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedsvc.builder.hiding import restored
from feedsvc.config.edit import edited
from feedsvc.config.toml import parse_toml
from feedsvc.errors import FeedsvcError, Problem

MEANWHILE = "was changed by somebody else meanwhile, and nothing was written"
BOTH_SHOWN = "both are shown: save again to have yours"


class Unknown(FeedsvcError):
    """There is no source of this name."""


class Changed(FeedsvcError):
    """Somebody else has changed the file since it was shown; `now` is how it stands."""

    def __init__(self, now: SourceFile) -> None:
        super().__init__(f"sources/{now.slug}.toml {MEANWHILE} ({BOTH_SHOWN})")
        self.now = now


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFile:
    """A source's file as it stands."""

    slug: str
    text: str
    values: Mapping[str, Any]
    """Its keys as they are written; none where it is no TOML."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    elsewhere: tuple[Problem, ...]
    """What is wrong with other files: until it is mended, no change comes into force."""

    @property
    def version(self) -> str:
        """Another one for every other text."""
        return version_of(self.text)


def version_of(text: str) -> str:
    """What a form carries of the text that it was made of: another one for every other text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def read(path: Path) -> str:
    """The text of a file, whatever bytes stand in it; raises OSError."""
    return path.read_text("utf-8-sig", "replace")


def values_of(text: str) -> dict[str, Any]:
    """The keys of a file as they are written; none where it is no TOML."""
    with suppress(tomllib.TOMLDecodeError, RecursionError):
        return parse_toml(text)
    return {}


def with_values(text: str, values: Mapping[str, Any], slug: str) -> str:
    """The file's text with these keys; raises FeedsvcError where it cannot hold them."""
    for key, value in values.items():
        try:
            text = edited(text, {key: value})
            parse_toml(text)
            text.encode()  # a terminal hands bytes on that are no text
        except (ValueError, RecursionError, TypeError) as error:
            raise FeedsvcError(f"{key}: cannot be written into sources/{slug}.toml") from error
    return text


def with_text(text: str, before: str) -> str:
    """What somebody made of the text that was shown, with what was hidden in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = f"{text.rstrip()}\n" if text.strip() else ""
    try:
        return restored(text, before)
    except KeyError as error:
        raise FeedsvcError(f"{error.args[0]}: stands for a value that the file does not have") from None
