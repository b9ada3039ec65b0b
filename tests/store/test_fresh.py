"""What was just stored is published without being read again, unless somebody has written it since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.config import Config
from feedsvc.models import Changes, Document, Image, ModifiedStory, Related, Story
from feedsvc.publish import documents
from feedsvc.publish.entries import make_context
from feedsvc.publish.finished import make_document
from feedsvc.publish.publisher import Publisher
from feedsvc.render import FORMATS
from feedsvc.store import Store, as_stored
from tests.builders import NOW, make_changes, make_new, make_story
from tests.fakes import FakeClock
from tests.store.helpers import SECOND, bring, furnish, make_record, make_topic, poll, take

RICH = make_story(
    1,
    title="Half a \ud83d and a \0",
    related=(Related(title="Quay", url="https://news.example/quay"),),
    images=(Image(url="https://p.example/a.jpg"),),
    tags=("Harbour", "h\ud83d"),
    published=NOW.replace(microsecond=123456),
)
PATH = "/feeds/all.json"
EDITED = make_story(1, title="Quay shut", stamp=1)


def publisher(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    config = Config(directory=tmp_path_factory.mktemp("config"), topics=(make_topic(),))
    return Publisher(config, store, clock=lambda: NOW + 9 * SECOND, sleep=lambda _: None)


def test_a_new_story_is_what_will_be_read_of_it(store: Store) -> None:
    furnish(store)
    poll(store, make_changes(new=(replace(make_new(1), story=RICH),)))
    read = store.story(RICH.id)
    assert read is not None
    assert as_stored(RICH) == read
    assert as_stored(RICH).stamp == read.stamp


@pytest.mark.parametrize(
    ("edited", "title"),
    [pytest.param(False, "Fresh", id="as it was stored"), pytest.param(True, "Quay shut", id="edited since")],
)
def test_a_fresh_story_is_published_where_nobody_has_written_it_since(
    store: Store, tmp_path_factory: pytest.TempPathFactory, edited: bool, title: str
) -> None:
    furnish(store)
    bring(store, 1)
    if edited:
        modified = ModifiedStory(story=EDITED, fields=frozenset({"title"}), membership=True)
        record = make_record(store, take(store), Changes(modified=(modified,)))
        store.record_poll(record)
    fresh: Mapping[str, Story] = {EDITED.id: as_stored(make_story(1, title="Fresh"))}
    publisher(store, tmp_path_factory).publish(["all"], fresh)
    document = store.document(PATH)
    assert document is not None
    assert f'"{title}"'.encode() in document.body


def test_a_topic_that_changed_in_this_second_is_made_in_the_next_and_only_then(
    store: Store, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def make(path: str, *given: Any) -> Document:
        made.append(path)
        return make_document(path, *given)

    monkeypatch.setattr(documents, "make_document", make)
    clock = FakeClock(NOW + 9 * SECOND)
    config = Config(directory=tmp_path_factory.mktemp("config"), topics=(make_topic(),))
    publishing = Publisher(config, store, clock=clock, sleep=clock.sleep)
    furnish(store)
    for n in (1, 2):
        bring(store, n)
        publishing.publish(["all"])
    assert clock.slept == [1.0]
    assert sorted(made).count(PATH) == 2


def test_a_topic_is_published_in_one_transaction_that_reads_and_one_that_writes(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = FakeClock(NOW + 9 * SECOND)
    config = Config(directory=tmp_path_factory.mktemp("config"), topics=(make_topic(),))
    publishing = Publisher(config, store, clock=clock, sleep=clock.sleep)
    furnish(store)
    publishing.publish(["all"])  # what /feeds.opml says of it comes with the first time
    bring(store, 1, 2)
    clock.advances(minutes=1)
    begun: list[sa.Connection] = []
    sa.event.listen(store._engine, "begin", begun.append)
    assert publishing.publish(["all"])
    assert len(begun) == 2
    ids = [id for id, _ in store.story_stamps()]
    assert all(len(kept) == 2 for kept in store.fragments(ids, FORMATS, make_context(config).key).values())
