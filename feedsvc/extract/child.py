"""Extraction in killable children: no page can stop, bloat or crash the process that polls.

A parser held up by a hostile page cannot be interrupted from a thread, so pages are read in child
processes with a memory limit and a deadline (docs/notes.md). The deadline counts the time that the
child computes, so that a busy machine costs no page. A child comes of a fresh interpreter (`nursery.py`)
and shares nothing with its parent but one socket: no database connection, no terminal signal. It is reused
from page to page of one source at one host, so that a page that takes it over can lie about its own source
alone, and replaced when it dies.

    pool = ExtractorPool(size=2)
    pool.prepare("auto")                              # while the page is still fetched
    extraction = pool.extract(page, settings, now)    # ExtractError, ExtractorDied
    pool.close()
"""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from feedsvc.errors import ExtractError, ExtractorDied
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.keeper import ChildError, Keeper, Need, in_words
from feedsvc.extract.memory import Memory
from feedsvc.extract.wire import (
    LENGTH,
    PATIENCE,
    Failure,
    Nonsense,
    read_answer,
    request,
    strategy_of,
    zone_of,
)
from feedsvc.models import Article, Extraction, LoginPage, Page, Reread, Survey

GIB = 1 << 30
PAGES_PER_CHILD = 1000
"""A child is replaced after so many pages, so that a slow leak in a parser stays small."""
MAX_ANSWER, LEAST_ANSWER, ANSWER_GROWTH = 64 << 20, 4 << 20, 16
"""Bytes that any answer may have, that one about the smallest page may, and for each byte of a page."""


class ExtractorPool:
    """At most `size` children, started when needed, shared by any number of threads."""

    def __init__(
        self, size: int = 2, *, memory: int = GIB, deadline: timedelta | float = timedelta(seconds=3)
    ) -> None:
        self.memory = memory
        self.deadline = deadline.total_seconds() if isinstance(deadline, timedelta) else deadline
        self._size = max(size, 1)
        self._memory = Memory()
        self._open_slots()

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction:
        """What `pipeline.run` gives, or raises, for the page; ExtractorDied when a limit is hit."""
        place = f"{site_of(page, settings.source)}\0{page.url}"
        known = self._memory.of(place)
        told: Reread = self.call("reread", page, settings, now, tuple(known))
        try:
            return self._memory.whole(place, known, told)
        except Nonsense as error:
            raise ExtractorDied(
                f"{settings.extractor}: the extractor answered nonsense", source=settings.source
            ) from error

    def article(self, page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article:
        """The article on a story's own page (`article.read_article`); ExtractError where there is none."""
        answer: Article = self.call("article", page, settings, now, first)
        return answer

    def survey(self, page: Page, like: str = "") -> Survey:
        """Every list of the page (`survey.survey`); ExtractorDied when a limit is hit."""
        answer: Survey = self.call("survey", page, like)
        return answer

    def kind(self, page: Page) -> str | None:
        """What the page stands in as (`pagekind.page_kind`); ExtractorDied when a limit is hit."""
        answer: str | None = self.call("kind", page)
        return answer

    def login(self, page: Page, success: str, names: tuple[str, ...], source: str) -> LoginPage:
        """What the page says of a login (`loginform.read_login`); ExtractorDied when a limit is hit."""
        answer: LoginPage = self.call("login", page, success, names, source=source)
        return answer

    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Where known values stand in a list's items (`relearn.relearn`); ExtractorDied at a limit."""
        answer: dict[str, str] = self.call("relearn", page, item, [dict(story) for story in stories])
        return answer

    def frame(self, page: Page, marks: Mapping[int, str], pressed: str = "") -> str:
        """The page as a frame may show it (`frame.frame`); ExtractorDied when a limit is hit."""
        answer: str = self.call("frame", page, dict(marks), pressed)
        return answer

    def places(self, page: Page, options: Mapping[str, Any]) -> list[tuple[str, dict[str, int]]]:
        """Where each story's fields stand (`places.places`); ExtractError where nothing can be read so."""
        answer: list[tuple[str, dict[str, int]]] = self.call("places", page, dict(options))
        return answer

    def point(self, page: Page, options: Mapping[str, Any], field: str, at: int) -> dict[str, Any]:
        """The option for what was pressed (`point.point`); ExtractError where there is none."""
        answer: dict[str, Any] = self.call("point", page, dict(options), field, at)
        return answer

    def listed(self, page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Selectors that read known stories (`lists.listed`); ExtractorDied when a limit is hit."""
        answer: dict[str, Any] = self.call("listed", page, [dict(story) for story in stories])
        return answer

    def call(self, task: str, *args: Any, source: str = "") -> Any:
        """The result of one of TASKS in a child; ExtractError as raised there, or ExtractorDied."""
        given = next((a for a in args if isinstance(a, ExtractSettings)), ExtractSettings())
        source = source or given.source
        child = self._take(task, given.extractor)
        try:
            answer = child.ask(task, args, self.deadline, site_of(args[0], source))
        except ChildError as death:
            child.stop()
            reader = given.extractor if task in ("extract", "reread") else task
            raise ExtractorDied(f"{reader}: {death}", source=source) from death
        except BaseException:
            child.stop()  # its answer would reach the next caller
            raise
        finally:
            self._give_back(child)
        if isinstance(answer, Failure):
            raise answer.error(source)
        return answer

    def prepare(self, strategy: str, task: str = "extract") -> None:
        """Starts a child for a page that is on its way, where none is idle; nobody waits for it."""
        if self._closed.is_set():
            return
        self._stay_own()
        with contextlib.suppress(queue.Empty):
            child = self._slots.get_nowait()
            try:
                child = child or _Child(self.memory, self.deadline, task, strategy)
            except OSError:  # whoever comes with the page will be told
                self._slots.put(None)
            else:
                self._give_back(child)

    def close(self) -> None:
        """Ends every child; one that is at work ends with its page."""
        self._closed.set()
        self._finalizer()

    def __enter__(self) -> ExtractorPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open_slots(self) -> None:
        """Fresh slots that belong to this very process."""
        self._closed = threading.Event()
        self._slots: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(self._size):
            self._slots.put(None)
        self._owner = os.getpid()
        self._finalizer = weakref.finalize(self, _stop_all, self._slots, self._owner)

    def _take(self, task: str, strategy: str) -> _Child:
        """An idle child, else a fresh one that has loaded what this task and strategy need."""
        if self._closed.is_set():
            raise ExtractError("the extractor pool is closed")
        self._stay_own()
        child = self._slots.get()
        try:
            if child is None or not child.usable():
                if child is not None:
                    child.stop()
                child = _Child(self.memory, self.deadline, task, strategy)
            child.get_ready()
        except BaseException:
            self._slots.put(None)
            raise
        return child

    def _stay_own(self) -> None:
        if self._owner != os.getpid():  # forked since: the children are the parent's
            self._open_slots()

    def _give_back(self, child: _Child) -> None:
        if self._closed.is_set():
            child.stop()
        self._slots.put(child if child.alive else None)


def _stop_all(slots: queue.LifoQueue[_Child | None], owner: int) -> None:
    if owner != os.getpid():
        return
    idle = []
    with contextlib.suppress(queue.Empty):
        while True:
            idle.append(slots.get_nowait())
    for child in idle:
        if child is not None:
            child.stop()
        slots.put(None)


class _Child:
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


def site_of(page: Page, source: str) -> str:
    """Whose page it is: what a child has read may not touch what is read of another source or host."""
    return f"{source} {urlsplit(page.url).netloc.lower()}"


def most_of(size: int) -> int:
    """How many bytes an answer about a page of this size can honestly have.

    Text comes as text and as HTML, short links come whole: four times the page was the most seen.
    """
    return min(MAX_ANSWER, LEAST_ANSWER + ANSWER_GROWTH * size)
