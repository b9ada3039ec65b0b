"""The disk under a running service is full, read-only, or has lost the database: on a real disk of its own."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.test_processes import CONFIG, SOURCE
from tests.commanded import commanded, ran
from tests.disks import Disk, small_disk
from tests.living import LivingSite, invent, serving
from tests.patience import PATIENCE, served, until

PATH = "/world-live/"
FEED = "/feeds/all.atom"
PUBLISH = '[publish]\ndirectory = "site"\n'
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
EVERY = 1
"""Seconds between two ticks, and two polls."""


@dataclass
class Service:
    """feedsvc on a small disk, over a living site: `starts`, `stops`, `runs`, `asks`."""

    disk: Disk
    site: LivingSite
    log: Path
    address: str = ""
    process: Any = None
    published: int = field(default=0)
    stack: ExitStack = field(default_factory=ExitStack)

    @property
    def home(self) -> Path:
        return self.disk.seen

    def is_configured(self) -> None:
        sources = self.home / "config" / "sources"
        sources.mkdir(parents=True)
        settings = CONFIG.format(url="sqlite:///feedsvc.db").replace('"0.1s"', f'"{EVERY}s"') + PUBLISH
        (self.home / "config" / "feedsvc.toml").write_text(settings)
        (self.home / "config" / "topics.toml").write_text('[[topic]]\nslug = "all"\ntitle = "All"\n')
        (sources / "world.toml").write_text(SOURCE.format(base=self.site.base))

    @property
    def config(self) -> tuple[str, str]:
        return "--config", f"{self.disk.place}/config"

    def starts(self) -> None:
        words = (*self.config, "run", "--port", "0")
        self.process = self.stack.enter_context(commanded(*words, log=self.log, space=self.disk.space))
        found = re.search(r"http://\S+", self.process.line())
        assert found, self.log.read_text()
        self.address = found[0]

    def stops(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.ends()[0] == 0, self.log.read_text()

    def runs(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command beside it."""
        return ran(*self.config, *words, space=self.disk.space)

    def publishes(self) -> str:
        """The site has one story more; gives its headline."""
        self.published += 1
        story = invent(self.published, published=NOW - timedelta(hours=5) + timedelta(minutes=self.published))
        self.site.publishes(PATH, story)
        return str(story.headline)

    def asks(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with closing(error):
                return error.code, error.read()

    def shows(self, path: str) -> bytes:
        """A page for people or programs; who is told that the database is busy asks again, as browsers do."""
        status, body = self.asks(path)
        end = time.monotonic() + PATIENCE
        while status == 503 and time.monotonic() < end:
            time.sleep(0.1)
            status, body = self.asks(path)
        assert status == 200, (path, status)
        return body

    def serves(self, headline: str) -> str:
        """Wait until the feed holds it."""
        return served(self.address + FEED, headline)

    def is_ready(self) -> bool:
        return self.asks("/readyz")[0] == 200

    def told(self, text: str) -> int:
        """How many lines of the log say this."""
        return self.log.read_text().count(text)

    def files(self) -> dict[Path, bytes]:
        """What is published as files."""
        site = self.home / "site"
        return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@contextmanager
def installed(folder: Path) -> Iterator[Service]:
    """A service that has polled, published and written its files; it ends with the block."""
    with small_disk(folder / "disk", "8m") as disk, serving(LivingSite()) as site:
        service = Service(disk, site, folder / "log")
        for _ in range(12):
            headline = service.publishes()
        service.is_configured()
        with service.stack:
            service.starts()
            service.serves(headline)
            until(lambda: (service.home / "site" / "index.html").exists())
            yield service
            service.stops()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with installed(tmp_path_factory.mktemp("disk")) as made:
        yield made


def test_a_full_disk_is_told_everywhere_and_nothing_is_lost_or_half_written(service: Service) -> None:
    feed, page = service.asks(FEED), (service.home / "config" / "sources" / "world.toml").read_text()
    service.disk.fills()
    headline = service.publishes()
    until(lambda: service.told("database or disk is full") > 1)
    files = service.files()

    assert service.asks("/readyz") == (503, b"not ready: StoreUnavailable\n")
    (problem,) = json.loads(service.shows("/status.json"))["database"]["problems"]
    assert "disk is full" in problem
    assert b"Nothing can be written to the database" in service.shows("/status")
    assert "database: the disk is full" in service.runs("status").stderr
    check = service.runs("check")
    assert (check.returncode, "database: needs a look" in check.stdout) == (1, True)
    assert "database: the disk is full" in check.stderr
    assert "make room" in check.stderr
    assert " new " not in check.stdout  # what is known of the source can be read
    for path in ("/", "/topics/all", "/metrics", f"{FEED}?q=kiln"):
        assert service.shows(path)
    assert service.asks(FEED) == feed
    edited = service.runs("edit", "world", "every=2s")
    assert (edited.returncode, "No space left on device" in edited.stderr) == (1, True)
    backup = service.runs("db", "backup", f"{service.disk.place}/copy")
    assert (backup.returncode, backup.stderr) == (
        1,
        f"Error: {service.disk.place}/copy cannot be written: database or disk is full\n",
    )

    assert (service.home / "config" / "sources" / "world.toml").read_text() == page
    assert all(files.values()), "no file is empty"
    assert not [path for path in service.home.rglob(".*") if path.is_file()], "nothing is left half done"
    service.disk.frees()
    assert service.serves(headline)
    until(service.is_ready)
    until(lambda: headline.encode() in service.files()[Path("feeds/all.atom")])
    assert service.told("Traceback") == 0


def test_a_lost_database_is_told_and_not_made_anew_and_yesterday_s_copy_goes_on(service: Service) -> None:
    until(service.is_ready)
    copy = service.home / "copy.db"
    assert service.runs("db", "backup", f"{service.disk.place}/copy.db").returncode == 0
    headline = service.publishes()
    before = ids(service.serves(headline))
    for part in service.home.glob("feedsvc.db*"):
        part.unlink()
    until(lambda: not service.is_ready())
    until(lambda: service.told("feedsvc.db is gone") > 1)
    assert ids(service.asks(FEED)[1].decode()) == before
    assert service.asks(FEED)[0] == 200
    assert not list(service.home.glob("feedsvc.db*"))

    shutil.move(copy, service.home / "feedsvc.db")
    until(service.is_ready)
    late = service.publishes()
    after = ids(service.serves(late))
    assert before.items() <= after.items()
    assert service.runs("check").returncode == 0


def test_a_read_only_disk_is_served_said_once_and_polled_again_once_it_can_be_written(
    service: Service,
) -> None:
    until(service.is_ready)
    feed = service.asks(FEED)
    service.stops()
    service.disk.turns("ro")
    service.log.write_text("")
    scheduler = service.runs("schedule")
    assert (scheduler.returncode, scheduler.stderr.count("\n") <= 3) == (1, True), scheduler.stderr
    assert "readonly" in scheduler.stderr, scheduler.stderr
    check = service.runs("check")
    assert (check.returncode, "mount it for writing" in check.stderr) == (1, True), check.stderr
    service.starts()
    headline = service.publishes()
    assert service.asks(FEED) == feed
    assert service.shows("/status")
    (problem,) = json.loads(service.shows("/status.json"))["database"]["problems"]
    assert "read-only" in problem
    assert service.told("readonly") <= 2
    service.disk.turns("rw")
    assert service.serves(headline)


def ids(feed: str) -> dict[str, str]:
    """Headline → id, as readers see them."""
    entries = re.findall(r"<entry>.*?<id>(.*?)</id>.*?<title[^>]*>(.*?)</title>", feed, re.DOTALL)
    return {title: id for id, title in entries}
