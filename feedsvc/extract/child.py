"""Extraction in killable children: no page can stop, bloat or crash the process that polls.

A parser held up by a hostile page cannot be interrupted from a thread, so pages are read in child
processes with a memory limit and a deadline (docs/notes.md). The deadline counts the time that the
child computes, so that a busy machine costs no page. A child is a fresh interpreter that shares nothing
with its parent but one socket: no database connection, no terminal signal. It is reused from page to
page and replaced when it dies.

    pool = ExtractorPool(size=2)
    extraction = pool.extract(page, settings, now)    # ExtractError, ExtractorDied
    pool.close()
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pickle
import queue
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from feedsvc.errors import ExtractError, ExtractorDied
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import ExtractSettings, UseFallback
from feedsvc.models import Article, Extraction, Page, Survey

GIB = 1 << 30
PAGES_PER_CHILD = 1000
"""A child is replaced after so many pages, so that a slow leak in a parser stays small."""
START_SECONDS = 60.0
"""How long a new interpreter may take to be ready; not part of any page's deadline."""
PATIENCE = 10
"""How many times its deadline a page may take by the clock on the wall, beside busy neighbours."""
MAX_ANSWER = 64 << 20
_LENGTH = struct.Struct("!Q")

TASKS: Mapping[str, str] = {
    "extract": "feedsvc.extract.pipeline:run",
    "article": "feedsvc.extract.article:read_article",
    "survey": "feedsvc.extract.auto.survey:survey",
    "frame": "feedsvc.extract.frame:frame",
    "listed": "feedsvc.extract.pointing.lists:listed",
    "places": "feedsvc.extract.pointing.places:places",
    "point": "feedsvc.extract.pointing.point:point",
    "relearn": "feedsvc.extract.relearn:relearn",
}
"""What a child can be asked to do: a word and the function that does it."""


class ExtractorPool:
    """At most `size` children, started when needed, shared by any number of threads."""

    def __init__(
        self, size: int = 2, *, memory: int = GIB, deadline: timedelta | float = timedelta(seconds=3)
    ) -> None:
        self.memory = memory
        self.deadline = deadline.total_seconds() if isinstance(deadline, timedelta) else deadline
        self._size = max(size, 1)
        self._open_slots()

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction:
        """What `pipeline.run` gives, or raises, for the page; ExtractorDied when a limit is hit."""
        answer = self.call("extract", page, replace(settings, options=dict(settings.options)), now)
        if not isinstance(answer, Extraction):
            raise ExtractorDied("the extractor answered nonsense", source=settings.source)
        return answer

    def article(self, page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article:
        """The article on a story's own page (`article.read_article`); ExtractError where there is none."""
        answer = self.call("article", page, replace(settings, options=dict(settings.options)), now, first)
        if not isinstance(answer, Article):
            raise ExtractorDied("the extractor answered nonsense", source=settings.source)
        return answer

    def survey(self, page: Page, like: str = "") -> Survey:
        """Every list of the page (`survey.survey`); ExtractorDied when a limit is hit."""
        answer = self.call("survey", page, like)
        if not isinstance(answer, Survey):
            raise ExtractorDied("the extractor answered nonsense")
        return answer

    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Where known values stand in a list's items (`relearn.relearn`); ExtractorDied at a limit."""
        answer = self.call("relearn", page, item, [dict(story) for story in stories])
        if not isinstance(answer, dict):
            raise ExtractorDied("the extractor answered nonsense")
        return {str(name): str(selector) for name, selector in answer.items()}

    def frame(self, page: Page, marks: Mapping[int, str], pressed: str = "") -> str:
        """The page as a frame may show it (`frame.frame`); ExtractorDied when a limit is hit."""
        return str(self._asked(str, "frame", page, dict(marks), pressed))

    def places(self, page: Page, options: Mapping[str, Any]) -> list[tuple[str, dict[str, int]]]:
        """Where each story's fields stand (`places.places`); ExtractError where nothing can be read so."""
        return list(self._asked(list, "places", page, dict(options)))

    def point(self, page: Page, options: Mapping[str, Any], field: str, at: int) -> str | dict[str, str]:
        """The rule for what was pressed (`point.point`); ExtractError with a sentence where there is none."""
        answer = self._asked((str, dict), "point", page, dict(options), field, at)
        return dict(answer) if isinstance(answer, dict) else str(answer)

    def listed(self, page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Selectors that read known stories (`lists.listed`); ExtractorDied when a limit is hit."""
        return dict(self._asked(dict, "listed", page, [dict(story) for story in stories]))

    def _asked(self, kind: type | tuple[type, ...], task: str, *args: Any) -> Any:
        """The answer to a task, which is of this kind."""
        answer = self.call(task, *args)
        if not isinstance(answer, kind):
            raise ExtractorDied("the extractor answered nonsense")
        return answer

    def call(self, task: str, *args: Any, source: str = "") -> Any:
        """The result of one of TASKS in a child; ExtractError as raised there, or ExtractorDied."""
        given = next((a for a in args if isinstance(a, ExtractSettings)), ExtractSettings())
        source = source or given.source
        child = self._take(task, given.extractor)
        try:
            kind, value = child.ask((task, args), self.deadline)
        except _Died as death:
            child.stop()
            reader = given.extractor if task == "extract" else task
            raise ExtractorDied(f"{reader}: {death}", source=source) from death
        except BaseException:
            child.stop()  # its answer would reach the next caller
            raise
        finally:
            self._give_back(child)
        if kind == "error":
            message, attempts, page_kind, feeds = value
            raise ExtractError(message, attempts=attempts, kind=page_kind, feeds=feeds, source=source)
        return value

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
        if self._owner != os.getpid():  # forked since: the children are the parent's
            self._open_slots()
        child = self._slots.get()
        if child is not None and child.usable():
            return child
        if child is not None:
            child.stop()
        try:
            return _Child(self.memory, self.deadline, task, strategy)
        except BaseException:
            self._slots.put(None)
            raise

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


class _Died(Exception):
    """A child gave no answer; the text says why."""


class _Child:
    """One child process and the socket to it, used by one thread at a time."""

    def __init__(self, memory: int, deadline: float, task: str, strategy: str) -> None:
        ours, theirs = socket.socketpair()
        self.socket = ours
        self.pages = 0
        self.alive = True
        with theirs:
            self.process = _spawn(theirs.fileno(), memory, deadline, task, strategy)
        try:
            self._receive(time.monotonic() + START_SECONDS)
        except BaseException as error:
            self.stop()
            if isinstance(error, _Died):
                raise ExtractorDied(f"no extractor could be started: {error}") from error
            raise

    def usable(self) -> bool:
        """Whether it may be given another page."""
        return self.alive and self.pages < PAGES_PER_CHILD and self.process.poll() is None

    def ask(self, request: object, deadline: float) -> tuple[str, Any]:
        """Sends a request and waits for the answer, at most `deadline` seconds of the child's own time."""
        self.pages += 1
        patience = deadline * PATIENCE
        until = time.monotonic() + patience
        message = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        try:
            self.socket.settimeout(patience)
            self.socket.sendall(_LENGTH.pack(len(message)) + message)
        except TimeoutError as error:
            raise _Died(f"took more than {deadline:g} s") from error
        except OSError as error:
            raise _Died("the extractor has died") from error
        try:
            answer: tuple[str, Any] = _Loader(io.BytesIO(self._receive(until, deadline))).load()
        except (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError) as error:
            raise _Died("the extractor answered nonsense") from error
        if answer[0] == "memory":
            raise _Died("ran out of memory")
        return answer

    def _receive(self, until: float, deadline: float = START_SECONDS) -> bytes:
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, until, deadline))
        if length > MAX_ANSWER:
            raise _Died("the extractor answered nonsense")
        return self._read(length, until, deadline)

    def _read(self, count: int, until: float, deadline: float) -> bytes:
        buffer = bytearray()
        while len(buffer) < count:
            try:
                self.socket.settimeout(max(until - time.monotonic(), 0.001))
                chunk = self.socket.recv(min(count - len(buffer), 1 << 20))
            except TimeoutError as error:
                raise _Died(f"took more than {deadline:g} s") from error
            except OSError as error:
                raise _Died("the extractor has died") from error
            if not chunk:
                raise _Died(self._cause(deadline))
            buffer += chunk
        return bytes(buffer)

    def _cause(self, deadline: float) -> str:
        """Why the socket ended, in words; `deadline` as in `ask`."""
        try:
            code = self.process.wait(1)
        except subprocess.TimeoutExpired:
            return "the extractor has died (no reason given)"
        if code == -signal.SIGPROF:
            return f"took more than {deadline:g} s"
        why = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return f"the extractor has died ({why})"

    def stop(self) -> None:
        """Ends the process and frees everything of it; harmless when done twice."""
        self.alive = False
        self.socket.close()
        self.process.kill()
        self.process.wait()


def _spawn(
    descriptor: int, memory: int, deadline: float, task: str, strategy: str
) -> subprocess.Popen[bytes]:
    # A plain interpreter rather than multiprocessing: that would import the caller's main module
    # again (a console script, gunicorn, pytest) and needs a server or a tracker beside each child.
    command = "from feedsvc.extract.child import serve; serve()"
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", command, str(descriptor), str(memory), str(deadline), task, strategy],
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # an interrupt at the terminal is the parent's to handle
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *_python_path()])},
    )


def _python_path() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


class _Loader(pickle.Unpickler):
    """Reads answers; a child that a page has taken over must not run code here."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("feedsvc.models", "datetime") or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")


_PLAIN = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
}


# -- in the child ------------------------------------------------------------------------------------


def serve() -> None:
    """The child's life: one request after the other, until the parent closes the socket."""
    descriptor, memory, deadline = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with contextlib.suppress(KeyError):  # no such task is the request's mistake
        _load(sys.argv[4], sys.argv[5])  # what the first page needs, ready before its deadline
    gc.freeze()  # what is there now stays: no page pays for looking through it
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=descriptor) as parent, parent.makefile("rb") as requests:
        _send(parent, b"")
        while header := requests.read(_LENGTH.size):
            # Ends a child that waits for ever after its parent was killed.
            signal.setitimer(signal.ITIMER_REAL, deadline * PATIENCE + 1)
            answer = _answer(requests.read(_LENGTH.unpack(header)[0]), deadline)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(parent, answer)


def _send(parent: socket.socket, answer: bytes) -> None:
    try:
        parent.sendall(_LENGTH.pack(len(answer)) + answer)
    except OSError:
        raise SystemExit(0) from None


def _answer(request: bytes, deadline: float) -> bytes:
    try:
        task, args = pickle.loads(request)  # noqa: S301 -- from the parent
        strategy = next((a.extractor for a in args if isinstance(a, ExtractSettings)), "")
        do = _load(task, strategy)  # the libraries that a task needs are loaded before its time begins
        with _at_most(deadline):
            return pickle.dumps(("ok", do(*args)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except UseFallback as reason:
        return pickle.dumps(("error", (str(reason), (), None, ())))
    except ExtractError as error:
        return pickle.dumps(("error", (str(error), error.attempts, error.kind, error.feeds)))
    except Exception as error:  # whatever a parser raises is one source's failure
        text = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        return pickle.dumps(("error", (f"the extractor failed: {text}", (), None, ())))


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Ends this process when it computes for longer; SIGPROF's default action needs no interpreter."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _load(task: str, strategy: str) -> Any:
    """What does a task, when the modules of it and of a strategy are there."""
    if strategy in EXTRACTORS:
        _ = EXTRACTORS[strategy]
    module, _, name = TASKS[task].partition(":")
    return getattr(import_module(module), name)
