"""Databases that earlier states of the program left behind are opened, published and polled by today's."""

from __future__ import annotations

import lzma
import os
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from feedsvc.cli import main
from feedsvc.config import Config, load_config
from feedsvc.models import Document
from feedsvc.poll.making import make_poller
from feedsvc.store import Store, open_store
from feedsvc.store.transfer import copy_store
from feedsvc.web.start import app_from_environ
from tests.fakes import FakeClock

pytestmark = pytest.mark.usefixtures("logging_as_before")
DATABASES = Path(__file__).parents[1] / "store" / "databases"
NAMES = sorted(path.name.partition(".")[0] for path in DATABASES.glob("*.xz"))
TODAY = {"d6b3d25", "8d105fa", "e73a31a", "4801de3"}
"""Those whose documents were written by today's renderer."""
LATER = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""After all of them were made."""
MOVED = ("9698375", "d6b3d25")
"""Those that are moved to PostgreSQL first."""
PATHS = ("/feeds/all.atom", "/feeds/all.json", "/feeds.opml")


@dataclass
class Upgraded:
    """Today's program over such a database: `publishes`, `polls`, `told`."""

    name: str
    config: Config
    store: Store
    poller: Any
    clock: FakeClock

    def publishes(self) -> None:
        """All that a start and its first ticks do without any page."""
        for _ in range(2):
            self.poller.publisher.publish_stale()

    def polls(self) -> list[tuple[str, str, int, int]]:
        """Source, outcome, new and edited of a poll of each."""
        self.clock.now += timedelta(hours=1)
        reports = [self.poller.poll(source.slug) for source in self.config.sources]
        return [(r.source, str(r.outcome), r.new, r.edited) for r in reports]

    def documents(self) -> list[Document | None]:
        return [self.store.document(path) for path in PATHS]

    def told(self) -> dict[str, tuple[str, ...]]:
        """Id → title, published and updated of every entry of the feed."""
        document = self.store.document("/feeds/all.atom")
        assert document is not None
        return entries(document.body.decode())


def entries(feed: str) -> dict[str, tuple[str, ...]]:
    found = (
        dict(re.findall(r"<(id|title|published|updated)[^>]*>(.*?)</", entry))
        for entry in re.findall(r"<entry>.*?</entry>", feed, re.DOTALL)
    )
    return {e["id"]: (plain(e["title"]), e["published"], e["updated"]) for e in found}


def plain(title: str) -> str:
    """A title whose signs may be written in one way or the other."""
    return unescape(unescape(title))


CASES = [
    *(pytest.param((name, "sqlite"), id=name) for name in NAMES),
    *(pytest.param((name, "postgres"), id=f"{name} moved", marks=pytest.mark.postgres) for name in MOVED),
]


def put(name: str, folder: Path) -> Path:
    """A configuration directory beside the database of an earlier program."""
    shutil.copytree(DATABASES / "config", folder / "config")
    (folder / "feedsvc.db").write_bytes(lzma.decompress((DATABASES / f"{name}.db.xz").read_bytes()))
    return folder / "config"


def url_of(config: Config, engine: str, request: pytest.FixtureRequest) -> str:
    """Where the database is; on PostgreSQL it is moved there first."""
    if engine == "sqlite":
        return config.store.url
    with closing(open_store(config.store.url)) as former:
        former.upgrade()
        url: str = request.getfixturevalue("postgres_url")
        with closing(open_store(url)) as target:
            copy_store(former, target)
    return url


@pytest.fixture(params=CASES)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path, children: Any) -> Iterator[Upgraded]:
    name, engine = request.param
    config, clock = load_config(put(name, tmp_path), {}), FakeClock(LATER)
    store = open_store(url_of(config, engine, request))
    store.upgrade()
    poller = make_poller(
        config, store, clock=clock, rng=random.Random(7), sleep=clock.sleep, extractor=children
    )
    yield Upgraded(name, config, store, poller, clock)
    poller.close()
    store.close()


def test_an_earlier_database_is_published_and_polled_on_with_its_bytes_ids_and_dates(
    upgraded: Upgraded,
) -> None:
    publishing_announces_nothing(upgraded)
    a_poll_of_the_same_pages_changes_no_byte(upgraded)
    what_changes_from_then_on_keeps_its_ids(upgraded)


def publishing_announces_nothing(upgraded: Upgraded) -> None:
    """What today's renderer wrote stays byte by byte, what an earlier one wrote is written once."""
    told, documents = upgraded.told(), upgraded.documents()
    upgraded.publishes()
    if upgraded.name in TODAY:
        assert None not in documents
        assert upgraded.documents() == documents
    once = upgraded.documents()
    # No story came out after it was updated: renderers up to 2 wrote what the first programs stored.
    assert upgraded.told() == {
        id: (title, min(published, updated), updated) for id, (title, published, updated) in told.items()
    }
    upgraded.publishes()
    assert upgraded.documents() == once


def a_poll_of_the_same_pages_changes_no_byte(upgraded: Upgraded) -> None:
    before = upgraded.documents()
    found = upgraded.polls()
    assert {(new, edited) for _, _, new, edited in found} == {(0, 0)}, found
    assert {outcome for _, outcome, _, _ in found} <= {"ok", "unchanged", "not-modified"}, found
    assert upgraded.documents() == before


def what_changes_from_then_on_keeps_its_ids(upgraded: Upgraded) -> None:
    before = upgraded.told()
    for page in (upgraded.config.directory / "pages").iterdir():
        text = page.read_text()
        for old, new in EDITS.items():
            text = text.replace(old, new)
        page.write_text(text)
    found = upgraded.polls()
    assert [(source, new, edited) for source, _, new, edited in found] == [
        ("board", 0, 1),
        ("pier", 0, 1),
        ("wire", 0, 1),
    ]
    after = upgraded.told()
    assert after.keys() == before.keys()
    assert all(after[id][1] == before[id][1] for id in before), "published stays"
    assert sum(after[id][2] > before[id][2] for id in before) == 3, "updated moves where something was edited"


EDITS = {
    "Lamp 2 of the quay is lit again": "Lamp 2 of the quay is broken",
    "The quay of district 9 was opened at dusk": "The quay of district 9 opened at noon",
    "Ropes of 6 metres are sold": "Ropes of 66 metres are given away",
}


OLDER = "the database has schema 9999, which a newer feedsvc made; upgrade this one"
COMMANDS = ("check", "status", "poll", "publish", "schedule", "run --port 0", "db upgrade")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def newer(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration whose database a newer program has upgraded."""
    directory = put(NAMES[0], tmp_path)
    url = url_of(load_config(directory, {}), request.param, request)
    with closing(open_store(url)) as store, store._write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    monkeypatch.setenv("FEEDSVC_STORE_URL", url)
    return directory


def test_every_command_refuses_a_newer_database_in_one_sentence(
    newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in COMMANDS:
        status = main(["--config", str(newer), *command.split()])
        assert (status, capsys.readouterr().err.splitlines()[-1]) in [
            (1, f"Error: {OLDER}"),
            (1, f"Error: database: {OLDER}"),
        ], command


def test_a_web_server_refuses_a_newer_database_in_one_sentence(
    newer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as ended:
        app_from_environ(os.environ | {"FEEDSVC_CONFIG": str(newer)})
    assert (ended.value.code, capsys.readouterr().err) == (2, f"{OLDER}\n")
