"""What was used last is kept, and no more than there is room for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedsvc.recent import Recent, made_once_in_a_row


def test_the_value_unused_longest_is_forgotten_first() -> None:
    recent: Recent[int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    assert recent.get("a") == 1
    recent.keep("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c"), len(recent)) == (1, None, 3, 2)


def test_a_value_takes_the_place_of_the_one_before_it() -> None:
    recent: Recent[int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.keep("a", 3)
    recent.keep("c", 4)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (3, None, 4)


def test_large_values_drive_out_others_but_never_the_newest() -> None:
    recent: Recent[str] = Recent(10, room=5, size=len)
    recent.keep("a", "xx")
    recent.keep("b", "xxx")
    assert len(recent) == 2
    recent.keep("c", "xxxx")
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (None, None, "xxxx")
    recent.keep("d", "x" * 100)
    assert (recent.get("c"), recent.get("d")) == (None, "x" * 100)


def test_room_is_given_back_by_what_is_replaced_and_forgotten() -> None:
    recent: Recent[str] = Recent(10, room=5, size=len)
    for _ in range(3):
        recent.keep("a", "xxxx")
    recent.keep("b", "x")
    assert (recent.get("a"), recent.get("b")) == ("xxxx", "x")


def test_what_is_asked_for_again_and_again_is_made_once() -> None:
    made: list[tuple[str, str]] = []

    @made_once_in_a_row
    def pair(one: str, other: str) -> list[str]:
        made.append((one, other))
        return [one, other]

    first = pair("a", "b")
    assert pair("a", "b") is first
    assert pair("a", "c") == ["a", "c"]
    assert pair("a", "b") == first
    assert made == [("a", "b"), ("a", "c"), ("a", "b")]


def test_equal_values_that_are_not_the_same_are_made_anew() -> None:
    made: list[list[int]] = []
    keep = made_once_in_a_row(made.append)
    one, other = [1], [1]
    for given in (one, one, other):
        keep(given)
    assert made == [one, other]


def test_what_could_not_be_made_is_tried_again() -> None:
    tries: Iterator[int | ValueError] = iter((ValueError("not yet"), 7))

    @made_once_in_a_row
    def make(_: str) -> int:
        found = next(tries)
        if isinstance(found, ValueError):
            raise found
        return found

    with pytest.raises(ValueError, match="not yet"):
        make("a")
    assert make("a") == make("a") == 7
