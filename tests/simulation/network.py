"""The network as one process has it: the real turns at hosts, and made-up answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import FetchError
from feedsvc.fetch import StoreGate
from feedsvc.fetch.session import Sessions
from feedsvc.models import NotModified, Page, Validators
from tests.simulation.ledger import Ledger
from tests.simulation.origin import Origin, host_of

PAUSE = timedelta(seconds=1)
"""Between two requests to one host, as [fetch] has it by default."""


class Network:
    """Stands in for fetch.Fetcher."""

    def __init__(
        self,
        origin: Origin,
        gate: StoreGate,
        ledger: Ledger,
        *,
        chance: Random,
        time: Callable[[], float],
        clock: Callable[[], datetime],
        step: Callable[[str], None],
        sleep: Callable[[float], None],
    ) -> None:
        self._origin, self._gate, self._ledger = origin, gate, ledger
        self._chance, self._time, self._clock = chance, time, clock
        self._step, self._sleep = step, sleep
        self.sessions = Sessions()

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """The page of a source, when it is its host's turn."""
        with self._ledger.one_at_a_time(source.slug):
            self._step(f"before the turn of {source.slug}")
            with self._gate.turn(host_of(source.url), PAUSE):
                answer = self._asked(source, validators)
        if isinstance(answer, FetchError):
            raise answer
        return replace(answer, fetched_at=self._clock())

    def _asked(self, source: SourceConfig, validators: Validators) -> Page | NotModified | FetchError:
        with self._ledger.one_at_a_time(host_of(source.url)):
            self._step(f"before asking {source.slug}")
            seconds, answer = self._origin.answer(
                source.slug, source.url, validators, self._time(), self._chance
            )
            self._sleep(seconds)
            self._step(f"after asking {source.slug}")
        return answer

    def fetch_url(self, url: str, **_: object) -> Page:
        """No page leads to another one here."""
        raise FetchError(f"{url}: no such page", rule="status", url=url, status=404)

    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page:
        """Nobody signs in here."""
        raise FetchError(f"{url}: no such page", rule="status", url=url, status=404)

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """Tell a hub."""
        self._step("before the ping")
        self._sleep(self._chance.uniform(0.05, 0.5))
        for feed in feeds_of(data):
            self._ledger.heard[feed] = self._time()
        self._step("after the ping")
        return 204

    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]:
        return dict(source.cookies)

    def close(self) -> None:
        """Nothing is open."""


def feeds_of(data: bytes) -> Any:
    """The feeds of which a hub is told."""
    from urllib.parse import parse_qs

    return parse_qs(data.decode())["hub.url"]
