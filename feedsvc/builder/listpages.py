"""`/sources`: every source there is a file of, those that need a look first, and a test of the alerts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, request

from feedsvc.builder.desk import standing_of, tried
from feedsvc.builder.doors import for_operator, operator_name, shown
from feedsvc.builder.files import problems_of
from feedsvc.builder.room import Builder
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
        return listed(builder, removed="removed" in request.args)

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
) -> Any:
    """The page, with what came of a test, or without the source that was removed."""
    web = this_web()
    values = {
        "problem": problem,
        "removed": removed,
        "rows": rows(builder),
        "mistakes": [str(p) for p in problems_of(builder.load)],
        "channels": [kind_of(channel) for channel in web.config.alerts.channels],
        "tested": {t.number: t.delivered for t in tested or ()},
    }
    return shown("sources.html", values, code)


def rows(builder: Builder) -> list[Row]:
    """Every source that has a file, the worst first."""
    web, config = this_web(), builder.load_anyhow()
    now = web.site.directory.clock()
    states = {state.slug: state for state in web.reads(web.store.source_states)}
    wrong = [Path(p.file).stem for p in problems_of(builder.load)]
    found = []
    for slug, title in builder.sources.settings.titles().items():
        state = states.get(slug)
        standing = standing_of(config.source(slug), state, now)
        found.append(Row(slug=slug, title=title, standing=standing, state=state, mistakes=wrong.count(slug)))
    return sorted(found, key=lambda r: (not r.mistakes, WORST_FIRST.index(r.standing), r.title.casefold()))
