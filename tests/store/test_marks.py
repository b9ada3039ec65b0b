"""What processes leave for each other, and what operators hear of the configuration."""

from __future__ import annotations

from datetime import timedelta

from feedsvc.models import CONFIGURATION, State
from feedsvc.store import Store
from feedsvc.store.marks import MOST_TOLD, Marks
from tests.builders import NOW
from tests.store.helpers import bring, furnish, make_topic


def test_nothing_is_left_at_first(store: Store) -> None:
    assert store.marks() == Marks(port=None, asked=0, answered=0)


def test_a_request_to_reload_is_counted_and_answered(store: Store) -> None:
    store.remember_port(8123)
    assert [store.ask_reload(), store.ask_reload()] == [1, 2]
    store.answer_reload(1)
    assert store.marks() == Marks(port=8123, asked=2, answered=1)


def test_a_session_that_is_signed_out_is_known_until_it_would_have_ended(store: Store) -> None:
    store.remember_port(8123)
    store.note_signed_out("a", NOW + timedelta(hours=12), NOW)
    store.note_signed_out("a", NOW + timedelta(hours=12), NOW)
    store.note_signed_out("b", NOW + timedelta(hours=13), NOW + timedelta(hours=12))
    assert [store.is_signed_out(name) for name in "abc"] == [True, True, False]
    store.note_signed_out("c", NOW + timedelta(hours=25), NOW + timedelta(hours=12, minutes=2))
    assert [store.is_signed_out(name) for name in "abc"] == [False, True, True]
    assert store.marks().port == 8123


def test_operators_hear_of_mistakes_once_and_once_when_they_are_mended(store: Store) -> None:
    told = [(), ("a: wrong", "b: wrong"), ("a: wrong", "b: wrong"), ("b: wrong",), (), ()]
    trouble = []
    for problems in told:
        store.note_config(problems, NOW)
        trouble.append(store.config_trouble())
    assert trouble == told
    changes = [(t.source, t.before, t.after, t.reason) for _, t in store.untold_transitions()]
    mended = "every mistake in the configuration is mended"
    assert changes == [
        (CONFIGURATION, State.OK, State.FAILING, "a: wrong\nb: wrong"),
        (CONFIGURATION, State.FAILING, State.FAILING, "b: wrong"),
        (CONFIGURATION, State.FAILING, State.OK, mended),
    ]


def test_a_thousand_mistakes_are_told_in_twenty_lines(store: Store) -> None:
    store.note_config([f"{n}: wrong" for n in range(1000)], NOW)
    assert len(store.config_trouble()) == MOST_TOLD


def test_doubted_topics_are_decided_again(store: Store) -> None:
    furnish(store, topics=["all", "new"])
    bring(store, 1, 2)
    configured = [make_topic("all"), make_topic("new")]
    store.sync_topics(configured, lambda story: {"all", "new"}, NOW)
    assert store.members("new") == []
    store.doubt_topics({"new"})
    store.sync_topics(configured, lambda story: {"all", "new"}, NOW)
    assert len(store.members("new")) == 2
    assert len(store.members("all")) == 2
