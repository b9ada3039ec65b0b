"""A text without what changes by itself: counters, ages, credits, related headlines, ways to read on.

A line of its own is judged whole. In a paragraph only its tail is, behind the end of a sentence and
without a full stop of its own: words and numbers that stand in prose stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from feedsvc.clean.phrases import ALSO
from feedsvc.clean.phrases.beside import (
    AGE,
    AGEING,
    APPEARED,
    COMMENTS,
    COUNTER,
    COUNTER_BELOW,
    CREDIT,
    CREDIT_BELOW,
    FRESH_AGE,
    GO_ON,
    MADE,
    MOMENT,
    PAID,
    PINNED,
    RELATED,
    SHARED,
    STAMP,
)
from feedsvc.decide.similarity import bare_words, plain

SHORT_LINE = 80
"""Characters up to which a line with a counter in it is a counter, not prose."""
LONGEST_HEADLINE = 150
"""Characters up to which a line below "Related" is a headline."""
TAIL = 200
"""Characters at the end of a paragraph in which a tail begins."""
MOST_TAILS = 4

_AGE = re.compile(FRESH_AGE, re.IGNORECASE)
_AGE_HINTS = (" ago", "前", "刚刚")
"""Looked for first: they cost a hundredth of the expression, and most texts have none of them."""
_CAPTION = re.compile(
    rf"(?:.{{0,{SHORT_LINE}}}(?:[.!?…)”\"]\s*|\s(?=(?-i:[A-Z]))))?{CREDIT_BELOW}", re.IGNORECASE
)
_COUNTERS = rf"(?:{COUNTER}|{AGE})(?:(?:,|\s[·|]|\sand|\s&)?\s+{COUNTER}){{0,3}}"
_TITLE_COUNTER = re.compile(
    rf"\A[(\[（]\s*\d{{1,3}}\s(?:new|unread)\s*[)\]）]\s+|\A{PINNED}\s*(?=\S)"
    rf"|\s*(?:[(\[（]\s*{_COUNTERS}\s*[)\]）]|[-–—|·•]\s*{_COUNTERS})\s*\Z",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"{RELATED}\s?[:：]?", re.IGNORECASE)
_ONE_CHANGING = f"(?:{AGE}|{COUNTER}|{COUNTER_BELOW}|{STAMP})"
_CHANGING = re.compile(_ONE_CHANGING, re.IGNORECASE)
# Looked for first: it costs a twentieth of the expression.
_MAY_CHANGE = re.compile(rf"\d|{AGEING}|{COMMENTS}", re.IGNORECASE)
_ALONE = re.compile(
    f"{COMMENTS}|{SHARED}|like|print|save|{MOMENT}|{CREDIT}|{GO_ON}|{STAMP}|{MADE}|{PAID}", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"contact (?:the )?(?:reporter|editor)s?\b.*|editors?:?\s+[^.]{0,60}\(.*|(?:to )?read the full story\b.*"
    rf"|{RELATED}\s?[:：].*|{APPEARED}|{ALSO}\s[^.!。]{{1,{LONGEST_HEADLINE}}}",
    re.IGNORECASE,
)
_TAILS = re.compile(
    # Behind the end of a sentence, a separator, or white space where brackets follow.
    r"(?:(?<=[.!?…。！？\"”’»)\]])\s+|(?<=[^\W\d][.!?…])|(?<=[…。！？”»\]])|\s+[·•|–—-]\s+|\s+(?=[(\[（♥♡❤👍💬👁]))"
    rf"(?:[(\[]?{_ONE_CHANGING}(?:(?:,|\sand|\s&)?\s+{_ONE_CHANGING}){{0,3}}[)\]]?"
    rf"|{MOMENT}|{CREDIT}|{GO_ON}|{RELATED}\s?[:：]\s?[^.。]{{1,150}})\s*\Z",
    re.IGNORECASE,
)
_BEFORE_TAIL = re.compile(r"[.!?…。！？\"”’»)\]]|(?P<gap>\s+)(?=[·•|–—(\[（♥♡❤👍💬👁-])")
"""What stands before a tail, or where the white space begins in front of its separator or bracket."""
_HEAD = re.compile(
    rf"(?:\d[\d.,]*\s{COMMENTS}\s?[.。]|(?!\d[\d.,]*\s(?:points?|votes?)\b){COUNTER}\s?[·•|])\s+(?=\S)",
    re.IGNORECASE,
)
"""A counter before a paragraph, of no match and no poll: `9 comments. Ships wait.`"""
_SEPARATOR = re.compile(r"\s*[·•|]\s*")
_WITH_STOP = (": ", "：", "hoto", "icture", "mage", "more", "full story", ".m.")
"""What is in a tail that ends in a full stop, as few do."""
_CLOSING = ' "”’»)]）」』'


@lru_cache(maxsize=512)
def essence(text: str) -> str:
    """The text without what changes by itself."""
    lines = [line.strip() for line in text.split("\n")]
    told = [line for line in lines if not _is_caption(line)] if len(lines) > 1 else lines
    return " ".join(filter(None, map(_line, _without_related(told or lines))))


def _is_caption(line: str) -> bool:
    # No credit is without a colon: looking for one costs a hundredth of the expression.
    return (":" in line or "：" in line) and bool(_CAPTION.fullmatch(line))


def _without_related(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the headlines below "Related" and the like."""
    below = False
    for line in lines:
        below = bool(_HEADING.fullmatch(line)) or (below and _is_headline(line))
        if not below:
            yield line


def _is_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and not line.rstrip(_CLOSING).endswith((".", "。"))


def _line(text: str) -> str:
    if _FURNITURE.fullmatch(text):
        return ""
    if any(hint in text for hint in _AGE_HINTS):
        text = _AGE.sub("", text)
    if len(text) <= SHORT_LINE:
        text = " ".join(filter(None, map(_piece, _SEPARATOR.split(text))))
    if text[:1].isdigit():
        text = _HEAD.sub("", text, count=1) if _HEAD.match(text) else text
    return plain(_without_tails(text))


def _piece(text: str) -> str:
    """A short line, or what stands in it between two separators; nothing where it is furniture."""
    if _ALONE.fullmatch(text):
        return ""
    rest = _CHANGING.sub("", text) if _MAY_CHANGE.search(text) else text
    if not bare_words(rest):
        return ""
    return text if _is_sentence(text) else rest


def _is_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith((".", "!", "?", "。", "！", "？"))


def _without_tails(text: str) -> str:
    if text.endswith((".", '."', ".”")) and not any(map(text[-SHORT_LINE:].__contains__, _WITH_STOP)):
        return text
    for _ in range(MOST_TAILS):
        start = _tail_of(text)
        if start is None:
            break
        text = text[:start]
    return text


def _tail_of(text: str) -> int | None:
    """Where the longest tail begins; tried at the few places where one may, as trying it is dear."""
    first = max(0, len(text) - TAIL)
    for sign in _BEFORE_TAIL.finditer(text, max(0, first - 1)):
        at = max(first, sign.start() if sign["gap"] else sign.end())
        if _TAILS.match(text, at):
            return at
    return None


def uncounted(title: str) -> str:
    """A title without counters at its ends, and without a pin: `📌 Harbour (3 comments)` as `Harbour`."""
    return _TITLE_COUNTER.sub("", title)
