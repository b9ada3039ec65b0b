"""A page becomes stories that are sound, or an error in one line; its child's message says the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from feedsvc.errors import ExtractError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run
from feedsvc.extract.wire import done, read_answer
from feedsvc.models import Extraction, Page
from tests.fuzzing.laws import sound_extraction

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
JSON, XML, HTML = "application/json", "application/xml", "text/html"
URL = "https://harbour.example/news/"
FIELDS = {"title": "a", "link": "a@href", "date": "time@datetime", "author": ".by", "content": "div"}
PATHS = {"title": "title", "link": "url", "date": "date", "summary": "text", "author": "by", "tags": "tags"}
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "selectors": {"item": "li", **FIELDS, "next": "a.next@href", "pages": 2},
    "json": {"items": "items[*]", **PATHS},
    "state": {"items": "posts || items || data", **PATHS, "link": "slug || url || href"},
}


def page_of(data: bytes) -> Page:
    """The bytes as a page; of what kind, its first character says."""
    first = data.lstrip()[:5].lower()
    kind = JSON if first[:1] in (b"{", b"[") else XML if first in (b"<?xml", b"<rss ", b"<feed") else HTML
    return Page(url=URL, content=data, media_type=kind, charset="utf-8", fetched_at=NOW)


def settings_of(strategy: str, options: Mapping[str, Any]) -> ExtractSettings:
    """A source that is read so."""
    return ExtractSettings(
        extractor=strategy, options=options, timezone="Asia/Shanghai", article_id=r"-(\d+)\.html$", url=URL
    )


def extracted(strategy: str, data: bytes) -> None:
    """Read the bytes as a page by this strategy."""
    read(page_of(data), settings_of(strategy, OPTIONS.get(strategy, {})))


def read(page: Page, settings: ExtractSettings) -> None:
    """Read a page, and judge what came of it."""
    try:
        found = run(page, settings, NOW)
    except ExtractError as error:
        assert "\n" not in str(error), "more than a line is told"  # noqa: PT017
        return
    sound_extraction(found)
    told: Extraction = read_answer("extract", done(found))
    sound_extraction(told)
    assert len(told.stories) == len(found.stories)
