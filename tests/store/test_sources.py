"""Sources, claims and turns at hosts."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import ClaimLost
from feedsvc.models import History, State, Validators
from feedsvc.store import Store, file_digest
from feedsvc.store.configured import told_in_clear
from feedsvc.store.tables import sources
from tests.builders import NOW, make_changes
from tests.store.helpers import LEASE, MINUTE, SECOND, furnish, make_record, make_source, poll, take


def test_a_new_source_is_due_at_once(store: Store) -> None:
    store.sync_sources([make_source()], NOW)
    state = store.source_state("world")
    assert state is not None
    assert (state.state, state.next_poll, state.stories) == (State.NEW, NOW, 0)
    assert [claim.source for claim in store.claim_due("me", NOW, LEASE, 10)] == ["world"]


def test_a_login_that_was_refused_is_tried_at_once_with_what_its_changed_file_says(store: Store) -> None:
    furnish(store)
    before = store.source_state("world")
    assert before is not None
    refused = replace(before.history, refused=2, refused_at=NOW, wall="signed-out")
    failing = replace(before, state=State.FAILING, failures=2, next_poll=NOW + MINUTE, history=refused)
    store.record_poll(make_record(store, take(store), state=failing, file=file_digest(make_source())))
    store.sync_sources([make_source(cookies={"session": "given anew"})], NOW + SECOND)
    after = store.source_state("world")
    assert after is not None
    assert (after.next_poll, after.failures) == (NOW + SECOND, 2)
    assert (after.history.refused, after.history.refused_at) == (0, None)


def test_an_unknown_source_has_no_state(store: Store) -> None:
    assert store.source_state("nobody") is None
    assert store.claim("nobody", "me", NOW, LEASE) is None


def test_the_state_that_a_poll_wrote_is_read_back_whole(store: Store) -> None:
    furnish(store)
    history = History(
        articles=("0a1b2c3d4e5f",),
        repeated=("-0a1b2c", "*3d4e5f"),
        polls=7,
        stories=3,
        first_poll=NOW,
        last_news=NOW - MINUTE,
        newest=NOW,
        usual_items=19.5,
        dates_share=1.0,
    )
    claim = take(store)
    before = store.source_state("world")
    assert before is not None
    written = replace(
        before,
        state=State.FAILING,
        validators=Validators(etag='W/"é"', last_modified="yesterday"),
        page_digest="d",
        full_fetch_at=NOW,
        last_poll=NOW,
        last_success=NOW - MINUTE,
        next_poll=NOW + MINUTE,
        failures=3,
        error="timeout: \x00 slow",
        interval_factor=2.5,
        dropped=4,
        history=history,
    )
    store.record_poll(make_record(store, claim, make_changes(1, 2, 3), state=written))
    read = store.source_state("world")
    expected = replace(written, stories=3, claim_until=None, error="timeout:  slow")
    assert read == replace(expected, history=history)


CHANGES = [
    pytest.param({"url": "https://other.example/"}, None, id="a changed address forgets the validators"),
    pytest.param({"title": "Another name"}, '"v1"', id="a changed title keeps them"),
    pytest.param({"every": timedelta(hours=1)}, '"v1"', id="a changed interval keeps them"),
]


@pytest.mark.parametrize(("given", "etag"), CHANGES)
def test_a_changed_configuration_keeps_what_still_holds(
    store: Store, given: dict[str, str], etag: str | None
) -> None:
    furnish(store)
    state = store.source_state("world")
    assert state is not None
    kept = replace(state, validators=Validators(etag='"v1"'), page_digest="p", next_poll=NOW + MINUTE)
    poll(store, state=kept)
    store.sync_sources([make_source(**given)], NOW)
    after = store.source_state("world")
    assert after is not None
    assert (after.validators.etag, after.title) == (etag, given.get("title", "World"))
    assert after.page_digest == ("p" if etag else None)


def test_an_unchanged_configuration_changes_nothing(store: Store) -> None:
    furnish(store)
    poll(store)
    before = store.source_state("world")
    store.sync_sources([make_source()], NOW + MINUTE)
    assert store.source_state("world") == before


def test_secrets_in_headers_are_not_stored_and_what_stored_them_is_mended(store: Store) -> None:
    def stored() -> str:
        with store._read() as tx:
            return str(tx.execute(sa.select(sources.c.config_digest)).scalar_one())

    secret = make_source(headers={"Authorization": "Bearer s3cret"})
    store.sync_sources([secret], NOW)
    assert "s3cret" not in stored()
    poll(store)
    with store._write() as tx:
        tx.execute(sources.update().values(config_digest=told_in_clear(secret)))
    store.sync_sources([secret], NOW + MINUTE)
    assert "s3cret" not in stored()
    assert store.claim_due("me", NOW + MINUTE, LEASE, 10) == []
    with store._write() as tx:
        tx.execute(sources.update().values(config_digest=told_in_clear(secret)))
    store.sync_sources([], NOW + MINUTE)
    assert stored() == ""


@pytest.mark.parametrize("configured", [[], [make_source(enabled=False)]], ids=["taken out", "switched off"])
def test_a_source_that_is_no_longer_wanted_is_disabled_and_comes_back_due(
    store: Store, configured: list[SourceConfig]
) -> None:
    furnish(store)
    store.sync_sources(configured, NOW)
    state = store.source_state("world")
    assert state is not None
    assert state.state is State.DISABLED
    assert store.claim_due("me", NOW + MINUTE, LEASE, 10) == []
    store.sync_sources([make_source()], NOW + MINUTE)
    assert [claim.source for claim in store.claim_due("me", NOW + MINUTE, LEASE, 10)] == ["world"]


def test_a_source_that_a_poll_disabled_stays_so_until_its_file_changes(store: Store) -> None:
    furnish(store)
    state = store.source_state("world")
    assert state is not None
    poll(store, state=replace(state, state=State.DISABLED, failures=1, next_poll=NOW))
    store.sync_sources([make_source()], NOW)
    assert store.claim_due("me", NOW, LEASE, 10) == []
    store.sync_sources([make_source(url="https://moved.example/")], NOW)
    assert len(store.claim_due("me", NOW, LEASE, 10)) == 1


# -- claims --------------------------------------------------------------------------------------------


def test_the_longest_due_source_is_claimed_first_and_only_once(store: Store) -> None:
    store.sync_sources([make_source("late")], NOW)
    store.sync_sources([make_source("late"), make_source("later")], NOW + SECOND)
    first = store.claim_due("me", NOW + MINUTE, LEASE, 1)
    second = store.claim_due("you", NOW + MINUTE, LEASE, 10)
    assert [c.source for c in first] == ["late"]
    assert [c.source for c in second] == ["later"]
    assert store.claim_due("third", NOW + MINUTE, LEASE, 10) == []


def test_a_claim_runs_out_and_what_is_written_under_it_is_refused(store: Store) -> None:
    furnish(store)
    old = store.claim_due("killed", NOW, LEASE, 1)[0]
    record = make_record(store, old, make_changes(1))
    assert store.claim_due("other", NOW + LEASE - SECOND, LEASE, 1) == []
    new = store.claim_due("other", NOW + LEASE, LEASE, 1)[0]
    assert new.epoch == old.epoch + 1
    with pytest.raises(ClaimLost):
        store.record_poll(record)
    assert store.counts()["stories"] == 0
    assert not store.renew(old, NOW + 2 * LEASE)
    store.release(old, NOW)
    assert store.claim("world", "third", NOW + LEASE, LEASE) is None


def test_a_record_can_be_written_once_only(store: Store) -> None:
    furnish(store)
    record = make_record(store, take(store), make_changes(1))
    store.record_poll(record)
    with pytest.raises(ClaimLost):
        store.record_poll(record)


def test_a_renewed_claim_lasts_and_a_released_one_is_free(store: Store) -> None:
    furnish(store)
    claim = take(store)
    assert store.renew(claim, NOW + 10 * LEASE)
    assert store.claim("world", "other", NOW + 2 * LEASE, LEASE) is None
    store.release(claim, NOW)
    assert store.claim("world", "other", NOW, LEASE) is not None


def test_a_source_can_be_claimed_before_it_is_due(store: Store) -> None:
    furnish(store)
    poll(store)
    assert store.claim_due("me", NOW, LEASE, 10) == []
    assert store.claim("world", "me", NOW, LEASE) is not None


def test_a_source_is_never_claimed_by_who_does_not_know_it(store: Store) -> None:
    furnish(store, sources=["old", "new", "newer"])
    assert store.claim_due("me", NOW, LEASE, 1, known=frozenset()) == []
    mine = store.claim_due("me", NOW, LEASE, 1, known={"old", "gone"})
    assert [claim.source for claim in mine] == ["old"]
    assert store.claim_due("me", NOW, LEASE, 9, known={"old", "gone"}) == []
    other = store.claim_due("you", NOW, LEASE, 9, known={"old", "new", "newer"})
    assert sorted(claim.source for claim in other) == ["new", "newer"]


def test_ten_thousand_known_sources_are_no_ten_thousand_parameters(store: Store) -> None:
    furnish(store, sources=["new", "s7"])
    known = {f"s{n}" for n in range(10_000)} | {"a 'quoted' \"one\""}
    assert [claim.source for claim in store.claim_due("me", NOW, LEASE, 9, known=known)] == ["s7"]


CHANGED = [
    pytest.param([make_source(url="https://other.example/")], True, None, id="another address"),
    pytest.param([make_source(title="Other")], False, '"v1"', id="another title"),
]


def test_what_is_known_is_claimed_though_more_that_is_not_is_due_before_it(store: Store) -> None:
    furnish(store, sources=[*(f"new{n}" for n in range(9)), "world"])
    mine = store.claim_due("me", NOW, LEASE, 3, known={"world"}, choose=lambda due: due)
    assert [claim.source for claim in mine] == ["world"]
    assert store.claim_due("me", NOW, LEASE, 1, known={"other"}) == []


@pytest.mark.parametrize(("configured", "due", "etag"), CHANGED)
def test_a_source_that_was_polled_under_its_old_file_is_due_under_its_new_one(
    store: Store, configured: list[SourceConfig], due: bool, etag: str | None
) -> None:
    furnish(store)
    claim, before = take(store), store.source_state("world")
    assert before is not None
    store.sync_sources(configured, NOW)
    state = replace(before, validators=Validators(etag='"v1"'), next_poll=NOW + 10 * MINUTE)
    store.record_poll(make_record(store, claim, state=state, file=file_digest(make_source())))
    after = store.source_state("world")
    assert after is not None
    assert after.next_poll is not None
    assert (after.next_poll <= NOW + MINUTE, after.validators.etag) == (due, etag)


def test_a_process_with_another_file_polls_a_source_no_sooner_for_it(store: Store) -> None:
    furnish(store)
    store.sync_sources([make_source(every=timedelta(hours=1))], NOW)
    claim, before = take(store), store.source_state("world")
    assert before is not None
    state = replace(before, next_poll=NOW + 10 * MINUTE)
    store.record_poll(make_record(store, claim, state=state, file=before.file))
    after = store.source_state("world")
    assert after is not None
    assert after.next_poll == NOW + 10 * MINUTE


def test_a_source_that_was_taken_out_while_it_was_polled_stays_out(store: Store) -> None:
    furnish(store)
    claim = take(store)
    store.sync_sources([], NOW)
    state = make_record(store, claim).state
    store.record_poll(make_record(store, claim, state=replace(state, state=State.OK)))
    after = store.source_state("world")
    assert after is not None
    assert after.state is State.DISABLED


def test_many_schedulers_claim_every_source_once(store: Store) -> None:
    furnish(store, sources=[f"s{n}" for n in range(60)])
    claimed: list[str] = []

    def claim_all(owner: str) -> None:
        while claims := store.claim_due(owner, NOW, LEASE, 3):
            claimed.extend(claim.source for claim in claims)

    threads = [threading.Thread(target=claim_all, args=(f"scheduler-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # On PostgreSQL rows that another one looks at are skipped: a later tick finds them.
    claimed += [claim.source for claim in store.claim_due("tick", NOW, LEASE, 60)]
    assert sorted(claimed) == sorted({f"s{n}" for n in range(60)})


# -- hosts ---------------------------------------------------------------------------------------------


def test_one_at_a_time_has_the_turn_at_a_host(store: Store) -> None:
    assert store.take_host("news.example", "a", NOW, LEASE) is None
    again = store.take_host("news.example", "b", NOW, LEASE)
    assert again is not None
    assert NOW < again <= NOW + SECOND
    assert store.take_host("other.example", "b", NOW, LEASE) is None


def test_the_pause_after_a_turn_holds_for_everybody(store: Store) -> None:
    store.take_host("news.example", "a", NOW, LEASE)
    store.release_host("news.example", "a", NOW, 5 * SECOND)
    assert store.take_host("news.example", "a", NOW + SECOND, LEASE) == NOW + 5 * SECOND
    assert store.take_host("news.example", "b", NOW + 5 * SECOND, LEASE) is None


def test_the_turn_of_one_who_died_runs_out(store: Store) -> None:
    store.take_host("news.example", "killed", NOW, LEASE)
    assert store.take_host("news.example", "b", NOW + LEASE, LEASE) is None
    store.release_host("news.example", "killed", NOW + LEASE, SECOND)
    assert store.take_host("news.example", "c", NOW + LEASE, LEASE) is not None
