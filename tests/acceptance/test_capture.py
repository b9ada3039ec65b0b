"""The real capture, served over HTTP as text/plain, as a reader sees it (third-party text: read, never copied)."""

from __future__ import annotations

from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest

from tests.acceptance.conftest import Program
from tests.living import LivingSite

CAPTURE = Path(__file__).parents[3] / "shared" / "seed" / "cx-tech-world-2020-10-29.txt"
BEIJING = ZoneInfo("Asia/Shanghai")
BYLINES = [
    ("Bloomberg", "2020-10-29 10:29"),
    ("Ding Yi", "2020-10-28 18:09"),
    ("Anniek Bao", "2020-10-26 18:48"),
    ("Bloomberg", "2020-10-26 10:49"),
    ("Han Wei", "2020-10-24 03:02"),
    ("Yang Ge", "2020-10-22 13:34"),
    ("Ding Yi", "2020-10-22 12:28"),
    ("Anniek Bao", "2020-10-21 17:58"),
    ("Yang Ge", "2020-10-16 13:48"),
    ("Bloomberg", "2020-10-09 10:40"),
]
FURNITURE = (
    "Photo: VCG",
    "Photo: IC",
    "Contact reporter",
    "Contact editor",
    "Read the full story",
    "read the full story",
    "Share this article",
    "Open WeChat",
    "CX Tech is",
)

pytestmark = pytest.mark.skipif(not CAPTURE.is_file(), reason="the capture is not beside this checkout")


@pytest.fixture
def captured(program: Program, site: LivingSite) -> Any:
    site.answers("/world-live/", 200, CAPTURE.read_bytes(), "text/plain; charset=utf-8")
    program.watches("world", "/world-live/")
    program.has_topic("world", sections=["World"])
    program.polls()
    return program


@pytest.mark.parametrize("fmt", ["atom", "rss"])
def test_twenty_stories_each_with_its_own_facts(captured: Program, fmt: str) -> None:
    entries = feedparser.parse(captured.body(f"world.{fmt}")).entries
    assert len(entries) == 20
    assert len({e.id for e in entries}) == len({e.title for e in entries}) == 20
    assert len({e.link for e in entries}) == 20
    for entry, (author, minute) in zip(entries, BYLINES, strict=False):
        when = datetime.strptime(minute, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)
        assert [a.name for a in entry.authors] == [author]
        assert entry.published_parsed[:5] == when.utctimetuple()[:5]
    for entry in entries:
        assert [t.term for t in entry.tags] == ["World"]
        assert entry.link.startswith("https://feeds.example/stories/")
        assert len(unescape(entry.title)) <= 101  # Atom writes `R&D` as type="html"
        body = entry.content[0].value
        assert body.count("<p>") >= 3
        assert not [f for f in FURNITURE if f in body]


def test_the_correction_stays_and_related_headlines_are_kept(captured: Program) -> None:
    contents = [e.content[0].value for e in captured.feed("world.atom").entries]
    assert sum("This story has been corrected" in c for c in contents) == 1
    assert sum("Related" in c for c in contents) == 16
    assert sum(c.count("<li>") for c in contents) == 17


def test_links_without_a_page_of_their_own_lead_to_a_page_of_ours(captured: Program) -> None:
    client = captured.client()
    for entry in captured.feed("world.atom").entries[:3]:
        answer = client.get(entry.link.removeprefix("https://feeds.example"))
        assert answer.status_code == 200
        assert entry.title[:40] in answer.text.replace("&#39;", "'").replace("&amp;", "&")
