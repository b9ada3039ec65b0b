"""What the poller and the process that drives a browser say to each other, one framed message at a time.

    poller → Job              driver → Ready, once a browser runs, or Failed
    poller → Given | Refused  driver → Wanted: the page goes to another address, which the poller fetches
                              driver → Drawn | Failed

What the driver answers is data: a page may have taken it over.
"""

from __future__ import annotations

import socket
import struct
from typing import TypeVar

import msgspec

LENGTH = struct.Struct("!I")
MOST = 64 << 20
"""Bytes of one message."""
T = TypeVar("T")


class Nonsense(Exception):
    """The other side said what it cannot mean."""


class Job(msgspec.Struct, tag=True, frozen=True, kw_only=True):
    """A page to be drawn: as it was fetched, and how long for."""

    url: str
    content: bytes
    media_type: str
    user_agent: str
    wait: str | None
    seconds: float
    most: int
    """Characters that the drawn page may have."""
    cookies: dict[str, str] = {}
    """What the page's own origin is shown, and nobody else."""


class Given(msgspec.Struct, tag=True, frozen=True, kw_only=True):
    """The page to which the drawn one goes on."""

    url: str
    content: bytes
    media_type: str


class Refused(msgspec.Struct, tag=True, frozen=True):
    """It may not go there."""


class Ready(msgspec.Struct, tag=True, frozen=True):
    """A browser runs."""


class Wanted(msgspec.Struct, tag=True, frozen=True):
    """The page goes on to another address."""

    url: str


class Datum(msgspec.Struct, frozen=True, kw_only=True):
    """JSON that a page asked for by itself; `body` is what it posted, if it did."""

    url: str
    method: str
    body: str
    content: bytes


class Drawn(msgspec.Struct, tag=True, frozen=True, kw_only=True):
    """The page once its scripts have run."""

    url: str
    html: str
    data: tuple[Datum, ...]


class Failed(msgspec.Struct, tag=True, frozen=True):
    """Why there is none, in one line; `late` where all its time was over."""

    reason: str
    late: bool = False


ToDriver = Job | Given | Refused
ToPoller = Ready | Wanted | Drawn | Failed


def send(link: socket.socket, message: ToDriver | ToPoller) -> None:
    """Send one message; OSError where nobody is there."""
    raw = msgspec.msgpack.encode(message)
    link.sendall(LENGTH.pack(len(raw)) + raw)


def receive(link: socket.socket, kinds: type[T]) -> T:
    """The next message, one of these kinds; EOFError at the end, Nonsense for anything else."""
    (length,) = LENGTH.unpack(_exactly(link, LENGTH.size))
    if length > MOST:
        raise Nonsense(f"a message of {length} bytes")
    try:
        return msgspec.msgpack.decode(_exactly(link, length), type=kinds)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Nonsense(str(error)) from error


def _exactly(link: socket.socket, count: int) -> bytes:
    buffer = bytearray()
    while len(buffer) < count:
        chunk = link.recv(min(count - len(buffer), 1 << 20))
        if not chunk:
            raise EOFError
        buffer += chunk
    return bytes(buffer)
