"""What parent and child say to each other: data alone, each answer of the type that its task gives.

A child that a page has taken over can answer what it likes; nothing that it says is run or believed to be
of another type than it should be. MessagePack by msgspec, typed by the values of `models`.

    message = request("extract", (page, settings, now))     # in the parent
    task, args = read_request(message)                      # in the child
    answer = done(extraction)                               # in the child; or failed(…), OUT_OF_MEMORY
    read_answer("extract", answer)                          # the Extraction; Failure, MemoryError, Nonsense
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from feedsvc.errors import ExtractError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Article, Extraction, LoginPage, Page, ParsedStory, Reread, Survey

Way = str | dict[str, str]
"""A rule of `selectors`, short or as a table."""
Place = tuple[str, dict[str, int]]
"""A story's title, and the numbers of the elements that give its fields."""
LENGTH = struct.Struct("!Q")
"""Stands before every message: how many bytes it has."""
PATIENCE = 10
"""How many times its deadline a page may take by the clock on the wall, beside busy neighbours."""
TASKS: Mapping[str, tuple[str, Any, Any]] = {
    "extract": ("pipeline:run", tuple[Page, ExtractSettings, datetime], Extraction),
    "reread": (
        "cleanedbefore:reread",
        tuple[Page, ExtractSettings, datetime, tuple[bytes, ...]],
        Reread,
    ),
    "article": ("article:read_article", tuple[Page, ExtractSettings, datetime, str], Article),
    "survey": ("auto.survey:survey", tuple[Page, str], Survey),
    "kind": ("pagekind:page_kind", tuple[Page], str | None),
    "frame": ("frame:frame", tuple[Page, dict[int, str], str], str),
    "listed": ("pointing.lists:listed", tuple[Page, list[dict[str, str]]], dict[str, Way]),
    "places": ("pointing.fieldplaces:places", tuple[Page, dict[str, Any]], list[Place]),
    "point": ("pointing.point:point", tuple[Page, dict[str, Any], str, int], dict[str, Way]),
    "relearn": ("relearn:relearn", tuple[Page, str, list[dict[str, str]]], dict[str, str]),
    "login": ("loginform:read_login", tuple[Page, str, tuple[str, ...]], LoginPage),
}
"""What a child can be asked to do: the function below `feedsvc.extract`, its arguments, what it gives."""


class Failure(msgspec.Struct, frozen=True, array_like=True):
    """An ExtractError on its way to the parent."""

    message: str
    attempts: tuple[str, ...] = ()
    kind: str | None = None
    feeds: tuple[str, ...] = ()

    def error(self, source: str) -> ExtractError:
        """The error that it tells of, as one of this source."""
        return ExtractError(
            self.message, attempts=self.attempts, kind=self.kind, feeds=self.feeds, source=source
        )


class Nonsense(Exception):
    """An answer of another form than the task's."""


_ENCODER = msgspec.msgpack.Encoder()
_REQUEST = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])
_ANSWER = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def request(task: str, args: tuple[Any, ...]) -> bytes:
    """A request for a child."""
    return _ENCODER.encode((task, args))


def read_request(message: bytes) -> tuple[str, tuple[Any, ...]]:
    """The task and its arguments."""
    task, args = _REQUEST.decode(message)
    return task, _decoder(TASKS[task][1]).decode(args)


def strategy_of(args: tuple[Any, ...]) -> str:
    """The strategy that a task is done with, by its arguments; "" where it has none."""
    return next((a.extractor for a in args if isinstance(a, ExtractSettings)), "")


def zone_of(args: tuple[Any, ...]) -> str:
    """The zone of a source's dates, by a task's arguments; "" where none is given."""
    return next((a.timezone for a in args if isinstance(a, ExtractSettings)), "")


def done(value: object) -> bytes:
    """The answer of a task that was done."""
    try:
        return _ENCODER.encode(("done", value))
    except UnicodeEncodeError:  # half a pair out of a script's or JSON's escapes
        plain = msgspec.to_builtins(value, builtin_types=(datetime, bytes))
        return _ENCODER.encode(("done", _paired(plain)))


def _paired(value: Any) -> Any:
    """The plain value with U+FFFD for every surrogate that stands alone."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_paired(key): _paired(inner) for key, inner in value.items()}
    return [_paired(inner) for inner in value] if isinstance(value, list | tuple) else value


def failed(failure: Failure) -> bytes:
    """The answer of a task that came to nothing."""
    return _ENCODER.encode(("failed", failure))


OUT_OF_MEMORY = _ENCODER.encode(("memory", None))


def read_answer(task: str, message: bytes) -> Any:
    """What the task gives, or its Failure; raises MemoryError as the child did, Nonsense of another form."""
    try:
        kind, value = _ANSWER.decode(message)
        if kind == "memory":
            raise MemoryError
        answer = _decoder(TASKS[task][2] if kind == "done" else Failure).decode(value)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Nonsense(str(error)) from error
    if not all(map(_is_sound, _stories_of(answer))):
        raise Nonsense("a story has a time that is not UTC, or a link that is no web address")
    return answer


def _stories_of(answer: Any) -> Sequence[ParsedStory]:
    if isinstance(answer, Reread):
        return answer.extraction.stories
    if isinstance(answer, Extraction):
        return answer.stories
    return (answer.story,) if isinstance(answer, Article) else ()


def _is_sound(story: ParsedStory) -> bool:
    """Whether a story holds what the pipeline promises of every one, and its type cannot say."""
    links = (story.url, *(image.url for image in story.images), *(other.url for other in story.related))
    in_utc = story.published is None or story.published.utcoffset() == timedelta(0)
    return in_utc and all(link is None or link.startswith(("http://", "https://")) for link in links)
