"""The addresses of published documents: which topic, which format, which archive page. Pure.

/feeds/world.atom              a topic's subscription document
/feeds/world/archive/3.atom    a page of its history
"""

from __future__ import annotations

import re

FEED_PATH = re.compile(r"/feeds/([a-z0-9][a-z0-9-]*)(/archive/[1-9][0-9]{0,8})?\.([a-z]+)\Z")
LONGEST_PATH = 300


def is_archive(path: str) -> bool:
    """Whether it is a page of a topic's history."""
    return "/archive/" in path


def page_in(archive: str) -> int:
    """The number of an archive page in its path."""
    return int(archive.rpartition("/")[2])


def page_after(path: str) -> str | None:
    """The path of the archive page after this one; None for every other document."""
    match = FEED_PATH.match(path)
    if match is None or match[2] is None:
        return None
    return f"/feeds/{match[1]}/archive/{page_in(match[2]) + 1}.{match[3]}"


def topic_in(path: str) -> str:
    """The topic of a document by its path; empty for one that belongs to none."""
    match = FEED_PATH.match(path)
    return match[1] if match else ""
