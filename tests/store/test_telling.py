"""Alerts are left to one process at a time, and lost by none."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from feedsvc.models import State, Transition
from feedsvc.store import Store
from feedsvc.store.tables import counters, transitions
from feedsvc.store.telling import LEASE, TELLING
from tests.builders import NOW
from tests.store.helpers import SECOND, furnish, poll

HELD = Transition(source="world", before=State.OK, after=State.HELD, at=NOW, reason="flood")


@pytest.fixture
def number(store: Store) -> int:
    """The number of a change of state that nobody was told of."""
    furnish(store)
    poll(store, transition=HELD)
    ((number, _),) = store.untold_transitions()
    return number


def leases(store: Store) -> list[str]:
    """What is noted of who tells what."""
    query = sa.select(counters.c.name).where(counters.c.name.startswith(TELLING)).order_by(counters.c.name)
    with store._read() as tx:
        return list(tx.scalars(query))


def test_an_alert_is_left_to_one_and_told_once(store: Store, number: int) -> None:
    assert [store.begin_telling(number, NOW + n * SECOND) for n in range(3)] == [True, False, False]
    store.transition_told(number, NOW)
    assert store.untold_transitions() == []
    assert not store.begin_telling(number, NOW + 2 * LEASE)
    assert store.transitions() == [HELD]
    assert leases(store) == []


@pytest.mark.parametrize(
    "passed",
    [
        pytest.param(LEASE, id="the time for it is over"),
        pytest.param(-timedelta(hours=1), id="its clock was an hour ahead"),
    ],
)
def test_an_alert_that_was_begun_and_not_told_is_left_to_the_next(
    store: Store, number: int, passed: timedelta
) -> None:
    assert store.begin_telling(number, NOW)
    assert store.untold_transitions() == [(number, HELD)]
    assert [store.begin_telling(number, NOW + passed) for _ in range(2)] == [True, False]


def test_an_alert_that_was_not_delivered_is_tried_again_at_once(store: Store, number: int) -> None:
    assert store.begin_telling(number, NOW)
    store.transition_untold(number)
    assert store.untold_transitions() == [(number, HELD)]
    assert store.begin_telling(number, NOW)


def test_what_nobody_told_to_the_end_is_forgotten_once_its_time_is_over(store: Store, number: int) -> None:
    store.begin_telling(number, NOW)
    poll(store, transition=HELD)
    (other, _) = store.untold_transitions()[1]
    store.begin_telling(other, NOW + LEASE)
    store.transition_told(other, NOW + LEASE + SECOND)
    assert leases(store) == []


def test_a_process_of_version_0_1_beside_goes_on_and_is_believed(store: Store, number: int) -> None:
    store.begin_telling(number, NOW)
    which = (transitions.c.number == number) & transitions.c.told_at.is_(None)
    with store._write() as tx:  # as that version marks what it tells
        assert tx.execute(transitions.update().where(which).values(told_at=NOW)).rowcount == 1
    assert not store.begin_telling(number, NOW + LEASE)
