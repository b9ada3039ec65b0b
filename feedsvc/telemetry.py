"""Log set-up and event names; text from pages never reaches a log or a terminal raw."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

EVENTS = (
    "action",
    "config",
    "poll",
    "topics",
    "publish",
    "prune",
    "refused",
    "transition",
    "ping",
    "alert",
    "start",
    "stop",
    "store",
    "tick",
    "request",
    "sign-out",
)
"""Every name that a log line may begin with; in JSON it stands in `event`."""
ACTIONS = "desk"
"""The room in whose name is logged who did what."""


def safe(text: object) -> str:
    """Text with control, escape and direction characters written as escapes, at most 2,000 characters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text)[:2000])


def get_logger(room: str) -> logging.Logger:
    """The logger of one room of the house."""
    return logging.getLogger(f"feedsvc.{room}")


def log_event(
    log: logging.Logger,
    event: str,
    level: int = logging.INFO,
    *,
    trace: BaseException | None = None,
    **fields: Any,
) -> None:
    """Write one line: the event's name (one of EVENTS) and its fields, in order, then `trace`'s own."""
    if log.isEnabledFor(level):
        log.log(level, event, exc_info=trace, extra={"fields": fields})


@contextmanager
def action(act: str, on: str, by: str) -> Iterator[Callable[[str], None]]:
    """Log who has what done to what, and whether it was: the same line from a browser and from a command.

    What is yielded names anew what it was done to, where only the deed shows it.
    """
    log, names = get_logger(ACTIONS), [on]
    try:
        yield names.append
    except Exception as error:
        log_event(log, "action", act=act, on=on, by=by, outcome="refused", error=error)
        raise
    log_event(log, "action", act=act, on=names[-1], by=by, outcome="done")


def worth_logging(failures: int) -> bool:
    """True for the 1st, 2nd, 4th, 8th … failure in a row, so that a dead source cannot flood a log."""
    return failures & (failures - 1) == 0


class TextFormatter(logging.Formatter):
    """`time level room event key=value …`, one line whatever the fields hold."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = "".join(f" {k}={_quoted(v)}" for k, v in _fields(record).items() if v is not None)
        return f"{stamp} {record.levelname.lower()} {record.name} {safe(record.getMessage())}{fields}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        head = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "event": safe(record.getMessage()),
        }
        return json.dumps(head | {k: _plain(v) for k, v in _fields(record).items()}, ensure_ascii=False)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields = dict(getattr(record, "fields", {}))
    if record.exc_info and record.exc_info[1]:
        fields["error"] = repr(record.exc_info[1])
        fields["where"] = logging.Formatter().formatException(record.exc_info)
    return fields


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | None) else safe(value)


def _quoted(value: Any) -> str:
    text = safe(value)
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text or not text else text


def configure_logging(level: str, form: str, stream: TextIO | None = None) -> None:
    """Send feedsvc's log to `stream` (standard error), as text or JSON."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("feedsvc").setLevel(level.upper())
