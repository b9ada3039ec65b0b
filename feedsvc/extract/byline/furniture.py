"""What stands around stories on a page and is no part of them, told by its words.

Only lines are judged, by whole phrases, so that a body that talks about contacts or photos stays.
"""

from __future__ import annotations

import re

from feedsvc.clean.phrases import ALONE, READ_ON
from feedsvc.extract.byline.linekinds import BODY, BY_BEGINNING, BY_SIGN, RELATED_WORDS, STORY, Kind

_LONGEST = 400
_FULL_STORY_TAIL = re.compile(
    rf"\s+(?:(?:to )?read (?:the|our) full {STORY}\b[^.]{{0,60}}\.?|click here (?:to|for) [^.]{{0,60}}\.?)$",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:.*[.。)）”\"’!?…, ])?(?:[(（](?:file )?photos?|(?:File p|P)hotos?)(?: by| courtesy(?: of)?)?\s?[:：]"
    r"[^.]{1,60}\.?[)）]?"
)
_CREDIT_REACH = 90
"""Characters from a closing credit's "photo" to its end, at most."""
_ADDRESS_ONLY = re.compile(r"\W*\S+@\S+\.[a-z]{2,24}\W*", re.IGNORECASE)
_READ_ON = re.compile(rf"(?:{READ_ON}|{ALONE})\W*", re.IGNORECASE)
_LONGEST_READ_ON = 40


def kind_of(text: str) -> Kind:
    """What the words of a line say it is."""
    size = len(text)
    if size > _LONGEST:
        return BODY
    if told := BY_BEGINNING.get(text[:3]) or BY_SIGN.get(text[0]):
        for kind, words in told:
            if words.fullmatch(text):
                return kind
    if size <= _LONGEST_READ_ON and _READ_ON.fullmatch(text):
        return Kind.FULL_STORY
    if "hoto" in text[-_CREDIT_REACH:] or (size < 220 and ("@" in text or "ights reserved" in text)):
        return _by_tail(text)
    return BODY


def _by_tail(text: str) -> Kind:
    if "hoto" in text and _CREDIT_TAIL.fullmatch(text):
        return Kind.CREDIT
    if "@" in text and _ADDRESS_ONLY.fullmatch(text):
        return Kind.CONTACT
    return Kind.FOOTER if "ights reserved" in text else Kind.BODY


def related_text(text: str) -> str | None:
    """What follows `Related:`, maybe nothing; None where the line is not about related stories."""
    found = RELATED_WORDS.fullmatch(text)
    return found[1].strip() if found else None


def without_full_story(text: str) -> str:
    """A paragraph without a closing "To read the full story, click here."."""
    return _FULL_STORY_TAIL.sub("", text)
