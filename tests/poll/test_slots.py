"""How many polls have a page in hand at one time, and who waits for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from feedsvc.models import Validators
from feedsvc.poll.slots import Slots, frees
from tests.attacks.server import HostileServer, Wire, response
from tests.fetch.helpers import make_fetcher, make_source
from tests.patience import PATIENCE

A_WHILE = 0.05
"""Seconds in which one who has to wait is seen waiting."""


@pytest.fixture
def server() -> Iterator[HostileServer]:
    hostile = HostileServer()
    yield hostile
    hostile.stop()


class Job:
    def __init__(self, slots: Slots) -> None:
        self.slots = slots

    @frees
    def work(self, fails: bool = False) -> None:
        """Takes a slot, as a poll with a page does."""
        self.slots.take()
        if fails:
            raise ValueError


def another_takes(slots: Slots) -> threading.Event:
    """Another thread wants a slot, and gives it back; the event says that it got one."""
    taken = threading.Event()

    def take() -> None:
        slots.take()
        taken.set()
        slots.free()

    threading.Thread(target=take, daemon=True).start()
    return taken


def has_to_wait(slots: Slots) -> bool:
    return not another_takes(slots).wait(A_WHILE)


def gets_one(slots: Slots) -> bool:
    return another_takes(slots).wait(PATIENCE)


def test_no_more_pages_are_in_hand_than_there_are_slots() -> None:
    slots = Slots(1)
    slots.take()
    slots.take()
    assert has_to_wait(slots)
    slots.free()
    slots.free()
    assert gets_one(slots)


def test_who_waits_for_the_network_leaves_its_slot_to_others() -> None:
    slots = Slots(1)
    slots.take()
    with slots.aside():
        assert gets_one(slots)
    assert has_to_wait(slots)


def test_another_page_is_asked_for_without_a_slot(server: HostileServer) -> None:
    slots, seen = Slots(1), list[bool]()

    def answer(wire: Wire) -> None:
        seen.append(gets_one(slots))
        wire.sends(response(b"<p>News</p>"))

    fetcher = make_fetcher(aside=slots.aside)
    slots.take()
    fetcher.fetch(make_source(server.answers("/news", answer)), Validators())
    assert seen == [True]
    assert has_to_wait(slots)
    fetcher.close()


def test_who_has_none_takes_none_after_waiting() -> None:
    slots = Slots(1)
    with slots.aside():
        pass
    assert gets_one(slots)


@pytest.mark.parametrize("fails", [False, True])
def test_a_poll_gives_its_slot_back_whatever_it_comes_to(fails: bool) -> None:
    job = Job(Slots(1))
    try:
        job.work(fails)
    except ValueError:
        assert fails
    assert gets_one(job.slots)
