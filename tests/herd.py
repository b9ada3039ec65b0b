"""Readers who come all at once, and clients who take all the time in the world.

tell(port, path, 500)     500 requests on connections opened together: status and seconds of each
slow(port, 300)           300 clients of a process of their own that send a byte a second, or never read
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

PATIENCE = 60.0
ASKING = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nConnection: close\r\n{more}\r\n"


@dataclass(frozen=True)
class Answer:
    """What one reader was told, and after how many seconds; status 0 is no answer."""

    status: int
    seconds: float


async def ask(port: int, path: str, more: str) -> Answer:
    """One reader's request, from its connection to the last byte."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            with closing(writer):
                writer.write(ASKING.format(path=path, more=more).encode())
                said = await reader.read(-1)
    except (OSError, TimeoutError):
        said = b""
    head = said[:12].split()
    return Answer(int(head[1]) if len(head) > 1 else 0, time.perf_counter() - began)


def herd(port: int, path: str, count: int, more: str = "") -> list[Answer]:
    """So many readers at one moment."""

    async def all_at_once() -> list[Answer]:
        return await asyncio.gather(*(ask(port, path, more) for _ in range(count)))

    return asyncio.run(all_at_once())


async def dawdle(port: int, path: str) -> None:
    """A client that sends its request a byte a second, and begins anew when it is sent away."""
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            for byte in ASKING.format(path=path, more="X-Slow: " + "x" * 500 + "\r\n").encode():
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
        await asyncio.sleep(0.2)


async def ignore(port: int, path: str) -> None:
    """A client that asks for much on one connection and reads nothing."""
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
            asked = ASKING.format(path=path, more="").replace("Connection: close", "Connection: keep-alive")
            writer.write((asked * 50).encode())
            await asyncio.sleep(20)
        await asyncio.sleep(0.2)


@contextmanager
def slow(port: int, path: str, count: int, deaf: int = 0) -> Iterator[None]:
    """So many slow clients, and some that never read, while the block runs."""
    words = [sys.executable, __file__, str(port), path, str(count), str(deaf)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline(), "the slow clients did not start"
            yield
        finally:
            process.kill()


async def dawdle_on(port: int, path: str, count: int, deaf: int) -> None:
    """All of them, until this process ends; a line says that they have come."""
    clients = [dawdle(port, path) for _ in range(count)] + [ignore(port, path) for _ in range(deaf)]
    tasks = [asyncio.create_task(client) for client in clients]
    await asyncio.sleep(2)
    print("here", flush=True)
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(dawdle_on(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
