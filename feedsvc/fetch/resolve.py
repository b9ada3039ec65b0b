"""Host names to addresses, within the deadline.

The operating system's resolver cannot be given a deadline, so it runs in a thread that is left behind when
the deadline passes. What it answers is pinned for the request: no second look-up can give another answer.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from feedsvc.errors import FetchError
from feedsvc.fetch.deadline import Deadline

Resolver = Callable[[str, int], Sequence[str]]

MAX_STUCK = 64
"""Look-ups that may hang at once before further ones are refused."""

_slots = threading.BoundedSemaphore(MAX_STUCK)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the operating system gives them, in its order, each once."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def resolve(resolver: Resolver, host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """The host's addresses; raises FetchError `dns`, or `timeout` when the deadline passes first."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()
    if not _slots.acquire(timeout=deadline.remaining()):
        raise FetchError("too many look-ups are waiting", rule="dns")
    threading.Thread(target=_ask, args=(resolver, host, port, answers), name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.remaining())
    except Empty as error:
        raise deadline.passed() from error
    if isinstance(answer, Exception) or not answer:
        raise FetchError(f"{host} cannot be resolved", rule="dns") from _cause(answer)
    return answer


def _ask(resolver: Resolver, host: str, port: int, answers: SimpleQueue[Sequence[str] | Exception]) -> None:
    try:
        answers.put(resolver(host, port))
    except Exception as error:  # whatever a resolver raises means the same to the caller: no address
        answers.put(error)
    finally:
        _slots.release()


def _cause(answer: Sequence[str] | Exception) -> Exception | None:
    return answer if isinstance(answer, Exception) else None
