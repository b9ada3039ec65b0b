"""Every document and page as files, for serving without an application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from feedsvc.config import Config
from feedsvc.mirror import Mirror
from feedsvc.models import Document
from feedsvc.publish import make_document
from feedsvc.store import Store
from feedsvc.web.static_site import render_site

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}


def write_site(config: Config, store: Store, directory: Path, now: datetime) -> tuple[list[str], list[str]]:
    """Make the directory equal what is published; gives the paths written and the files removed."""
    mirror = Mirror(directory)
    paths: list[str] = []
    written: list[str] = []
    for document in everything(config, store, now):
        paths.append(document.path)
        written += mirror.write([document])
    return written, mirror.prune(paths)


def everything(config: Config, store: Store, now: datetime) -> Iterator[Document]:
    """Published documents, then pages; one at a time, since an archive may be large."""
    for head in store.document_heads():
        if document := store.document(head.path):
            yield document
    for path, body in render_site(config, store):
        yield page_document(path, body, now)


def page_document(path: str, body: bytes, now: datetime) -> Document:
    """A page as a document; where its bytes are those of the file, the file keeps its time."""
    document = make_document(path, body, TYPES.get(Path(path).suffix, "text/html"), None)
    return replace(document, last_modified=now.replace(microsecond=0))
