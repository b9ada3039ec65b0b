"""What went wrong, for a program: a status and one sentence, `{"error": "…"}`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from feedsvc.builder.atonce import Busy
from feedsvc.builder.doors import Refused, json_answer
from feedsvc.builder.drawing import Undrawn
from feedsvc.builder.files import NotWritable
from feedsvc.builder.sourcefile import Changed, Unknown
from feedsvc.builder.topicentry import TakenName
from feedsvc.builder.topicfile import ChangedTopic, NoVersion
from feedsvc.builder.writing import Taken
from feedsvc.errors import ConfigError, FeedsvcError, FetchError, SourceError, StoreError
from feedsvc.operate.case import NoRepair
from feedsvc.web.answers import failed as usual
from feedsvc.web.explained import PROGRAMS

STATUS: Mapping[type[Exception], int] = {
    Busy: 429,
    NotWritable: 409,
    Taken: 409,
    Changed: 409,
    ChangedTopic: 409,
    TakenName: 409,
    NoRepair: 409,
    Unknown: 404,
    NoVersion: 428,
    SourceError: 422,
    Undrawn: 422,
    StoreError: 503,
    ConfigError: 400,
    FeedsvcError: 400,
}
"""The first that fits counts."""


def failed(error: Exception) -> Response:
    """One sentence for a program."""
    if isinstance(error, Refused):
        return json_answer({"error": str(error)}, error.code)
    if isinstance(error, HTTPException):
        return json_answer({"error": error.description or error.name}, error.code or 500)
    if isinstance(error, FeedsvcError):
        more = {"toml": error.text} if isinstance(error, NotWritable) and error.text else {}
        return json_answer({"error": sentence(error), **more}, status_of(error))
    raise error


def astray(error: HTTPException) -> Response:
    """An address or a method that is none: one sentence for programs, the usual page for everybody else."""
    if not request.path.startswith(PROGRAMS):
        return usual(error)
    if not isinstance(error, MethodNotAllowed):
        return json_answer({"error": f"there is nothing at {request.path}"}, 404)
    ways = ", ".join(sorted(set(error.valid_methods or ()) - {"OPTIONS", "HEAD"}))
    answer = json_answer({"error": f"{request.path} takes {ways}, not {request.method}"}, 405)
    answer.headers["Allow"] = ways
    return answer


def status_of(error: FeedsvcError) -> int:
    """The status of an error's answer."""
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def sentence(error: FeedsvcError) -> str:
    """What went wrong, in one line; a mistake of another file than the source's names it."""
    if isinstance(error, ConfigError):
        told = error.problems[0]
        own = f"{told.key}: {told.text}" if told.key else told.text
        return own if not told.file or Path(told.file).parent.name == "sources" else str(told)
    text = " ".join(str(error).split())
    return text.removeprefix(f"{error.rule}: ") if isinstance(error, FetchError) else text
