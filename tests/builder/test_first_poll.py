"""A new source whose first poll somebody else makes: a scheduler that saw its file before us."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from feedsvc.builder import sources
from feedsvc.errors import SourceError
from feedsvc.models import PollReport
from tests.builder.conftest import Service, Site
from tests.builder.test_api import best_of

pytestmark = pytest.mark.slow


def test_a_source_is_made_only_once_its_feed_is_there(
    service: Service, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer comes neither before the other one's poll nor before what it publishes."""
    told: list[str] = []
    polls = iter([None, SimpleNamespace(last_poll="now")])
    topics = iter([[SimpleNamespace(slug="pier")], [SimpleNamespace(slug="other")]])

    def polled_elsewhere(*_: Any, **__: Any) -> PollReport:
        raise SourceError("somebody else polls it")

    def next_of(name: str, answers: Any) -> Any:
        told.append(name)
        return next(answers)

    wanted = best_of(service, f"{site.address}/articles") | {"slug": "pier"}
    store = service.app.extensions["feedsvc"].store
    with monkeypatch.context() as patch:
        patch.setattr(sources.Sources, "_with_poller", polled_elsewhere)
        patch.setattr(store, "source_state", lambda _slug: next_of("poll", polls))
        patch.setattr(store, "stale_topics", lambda: next_of("topics", topics))
        patch.setattr("time.sleep", lambda _seconds: told.append("waits"))
        made = service.asks("POST", "/api/sources", wanted)
    assert made.status_code == 201
    assert made.json["poll"] is None
    assert told == ["poll", "waits", "poll", "topics", "waits", "topics"]
