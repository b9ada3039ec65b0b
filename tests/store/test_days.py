"""News is counted by the days on which it was first seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.builders import NOW, make_changes, make_new, make_sighting
from tests.store.helpers import furnish, poll

if TYPE_CHECKING:
    from feedsvc.store import Store

DAY = timedelta(days=1)


def test_news_is_counted_by_day_and_source(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    told = [("world", 40), ("world", 2), ("world", 2), ("live", 1), ("world", 0)]
    for n, (source, age) in enumerate(told, 1):
        at = NOW - age * DAY
        new = make_new(n, source=source, first_seen=at)
        sighting = make_sighting(source=source, digest=new.story.digest, since=at)
        changes = make_changes(new=(replace(new, sighting=sighting),))
        poll(store, changes, source=source, started=at, finished=at)
    today = int(NOW.timestamp()) // 86400
    assert store.news_days(["world", "live", "nowhere"], NOW - 30 * DAY) == {
        "world": {today - 2: 2, today: 1},
        "live": {today - 1: 1},
    }
    assert store.news_days(["live"], NOW - 400 * DAY) == {"live": {today - 1: 1}}
    assert store.news_days(["world"], NOW + DAY) == store.news_days([], NOW) == {}


def test_without_stories_there_is_no_news(store: Store) -> None:
    furnish(store)
    assert store.news_days(["world"], NOW) == {}
