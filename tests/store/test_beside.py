"""An older and a newer feedsvc on one database, as during an upgrade of several processes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from feedsvc.models import History, Image, State, Transition
from feedsvc.store import Store
from feedsvc.store.rows import IMAGE_FIELDS, history_json, history_of, known_only
from feedsvc.store.tables import transitions
from tests.builders import NOW
from tests.store.helpers import furnish, poll

FIRST = {
    *("polls", "stories", "first_poll", "last_success", "last_change", "last_news", "newest"),
    *("usual_items", "titles_share", "dates_share", "links_share", "per_day", "news_polls", "usual_gap"),
}
"""What version 0.1 reads in a source's history; it fails on any other name."""
STATES = {"new", "ok", "failing", "held", "stale", "disabled"}
"""The states that version 0.1 reads; it fails on any other word."""


def test_what_an_older_process_wrote_is_read() -> None:
    older = {**history_json(History(polls=3)), "stories": 12}
    assert history_of(older, 7) == History(polls=3, stories=7)


def test_a_history_names_nothing_that_an_older_process_does_not_know() -> None:
    assert set(history_json(History(polls=3, feed="https://a.example/feed"))) == FIRST


def test_what_is_learnt_is_written_and_read_again() -> None:
    learnt = History(
        polls=3, articles=("aaaaaabbbbbb",), repeated=("-bbbbbb",), feed="https://a.example/feed"
    )
    assert history_of(history_json(learnt), 0) == learnt


def test_a_history_that_a_newer_process_wrote_is_read() -> None:
    assert history_of({**history_json(History(polls=3)), "later": [1]}, 7) == History(polls=3, stories=7)


def test_a_file_that_a_newer_process_described_is_read() -> None:
    image = Image(url="https://a.example/1.mp3", media_type="audio/mpeg")
    assert Image(**known_only({**image.to_json(), "later": 1}, IMAGE_FIELDS)) == image


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(State.OK, State.LATE, id="late"),
        pytest.param(State.STALE, State.LATE, id="stale and late"),
        pytest.param(State.LATE, State.OK, id="late no more"),
        pytest.param(State.LATE, State.STALE, id="late no more but stale"),
    ],
)
def test_what_is_told_of_a_late_source_is_stored_in_words_that_an_older_process_knows(
    store: Store, before: State, after: State
) -> None:
    furnish(store)
    told = Transition(source="world", before=before, after=after, at=NOW, reason="its poll has been due")
    poll(store, transition=told)
    with store._read() as tx:
        (row,) = tx.execute(sa.select(transitions.c.before, transitions.c.after)).all()
    assert set(row) <= STATES
    assert store.transitions() == [told]
    assert store.told_late() == ({"world"} if after is State.LATE else frozenset())
