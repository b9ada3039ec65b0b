"""Who is first at a door keeps the others waiting, and they then go in together."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests import cold
from tests.cold import first_or_later
from tests.patience import PATIENCE


def test_the_others_wait_until_the_first_is_done_and_then_not_for_each_other(tmp_path: Path) -> None:
    together = threading.Barrier(3)
    seen: list[bool] = []

    def comes() -> None:
        with first_or_later(tmp_path) as first:
            seen.append(first)
            together.wait(PATIENCE)

    others = [threading.Thread(target=comes) for _ in range(2)]
    with first_or_later(tmp_path) as first:
        assert first
        for other in others:
            other.start()
        others[0].join(0.05)
        assert seen == []
    together.wait(PATIENCE)
    for other in others:
        other.join(PATIENCE)
    assert seen == [False, False]


@pytest.mark.parametrize("first", [True, False])
def test_the_first_alone_looks_for_values_once_it_has_found_the_tests(
    monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(cold, "first_or_later", lambda _: nullcontext(first))
    monkeypatch.setattr(cold, "draw", lambda: looked.append("into our modules"))
    collecting = cold.OneFirst().pytest_collection()
    next(collecting)
    assert looked == []
    with pytest.raises(StopIteration, match="found"):
        collecting.send("found")
    assert bool(looked) is first
