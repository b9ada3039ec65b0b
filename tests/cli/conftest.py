"""A configuration directory with pages of its own, and commands run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from feedsvc.cli import main
from tests.children import SharedPool
from tests.furnished import put_database

SOURCE = """
title = "{slug}"
url = "file:pages/{slug}.html"
extractor = "byline"
timezone = "Asia/Shanghai"
every = "10m"
"""
STORY = """
<h2><a href="https://news.example/2026-03-0{n}/lantern-{n}-100{n}.html">Lantern {n} is lit</a></h2>
<p>By Mei Tan / Mar 0{n}, 2026 10:0{n} AM / World</p>
<p>The lantern of pier {n} was lit at dusk, and a crowd of {n}00 came to see it.</p>
"""


@dataclass(frozen=True)
class Done:
    """What a command left: exit status and both streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def warnings(self) -> list[str]:
        """What is said on standard error beside the log."""
        return [line for line in self.err.splitlines() if line not in self.log]

    @property
    def log(self) -> list[str]:
        """The lines that say who did what."""
        return [line for line in self.err.splitlines() if " feedsvc.desk action " in line]


@dataclass(frozen=True)
class Site:
    """A configuration directory and the commands over it."""

    directory: Path
    run: Callable[..., Done]

    def lacks_database(self) -> None:
        """Nothing has run here yet."""
        (self.directory.parent / "feedsvc.db").unlink()

    def has_source(self, slug: str, stories: int = 3, **lines: str) -> None:
        """A source whose page shows so many stories."""
        text = SOURCE.format(slug=slug) + "".join(f"{key} = {value}\n" for key, value in lines.items())
        (self.directory / "sources" / f"{slug}.toml").write_text(text, "utf-8")
        self.shows(slug, stories)

    def shows(self, slug: str, stories: int) -> None:
        """Put so many stories on the source's page."""
        body = "".join(STORY.format(n=n) for n in range(1, stories + 1))
        (self.directory / "pages" / f"{slug}.html").write_text(f"<html><body>{body}</body></html>", "utf-8")


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Site:
    """A configuration directory without sources, and an empty database beside it."""
    for name in ("FEEDSVC_CONFIG", "FEEDSVC_STORE_URL", "FEEDSVC_DEBUG", "PORT"):
        monkeypatch.delenv(name, raising=False)
    directory = tmp_path / "config"
    for folder in ("sources", "pages"):
        (directory / folder).mkdir(parents=True)
    database = f'[store]\nurl = "sqlite:///{tmp_path}/feedsvc.db"\n'
    (directory / "feedsvc.toml").write_text(database, "utf-8")
    (directory / "topics.toml").write_text('[[topic]]\nslug = "all"\ntitle = "All"\n', "utf-8")
    put_database(tmp_path / "feedsvc.db")

    def run(*args: str | Path) -> Done:
        capsys.readouterr()
        status = main(["--config", str(directory), *map(str, args)])
        return Done(status, *capsys.readouterr())

    return Site(directory, run)


@pytest.fixture(autouse=True)
def children_of_others(monkeypatch: pytest.MonkeyPatch, warm_children: SharedPool) -> None:
    """Commands run in this process read pages in children that other tests have started."""
    for module in ("feedsvc.poll.making", "feedsvc.cli.look", "feedsvc.cli.visiting"):
        monkeypatch.setattr(f"{module}.ExtractorPool", lambda *_size: warm_children)


@pytest.fixture(autouse=True)
def log_of_each(logging_as_before: None) -> None:
    """Every command here sets up the log of its process."""
