"""What a tick finishes: the static site once a change, each alert until it is delivered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError
from feedsvc.models import State, Transition
from feedsvc.publish.publisher import Publisher
from feedsvc.schedule.housekeep import CACHED, Housekeeper
from feedsvc.store import Store
from feedsvc.store.telling import LEASE
from tests.builders import NOW, make_document
from tests.fakes import FakeClock
from tests.store.helpers import furnish, make_record, take

HUB = "https://hub.example/"


@pytest.fixture
def clock() -> FakeClock:
    """The time of every housekeeper."""
    return FakeClock()


@pytest.fixture
def keeps_house(sqlite_store: Store, tmp_path: Path, clock: FakeClock) -> Any:
    """A housekeeper over a furnished store: `make(channel)`, and how often the site was written."""
    furnish(sqlite_store)
    written: list[int] = []
    no_poster: Any = None

    def make(channel: Any = None) -> Any:
        publisher = Publisher(Config(directory=tmp_path), sqlite_store, clock=FakeClock())
        return Housekeeper(
            sqlite_store,
            publisher,
            no_poster,
            channel,
            clock=clock,
            write_site=lambda: written.append(1),
        )

    return make, written


def test_the_site_is_written_at_first_and_then_when_a_document_changed(
    keeps_house: Any, sqlite_store: Store
) -> None:
    make, written = keeps_house
    housekeeper = make()
    for _ in range(3):
        housekeeper.tidy()
    assert len(written) == 1
    sqlite_store.put_documents(None, 0, [make_document("/extra", topic=None)], now=NOW)
    for _ in range(3):
        housekeeper.tidy()
    assert len(written) == 2


def test_a_site_that_cannot_be_written_holds_up_no_alert(
    keeps_house: Any, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, written = keeps_house
    told: list[str] = []

    def tells(title: str, body: str) -> bool:
        told.append(title)
        return True

    failing = Transition(source="world", before=State.OK, after=State.FAILING, at=NOW, reason="404")
    sqlite_store.record_poll(make_record(sqlite_store, take(sqlite_store), transition=failing))
    housekeeper = make(tells)

    def full() -> None:
        raise NotADirectoryError(20, "Not a directory", "/dev/null/site")

    monkeypatch.setattr(housekeeper, "_write_site", full)
    with pytest.raises(FeedsvcError, match=r"\[publish\] directory cannot be written: /dev/null/site: Not a"):
        housekeeper.tidy()
    assert told == ["feedsvc: world is failing"]
    monkeypatch.undo()
    housekeeper.tidy()
    assert written == [1]


def test_an_alert_that_is_not_delivered_is_tried_again_and_then_not(
    keeps_house: Any, sqlite_store: Store
) -> None:
    make, _ = keeps_house
    answers, told = [False, True], []

    def channel(title: Any, body: Any) -> Any:
        told.append(title)
        return answers[len(told) - 1]

    failing = Transition(source="world", before=State.OK, after=State.FAILING, at=NOW, reason="404")
    sqlite_store.record_poll(make_record(sqlite_store, take(sqlite_store), transition=failing))
    housekeeper = make(channel)
    for _ in range(4):
        housekeeper.tidy()
    assert told == ["feedsvc: world is failing"] * 2


def test_an_alert_whose_teller_died_is_told_by_another_one(
    keeps_house: Any, sqlite_store: Store, clock: FakeClock
) -> None:
    make, _ = keeps_house
    told: list[str] = []

    def tells(title: str, _body: str) -> bool:
        told.append(title)
        return True

    class Killed(BaseException):
        """Nothing that the process still does reaches the world."""

    def dies(_title: str, _body: str) -> bool:
        raise Killed

    failing = Transition(source="world", before=State.OK, after=State.FAILING, at=NOW, reason="404")
    sqlite_store.record_poll(make_record(sqlite_store, take(sqlite_store), transition=failing))
    with pytest.raises(Killed):
        make(dies).tidy()
    make(tells).tidy()
    assert told == []
    clock.sleep(LEASE.total_seconds())
    for _ in range(2):
        make(tells).tidy()
    assert told == ["feedsvc: world is failing"]


def test_a_hub_is_told_when_no_server_has_the_former_file_in_its_cache(
    sqlite_store: Store, tmp_path: Path
) -> None:
    furnish(sqlite_store)
    clock = FakeClock()
    posted: list[datetime] = []
    written: list[datetime] = []

    class Poster:
        def post(self, url: str, data: bytes, content_type: str) -> int:
            posted.append(clock())
            return 204

    housekeeper = Housekeeper(
        sqlite_store,
        Publisher(Config(directory=tmp_path), sqlite_store, clock=clock),
        Poster(),
        None,
        clock=clock,
        sleep=clock.sleep,
        write_site=lambda: written.append(clock()),
    )
    housekeeper.tidy()
    for path in ("/feeds/one.atom", "/feeds/two.atom"):
        changed, ping = make_document(path, topic=None), (path, f"https://feeds.example{path}", HUB)
        sqlite_store.put_documents(None, 0, [changed], pings=[ping], now=clock())
        clock.advances(minutes=1)
        housekeeper.tidy()
    assert [told - file for told, file in zip(posted, written[1:], strict=True)] == [CACHED, CACHED]
