"""Look-ups of names: what the operating system says, and how many may hang at once."""

from __future__ import annotations

import socket
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

    for words, rule in (("no complete answer", "timeout"), ("^too many look-ups are waiting$", "dns")):
        with pytest.raises(FetchError, match=words) as caught:
            resolve(hangs, "slow.example", 80, Deadline(timedelta(seconds=0.1)))
        assert caught.value.rule == rule
    ended.set()
    assert resolve(hangs, "quick.example", 80, Deadline(timedelta(seconds=30))) == ["192.0.2.1"]


def test_the_system_is_asked_for_addresses_of_streams_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def answers(host: str, port: int, *, type: int = 0) -> list[tuple[object, ...]]:
        asked.append((host, port, type))
        return [(0, 0, 0, "", (address, port)) for address in ("192.0.2.2", "192.0.2.1", "192.0.2.2")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    assert system_resolver("a.example", 8080) == ["192.0.2.2", "192.0.2.1"]
    assert asked == [("a.example", 8080, socket.SOCK_STREAM)]


def test_a_look_up_is_asked_for_its_host_and_port_on_a_thread_that_no_exit_waits_for() -> None:
    asked: list[tuple[str, int, str, bool]] = []

    def notes(host: str, port: int) -> list[str]:
        thread = threading.current_thread()
        asked.append((host, port, thread.name, thread.daemon))
        return ["192.0.2.1"]

    resolve(notes, "a.example", 8080, Deadline(timedelta(seconds=30)))
    assert asked == [("a.example", 8080, "resolve", True)]


@pytest.mark.parametrize("gives", [[], OSError("no such name")], ids=["nothing", "an error"])
def test_a_name_without_addresses_is_told_with_its_cause(gives: list[str] | OSError) -> None:
    def fails(host: str, port: int) -> list[str]:
        if isinstance(gives, OSError):
            raise gives
        return gives

    with pytest.raises(FetchError, match=r"^lost\.example cannot be resolved$") as caught:
        resolve(fails, "lost.example", 80, Deadline(timedelta(seconds=30)))
    assert caught.value.rule == "dns"
    assert caught.value.__cause__ is (gives or None)
