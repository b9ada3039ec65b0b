"""A directory that follows what is published: what changed is written, and nothing else is even made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from feedsvc.store import Store
from feedsvc.web import static_site as site_module
from feedsvc.web.static_site import SiteWriter
from tests.builders import story_id
from tests.web.helpers import Town, make_config, make_town

pytestmark = pytest.mark.slow


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return make_town(make_config(), sqlite_store)


@pytest.fixture
def writer(town: Town, tmp_path: Path) -> SiteWriter:
    return SiteWriter(town.config, town.store, tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the pages that are rendered, in turn."""
    paths: list[str] = []
    real = site_module.page_document

    def note(page: site_module.StaticPage, *rest: object) -> object:
        paths.append(page.path)
        return real(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(site_module, "page_document", note)
    return paths


def test_all_of_it_is_written_at_first_and_nothing_the_second_time(
    writer: SiteWriter, town: Town, tmp_path: Path
) -> None:
    written, removed = writer.write(town.now)
    assert {"/", "/about-bot", "/feeds/world.atom", "/feeds.opml", f"/stories/{story_id(1)}"} <= set(written)
    assert removed == []
    assert "User-agent: feedsvc" in (tmp_path / "about-bot.html").read_text()
    assert 'href="/about-bot"' in (tmp_path / "index.html").read_text()
    assert (tmp_path / "stories" / f"{story_id(1)}.html").is_file()
    assert writer.write(town.now + timedelta(hours=1)) == ([], [])


def test_a_story_costs_its_own_page_and_those_that_list_it(
    writer: SiteWriter, town: Town, made: list[str]
) -> None:
    writer.write(town.now)
    made.clear()
    town.edit(3, "Lanterns, counted a third time")
    town.publish()
    written, _ = writer.write(town.now)
    assert {"/feeds/world.atom", "/topics/world", f"/stories/{story_id(3)}"} <= set(written)
    assert [path for path in made if path.startswith("/stories/")] == [f"/stories/{story_id(3)}"]
    assert "/topics/world" in made
    assert "/topics/boats" not in made


def test_a_file_that_somebody_removed_comes_back(writer: SiteWriter, town: Town, tmp_path: Path) -> None:
    writer.write(town.now)
    gone = tmp_path / "stories" / f"{story_id(2)}.html"
    gone.unlink()
    assert writer.write(town.now) == ([f"/stories/{story_id(2)}"], [])
    assert gone.is_file()


@pytest.mark.parametrize("path", ["/feeds/world.atom", f"/stories/{story_id(2)}"])
@pytest.mark.parametrize("again", [False, True], ids=["the same writer", "another writer"])
def test_a_neighbour_that_somebody_removed_or_emptied_comes_back(
    writer: SiteWriter, town: Town, tmp_path: Path, path: str, again: bool
) -> None:
    writer.write(town.now)
    stem = path.strip("/") if path.startswith("/feeds") else f"{path.strip('/')}.html"
    gone, emptied = tmp_path / f"{stem}.gz", tmp_path / f"{stem}.br"
    before = gone.read_bytes(), emptied.read_bytes()
    gone.unlink()
    emptied.write_bytes(b"")
    writer = SiteWriter(town.config, town.store, tmp_path) if again else writer
    assert writer.write(town.now + timedelta(hours=1)) == ([path], [])
    assert (gone.read_bytes(), emptied.read_bytes()) == before


def test_what_is_published_no_more_is_removed(writer: SiteWriter, town: Town, tmp_path: Path) -> None:
    writer.write(town.now)
    town.config = make_config(topics=town.config.topics[:1])
    town.settle()
    town.publish()
    written, removed = SiteWriter(town.config, town.store, tmp_path).write(town.now)
    assert "feeds/boats.atom" in removed
    assert "topics/boats.html" in removed
    assert "/" in written


def test_a_second_writer_finds_the_files_of_the_first(writer: SiteWriter, town: Town, tmp_path: Path) -> None:
    writer.write(town.now)
    again = SiteWriter(town.config, town.store, tmp_path)
    assert again.write(town.now + timedelta(hours=1)) == ([], [])


def test_files_offer_nothing_that_asks_a_running_service(
    writer: SiteWriter, town: Town, tmp_path: Path
) -> None:
    writer.write(town.now)
    pages = [
        tmp_path / "index.html",
        tmp_path / "topics/world.html",
        tmp_path / f"stories/{story_id(2)}.html",
    ]
    for page in pages:
        text = page.read_text("utf-8")
        assert "/search" not in text
        assert "data-live" not in text
        assert "find." not in text
        assert "More like this" not in text
    assert "Earlier versions" in text
    assert not list((tmp_path / "static").glob("find.*"))
