"""Keys as they are stored: whole where they fit, else their beginning and a hash of all."""

from __future__ import annotations

import pytest

from feedsvc.store.rows import LONGEST_KEY, SURELY_SHORT, short_key


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        pytest.param("a" * SURELY_SHORT, True, id="surely short"),
        pytest.param("a" * LONGEST_KEY, True, id="just short enough"),
        pytest.param("é" * (LONGEST_KEY // 2), True, id="just short enough in bytes"),
        pytest.param("a" * (LONGEST_KEY + 1), False, id="too long"),
        pytest.param("é" * (LONGEST_KEY // 2 + 1), False, id="too long in bytes"),
    ],
)
def test_a_key_is_stored_whole_where_it_fits(key: str, whole: bool) -> None:
    kept = short_key(key)
    assert (kept == key) is whole
    assert len(kept.encode()) <= LONGEST_KEY


def test_long_keys_that_begin_alike_stay_two() -> None:
    first, second = (short_key("url:" + "a" * LONGEST_KEY + end) for end in "xy")
    assert first != second
    assert first.partition("#")[0] == second.partition("#")[0]


def test_no_key_holds_a_nul() -> None:
    assert all("\0" not in short_key("\0" + "a" * length) for length in (1, SURELY_SHORT, LONGEST_KEY))
