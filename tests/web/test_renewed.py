"""Lists of a large installation are read beside the requests; those of a small one at every request."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from feedsvc.errors import StoreUnavailable
from feedsvc.web.directory import Directory
from feedsvc.web.reads import Reads
from feedsvc.web.renewed import FRESH, OLDEST, Renewed
from tests.patience import PATIENCE, until
from tests.web.helpers import Town


class Shelf:
    """Gives 1, 2, 3 …, or is away."""

    def __init__(self) -> None:
        self.count, self.now, self.away = 0, 0.0, False
        self.asked = threading.Semaphore(0)
        self.opened = threading.Event()
        self.opened.set()
        self.looks = 0
        self.value = Renewed(self.read, monotonic=self.monotonic)

    def monotonic(self) -> float:
        self.looks += 1
        return self.now

    def read(self) -> int:
        self.count += 1
        try:
            self.opened.wait(PATIENCE)
            if self.away:
                raise StoreUnavailable("away")
            return self.count
        finally:
            self.asked.release()

    def was_asked(self, times: int) -> bool:
        return all(self.asked.acquire(timeout=PATIENCE) for _ in range(times))


def test_a_value_is_kept_for_a_moment_and_then_read_beside_who_asks() -> None:
    shelf = Shelf()
    assert [shelf.value(), shelf.value()] == [1, 1]
    shelf.now += FRESH + 0.1
    assert shelf.value() == 1
    assert shelf.was_asked(2)
    assert shelf.count == 2


def test_an_old_value_is_waited_for() -> None:
    shelf = Shelf()
    shelf.value()
    shelf.now += OLDEST + 0.1
    assert shelf.value() == 2


@pytest.mark.parametrize("away", [False, True], ids=["there", "away"])
def test_an_old_value_is_read_once_for_all_who_wait(away: bool) -> None:
    shelf = Shelf()
    shelf.value()
    shelf.now += OLDEST + 0.1
    shelf.opened.clear()
    with ThreadPoolExecutor(8) as readers:
        before = shelf.looks
        waiting = [readers.submit(shelf.value) for _ in range(8)]
        until(lambda: shelf.looks == before + 8)
        shelf.away = away
        shelf.opened.set()
        answers = [one.exception(PATIENCE) or one.result() for one in waiting]
    assert shelf.count == 2
    assert {str(answer) for answer in answers} == {"away" if away else "2"}


def test_a_value_is_given_while_the_store_is_away_until_it_is_old() -> None:
    shelf = Shelf()
    shelf.value()
    shelf.away = True
    shelf.now += FRESH + 0.1
    assert shelf.value() == 1
    assert shelf.was_asked(2)
    shelf.now += OLDEST
    with pytest.raises(StoreUnavailable):
        shelf.value()


@pytest.mark.parametrize(
    ("most", "exact", "seen"),
    [
        pytest.param(1, False, False, id="large: of a moment ago"),
        pytest.param(500, False, True, id="small: as it is"),
        pytest.param(1, True, True, id="large, for files: as it is"),
    ],
)
def test_a_list_of_very_many_is_of_a_moment_ago(
    town: Town, monkeypatch: pytest.MonkeyPatch, most: int, exact: bool, seen: bool
) -> None:
    monkeypatch.setattr("feedsvc.web.directory.LARGE", most)
    directory = Directory(town.config, town.store, Reads(), exact=exact)
    before = directory.sources().states
    topics = directory.topics()
    town.poll(77)
    assert (directory.sources().states != before) is seen
    assert (directory.topics() != topics) is seen


def test_where_no_thread_is_to_be_had_who_asks_reads_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    shelf = Shelf()
    shelf.value()
    monkeypatch.setattr(threading.Thread, "start", refuse)
    shelf.now += FRESH + 0.1
    assert [shelf.value(), shelf.value()] == [1, 2]
