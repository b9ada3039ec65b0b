"""What caches keep is forgotten where `make mutants` changes the code below them.

All tests run in one process there, and in copies of it: behind a cache that is warm a change never runs, and
tests that find their value in it are not known to reach what is below.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

CACHE: type[Any] = type(lru_cache(len))


class Forgetful:
    """Begins each change, and while tests are looked for each test, as the first one of its process."""

    def pytest_sessionstart(self) -> None:
        forget()

    def pytest_runtest_setup(self) -> None:
        if os.environ.get("MUTANT_UNDER_TEST") == "stats":
            forget()


def forget() -> None:
    """Empty all caches of ours."""
    for cache in caches():
        cache.cache_clear()


def caches() -> Iterator[Any]:
    """The functions of ours that keep what they gave."""
    for name, module in list(sys.modules.items()):
        if name.startswith("feedsvc."):
            yield from (value for value in vars(module).values() if isinstance(value, CACHE))
