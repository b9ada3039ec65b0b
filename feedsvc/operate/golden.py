"""The newest kept page of a source becomes a golden case: page, meta, expected stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from feedsvc.config import SourceConfig
from feedsvc.config.toml import toml_value
from feedsvc.errors import FeedsvcError, SourceError
from feedsvc.models import Extraction, Snapshot
from feedsvc.poll.poller import Poller
from feedsvc.store import Store

KINDS = {"text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt"}


def record_case(poller: Poller, store: Store, slug: str, directory: Path) -> Path:
    """Make the newest kept page of a source a golden case below `directory`; gives its folder.

    Raises FeedsvcError where no page is kept or the case is already there.
    """
    source = poller.sources.named(slug)
    snapshots = store.snapshots(slug)
    if not snapshots:
        raise FeedsvcError(f"no page of {slug} is kept (poll it first)")
    newest = max(snapshots, key=lambda s: s.page.fetched_at)
    folder = directory / source.extractor / f"{slug}-{newest.page.fetched_at:%Y%m%d}-{newest.digest[:8]}"
    if folder.exists():
        raise FeedsvcError(f"{folder} is already there (its page has not changed)")
    files = _case_files(poller, source, newest)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _case_files(poller: Poller, source: SourceConfig, snapshot: Snapshot) -> dict[str, bytes]:
    page = snapshot.page
    try:
        expected = golden(poller.judge.extract(source, page))
    except SourceError as error:
        raise FeedsvcError(f"{source.slug}: the newest kept page gives no stories: {error}") from error
    return {
        KINDS.get(page.media_type, "page.data"): page.content,
        "meta.toml": _meta(source, snapshot).encode(),
        "expected.json": (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def golden(extraction: Extraction) -> dict[str, Any]:
    """What a golden case expects, as JSON values; reasons and attempts are words for people."""
    stories = [story.to_json() for story in extraction.stories]
    for story in stories:
        story.pop("reasons")
    return {
        "dropped": extraction.dropped,
        "truncated": extraction.truncated,
        "next_url": extraction.next_url,
        "page_kind": extraction.page_kind,
        "stories": stories,
    }


def _meta(source: SourceConfig, snapshot: Snapshot) -> str:
    """What a golden case needs to be read again, as TOML."""
    page = snapshot.page
    values = {
        "extractor": source.extractor,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "timezone": source.timezone.key,
        "article_id": source.article_id,
        "language": source.language,
        "date_order": source.date_order,
        "date_language": source.date_language,
        "now": page.fetched_at,
        "options": dict(source.options) or None,
    }
    return "".join(f"{name} = {toml_value(v)}\n" for name, v in values.items() if v is not None)
