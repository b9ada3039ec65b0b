"""What was used last is kept, and no more than there is room for."""

from __future__ import annotations

from feedsvc.recent import Recent


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
