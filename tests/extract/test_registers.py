"""Registers of every layout: each page of tests/pages/registers/ ends in a comment that says what stands on it.

A line of the comment is one story: title | link | day (or -).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import Page
from tests.extract.helpers import PAGES, make_settings

REGISTERS = sorted((PAGES / "registers").glob("*.html"))
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TOWN = "https://town.example"


def told(markup: str) -> list[str]:
    """The stories that the page's last comment names."""
    said = markup.rpartition("<!--")[2].partition("-->")[0]
    return [line.strip() for line in said.strip().splitlines()]


def read(markup: str) -> list[str]:
    """The stories that `auto` reads, in the same form."""
    page = Page(
        url=f"{TOWN}/list/",
        content=markup.encode(),
        media_type="text/html",
        charset="utf-8",
        fetched_at=NOW,
    )
    found = run(page, make_settings(extractor="auto", article_id=None, timezone="UTC"), NOW)
    return [
        " | ".join(
            [
                s.title or "",
                (s.url or "").removeprefix(TOWN),
                f"{s.published:%Y-%m-%d}" if s.published else "-",
            ]
        )
        for s in found.stories
    ]


@pytest.mark.parametrize("page", REGISTERS, ids=lambda page: page.stem)
def test_a_register_is_read_as_a_person_reads_it(page: Path) -> None:
    markup = page.read_text("utf-8")
    assert read(markup) == told(markup)


def test_there_are_registers_of_many_layouts() -> None:
    assert len(REGISTERS) >= 35
