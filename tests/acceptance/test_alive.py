"""`feedsvc run` as a real process whose configuration changes while it runs."""

from __future__ import annotations

import json
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commanded import commanded, ran
from tests.forked import Forked
from tests.patience import PATIENCE, until

SOURCE = 'title = "{slug}"\nurl = "file:pages/{slug}.html"\nextractor = "byline"\nevery = "10m"\n'
TOPIC = '[[topic]]\nslug = "{slug}"\ntitle = "{slug}"\n'
PAGE = """<html><body><h2><a href="https://{slug}.example/2026-03-01/kite-1001.html">A kite over {slug}</a></h2>
<p>By Mei Tan / Mar 01, 2026 10:01 AM / World</p>
<p>The kite was seen from every pier of {slug}, and stayed up until dusk.</p></body></html>"""


def has(directory: Path, slug: str) -> None:
    """A source with a page of one story."""
    (directory / "pages" / f"{slug}.html").write_text(PAGE.format(slug=slug))
    (directory / "sources" / f"{slug}.toml").write_text(SOURCE.format(slug=slug))


@dataclass
class Running:
    """A service with its configuration directory: `has`, `says`, `hears`."""

    directory: Path
    process: Forked
    address: str

    def has(self, slug: str) -> None:
        has(self.directory, slug)

    def topics(self, text: str) -> None:
        (self.directory / "topics.toml").write_text(text)

    def reloads(self) -> subprocess.CompletedProcess[str]:
        return ran("--config", self.directory, "reload")

    def says(self, path: str) -> str:
        """What it serves there; nothing where it refuses."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except urllib.error.HTTPError:
            return ""

    def config(self) -> Any:
        return json.loads(self.says("/status.json"))["config"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    directory = tmp_path / "config"
    for name in ("sources", "pages"):
        (directory / name).mkdir(parents=True)
    (directory / "feedsvc.toml").write_text(f'[store]\nurl = "sqlite:///{tmp_path}/feedsvc.db"\n')
    has(directory, "old")
    (directory / "topics.toml").write_text(TOPIC.format(slug="all"))
    with commanded("--config", directory, "run", "--port", "0") as process:
        yield Running(directory, process, process.line().split()[3])
        process.send_signal(signal.SIGTERM)
        assert process.ends()[0] == 0


def test_what_is_added_while_it_runs_is_served_and_a_mistake_changes_nothing_until_it_is_mended(
    service: Running,
) -> None:
    until(lambda: "A kite over old" in service.says("/feeds/all.atom"))
    service.has("new")
    service.topics(TOPIC.format(slug="all") + TOPIC.format(slug="kites"))
    # A new topic is filled from everything stored, a new source is polled at once.
    until(lambda: "A kite over old" in service.says("/feeds/kites.rss"))
    until(lambda: "A kite over new" in service.says("/feeds/kites.rss"))
    before = service.config()
    service.topics("[[topic]]\nslug = ")
    service.process.send_signal(signal.SIGHUP)
    until(lambda: service.config()["problems"] != [])
    told = service.config()
    assert told["loaded_at"] == before["loaded_at"]
    assert [problem.partition(": ")[0] for problem in told["problems"]] == [
        f"{service.directory}/topics.toml"
    ]
    assert "A kite over new" in service.says("/feeds/kites.rss")
    service.topics(TOPIC.format(slug="all"))
    done = service.reloads()
    assert (done.returncode, done.stdout) == (0, "in force: 2 sources, 1 topic\n"), done.stderr
    assert service.config()["problems"] == []
    assert service.says("/feeds/kites.rss") == ""
