"""Who is first at a door keeps the others waiting, and they then go in together."""

from __future__ import annotations

import threading
from pathlib import Path

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
