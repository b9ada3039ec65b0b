"""Work that goes on beside its caller's: on a thread, which holds up no end of the process."""

from __future__ import annotations

import threading
from collections.abc import Callable

Beside = Callable[[Callable[[], None], str], None]
"""Begins a piece of work, under a name, and does not wait for it."""


def on_thread(work: Callable[[], None], name: str) -> None:
    """Begin the work on a daemon thread of this name."""
    threading.Thread(target=work, name=name, daemon=True).start()
