"""How many polls have a page in hand at one time, and who waits for them."""

from __future__ import annotations

import threading

import pytest

from feedsvc.poll.slots import Slots, frees

SOON = 10.0


class Job:
    def __init__(self, slots: Slots) -> None:
        self.slots = slots

    @frees
    def work(self, fails: bool = False) -> None:
        """Takes a slot, as a poll with a page does."""
        self.slots.take()
        if fails:
            raise ValueError


def can_take(slots: Slots) -> bool:
    """Whether another thread gets a slot at once."""
    taken = threading.Event()

    def take() -> None:
        slots.take()
        taken.set()
        slots.free()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    return taken.wait(0.05)


def test_no_more_pages_are_in_hand_than_there_are_slots() -> None:
    slots = Slots(1)
    slots.take()
    slots.take()
    assert not can_take(slots)
    slots.free()
    slots.free()
    assert can_take(slots)


def test_who_waits_for_the_network_leaves_its_slot_to_others() -> None:
    slots = Slots(1)
    slots.take()
    with slots.aside():
        assert can_take(slots)
    assert not can_take(slots)


def test_who_has_none_takes_none_after_waiting() -> None:
    slots = Slots(1)
    with slots.aside():
        pass
    assert can_take(slots)


@pytest.mark.parametrize("fails", [False, True])
def test_a_poll_gives_its_slot_back_whatever_it_comes_to(fails: bool) -> None:
    job = Job(Slots(1))
    try:
        job.work(fails)
    except ValueError:
        assert fails
    assert can_take(job.slots)
