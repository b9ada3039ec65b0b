"""Long-running processes, with real signals and sockets."""

from __future__ import annotations

import errno
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.process import owner_name
from feedsvc.schedule import service
from feedsvc.schedule.service import ending_early, hangups, stop_signals
from feedsvc.web.server import address_of, bind, listening, refusal
from tests.forked import Forked, forked
from tests.patience import PATIENCE
from tests.schedule import service_program
from tests.web.servers import send_raw


def started(what: str, database: Path, seconds: float) -> AbstractContextManager[Forked]:
    return forked(service_program.main, what, f"sqlite:///{database}", str(seconds))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_lets_the_running_poll_finish_and_ends_with_status_0(
    number: signal.Signals, tmp_path: Path
) -> None:
    with started("schedule", tmp_path / "a.db", 1) as process:
        assert process.line() == "polling slow"
        process.send_signal(number)
        assert process.ends() == (0, "polled slow\nclosed\ngone\n")


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    with started("schedule", tmp_path / "a.db", 60) as process:
        assert process.line() == "polling slow"
        process.send_signal(signal.SIGTERM)
        time.sleep(1.5)
        process.send_signal(signal.SIGTERM)
        assert process.ends()[0] == -signal.SIGTERM


def test_web_and_scheduler_run_in_one_process_and_stop_together(tmp_path: Path) -> None:
    with started("run", tmp_path / "a.db", 0.1) as process:
        lines = {process.line(), process.line(), process.line()}
        (address,) = [text for text in lines if text.startswith("http://127.0.0.1:")]
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
        process.send_signal(signal.SIGTERM)
        status, said = process.ends()
    assert status == 0
    assert said.split()[-2:] == ["closed", "gone"]


def test_a_database_that_cannot_be_written_is_served_and_polled_once_it_can(tmp_path: Path) -> None:
    with started("refused", tmp_path / "a.db", 0.1) as process:
        address = process.line()
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
        assert process.line() == "polling slow"
        process.send_signal(signal.SIGTERM)
        assert process.ends()[0] == 0


def test_a_port_that_is_taken_is_one_line_that_says_what_to_do() -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FeedsvcError, match=rf"port {port} on 127\.0\.0\.1 is taken .*--port or PORT"):
            bind("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "\udcff", "é" * 70], ids=ascii)
def test_a_host_that_is_not_here_is_one_line(host: str) -> None:
    with pytest.raises(FeedsvcError, match=rf"cannot listen on {re.escape(host)} port 0: .*--host"):
        bind(host, 0)


def test_a_port_that_needs_privileges_says_so() -> None:
    assert "needs privileges" in refusal(OSError(errno.EACCES, "no"), "127.0.0.1", 80)


ADDRESSES = [
    pytest.param("127.0.0.1", "http://127.0.0.1:", id="one address"),
    pytest.param("0.0.0.0", "http://127.0.0.1:", id="all addresses"),
    pytest.param("::1", "http://[::1]:", id="IPv6"),
]


@pytest.mark.parametrize(("host", "expected"), ADDRESSES)
def test_the_address_printed_can_be_opened(host: str, expected: str) -> None:
    if ":" in host and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    try:
        bound = bind(host, 0)
    except FeedsvcError:
        pytest.skip(f"{host} is not available here")
    with bound:
        assert address_of(bound).startswith(expected)


def test_the_port_is_free_again_after_serving() -> None:
    with listening(lambda environ, start: [], "127.0.0.1", 0) as (address, serve):
        serve()
    bind("127.0.0.1", int(address.rpartition(":")[2])).close()


@contextmanager
def greeting() -> Iterator[int]:
    """The port of a server of ours that answers the length of what it is sent."""

    def app(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        body = environ["wsgi.input"].read()
        start("200 OK", [("Content-Length", "1")])
        return [str(len(body)).encode()]

    with listening(app, "127.0.0.1", 0) as (address, serve):
        done = threading.Event()
        server = threading.Thread(target=lambda: [serve() for _ in iter(done.is_set, True)])
        server.start()
        yield int(address.rpartition(":")[2])
        done.set()
        server.join()


EXPECTING = [
    pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n", b"", id="no body"),
    pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n", b"ab", id="a body that came along"),
]


@pytest.mark.parametrize(("request_head", "body"), EXPECTING)
def test_a_request_that_is_whole_is_answered_though_it_expects_to_be_asked_for_its_body(
    request_head: bytes, body: bytes
) -> None:
    with greeting() as port:
        said = send_raw(port, request_head + b"Expect: 100-continue\r\nConnection: close\r\n\r\n" + body)
    assert b"HTTP/1.1 200" in said
    assert said.endswith(str(len(body)).encode())


def test_a_body_that_is_still_to_come_is_asked_for() -> None:
    with greeting() as port, socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as sent:
        sent.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert sent.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sent.sendall(b"ab")
        said = sent.recv(1000)
        while not said.endswith(b"\r\n\r\n2"):  # its head and its body may come one after the other
            said += (more := sent.recv(1000))
            assert more, said


def test_a_body_with_two_ends_is_refused_and_nothing_behind_it_is_read() -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    with greeting() as port:
        said = send_raw(port, head + b"0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 400")
    assert said.count(b"HTTP/1.1") == 1


def test_signals_are_handled_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stop_signals() as stop:
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_during_the_start_ends_it_with_status_0(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as ended, ending_early():
        signal.raise_signal(number)
    assert ended.value.code == 0


def test_no_two_owners_have_one_name() -> None:
    assert owner_name() != owner_name()


def test_a_hangup_is_told_once_and_ends_nothing() -> None:
    before = signal.getsignal(signal.SIGHUP)
    with hangups() as asked:
        assert not asked()
        signal.raise_signal(signal.SIGHUP)
        assert [asked(), asked()] == [True, False]
    assert signal.getsignal(signal.SIGHUP) is before


def test_a_hangup_of_the_terminal_stops_what_was_started_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [True, False]
    monkeypatch.setattr(service, "has_terminal", lambda: answers.pop(0))
    with stop_signals() as stop, hangups():
        signal.raise_signal(signal.SIGHUP)
        assert stop.is_set()
