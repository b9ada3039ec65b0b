"""Published documents as files, for nginx, a CDN or an object store to serve with no application at all.

Every file is written beside its place, synced and renamed, so a full disk never leaves half a file.
Unchanged files are not touched; a file's modification time is its document's Last-Modified.
A document is one file without a suffix, written last, and beside it a neighbour for each of its codings.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from feedsvc.files import replace_file
from feedsvc.models import Document

SUFFIXES = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
ENDS = ("", *SUFFIXES.values())
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
        """Write every document that differs from its files; gives the paths of which any file changed."""
        return [d.path for d in documents if self._write_document(d)]

    def sizes(self, path: str) -> dict[str, int]:
        """Suffix → length of each file of this document; a neighbour's suffix is its coding's."""
        # Asked of every story's page at every writing: without the resolving that guards what is written.
        place = f"{self.directory}/{file_name(path)}"
        found = ((suffix, file_size(place + suffix)) for suffix in ENDS)
        return {suffix: size for suffix, size in found if size is not None}

    def prune(self, paths: Iterable[str]) -> list[str]:
        """Remove our files that belong to none of these paths; gives what was removed.

        A directory may hold files of others: only what has a name that we give is ours.
        """
        keep = {place for path in paths for place in self._files(path).values()}
        stale = sorted(p for p in self._ours() if p not in keep)
        for place in stale:
            place.unlink()
        return [str(p.relative_to(self.directory)) for p in stale]

    def _ours(self) -> Iterator[Path]:
        for place in self.directory.rglob("*"):
            if _OURS.fullmatch(place.relative_to(self.directory).as_posix()) and place.is_file():
                yield place

    def _write_document(self, document: Document) -> bool:
        files, variants = self._files(document.path), _variants(document)
        found, modified = self.sizes(document.path), document.last_modified.timestamp()
        superfluous = found.keys() - variants.keys()
        for suffix in superfluous:
            files[suffix].unlink(missing_ok=True)
        differing = {
            s: data for s, data in variants.items() if s not in found or files[s].read_bytes() != data
        }
        if "" not in differing:
            variants, modified = differing, files[""].stat().st_mtime
        for suffix, data in variants.items():
            files[suffix].parent.mkdir(parents=True, exist_ok=True)
            replace_file(files[suffix], data, modified=modified)
        return bool(superfluous or variants)

    def _files(self, path: str) -> dict[str, Path]:
        """Suffix → where that file of a document lies, whether it is there or not."""
        place = self._place(path)
        return {suffix: place.with_name(place.name + suffix) for suffix in ENDS}

    def _place(self, path: str) -> Path:
        """Where a URL path lies on disk."""
        place = (self.directory / file_name(path)).resolve()
        if not place.is_relative_to(self.directory):
            raise ValueError(f"{path!r} would be written outside {self.directory}")
        return place


def file_name(path: str) -> str:
    """The file of a URL path within the directory: a path without a suffix is a page and becomes `….html`."""
    name = "index" if path == "/" else path.strip("/")
    return name if "." in name.rsplit("/", 1)[-1] else f"{name}.html"


def file_size(place: str) -> int | None:
    """The length of a regular file; None where there is none."""
    try:
        found = os.stat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _variants(document: Document) -> dict[str, bytes]:
    """Suffix → bytes, codings first: the file without a suffix is what says that all of them were written."""
    return {SUFFIXES[c]: d for c, d in document.codings.items()} | {"": document.body}
