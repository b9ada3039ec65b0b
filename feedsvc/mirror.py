"""Published documents as files, for nginx, a CDN or an object store to serve with no application at all.

Every file is written beside its place, synced and renamed, so a full disk never leaves half a file.
Unchanged files are not touched; a file's modification time is its document's Last-Modified.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from feedsvc.models import Document

SUFFIXES = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
_OURS = re.compile(
    r"""(?: feeds/ (?: [a-z0-9-]+ /archive/ )? [a-z0-9-]+ \. (?: atom | rss | json )
          | topics/ [a-z0-9-]+ \.html | stories/ [0-9a-f-]{36} \.html
          | static/ [\w-]+ \. [0-9a-f]{10} \. [a-z]+ )
        (?: \.gz | \.br | \.zst )?
      | (?: [\w/-]+/ )? \. [\w.-]+ \. [0-9a-f]{32}""",  # beside a document, of a process that was killed
    re.VERBOSE,
)
"""Paths of files that may be removed when nothing of that path is published."""


class Mirror:
    """A directory that equals a set of documents."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()

    def write(self, documents: Iterable[Document]) -> list[str]:
        """Write every document that differs from its file; gives the paths written."""
        return [d.path for d in documents if self._write_document(d)]

    def has(self, path: str) -> bool:
        """Whether there is a file of this document."""
        return self._place(path).is_file()

    def prune(self, paths: Iterable[str]) -> list[str]:
        """Remove our files that belong to none of these paths; gives what was removed.

        A directory may hold files of others: only what has a name that we give is ours.
        """
        keep = {
            self._place(p).with_name(self._place(p).name + s) for p in paths for s in ("", *SUFFIXES.values())
        }
        stale = sorted(p for p in self._ours() if p not in keep)
        for place in stale:
            place.unlink()
        return [str(p.relative_to(self.directory)) for p in stale]

    def _ours(self) -> Iterator[Path]:
        for place in self.directory.rglob("*"):
            if _OURS.fullmatch(place.relative_to(self.directory).as_posix()) and place.is_file():
                yield place

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
