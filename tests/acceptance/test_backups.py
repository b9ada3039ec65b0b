"""Yesterday's copy is put back, by hand and by command, beside a service that goes on polling and serving."""

from __future__ import annotations

import signal
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feedsvc.render import gunzip
from feedsvc.store.backups import back_up, restore
from tests.acceptance.conftest import Program, both_engines
from tests.acceptance.test_processes import CONFIG, SOURCE
from tests.commanded import commanded, ran
from tests.living import LivingSite, invent
from tests.patience import served

PATH = "/world-live/"
DAY = timedelta(days=1)


def quiet(_done: int, _total: int) -> None:
    pass


@both_engines
def test_what_came_since_the_backup_is_found_again_under_the_ids_that_readers_know(
    program: Program, tmp_path: Path
) -> None:
    site = program.site
    site.shows(PATH, *(invent(n) for n in range(1, 6)))
    program.watches("world", PATH)
    program.polls()
    back_up(program.store, tmp_path / "copy", quiet)
    backup, bodies = told(program), program.body()
    for n in range(6, 9):
        site.publishes(PATH, invent(n))
    site.edits(2, headline="Lanterns are counted again")
    program.polls(after=2 * timedelta(hours=1))
    before = told(program)
    restore(program.store, tmp_path / "copy", program.clock.now, quiet)
    assert (told(program), program.body()) == (backup, bodies)
    program.restarts()
    report = program.polls(after=DAY)
    assert (report.ok, report.new, report.edited) == (True, 3, 1)
    after = told(program)
    assert after.keys() == before.keys()
    assert all(after[id][0] == before[id][0] for id in before), "published stays"
    assert all(after[id][1] >= before[id][1] for id in before), "updated never goes back"
    unedited = [id for id in before if before[id][0] == before[id][1]]
    assert [after[id] for id in unedited] == [before[id] for id in unedited]


def told(program: Program) -> dict[str, tuple[str, str]]:
    """Id → published, updated of every entry."""
    return {entry.id: (entry.published, entry.updated) for entry in program.feed().entries}


@pytest.fixture
def directory(tmp_path: Path, site: LivingSite) -> Path:
    """A source that is polled all the time."""
    config = tmp_path / "config"
    (config / "sources").mkdir(parents=True)
    (config / "feedsvc.toml").write_text(CONFIG.format(url="sqlite:///feedsvc.db"))
    (config / "topics.toml").write_text('[[topic]]\nslug = "all"\ntitle = "All"\n')
    (config / "sources" / "world.toml").write_text(SOURCE.format(base=site.base))
    return config


def test_a_running_service_is_backed_up_and_takes_up_what_is_put_back(
    directory: Path, site: LivingSite
) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    site.shows(PATH, *(invent(n, published=now - timedelta(minutes=20 - n)) for n in range(1, 13)))
    config = ("--config", directory)
    file = directory.parent / "copy.db"
    with commanded(*config, "run", "--port", "0") as service:
        feed = f"{service.line().split()[3]}/feeds/all.atom"
        early = ids(served(feed, invent(12).headline))
        flood = Publishing(site, now)
        flood.start()
        assert ran(*config, "db", "backup", file).returncode == 0
        flood.stop()
        late = ids(served(feed, flood.last))
        assert early.items() <= late.items()
        assert_consistent(file)
        said = ran(*config, "db", "restore", "--force", file).stdout
        assert f"what it held before is in {directory.parent}/feedsvc.db.before-" in said
        again = ids(served(feed, flood.last))
        service.send_signal(signal.SIGTERM)
        assert service.ends()[0] == 0
    assert again == late
    assert_consistent(directory.parent / "feedsvc.db")


class Publishing(threading.Thread):
    """A site on which a story appears every moment."""

    def __init__(self, site: LivingSite, now: datetime) -> None:
        super().__init__(daemon=True)
        self._site, self._now, self._over = site, now, threading.Event()
        self.stories: list[Any] = []

    def run(self) -> None:
        for n in range(13, 19):
            self.stories.append(invent(n, published=self._now - timedelta(minutes=1)))
            self._site.publishes(PATH, self.stories[-1])
            if self._over.wait(0.3):
                return

    def stop(self) -> None:
        self._over.set()
        self.join()

    @property
    def last(self) -> str:
        return str(self.stories[-1].headline)


def ids(feed: str) -> dict[str, str]:
    return {entry.title: entry.id for entry in feedparser.parse(feed).entries}


def assert_consistent(file: Path) -> None:
    """It is sound, and every story is in the topic, and in its document unless that waits to be made."""
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        stories = {id for (id,) in copy.execute("SELECT id FROM stories")}
        members = copy.execute("SELECT count(*) FROM members WHERE topic = 'all' AND NOT gone").fetchone()
        (waits,) = copy.execute(
            "SELECT version > published_version FROM topics WHERE slug = 'all'"
        ).fetchone()
        (packed,) = copy.execute("SELECT gzip FROM documents WHERE path = '/feeds/all.atom'").fetchone()
    assert members == (len(stories),)
    assert waits or all(id.encode() in gunzip(packed) for id in stories)
