"""Calls that an event loop waits for, and that hold up nothing else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

T = TypeVar("T")


async def on_thread(call: Callable[[], T]) -> T:
    """What a call gives, made on a daemon thread of its own.

    The loop's own threads are few, and the end of the process waits for them: ten polls that hang would
    hold up all others, and then the end.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(error: BaseException | None, result: T | None) -> None:
        if future.done():
            return  # nobody waits for it any more
        if error:
            future.set_exception(error)
        else:
            future.set_result(cast("T", result))

    def run() -> None:
        error, result = None, None
        try:
            result = call()
        except Exception as raised:
            error = raised
        with suppress(RuntimeError):  # the loop has ended before it
            loop.call_soon_threadsafe(settle, error, result)

    threading.Thread(target=run, name="poll", daemon=True).start()
    return await future
