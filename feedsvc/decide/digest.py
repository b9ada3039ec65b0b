"""What of a story counts as its content, in one short comparable string.

Left out, because their change is no edit: white space, quotes and dashes in another style, the order of
authors, section, link, dates, images, markup, related headlines, credits, contact lines, counters
("12 comments"), ages ("5 minutes ago"), and a title that only repeats the opening sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from feedsvc.decide.keys import names
from feedsvc.decide.similarity import plain, words
from feedsvc.models import ParsedStory

VERSION = 2
"""Rises when the rules below change; digests of another version are never compared (same_version)."""
SHORT_LINE = 80
"""Characters up to which a line with a counter in it is a counter, not prose."""

_AGE = re.compile(
    r"(?:\b(?:updated|posted|published)\s+)?\b(?:\d+|an?|one)\s*(?:s|sec|second|m|min|minute|h|hr|hour)s?\s+ago\b"
    r"|\d{1,6}\s*(?:秒钟?|分钟|小时)之?前|刚刚",
    re.IGNORECASE,
)
_OLD_AGE = re.compile(
    r"\b(?:\d+|an?|one)\s*(?:d|day|w|wk|week|mo|month|y|yr|year)s?\s+ago\b"
    r"|\bjust now\b|\d{1,6}\s*(?:天|周|个?月|年)前",
    re.IGNORECASE,
)
_COUNTED = (
    r"comments?|views?|shares?|likes?|reads?|replies|reply|reactions?|claps?|votes?|points?|upvotes?"
    r"|retweets?|reposts?|followers?|downloads?|min(?:ute)?s?\s+read"
)
_COUNTER = re.compile(
    rf"\b\d[\d.,]*\s*[km万]?\s*(?:{_COUNTED})\b|\b(?:{_COUNTED})\s*[:(]?\s*\d[\d.,]*\s*[km万]?\)?"
    r"|(?:阅读|评论|点赞|分享|浏览)量?\s*[:(]?\s*\d[\d.,]*\s*万?\)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:.{0,160}[.!?\s])?(?:photos?|pictures?|images?|credits?|courtesy)(?:\s+credit)?\s*:.{0,80}"
    r"|contact (?:the )?(?:reporter|editor)s?\b.*|editors?:?\s+[^.]{0,60}\(.*"
    r"|related:.*|(?:to )?read the full story\b.*",
    re.IGNORECASE,
)
# Looked for first: they cost a hundredth of the expressions, and most texts have none of them.
_HINTS = (
    *("photo", "picture", "image", "credit", "courtesy", "contact", "editor", "related:", "read the full"),
    *(" ago", "前", "刚刚"),
)


def digest(story: ParsedStory) -> str:
    """`<version>:<hash>` of what the story says: headline, authors, text (or summary)."""
    title = plain(story.title) if story.headline_given else ""
    return _hashed(title, names(story.authors), essence(story.text or story.summary))


def same_version(stored: str) -> bool:
    """True when a stored digest was made by today's rules and may be compared."""
    return stored.startswith(f"{VERSION}:")


@lru_cache(maxsize=512)
def essence(text: str) -> str:
    """The text without what changes by itself."""
    lower, lines = text.lower(), text.split("\n")
    if min(map(len, lines)) > SHORT_LINE and not any(hint in lower for hint in _HINTS):
        return plain(text)
    return " ".join(line for line in map(_line, lines) if line)


def _line(text: str) -> str:
    if _CREDIT.fullmatch(text.strip()):
        return ""
    text = _AGE.sub("", text)
    if len(text) > SHORT_LINE:
        return plain(text)
    text = _COUNTER.sub("", _OLD_AGE.sub("", text))
    return plain(text) if words(text) else ""


def _hashed(*parts: str) -> str:
    said = "\0".join(parts).encode("utf-8", "replace")
    return f"{VERSION}:{blake2b(said, digest_size=16).hexdigest()}"
