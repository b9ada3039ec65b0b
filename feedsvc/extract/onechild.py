"""One extracting child and the talk with it: a task is sent, its answer awaited no longer than is due."""

from __future__ import annotations

import socket
import time
from typing import Any

from feedsvc.errors import ExtractorDied
from feedsvc.extract.keeper import ChildError, Keeper, Need, in_words
from feedsvc.extract.wire import LENGTH, PATIENCE, Nonsense, read_answer, request, strategy_of, zone_of

PAGES_PER_CHILD = 1000
"""A child is replaced after so many pages, so that a slow leak in a parser stays small."""
MAX_ANSWER, LEAST_ANSWER, ANSWER_GROWTH = 64 << 20, 4 << 20, 16
"""Bytes that any answer may have, that one about the smallest page may, and for each byte of a page."""


class Child:
    """A child and the socket to it, used by one thread at a time: another process for each site."""

    def __init__(self, memory: int, deadline: float, task: str, strategy: str) -> None:
        self.pages = 0
        self.alive = True
        self.pid = 0
        self._site = ""
        self._needs = set[Need]()
        self._socket: socket.socket | None = None
        self._keeper = Keeper(memory, deadline, task, strategy)

    def get_ready(self) -> None:
        """Waits until it has loaded what its first page needs."""
        try:
            self._keeper.get_ready()
        except ChildError as error:
            raise ExtractorDied(f"no extractor could be started: {error}") from error

    def usable(self) -> bool:
        """Whether it may be given another page."""
        return self.alive and self.pages < PAGES_PER_CHILD and self._keeper.running() and self._is_quiet()

    def ask(self, task: str, args: tuple[Any, ...], deadline: float, site: str) -> Any:
        """Sends a task and waits for what it gives, at most `deadline` seconds of the child's own time."""
        self.pages += 1
        patience = deadline * PATIENCE
        until = time.monotonic() + patience
        message = request(task, args)
        self._needs.add((task, strategy_of(args), zone_of(args)))
        link = self._turned_to(site)
        try:
            link.settimeout(patience)
            link.sendall(LENGTH.pack(len(message)) + message)
        except TimeoutError as error:
            raise ChildError(f"took more than {deadline:g} s") from error
        except OSError as error:
            raise ChildError("the extractor has died") from error
        try:
            return read_answer(task, self._receive(link, until, deadline, most_of(len(message))))
        except Nonsense as error:
            raise ChildError("the extractor answered nonsense") from error
        except MemoryError as error:
            raise ChildError("ran out of memory") from error

    def _turned_to(self, site: str) -> socket.socket:
        """The socket to a process that has read no page of another site."""
        if self._socket is None or site != self._site:
            self._hang_up()
            self.pid, self._socket = self._keeper.fork(self._needs)
            self._site = site
        return self._socket

    def _is_quiet(self) -> bool:
        """Whether nothing came unasked: neither an end nor an answer to what nobody has asked yet."""
        if self._socket is None:
            return True
        try:
            self._socket.setblocking(False)
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def _receive(self, link: socket.socket, until: float, deadline: float, most: int) -> bytes:
        (length,) = LENGTH.unpack(self._read(link, LENGTH.size, until, deadline))
        if length > most:
            raise ChildError(f"the extractor answered {length} bytes; such a page gives at most {most}")
        return self._read(link, length, until, deadline)

    def _read(self, link: socket.socket, count: int, until: float, deadline: float) -> bytes:
        buffer = bytearray()
        while len(buffer) < count:
            try:
                link.settimeout(max(until - time.monotonic(), 0.001))
                chunk = link.recv(min(count - len(buffer), 1 << 20))
            except TimeoutError as error:
                raise ChildError(f"took more than {deadline:g} s") from error
            except OSError as error:
                raise ChildError("the extractor has died") from error
            if not chunk:
                raise ChildError(in_words(self._keeper.fate(), deadline))
            buffer += chunk
        return bytes(buffer)

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def stop(self) -> None:
        """Ends the processes and frees everything of them; harmless when done twice."""
        self.alive = False
        self._hang_up()
        self._keeper.stop()


def most_of(size: int) -> int:
    """How many bytes an answer about a page of this size can honestly have.

    Text comes as text and as HTML, short links come whole: four times the page was the most seen.
    """
    return min(MAX_ANSWER, LEAST_ANSWER + ANSWER_GROWTH * size)
