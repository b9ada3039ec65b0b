"""`/sources`: every source there is a file of, those that need a look first, and a test of the alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, request

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import standing_of, tried
from feedsvc.builder.doors import for_operator, operator_name, shown
from feedsvc.config import Config
from feedsvc.errors import Problem
from feedsvc.models import SourceState, State
from feedsvc.operate.alerting import Tried, try_channels
from feedsvc.publish.status import WORST_FIRST
from feedsvc.schedule.alerts import kind_of
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.signin import onwards


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One source of the list."""

    slug: str
    title: str
    address: str
    standing: State
    state: SourceState | None
    mistakes: int
    """In its file."""


def make_list_pages(builder: Builder) -> Blueprint:
    """The list of sources, and the test of alerts below it."""
    pages = Blueprint("sources", __name__)

    @pages.get("/sources")
    @for_operator
    def sources() -> Any:
        return listed(builder, removed="removed" in request.args, wanted=request.args.get("q", "")[:200])

    @pages.get("/admin")
    def admin() -> Any:
        return onwards("/sources")

    @pages.post("/sources")
    @for_operator
    def test_alerts() -> Any:
        text = request.form.get("channel", "")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None
        return alerted(builder, number)

    return pages


def alerted(builder: Builder, number: int | None) -> Any:
    """The page after a test of one channel of alerts, or of all."""
    tested: list[Tried] = []

    def act() -> None:
        with action("alert test", f"channel {number}" if number else "every channel", operator_name()):
            tested.extend(try_channels(this_web().config.alerts.channels, number))

    problem, code = tried(act)
    return listed(builder, problem, code, tested)


def listed(
    builder: Builder,
    problem: str = "",
    code: int = 200,
    tested: list[Tried] | None = None,
    *,
    removed: bool = False,
    wanted: str = "",
) -> Any:
    """The page, with what came of a test, or without the source that was removed; or the sources wanted."""
    web = this_web()
    config, mistakes = builder.files_now()
    found = rows(builder, config, mistakes)
    values = {
        "problem": problem,
        "removed": removed,
        "wanted": " ".join(wanted.split()),
        "all": len(found),
        "rows": [row for row in found if says_words(row, wanted)],
        "mistakes": [str(p) for p in mistakes],
        "channels": [kind_of(channel) for channel in web.config.alerts.channels],
        "tested": {t.number: t.delivered for t in tested or ()},
    }
    return shown("sources.html", values, code)


def says_words(row: Row, wanted: str) -> bool:
    """Whether name, title or address of a source hold every word."""
    text = f"{row.slug} {row.title} {row.address}".casefold()
    return all(word in text for word in wanted.casefold().split())


def rows(builder: Builder, config: Config, mistakes: Sequence[Problem]) -> list[Row]:
    """Every source that has a file, the worst first."""
    web, wrong = this_web(), [Path(p.file).stem for p in mistakes]
    now = web.site.directory.clock()
    states = {state.slug: state for state in web.reads(web.store.source_states)}
    # Of files without a mistake the configuration has every title: hundreds are not read once more.
    named = {source.slug: source.title for source in config.sources}
    found = []
    for slug, title in (builder.sources.settings.titles() if mistakes else named).items():
        source, state = config.source(slug), states.get(slug)
        row = Row(
            slug=slug,
            title=title,
            address=source.address if source else "",
            standing=standing_of(source, state, now),
            state=state,
            mistakes=wrong.count(slug),
        )
        found.append(row)
    return sorted(found, key=lambda r: (not r.mistakes, WORST_FIRST.index(r.standing), r.title.casefold()))
