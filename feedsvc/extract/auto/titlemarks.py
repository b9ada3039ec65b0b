"""What stands beside a title in its own element and is no part of it: a mark of news, a count of replies.

    <a href="/n/7"><span class="badge">NEW</span> Second quay opens <span class="sr-only">(PDF)</span></a>

gives "Second quay opens". What only programs read aloud, and the way on, is left out behind a title;
before it a label that programs read, and what a style keeps from sight, as keys to sort by.
"""

from __future__ import annotations

import re

from feedsvc.clean.hidden import ALOUD, is_hidden
from feedsvc.extract.auto.linkworth import names_nothing
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight, word_set

FEWEST = 3
"""Letters of a title that is left."""
_UNSEEN = re.compile(rf"(?:^|-)(?:{ALOUD}|element-invisible|show-for-sr)$")
_BADGES = word_set("badge label flag new neu icon ico count counter cmt")
_MARK = re.compile(
    r"\W*(?:new|neu|nouveau|nuevo|novo|nuovo|nieuw|nyhet|nowe|nové|új|yeni|новое|hot|n|新|新着|최신|새글)\W*",
    re.IGNORECASE,
)
BULLETS = "●○•▪■□◆◇▶►·・‧∙"
"""Signs before a title that say only that it begins."""
_COUNT = re.compile(r"[(\[+]?\d{1,5}[)\]]?")


def is_mark(text: str) -> bool:
    """Whether the text says but that a story is new: "NEW", "Neu!"."""
    return _MARK.fullmatch(text) is not None


def without_marks(out: Outline, text: str, at: int) -> str:
    """The title that this element says, without what its first and last part say beside it."""
    parts = [number for number in range(at + 1, out.ends[at]) if out.texts[number]]
    if len(parts) == 1 and out.texts[parts[0]] == text:  # beside which nothing stands
        parts.clear()
    for number in parts[-1:]:
        if text.endswith(out.texts[number]) and _is_beside(out, number):
            text = _unless_bare(text.removesuffix(out.texts[number]).rstrip(), text)
    if text[:1] in BULLETS:
        text = _unless_bare(text.lstrip(BULLETS + " \u3000"), text)
    first = next((number for number in parts if text.startswith(out.texts[number])), None)
    if first is not None and _leads(out, first):
        text = _unless_bare(text.removeprefix(out.texts[first]).lstrip(), text)
    return text


def _is_beside(out: Outline, number: int) -> bool:
    unseen = _is_unseen(out, number) or is_hidden(out.attributes[number])
    return unseen or _is_way_on(out, number) or _is_mark(out, number)


def _leads(out: Outline, number: int) -> bool:
    label = out.texts[number].endswith((":", "："))
    kept = is_hidden(out.attributes[number]) or (label and _is_unseen(out, number))
    return kept or _is_mark(out, number)


def _unless_bare(rest: str, text: str) -> str:
    return rest if weight(rest) >= FEWEST else text


def _is_way_on(out: Outline, number: int) -> bool:
    said = out.texts[number]
    return out.tags[number] == "span" and " " in said and names_nothing(said)


def _is_mark(out: Outline, number: int) -> bool:
    """Whether the part is made a badge and says but that the story is new, or how many answered."""
    said = out.texts[number]
    badge = not out.tokens[number].isdisjoint(_BADGES)
    return badge and (is_mark(said) or _COUNT.fullmatch(said) is not None)


def _is_unseen(out: Outline, number: int) -> bool:
    at = out.parents[number] if out.tags[number] == TEXT else number
    return any(map(_UNSEEN.search, out.classes[at]))
