"""Feed readers as users have them, driven over HTTP against documents of ours."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from itertools import product
from pathlib import Path
from urllib.request import urlopen

import pytest

from feedsvc.models import Image, Related
from feedsvc.render import FORMATS
from tests.builders import NOW, make_story, story_id
from tests.httpd import Handler, answering
from tests.patience import PATIENCE
from tests.render.helpers import channel_for, render

pytestmark = pytest.mark.clients
STORIES = (
    make_story(
        1,
        title="Ferries & lanterns: 灯笼 <soon>",
        published=NOW,
        authors=("Mei Tan", "Olu Ade"),
        related=(Related(title="Tolls", url="https://news.example/tolls-7.html"),),
        images=(Image(url="https://news.example/p.png", media_type="image/png", length=9),),
    ),
    make_story(2),
    make_story(3, url=None, authors=(), language="zh-Hans"),
)


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The base address under which `/<n>.<fmt>` is the document of the first n stories."""
    bodies: dict[str, tuple[bytes, str]] = {}

    class Visit(Handler):
        def do_GET(self) -> None:
            body, media_type = bodies[self.path]
            self.answer(200, body, {"Content-Type": f"{media_type}; charset=utf-8"})

    with answering(Visit) as base:
        for fmt, count in product(("atom", "rss"), (0, 3)):
            channel = channel_for(fmt, self_url=f"{base}/{count}.{fmt}", hub="https://hub.example/")
            bodies[f"/{count}.{fmt}"] = render(STORIES[:count], fmt, channel), FORMATS[fmt].media_type
        yield base


def _program(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def _newsboat(url: str, folder: Path) -> tuple[str, list[Mapping[str, object]]]:
    """The feed's title and the stories in newsboat's cache after one reload without a terminal."""
    (folder / "urls").write_text(url + "\n")
    (folder / "config").write_text("auto-reload no\nmax-items 0\n")
    command = [
        _program("newsboat"),
        "-C",
        str(folder / "config"),
        "-u",
        str(folder / "urls"),
        "-c",
        str(folder / "cache.db"),
    ]
    subprocess.run(
        [*command, "-x", "reload"],
        check=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    with closing(sqlite3.connect(folder / "cache.db")) as cache:
        cache.row_factory = sqlite3.Row
        (title,) = cache.execute("select title from rss_feed").fetchone()
        rows = cache.execute("select * from rss_item order by pubDate desc").fetchall()
    return title, [dict(row) for row in rows]


def _sfeed(url: str) -> list[dict[str, str]]:
    """What sfeed prints: one line a story, fields parted by tabs."""
    program = _program("sfeed")
    with urlopen(url) as answer:
        body = answer.read()
    done = subprocess.run([program, url], input=body, capture_output=True, check=True, timeout=PATIENCE)
    fields = ("time", "title", "link", "content", "type", "id", "author", "enclosure", "category")
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    return [dict(zip(fields, row, strict=False)) for row in rows]


@pytest.mark.parametrize("fmt", ["atom", "rss"])
def test_newsboat_shows_every_story_as_it_is(served: str, fmt: str, tmp_path: Path) -> None:
    title, rows = _newsboat(f"{served}/3.{fmt}", tmp_path)

    assert title == "World"
    assert [row["guid"] for row in rows] == [f"urn:uuid:{story_id(n)}" for n in (1, 2, 3)]
    assert rows[0]["title"] == "Ferries & lanterns: 灯笼 <soon>"
    assert rows[0]["url"] == STORIES[0].url
    assert rows[0]["pubDate"] == int(NOW.timestamp())
    assert "Olu Ade" in str(rows[0]["author"])
    assert str(rows[0]["content"]).startswith(STORIES[0].content)
    assert str(rows[2]["url"]).endswith(f"/stories/{story_id(3)}")


@pytest.mark.parametrize("fmt", ["atom", "rss"])
def test_newsboat_takes_an_empty_feed(served: str, fmt: str, tmp_path: Path) -> None:
    assert _newsboat(f"{served}/0.{fmt}", tmp_path) == ("World", [])


@pytest.mark.parametrize("fmt", ["atom", "rss"])
def test_sfeed_converts_every_story_as_it_is(served: str, fmt: str) -> None:
    rows = _sfeed(f"{served}/3.{fmt}")

    assert [row["id"] for row in rows] == [f"urn:uuid:{story_id(n)}" for n in (1, 2, 3)]
    # sfeed leaves the references of Atom's HTML titles as they are.
    assert unescape(rows[0]["title"]) == "Ferries & lanterns: 灯笼 <soon>"
    assert rows[0]["link"] == STORIES[0].url
    assert rows[0]["time"] == str(int(NOW.timestamp()))
    assert rows[0]["type"] == "html"
    assert rows[0]["content"].startswith(STORIES[0].content)
    assert rows[0]["author"] == "Mei Tan"
    assert rows[0]["enclosure"] == "https://news.example/p.png"
    assert rows[0]["category"] == "World"


@pytest.mark.parametrize("fmt", ["atom", "rss"])
def test_sfeed_takes_an_empty_feed(served: str, fmt: str) -> None:
    assert _sfeed(f"{served}/0.{fmt}") == []
