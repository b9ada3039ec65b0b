"""Static files under addresses that name their content, so that they may be kept for a year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "ico": "image/x-icon"}
OPERATORS = ("builder.css", "builder.js", "desk.css", "preview.js")
"""Files of pages that only the operator sees, on a running service."""
LIVE = ("find.js",)
"""Files that ask a running service while one types."""
FAVICON = "/favicon.ico"
"""Where programs look for an icon that no page has told them."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: the path under which it is served, and its bytes."""

    path: str
    body: bytes
    media_type: str


def load_assets() -> Mapping[str, Asset]:
    """Every static file by its own name (`style.css`)."""
    folder = files("feedsvc.web") / "static"
    return {f.name: make_asset(f.name, f.read_bytes()) for f in folder.iterdir() if "." in f.name}


def make_asset(name: str, body: bytes) -> Asset:
    """A file as served: `style.css` becomes `/static/style.0123456789.css`."""
    stem, suffix = name.rsplit(".", 1)
    digest = hashlib.sha256(body).hexdigest()[:10]
    return Asset(f"/static/{stem}.{digest}.{suffix}", body, TYPES[suffix])
