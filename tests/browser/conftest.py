"""A site of applications, a trap that nobody may touch, and one browser for all pages of a module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedsvc.browser.renderer import Renderer
from tests.browser.site import Rebinding, Site, Trap, rendering, serving


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(scope="session")
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture(scope="session")
def resolver() -> Rebinding:
    return Rebinding()


@pytest.fixture(scope="session")
def renderer(resolver: Rebinding) -> Iterator[Renderer]:
    """A browser with all the time there is, which is told lies about every host."""
    with rendering(resolver, timeout=timedelta(seconds=100), memory=2_000_000_000) as renderer:
        yield renderer
