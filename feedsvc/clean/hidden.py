"""What a page or a letter keeps from sight is left out: previews for mailboxes, short notes of scripts.

<div style="display:none">Read this first …</div><p>Dear all</p>   →   <p>Dear all</p>
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedsvc.clean.markup import INSIDE, attributes

_HINT = re.compile(r"display\s{0,9}:\s{0,9}none|\shidden(?=[\s=>/])", re.IGNORECASE)
_OPENING = re.compile(rf"<(p|div|span|td|section|aside|a)\b{INSIDE}>", re.IGNORECASE)
NOT_SHOWN = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
"""A style that takes an element out of the page."""
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
"""One that does, or leaves its place empty."""
ALOUD = r"sr-only|screen-reader-text|visually-?hidden"
"""Classes of what only programs that read aloud say."""
_PIXEL = re.compile(r"[01](?:px)?")
LONGEST_PREVIEW = 2000
"""Characters up to which what is hidden before all words is a letter's preview."""
LONGEST = 100
"""Characters up to which it is furniture anywhere: the rest of a text that a script uncovers stays."""
_WORDS = re.compile(r"<[^<>]*>|[\W_]|&\w+;")


def without_hidden(markup: str) -> str:
    """The markup without short elements that are not shown and hold none of their own kind."""
    small = markup.lower()  # plain text is found faster than the expression, and most stories hold none
    if ("display" not in small and "hidden" not in small) or not _HINT.search(markup):
        return markup
    parts: list[str] = []
    at = 0
    for found in _OPENING.finditer(markup):
        hidden = found.start() >= at and _is_hidden(found[0])
        end = _end(markup, found, first=not parts) if hidden else 0
        if end:
            parts.append(markup[at : found.start()])
            at = end
    return "".join((*parts, markup[at:]))


def _is_hidden(tag: str) -> bool:
    if not _HINT.search(tag):
        return False
    return is_hidden(attributes(tag))


def is_dot(given: Mapping[str, str]) -> bool:
    """Whether an element with these attributes is a pixel at most: it counts who reads, or shows nothing."""
    return all(_PIXEL.fullmatch(given.get(side, "")) for side in ("width", "height"))


def is_hidden(given: Mapping[str, str | None]) -> bool:
    """Whether an element with these attributes is kept from sight (HTML, section 6.1)."""
    if "hidden" in given and given["hidden"] != "until-found":
        return True
    style = given.get("style")
    return bool(style and NOT_SHOWN.search(style))


def _end(markup: str, opening: re.Match[str], *, first: bool) -> int:
    """Where the element ends; 0 where that is not nearby, or another of its kind begins in it."""
    head = markup[: opening.start()] if first and opening.start() < LONGEST_PREVIEW else "x"
    longest = LONGEST if _WORDS.sub("", head) else LONGEST_PREVIEW
    inside = re.compile(rf"<(/?){opening[1]}\b[^<>]*>", re.IGNORECASE)
    found = inside.search(markup, opening.end(), opening.end() + longest)
    return found.end() if found and found[1] else 0
