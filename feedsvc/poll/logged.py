"""What the log is told of a poll."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from feedsvc.decide.cadence import ALARM
from feedsvc.decide.topics import MOST_SECTIONS
from feedsvc.models import Outcome, PollReport
from feedsvc.telemetry import get_logger, log_event, worth_logging

log = get_logger("poll")


def log_report(report: PollReport, failures: int) -> None:
    """A line of the log for a poll, where it says something that is not known yet."""
    if not report.ok and not worth_logging(failures):
        return
    # Until a source counts as failing its state says enough: seven that cannot be reached flood no start.
    passing = report.outcome is Outcome.FAILED and failures < ALARM
    log_event(
        log,
        "poll",
        logging.INFO if report.ok else logging.DEBUG if passing else logging.WARNING,
        source=report.source,
        outcome=report.outcome,
        new=report.new,
        edited=report.edited,
        withdrawn=report.withdrawn or None,
        dropped=report.dropped or None,
        failures=failures or None,
        ms=round(report.elapsed.total_seconds() * 1000),
        error=report.error,
    )


def log_sections(source: str, refused: Sequence[str]) -> None:
    """A line of the log for sections that get no topic of their own, since there are too many."""
    told = (
        f"{MOST_SECTIONS} sections have topics of their own already (give others a [[topic]] in topics.toml)"
    )
    log_event(
        log, "topics", logging.WARNING, source=source, left_out=len(refused), first=refused[0], error=told
    )
