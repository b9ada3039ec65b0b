"""Look-ups of names: what the operating system says, and how many may hang at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import resolve as module
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.resolve import resolve, system_resolver


def test_the_system_gives_every_address_of_a_host_once() -> None:
    found = system_resolver("localhost", 80)
    assert {"127.0.0.1", "::1"} & set(found)
    assert len(found) == len(set(found))


def test_look_ups_that_hang_are_bounded_and_make_room_when_they_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_slots", threading.BoundedSemaphore(1))
    ended = threading.Event()

    def hangs(host: str, port: int) -> list[str]:
        ended.wait(30)
        return ["192.0.2.1"]

    for words in ("no complete answer", "too many look-ups are waiting"):
        with pytest.raises(FetchError, match=words):
            resolve(hangs, "slow.example", 80, Deadline(timedelta(seconds=0.1)))
    ended.set()
    assert resolve(hangs, "quick.example", 80, Deadline(timedelta(seconds=30))) == ["192.0.2.1"]
