"""Golden documents: `tests/documents/<case>/` holds stories, a channel and what each format must say.

After a wanted change of the bytes (and of `RENDERER`) `make golden` writes them anew; read the difference.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from feedsvc.models import Channel, Image, Related, Story, Tombstone
from feedsvc.render import FORMATS, RenderContext

FOLDER = Path(__file__).parent.parent / "documents"
CASES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def golden_bytes(case: str, fmt: str) -> bytes:
    """The document that today's code makes of a case."""
    given = json.loads(_text(case, "channel.json"))
    ctx = RenderContext(base_url=given["base_url"], sources=given["sources"])
    stories = [_story(values) for values in json.loads(_text(case, "stories.json"))]
    fragments = [FORMATS[fmt].fragment(story, ctx) for story in stories]
    return FORMATS[fmt].document(_channel(given["channel"], fmt), fragments)


def expected_path(case: str, fmt: str) -> Path:
    """Where the bytes of a case are kept."""
    return FOLDER / case / f"expected.{fmt}"


def _text(case: str, name: str) -> str:
    return (FOLDER / case / name).read_text(encoding="utf-8")


def _story(values: dict[str, Any]) -> Story:
    for name in ("published", "updated", "first_seen"):
        values[name] = datetime.fromisoformat(values[name])
    for name in ("authors", "sections", "tags", "sources"):
        values[name] = tuple(values.get(name, ()))
    values["related"] = tuple(Related(**r) for r in values.get("related", ()))
    values["images"] = tuple(Image(**i) for i in values.get("images", ()))
    return Story(**values)


def _channel(values: dict[str, Any], fmt: str) -> Channel:
    named: dict[str, Any] = {
        k: v.replace("{fmt}", fmt) if isinstance(v, str) else v for k, v in values.items()
    }
    named["updated"] = datetime.fromisoformat(named["updated"])
    named["authors"] = tuple(named.get("authors", ()))
    named["tombstones"] = tuple(
        Tombstone(id=t["id"], when=datetime.fromisoformat(t["when"])) for t in named.get("tombstones", ())
    )
    return Channel(**named)
