from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedsvc.fetch import Fetcher
from tests.attacks.server import HostileServer
from tests.fetch.helpers import make_fetcher


@pytest.fixture
def server() -> Iterator[HostileServer]:
    hostile = HostileServer()
    yield hostile
    hostile.stop()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = make_fetcher()
    yield made
    made.close()
