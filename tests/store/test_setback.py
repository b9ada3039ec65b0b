"""A clock that was hours ahead and is set right holds up no source, claim, turn or ping."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from feedsvc.store import Store
from feedsvc.store.setback import AHEAD
from tests.builders import NOW, make_document
from tests.store.helpers import LEASE, MINUTE, SECOND, furnish, make_record, take

HOURS = timedelta(hours=3)
PING = ("/feeds/all.atom", "https://feeds.example/feeds/all.atom", "https://hub.example/")


def test_a_source_that_was_polled_in_the_future_is_due(store: Store) -> None:
    furnish(store)
    planned = make_record(store, take(store, now=NOW + HOURS))
    state = replace(planned.state, last_poll=NOW + HOURS, next_poll=NOW + HOURS + 10 * MINUTE)
    store.record_poll(replace(planned, state=state))
    assert store.claim_due("me", NOW, LEASE, 9) == []
    store.clock_set_back(NOW)
    assert [claim.source for claim in store.claim_due("me", NOW, LEASE, 9)] == ["world"]


def test_what_was_planned_by_a_right_clock_stays(store: Store) -> None:
    furnish(store)
    store.record_poll(make_record(store, take(store)))
    store.clock_set_back(NOW + SECOND)
    assert store.claim_due("me", NOW + SECOND, LEASE, 9) == []


def test_a_claim_and_a_turn_from_the_future_run_out_soon(store: Store) -> None:
    furnish(store)
    take(store, now=NOW + HOURS)
    assert store.take_host("news.example", "gone", NOW + HOURS, LEASE) is None
    store.clock_set_back(NOW)
    assert store.claim("world", "me", NOW, LEASE) is None  # whoever has it may be at work
    assert store.claim("world", "me", NOW + AHEAD, LEASE) is not None
    assert store.take_host("news.example", "me", NOW + AHEAD, LEASE) is None


def test_a_ping_waits_for_no_time_that_was_wrong(store: Store) -> None:
    furnish(store)
    store.put_documents(None, 0, [make_document(PING[0], topic="all")], now=NOW + HOURS, pings=[PING])
    assert store.due_pings(NOW) == []
    store.clock_set_back(NOW)
    assert len(store.due_pings(NOW)) == 1
