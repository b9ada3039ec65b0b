"""A command copied from a browser: a source that asks so, without its secrets, or one line of refusal."""

from __future__ import annotations

import tomllib

from feedsvc.config.toml import parse_toml
from feedsvc.errors import FeedsvcError
from feedsvc.operate.copied import Copied
from feedsvc.operate.curl import read_curl
from tests.fuzzing.targets.texts import text_of

FILE = 'title = "T"\nurl = "https://harbour.example/"\n\n[options]\nitem = "li"\n'
LONG = 12
"""Shorter secrets may stand by chance in what is written."""


def curl(data: bytes) -> None:
    """Read the bytes as a command, with its name before them."""
    try:
        copied = read_curl(f"curl {text_of(data)}")
    except FeedsvcError as error:
        assert str(error).startswith("--curl: ")  # noqa: PT017
        return
    written(copied)
    copied.source()


def written(copied: Copied) -> None:
    """What is written down can be read, and says what was asked."""
    text = copied.written_into(FILE)
    try:
        found = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise AssertionError(f"{text}\nis no TOML: {error}") from error
    assert found.get("headers", {}) == dict(copied.headers)
    assert found.get("body", "") == copied.body
    said = "\n".join((text, *copied.variables(), *copied.notes))
    assert not [secret for secret in copied.secrets.values() if len(secret) >= LONG and secret in said]
