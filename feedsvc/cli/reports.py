"""What polls came to, as commands tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from feedsvc.cli.output import complain, note, say, show_json, show_table

if TYPE_CHECKING:
    from feedsvc.models import PollReport


def show_reports(reports: Sequence[PollReport], as_json: bool) -> None:
    """What every poll came to: a table or JSON, the reasons of failures on standard error."""
    if as_json:
        show_json({"sources": [report_values(report) for report in reports]})
    elif reports:
        rows = [(r.source, r.outcome, r.seen, r.new, r.edited, r.next_poll) for r in reports]
        show_table(("source", "outcome", "seen", "new", "edited", "next poll"), rows)
    else:
        say("no sources (add one with `feedsvc new URL`)")
    for report in reports:
        if not report.ok:
            complain_of(report)


def complain_of(report: PollReport) -> None:
    """Why a poll failed, or is held, which is no failure, on standard error."""
    told = f"{report.source}: {report.error or report.outcome}"
    if report.outcome != "held":
        complain(told)
    else:
        note(f"Held: {told} (feedsvc review {report.source})")


def show_replay(source: str, reports: Sequence[PollReport], *, applied: bool, as_json: bool) -> None:
    """What came of every kept page that was read again, newest first."""
    if as_json:
        pages = [report_values(report) for report in reports]
        show_json({"source": source, "applied": applied, "pages": pages})
        return
    if reports:
        rows = [(r.page_at, r.outcome, r.seen, r.new, r.edited, r.error or "") for r in reports]
        show_table(("page of", "outcome", "seen", "new", "edited", "remark"), rows)
    else:
        say(f"no page of {source} is kept")
    if not applied:
        say("nothing was written (--apply writes it)")


def report_values(report: PollReport) -> dict[str, Any]:
    """A report as plain JSON values."""
    return asdict(report) | {"elapsed": round(report.elapsed.total_seconds(), 3)}
