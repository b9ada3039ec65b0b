from __future__ import annotations

import threading
from typing import Any, cast

import pytest

from feedsvc.builder import looking
from feedsvc.builder.kept import KEPT, KeptFetcher, KeptPages
from feedsvc.builder.looking import AT_ONCE, Busy, Looker
from feedsvc.config import SourceConfig
from feedsvc.fetch.fetcher import Fetcher
from feedsvc.models import ParsedStory, Validators
from feedsvc.operate.detect import Detection, Finding
from tests.builders import make_page

URL = "https://pier.example/news"
NOTHING: Any = None


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def source(**given: Any) -> SourceConfig:
    return SourceConfig(slug="pier", title="Pier", url=URL, extractor="auto", **given)


class Asked:
    """A fetcher that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, source: SourceConfig, validators: Validators) -> Any:
        self.asked.append(source.url)
        return make_page(url=source.url)


def test_a_page_is_kept_for_ten_minutes() -> None:
    clock = Clock()
    pages = KeptPages(clock)
    page = pages.keep(URL, make_page(url=URL))
    clock.now = KEPT - 1
    assert pages.get(URL) is page
    assert pages.get(URL + "?page=2") is None
    clock.now = KEPT + 1
    assert pages.get(URL) is None


def test_a_poll_asks_only_for_what_the_look_did_not_ask_for() -> None:
    asked, pages = Asked(), KeptPages()
    fetcher = KeptFetcher(cast(Fetcher, asked), pages)
    page = pages.keep(URL, make_page(url=URL))
    assert fetcher.fetch(source(), Validators()) is page
    assert asked.asked == []
    for other in (source(headers={"X-Key": "1"}), source(params={"a": "b"}), source(method="POST")):
        fetcher.fetch(other, Validators())
    fetcher.fetch(source(), Validators(etag='"a"'))  # polled before: what it has may have changed
    assert asked.asked == [URL] * 4


def test_a_third_look_waits_and_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 0.01)
    looker = Looker(NOTHING, NOTHING, KeptPages())
    done, held = threading.Event(), threading.Barrier(AT_ONCE + 1)

    def look() -> None:
        with looker.turn():
            held.wait(10)
            done.wait(10)

    threads = [threading.Thread(target=look) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    held.wait(10)
    with pytest.raises(Busy, match="two pages"), looker.turn():
        pass
    done.set()
    for thread in threads:
        thread.join(10)
    with looker.turn():
        pass


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "ROOM_SEEN", 1000)
    looker = Looker(NOTHING, NOTHING, KeptPages())
    story = ParsedStory(title="Quay opens", content="x" * 590)
    finding = Finding(strategy="auto", stories=1, found=(story,))
    first, second = (Detection(url=f"{URL}/{n}", findings=(finding,), best=finding) for n in (1, 2))
    looker.remember(first.url, first)
    looker.remember(second.url, second)
    assert looker.known(first.url) is None
    assert looker.known(second.url) is second
