"""What is told of a poll that raised."""

from __future__ import annotations

import logging

from feedsvc.telemetry import get_logger, log_event, safe

log = get_logger("schedule")


def log_fault(source: str, error: BaseException) -> None:
    """One line about a poll that raised; where it did, for those who log at debug level."""
    trace = error if log.isEnabledFor(logging.DEBUG) else None
    text = f"{type(error).__name__}: {safe(error)}"
    log_event(log, "poll", logging.ERROR, trace=trace, source=source, error=text)
