"""`file:` sources: pages that lie below the configuration directory, and nothing else."""

from __future__ import annotations

import hashlib
import os
import stat
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from feedsvc.errors import FetchError
from feedsvc.fetch.charset import decide_charset
from feedsvc.fetch.media import decide_media_type
from feedsvc.models import NotModified, Page, Validators

TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".xhtml": "application/xhtml+xml",
}


def read_page(
    url: str, root: Path, validators: Validators, max_bytes: int, now: datetime
) -> Page | NotModified:
    """The page at a `file:` URL, NotModified where its bytes are the ones known; raises FetchError `file`."""
    path = locate(url, root)
    content = read_bytes(path, max_bytes)
    current = Validators(etag=f'"{hashlib.sha256(content).hexdigest()}"')
    if validators.etag == current.etag:
        return NotModified(fetched_at=now, validators=current)
    content_type = TYPES.get(path.suffix.lower(), "text/html")
    return Page(
        url=url,
        content=content,
        media_type=decide_media_type(content_type, content),
        charset=decide_charset(content_type, content),
        fetched_at=now,
        validators=current,
        requested_url=url,
    )


def locate(url: str, root: Path) -> Path:
    """The file that a URL names, symbolic links resolved, which must lie below `root`."""
    rest = url.partition(":")[2].partition("#")[0].partition("?")[0]
    if rest.startswith("//"):
        host, _, rest = rest[2:].partition("/")
        if host not in ("", "localhost"):
            raise FetchError("it names another machine", rule="file")
        rest = f"/{rest}"
    try:
        base = root.resolve(strict=True)
        path = (base / unquote(rest, errors="strict")).resolve(strict=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise FetchError("there is no such file", rule="file") from error
    if not path.is_relative_to(base):
        raise FetchError("it lies outside the configuration directory", rule="file")
    return path


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file, at most `max_bytes`; raises FetchError `file` or `size`."""
    try:
        # Without O_NONBLOCK a named pipe would hang here before its kind could be looked at.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FetchError("it is not a regular file", rule="file")
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise FetchError(f"it cannot be read ({error.strerror})", rule="file") from error
    if len(content) > max_bytes:
        raise FetchError(f"the file is too large (more than {max_bytes} bytes)", rule="size")
    return content
