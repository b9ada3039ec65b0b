"""How values of Python are stored: moments as numbers, texts without what an engine refuses, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COMPACT = json.JSONEncoder(separators=(",", ":"))
"""json.dumps would make a new encoder for every value."""
READER, WRITER = msgspec.json.Decoder(), msgspec.json.Encoder()


def microseconds_of(value: datetime | None) -> int | None:
    """A moment as microseconds since 1970."""
    return None if value is None else (value - EPOCH) // MICROSECOND


def moment_of(value: int | None) -> datetime | None:
    """The moment so many microseconds after 1970."""
    return None if value is None else EPOCH + timedelta(microseconds=value)


def _is_whole(text: str) -> bool:
    """Whether it has no half of a pair; encoding tells so at a third of the cost of replacing halves."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def safe_text(value: str | None) -> str | None:
    """The text without what an engine refuses: zeros, and halves of pairs."""
    if value is None or ("\0" not in value and (value.isascii() or _is_whole(value))):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def safe_texts(values: Iterable[str | None]) -> list[str | None]:
    """The same of many: whether all of them may stay as they are is told of all at once."""
    given = list(values)
    whole = "".join(filter(None, given))
    return given if whole.isascii() and "\0" not in whole else list(map(safe_text, given))


def json_of(value: Any) -> str | None:
    """A value as JSON."""
    if value == []:
        return "[]"
    return None if value is None else compact(value)


def compact(value: Any) -> str:
    """As the standard library writes it, at a tenth of the cost where all of it is ASCII.

    Very small and very large fractions get another exponent, and are the same when they are read.
    """
    try:
        said = WRITER.encode(value)
    except (UnicodeEncodeError, OverflowError):  # half a pair, a number of more than 64 bits
        return COMPACT.encode(value)
    return said.decode() if said.isascii() and b"\x7f" not in said else COMPACT.encode(value)


def plain_of(value: str | None) -> Any:
    """The value of JSON."""
    if value is None or value == "[]":
        return None if value is None else []
    try:
        return READER.decode(value)
    except msgspec.DecodeError:  # half a pair, or no number: what only the standard library takes
        return json.loads(value)
