from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from feedsvc.builder import looking
from feedsvc.builder.atonce import Busy, Turns
from feedsvc.builder.drawer import KEPT, Drawer, shared_folder
from feedsvc.builder.kept import KeptFetcher, KeptPages
from feedsvc.builder.looking import AT_ONCE, Looker
from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError
from feedsvc.fetch.fetcher import Fetcher
from feedsvc.models import ParsedStory, Validators
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.store import open_store
from tests.builders import make_page
from tests.fakes import Seconds

URL = "https://pier.example/news"
NOTHING: Any = None


def source(**given: Any) -> SourceConfig:
    return SourceConfig(slug="pier", title="Pier", url=URL, extractor="auto", **given)


class Asked:
    """A fetcher that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, source: SourceConfig, validators: Validators) -> Any:
        self.asked.append(source.url)
        return make_page(url=source.url)


def looker(folder: Path) -> Looker:
    """One worker of those that share a folder."""
    return Looker(NOTHING, NOTHING, folder)


def test_a_page_is_kept_for_ten_minutes_for_every_worker(tmp_path: Path) -> None:
    clock = Seconds()
    page = KeptPages(tmp_path / "looks", clock).keep(URL, make_page(url=URL))
    pages = KeptPages(tmp_path / "looks", clock)
    clock.now = KEPT - 1
    assert pages.get(URL) == page
    assert pages.get(URL + "?page=2") is None
    clock.now = KEPT + 1
    assert pages.get(URL) is None


def test_a_poll_asks_only_for_what_the_look_did_not_ask_for(tmp_path: Path) -> None:
    asked, pages = Asked(), KeptPages(tmp_path / "looks")
    fetcher = KeptFetcher(cast(Fetcher, asked), pages)
    page = pages.keep(URL, make_page(url=URL))
    assert fetcher.fetch(source(), Validators()) == page
    assert asked.asked == []
    for other in (source(headers={"X-Key": "1"}), source(params={"a": "b"}), source(method="POST")):
        fetcher.fetch(other, Validators())
    fetcher.fetch(source(), Validators(etag='"a"'))  # polled before: what it has may have changed
    assert asked.asked == [URL] * 4


def test_a_third_look_waits_whichever_worker_it_is_at_and_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 0.01)
    one, other = looker(tmp_path / "looks"), looker(tmp_path / "looks")
    assert AT_ONCE == 2
    with one.turn(), other.turn():
        with pytest.raises(Busy, match="two pages"), one.turn():
            pass
        with pytest.raises(Busy, match="two pages"), other.turn():
            pass
    with one.turn(), one.turn():
        pass


def test_a_look_that_waits_has_the_turn_that_comes_free(tmp_path: Path) -> None:
    turns = [Turns(tmp_path / "looks", 1)]

    with ExitStack() as running:
        assert running.enter_context(turns[0].turn(0))
        waiting = Turns(tmp_path / "looks", 1, sleep=lambda _seconds: running.close())
        with waiting.turn(60) as has_come:
            assert has_come


def test_what_one_worker_found_another_knows_by_each_of_its_addresses(tmp_path: Path) -> None:
    story = ParsedStory(title="Quay opens", published=datetime(2026, 3, 4, tzinfo=UTC), url=f"{URL}/quay")
    findings = (
        Finding(strategy="selectors", options={"item": "li"}, stories=1, found=(story,)),
        Finding(strategy="upstream", url=f"{URL}.atom", stories=1, found=(story,)),
    )
    found = Detection(url=URL, findings=findings, best=findings[0], page_title="Pier")
    looker(tmp_path / "looks").remember("https://pier.example/", found)
    for address in (URL, f"{URL}.atom", "https://pier.example/"):
        known = looker(tmp_path / "looks").known(address)
        assert known == found
        assert known.best is known.findings[0]  # chosen by being the same


def test_no_more_is_kept_than_there_is_room_for_and_none_of_it_for_long(tmp_path: Path) -> None:
    clock = Seconds()
    drawer = Drawer(tmp_path / "looks" / "drawer", most=3, room=250, clock=clock)

    def kept() -> list[str]:
        return [name for name in "abcd" if drawer.get(name)]

    for name in "abcd":
        clock.now += 1
        drawer.keep(name, b"x" * 10)
    assert kept() == ["b", "c", "d"]
    clock.now += 1
    drawer.keep("a", b"x" * 235)
    assert kept() == ["a", "d"]
    clock.now += KEPT
    drawer.keep("b", b"x")
    assert [path.stat().st_size for path in (tmp_path / "looks" / "drawer").iterdir()] == [1]


def test_what_is_kept_is_for_us_alone(tmp_path: Path) -> None:
    folder = tmp_path / "looks"
    KeptPages(folder).keep(URL, make_page(url=URL))
    modes = {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}
    assert modes == {0o700, 0o600}


@pytest.mark.parametrize("strange", ["open", "link", "file"])
def test_a_folder_that_somebody_else_can_change_is_refused(tmp_path: Path, strange: str) -> None:
    folder = tmp_path / "looks"
    if strange == "open":
        folder.mkdir()
        folder.chmod(0o777)
    elif strange == "link":
        folder.symlink_to(tmp_path / "elsewhere")
        (tmp_path / "elsewhere").mkdir(mode=0o700)
    else:
        folder.touch()
    with pytest.raises(FeedsvcError, match=r"looks: .*are kept there"), looker(folder).turn():
        pass


def test_what_another_version_kept_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    Drawer(tmp_path / "looks" / "pages", most=1, room=1).keep(URL, b"\x93 of another kind")
    assert KeptPages(tmp_path / "looks").get(URL) is None


def test_workers_over_one_configuration_meet_in_one_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert shared_folder(one, None) == shared_folder(tmp_path / "." / "one", None)
    assert shared_folder(one, None) != shared_folder(other, None)
    store = open_store(f"sqlite:///{tmp_path}/pier.db")
    assert shared_folder(one, store.file) == tmp_path / "pier.db-looks"


@pytest.mark.parametrize("what", ["open to others", "a link", "open above"])
def test_what_others_may_have_put_there_is_not_read(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "looks"
    drawer = Drawer(folder / "pages", most=3, room=250)
    drawer.keep(URL, b"x")
    assert drawer.get(URL) == b"x"
    if what == "a link":
        (folder / "pages").rename(tmp_path / "theirs")
        (folder / "pages").symlink_to(tmp_path / "theirs")
    else:
        (folder / "pages" if what == "open to others" else folder).chmod(0o777)
    assert drawer.get(URL) is None
