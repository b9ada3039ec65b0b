"""Making pages and settings in one line, and running golden cases."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Extraction, Page
from feedsvc.operate.golden import golden

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PAGES = Path(__file__).parents[1] / "pages"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "cx-tech-world-2020-10-29.txt"
ARTICLE = r"-(\d+)\.html$"


def make_page(
    body: str | bytes, *, media_type: str = "text/html", url: str = "https://news.example/live/"
) -> Page:
    """A page with this body, fetched now, in UTF-8."""
    content = body.encode() if isinstance(body, str) else body
    return Page(url=url, content=content, media_type=media_type, charset="utf-8", fetched_at=NOW)


def make_settings(**given: Any) -> ExtractSettings:
    """Settings of a CX Tech source; keywords replace."""
    values: dict[str, Any] = {
        "extractor": "byline",
        "timezone": "Asia/Shanghai",
        "article_id": ARTICLE,
        "source": "sample",
    }
    return ExtractSettings(**(values | given))


def read_case(folder: Path) -> tuple[Page, ExtractSettings, datetime]:
    """The page, settings and frozen time of a golden folder."""
    meta: Mapping[str, Any] = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
    body = next(path for path in sorted(folder.iterdir()) if path.stem == "page")
    page = Page(
        url=meta["url"],
        content=body.read_bytes(),
        media_type=meta.get("media_type", "text/html"),
        charset=meta.get("charset", "utf-8"),
        fetched_at=meta["now"],
    )
    settings = ExtractSettings(
        extractor=meta["extractor"],
        options=meta.get("options", {}),
        timezone=meta.get("timezone", "UTC"),
        article_id=meta.get("article_id"),
        language=meta.get("language"),
        date_order=meta.get("date_order"),
        date_language=meta.get("date_language"),
        url=meta["url"],
        source=folder.name,
    )
    return page, settings, meta["now"]


def as_json(extraction: Extraction) -> dict[str, Any]:
    """What a golden folder's expected.json holds."""
    return golden(extraction)
