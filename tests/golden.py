"""Kept results: `make golden` writes them anew and shows what has changed; otherwise they are compared."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(path: Path, made: bytes) -> None:
    """`made` is what the file at `path` holds, to the byte."""
    if os.environ.get("FEEDSVC_GOLDEN") == "write":
        path.write_bytes(made)
    assert made == path.read_bytes()
