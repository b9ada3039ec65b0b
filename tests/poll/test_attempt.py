"""What an attempt makes of a source's state: what is kept, and when it is polled next."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, FetchError
from feedsvc.models import Changes, Outcome, SourceState, State, Validators
from feedsvc.poll.attempt import Attempt, failure, held, report_of
from feedsvc.poll.recording import snapshot_of
from feedsvc.poll.stateafter import state_after
from tests.builders import NOW, make_changes, make_extraction, make_page, make_stories

MINUTE = timedelta(minutes=1)
SOURCE = SourceConfig(
    slug="world",
    title="World",
    url="https://news.example/world/",
    extractor="byline",
    timezone=ZoneInfo("UTC"),
    every=10 * MINUTE,
)
KNOWN = Validators(etag='"known"', last_modified="Wed, 04 Mar 2026 05:06:00 GMT")
BEFORE = SourceState(
    slug="world",
    state=State.OK,
    validators=KNOWN,
    page_digest="known",
    full_fetch_at=NOW - MINUTE,
    last_success=NOW - MINUTE,
    last_change=NOW - MINUTE,
)
READ = Attempt(outcome=Outcome.OK, page=make_page(validators=Validators(etag='"new"')), digest="new")


def after(attempt: Any, state: Any = BEFORE) -> Any:
    """The source's state once this attempt is over."""
    return state_after(state, SOURCE, attempt, NOW, jitter=0.0, rng=Random(1))[0]


def test_a_page_leaves_its_validators_its_digest_and_its_time() -> None:
    state = after(READ)
    assert (state.validators, state.page_digest, state.full_fetch_at) == (
        Validators(etag='"new"'),
        "new",
        NOW,
    )


def test_a_304_leaves_the_page_s_digest_and_time_and_what_validators_it_does_not_renew() -> None:
    state = after(Attempt(outcome=Outcome.NOT_MODIFIED))
    assert (state.validators, state.page_digest) == (KNOWN, "known")
    assert (state.full_fetch_at, state.last_success) == (BEFORE.full_fetch_at, NOW)


def test_validators_that_a_304_renews_are_the_next_ones() -> None:
    renewed = Validators(etag='"renewed"')
    assert after(Attempt(outcome=Outcome.NOT_MODIFIED, validators=renewed)).validators == renewed


def test_a_page_whose_edits_wait_is_asked_for_whole_and_read_again() -> None:
    waiting = replace(READ, changes=Changes(deferred=1), digest=None)
    state = after(waiting)
    assert (state.validators, state.page_digest) == (Validators(), None)


def test_only_news_move_the_time_of_the_last_news() -> None:
    assert after(READ).last_news is None
    news = after(replace(READ, changes=make_changes(1)))
    assert (news.last_news, news.last_change) == (NOW, NOW)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.HELD])
def test_what_is_not_good_keeps_everything_that_was_known(outcome: Any) -> None:
    state = after(replace(READ, outcome=outcome, error=FetchError("no", rule="status")))
    kept = ("validators", "page_digest", "full_fetch_at", "last_success", "last_change")
    assert [getattr(state, name) for name in kept] == [getattr(BEFORE, name) for name in kept]
    assert (state.failures, state.last_poll, state.error) == (1, NOW, "no")


WAITS = [
    pytest.param(None, timedelta(seconds=10), id="no wish"),
    pytest.param(timedelta(seconds=1), timedelta(seconds=10), id="a wish for less than the least"),
    pytest.param(timedelta(seconds=90), timedelta(seconds=90), id="a wish for longer"),
]


@pytest.mark.parametrize(("wish", "wait"), WAITS)
def test_a_busy_host_says_nothing_of_the_source_and_is_asked_again_soon(wish: Any, wait: Any) -> None:
    busy = failure(Attempt(outcome=Outcome.FAILED), FetchError("busy", rule="busy", retry_after=wish))
    assert busy.outcome == "busy"
    assert after(busy) == replace(BEFORE, next_poll=NOW + wait)


def test_an_error_of_any_other_kind_is_a_failure() -> None:
    assert failure(Attempt(outcome=Outcome.OK), FetchError("no", rule="timeout")).outcome == "failed"


def test_the_same_page_stays_held_since_it_was_first_held() -> None:
    first = held(READ, "world", ("flood",), None, NOW).hold
    again = held(READ, "world", ("flood",), first, NOW + MINUTE).hold
    other = held(replace(READ, digest="other"), "world", ("flood",), first, NOW + MINUTE).hold
    assert first is not None
    assert again is not None
    assert other is not None
    assert (first.held_at, again.held_at, other.held_at) == (NOW, NOW, NOW + MINUTE)


def test_other_bytes_around_the_same_stories_are_held_since_those_were() -> None:
    shown = make_extraction(*make_stories(4))
    first = held(replace(READ, extraction=shown), "world", ("flood",), None, NOW).hold
    later = replace(READ, extraction=make_extraction(*make_stories(3)), digest="other")
    again = held(later, "world", ("flood",), first, NOW + MINUTE).hold
    assert again is not None
    assert again.held_at == NOW


def test_a_page_is_kept_once() -> None:
    kept = snapshot_of(SOURCE, BEFORE, READ)
    assert kept is not None
    assert kept.page == READ.page
    assert snapshot_of(SOURCE, BEFORE, replace(READ, outcome=Outcome.UNCHANGED)) is not None
    assert snapshot_of(SOURCE, BEFORE, replace(READ, outcome=Outcome.UNCHANGED, digest="known")) is None
    assert snapshot_of(SOURCE, BEFORE, Attempt(outcome=Outcome.NOT_MODIFIED)) is None


def test_a_report_counts_what_readers_see() -> None:
    report = report_of(
        SOURCE, replace(READ, changes=make_changes(1, 2)), BEFORE, elapsed=MINUTE, topics=["all"]
    )
    assert (report.source, report.outcome, report.new, report.edited) == ("world", "ok", 2, 0)
    assert (report.topics, report.elapsed, report.ok) == (("all",), MINUTE, True)


CHALLENGE = make_page("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>")
MET = {
    "a refusal": (
        failure(Attempt(outcome=Outcome.FAILED), FetchError("403", rule="status", wall="akamai")),
        "akamai",
    ),
    "a page that gave nothing": (
        Attempt(outcome=Outcome.HELD, page=CHALLENGE, kind="captcha"),
        "cloudflare",
    ),
    "a page whose furniture was read": (
        Attempt(outcome=Outcome.HELD, page=CHALLENGE, extraction=make_extraction(page_kind="captcha")),
        "cloudflare",
    ),
    "another failure": (failure(Attempt(outcome=Outcome.FAILED), FetchError("dns", rule="dns")), ""),
    "a page with that script": (Attempt(outcome=Outcome.HELD, page=CHALLENGE), ""),
}


@pytest.mark.parametrize(("attempt", "wall"), MET.values(), ids=MET)
def test_the_wall_that_was_met_is_remembered_until_a_page_is_had(attempt: Any, wall: str) -> None:
    met = after(attempt)
    assert met.history.wall == wall
    assert after(READ, met).history.wall == ""


def test_a_failure_names_the_wall_that_its_page_was() -> None:
    nothing = failure(
        replace(READ, page=CHALLENGE, kind="captcha"), ExtractError("no stories", kind="captcha")
    )
    assert nothing.reason == "no stories (Cloudflare challenge)"
