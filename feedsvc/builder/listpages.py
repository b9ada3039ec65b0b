"""`/sources`: every source there is a file of, those that need a look first, and a test of the alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, request

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import standing_of, tried
from feedsvc.builder.doors import for_operator, operator_name, shown
from feedsvc.config import Config, SourceConfig
from feedsvc.errors import Problem
from feedsvc.models import SourceState, State
from feedsvc.operate.alerting import Tried, try_channels
from feedsvc.publish.status import WORST_FIRST
from feedsvc.schedule.alerts import kind_of
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.groups import TROUBLED, reason_of
from feedsvc.web.signin import onwards
from feedsvc.web.words import says_words


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
    reason: str
    """What is wrong with its page, without its address; empty where nothing is."""

    @property
    def place(self) -> tuple[bool, bool, int, str]:
        """What rows are ordered by: mistakes, trouble, state, title."""
        is_well = not self.reason and self.standing not in TROUBLED
        return not self.mistakes, is_well, WORST_FIRST.index(self.standing), self.title.casefold()


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
        "rows": [row for row in found if says_words(f"{row.slug} {row.title} {row.address}", wanted)],
        "mistakes": [str(p) for p in mistakes],
        "channels": [kind_of(channel) for channel in web.config.alerts.channels],
        "tested": {t.number: t.delivered for t in tested or ()},
    }
    return shown("sources.html", values, code)


def rows(builder: Builder, config: Config, mistakes: Sequence[Problem]) -> list[Row]:
    """Every source that has a file, the worst first."""
    web, wrong = this_web(), [Path(p.file).stem for p in mistakes]
    now = web.site.directory.clock()
    states = {state.slug: state for state in web.reads(web.store.source_states)}
    # Of files without a mistake the configuration has every title: hundreds are not read once more.
    named = {source.slug: source.title for source in config.sources}
    titles = builder.sources.settings.titles() if mistakes else named
    found = [
        make_row(slug, title, config.source(slug), states.get(slug), now, wrong.count(slug))
        for slug, title in titles.items()
    ]
    return sorted(found, key=lambda row: row.place)


def make_row(
    slug: str,
    title: str,
    source: SourceConfig | None,
    state: SourceState | None,
    now: datetime,
    mistakes: int,
) -> Row:
    """One source as it is listed."""
    address, standing = source.address if source else "", standing_of(source, state, now)
    return Row(
        slug=slug,
        title=title,
        address=address,
        standing=standing,
        state=state,
        mistakes=mistakes,
        reason=reason_of(state, address) if state and standing is not State.DISABLED else "",
    )
