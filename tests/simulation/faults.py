"""Planted faults: what was mended once, or never broken, is broken for the time of a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.decide.withstored import complete as whole
from feedsvc.models import Changes, Claim
from feedsvc.poll import decision
from feedsvc.publish.publisher import Publisher
from feedsvc.schedule.lines import Lines
from feedsvc.store import polls
from feedsvc.store.setback import Clocks
from feedsvc.store.tables import sources

Plant = Callable[[pytest.MonkeyPatch], None]


def keeps_what_ran_out(patch: pytest.MonkeyPatch) -> None:
    """Claims that ran out while they waited for their host stay among those held (issue 10, fault 1)."""

    def next_claim(self: Any, host: str, clock: Callable[[], datetime]) -> Claim | None:
        with self._lock:
            while self._lines[host]:
                claim: Claim | None = self._held.get(self._lines[host].popleft().source)
                if claim and claim.until > clock():
                    return claim
            del self._lines[host]
            self._idle.notify_all()
            return None

    patch.setattr(Lines, "next_of", next_claim)


def forgets_what_is_stale(patch: pytest.MonkeyPatch) -> None:
    """What a crash left unpublished is published by nobody."""
    patch.setattr(Publisher, "publish_stale", lambda _self: [])


def dates_edits_anew(patch: pytest.MonkeyPatch) -> None:
    """An edited story moves to another date."""

    def complete(changes: Changes, stored: Any) -> Changes:
        made = whole(changes, stored)
        moved = [
            replace(m, story=replace(m.story, published=m.story.published + timedelta(hours=1)))
            for m in made.modified
        ]
        return replace(made, modified=tuple(moved))

    patch.setattr(decision, "complete", complete)


def believes_a_wrong_clock(patch: pytest.MonkeyPatch) -> None:
    """What was planned by a clock that was ahead waits until then."""
    patch.setattr(Clocks, "clock_set_back", lambda _self, _now: None)


def writes_what_others_hold(patch: pytest.MonkeyPatch) -> None:
    """A poll is written although its claim has passed to somebody else."""
    whose = sources.c.slug == sa.bindparam("of_slug")
    patch.setattr(polls, "COUNTERS", sa.select(*polls.COLUMNS).where(whose))
    patch.setattr(polls, "HELD", sources.update().where(whose))
