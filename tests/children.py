"""Extracting children that serve every test of a process: a new one takes as long as many short tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from feedsvc.extract.child import ExtractorPool


class SharedPool(ExtractorPool):
    """Children that are there already; a program that stops leaves them."""

    def close(self) -> None:
        """The session closes it."""


@contextmanager
def shared() -> Iterator[SharedPool]:
    """One child, started when the first page is read; its time is long, for busy machines."""
    pool = SharedPool(1, deadline=30)
    try:
        yield pool
    finally:
        ExtractorPool.close(pool)
