"""Polls by hand that take longer than a lease."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from feedsvc.models import Claim
from tests.builders import HOUR, NOW
from tests.living import invent
from tests.patience import until
from tests.poll.life import Life

LEASE = timedelta(seconds=0.06)


def test_a_poll_by_hand_keeps_its_claim_however_long_its_page_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedsvc.poll.poller.LEASE", LEASE)
    life, renewed = Life(), list[bool]()
    life.pages["world"].append(invent(1, published=NOW))
    renew, fetch = life.store.renew, life.web.fetch

    def counted(claim: Claim, lasts: datetime) -> None:
        renewed.append(renew(claim, lasts))

    def most_of_a_lease_passes() -> None:
        life.clock.now += 0.9 * LEASE
        seen = len(renewed)
        until(lambda: len(renewed) > seen + 1)  # the next one may have looked at the clock before

    def slowly(*asked: Any) -> Any:
        for _ in range(3):
            most_of_a_lease_passes()
        assert life.store.claim("world", "a scheduler", life.clock.now, HOUR) is None
        return fetch(*asked)

    monkeypatch.setattr(life.store, "renew", counted)
    monkeypatch.setattr(life.web, "fetch", slowly)
    assert life.polls("world", HOUR).ok
    assert life.store.claim("world", "a scheduler", life.clock.now, HOUR)
    life.stops()
