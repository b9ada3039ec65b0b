"""A page whose stories read as before: what is not decided again, and what is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any, NoReturn
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from feedsvc.config import SourceConfig
from feedsvc.models import Changes, History, Image, Outcome, SourceState
from feedsvc.poll.asbefore import shown_digest
from feedsvc.poll.attempt import Attempt
from feedsvc.poll.decision import Decider
from feedsvc.poll.stateafter import state_after
from feedsvc.store.rows import history_json, history_of
from tests.builders import NOW, make_extraction, make_page, make_parsed, make_state

SOURCE = SourceConfig(
    slug="world", title="World", url="https://news.example/", extractor="byline", timezone=ZoneInfo("UTC")
)
SHOWN = make_extraction(*map(make_parsed, (1, 2, 3)))
STATE = make_state(page_digest="known", history=History(polls=2, shown=shown_digest(SOURCE, SHOWN)))
ATTEMPT = Attempt(outcome=Outcome.OK, page=make_page(), digest="new", extraction=SHOWN)


class Asked(Exception):
    """Somebody wanted to know what is stored."""


class Library:
    """A store that counts as asked from the first question on."""

    def view(self) -> NoReturn:
        raise Asked


def decide(attempt: Attempt, state: SourceState = STATE, source: SourceConfig = SOURCE, **how: Any) -> Any:
    library: Any = Library()
    decider = Decider(library, library, clock=lambda: NOW, random=lambda: UUID(int=0))
    return decider.decide(source, state, attempt, **how)


def test_stories_that_read_as_before_are_unchanged_without_a_look_at_the_store() -> None:
    decided = decide(ATTEMPT)
    assert (decided.outcome, decided.changes) == (Outcome.UNCHANGED, Changes())
    assert (decided.digest, decided.extraction) == ("new", SHOWN)


ANOTHER: dict[str, Callable[[], Any]] = {
    "a story more": lambda: decide(
        structs.replace(ATTEMPT, extraction=make_extraction(*SHOWN.stories, make_parsed(4)))
    ),
    "a story less": lambda: decide(structs.replace(ATTEMPT, extraction=make_extraction(*SHOWN.stories[:2]))),
    "another order": lambda: decide(
        structs.replace(ATTEMPT, extraction=make_extraction(*SHOWN.stories[::-1]))
    ),
    "another picture": lambda: decide(
        structs.replace(
            ATTEMPT,
            extraction=make_extraction(
                *SHOWN.stories[:2], make_parsed(3, images=(Image(url="https://a.example/b.png"),))
            ),
        )
    ),
    "a page that ends early": lambda: decide(
        structs.replace(ATTEMPT, extraction=structs.replace(SHOWN, truncated=True))
    ),
    "a captcha": lambda: decide(
        structs.replace(ATTEMPT, extraction=structs.replace(SHOWN, page_kind="captcha"))
    ),
    "another way of reading": lambda: decide(
        ATTEMPT, source=replace(SOURCE, timezone=ZoneInfo("Asia/Shanghai"))
    ),
    "a page to be read again": lambda: decide(ATTEMPT, structs.replace(STATE, page_digest=None)),
    "a source never read": lambda: decide(ATTEMPT, structs.replace(STATE, history=History())),
    "an operator's word": lambda: decide(ATTEMPT, trusted=True),
}


@pytest.mark.parametrize("name", ANOTHER)
def test_all_else_is_decided_against_the_store(name: str) -> None:
    with pytest.raises(Asked):
        ANOTHER[name]()


REMEMBERED = {
    "a believed page": (structs.replace(ATTEMPT, shown="these"), "these"),
    "an edit that waits": (structs.replace(ATTEMPT, shown="", digest=None, changes=Changes(deferred=1)), ""),
    "an older page read again": (structs.replace(ATTEMPT, shown="these", page=None), ""),
    "the very bytes": (Attempt(outcome=Outcome.UNCHANGED, page=make_page(), digest="known"), "before"),
    "not modified": (Attempt(outcome=Outcome.NOT_MODIFIED), "before"),
    "a page that is held": (structs.replace(ATTEMPT, outcome=Outcome.HELD, shown="these"), "before"),
    "a failure": (Attempt(outcome=Outcome.FAILED), "before"),
}


@pytest.mark.parametrize("name", REMEMBERED)
def test_what_was_shown_is_remembered_of_pages_that_were_decided_on(name: str) -> None:
    attempt, expected = REMEMBERED[name]
    before = structs.replace(STATE, history=structs.replace(STATE.history, shown="before"))
    after, _ = state_after(before, SOURCE, attempt, NOW, jitter=0.0, rng=Random(1))
    assert after.history.shown == expected


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        pytest.param(structs.replace(ATTEMPT, looks="these"), "these", id="a believed page"),
        pytest.param(structs.replace(ATTEMPT, looks=""), "", id="a page that tells of no picture"),
        pytest.param(structs.replace(ATTEMPT, looks="these", page=None), "", id="an older page read again"),
        pytest.param(ATTEMPT, "before", id="stories as before"),
        pytest.param(Attempt(outcome=Outcome.NOT_MODIFIED), "before", id="not modified"),
        pytest.param(structs.replace(ATTEMPT, outcome=Outcome.HELD, looks="these"), "before", id="a page that is held"),
    ],
)  # fmt: skip
def test_how_stories_looked_is_remembered_of_pages_that_were_decided_on(
    attempt: Attempt, expected: str
) -> None:
    before = structs.replace(STATE, history=structs.replace(STATE.history, looks="before"))
    after, _ = state_after(before, SOURCE, attempt, NOW, jitter=0.0, rng=Random(1))
    assert after.history.looks == expected
    assert history_of(history_json(after.history), 3).looks == expected


def test_what_was_shown_is_stored_where_older_versions_do_not_look() -> None:
    stored = history_json(STATE.history)
    assert "shown" not in stored
    assert history_of(stored, 3).shown == STATE.history.shown
    assert history_of({**stored, "stories": 3}, 3).shown == ""  # as an older version writes it


def test_half_a_pair_in_a_text_is_never_as_before() -> None:
    assert shown_digest(SOURCE, make_extraction(make_parsed(1, text="\ud83d"))) == ""
