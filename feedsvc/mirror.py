"""Published documents as files, for nginx, a CDN or an object store to serve with no application at all.

Every file is written beside its place, synced and renamed, so a full disk never leaves half a file.
Unchanged files are not touched; a file's modification time is its document's Last-Modified.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from feedsvc.models import Document

SUFFIXES = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}


class Mirror:
    """A directory that equals a set of documents."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()

    def write(self, documents: Iterable[Document]) -> list[str]:
        """Write every document that differs from its file; gives the paths written."""
        return [d.path for d in documents if self._write_document(d)]

    def prune(self, paths: Iterable[str]) -> list[str]:
        """Remove every file that belongs to none of these paths; gives what was removed."""
        keep = {
            self._place(p).with_name(self._place(p).name + s) for p in paths for s in ("", *SUFFIXES.values())
        }
        stale = [p for p in sorted(self.directory.rglob("*")) if p.is_file() and p not in keep]
        for place in stale:
            place.unlink()
        return [str(p.relative_to(self.directory)) for p in stale]

    def _write_document(self, document: Document) -> bool:
        place = self._place(document.path)
        if place.is_file() and place.read_bytes() == document.body:
            return False
        for suffix, data in self._variants(document).items():
            _replace(place.with_name(place.name + suffix), data, document.last_modified)
        return True

    @staticmethod
    def _variants(document: Document) -> Mapping[str, bytes]:
        """Codings first: the identity file is what says that a document is up to date."""
        return {SUFFIXES[c]: d for c, d in document.codings.items()} | {"": document.body}

    def _place(self, path: str) -> Path:
        """Where a URL path lies on disk: a path without a suffix is a page and becomes `….html`."""
        name = "index" if path == "/" else path.strip("/")
        place = (self.directory / (name if "." in name.rsplit("/", 1)[-1] else f"{name}.html")).resolve()
        if not place.is_relative_to(self.directory):
            raise ValueError(f"{path!r} would be written outside {self.directory}")
        return place


def _replace(place: Path, data: bytes, modified: datetime) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{uuid4().hex}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.utime(beside, (modified.timestamp(), modified.timestamp()))
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
