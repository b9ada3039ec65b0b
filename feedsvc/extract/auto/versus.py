"""Two sides of a match are one title, with what stands between and beside them.

    <a href="/m/7"><div class="team">Gulls <b>2</b></div><div class="team">Mill <b>1</b></div><p>Cup</p></a>

gives "Gulls 2 Mill 1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedsvc.extract.auto.addresses import leads_beside
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.datetext import find_date

LONGEST_NAME = 45
LONGEST = 140
"""Letters of a title."""
LONGEST_BETWEEN = 30
"""Letters of the texts that are looked at for a score; a score has nine."""
LARGEST = 150
"""Elements of a block that is looked into."""
_EITHER = word_set(
    "home away host guest visitor visitors local visitante visitantes heim gast casa ospite thuis uit"
)
"""Of which a match has one at each side; what is called `home` twice stands on a first page."""
SIDES = _EITHER | word_set(
    "team teams opponent opponents competitor competitors contestant player players participant equipe "
    "equipo squadra"
)
_SCORES = word_set("score scores result results points pts goals logo icon flag img image")
_BETWEEN = re.compile(
    r"v\.?|vs\.?|versus|gegen|contra|contre|[-–—:]|\d{1,3}\s?[-–—:]\s?\d{1,3}", re.IGNORECASE
)

_SCORE = re.compile(r"\d{1,3}\s?[-–—:]\s?\d{1,3}(?!\w)")


@dataclass(frozen=True, slots=True)
class Contest:
    """What is said of both sides, the element around them, where they stand in it, and the match's link."""

    text: str
    at: int
    around: range
    link: Hit


def contest(out: Outline, start: int, end: int, link: Hit) -> Contest | None:
    """The match that a block is about; None where it names no two sides that its link leads to."""
    if end - start > LARGEST:
        return None
    for one, other in (_called(out, start, end), _beside(out, start, end)):
        if one < other and _is_led_to(out, link, one, other):
            own = (*_between(out, one, other), *_behind(out, link, (one, other), end))
            return _told(out, one, other, next(iter(own), link))
    return None


def _called(out: Outline, start: int, end: int) -> tuple[int, int]:
    """The two elements that their classes call a side, and no more than two."""
    sides: list[int] = []
    for number in range(start, end):
        tokens = out.tokens[number]
        called = not tokens.isdisjoint(SIDES) and tokens.isdisjoint(_SCORES)
        if called and _is_short(out.words(number)):  # also of digits alone, as sides call themselves
            if sides and number < out.ends[sides[-1]]:  # the innermost says the name alone
                sides.pop()
            sides.append(number)
    if len(sides) != 2 or out.tokens[sides[0]] & out.tokens[sides[1]] & _EITHER:
        return 0, 0
    return sides[0], sides[1]


def _beside(out: Outline, start: int, end: int) -> tuple[int, int]:
    """The two elements between which `v` or a score stands."""
    for number in range(start, end):
        if 0 < len(out.texts[number]) <= LONGEST_BETWEEN and _BETWEEN.fullmatch(out.words(number)):
            before, after = _neighbours(out, number)
            if before > start and after < end and all(_is_name(out.words(n)) for n in (before, after)):
                return before, after
    return 0, 0


def _neighbours(out: Outline, number: int) -> tuple[int, int]:
    """The elements before and behind it in its parent, else in its parent's parent; 0 where there is none."""
    while (
        (parent := out.parents[number]) >= 0 and parent + 1 == number and out.ends[parent] == out.ends[number]
    ):
        number = parent
    before, at = 0, parent + 1
    while parent >= 0 and at < number:
        before, at = at, out.ends[at]
    return before, out.ends[number] if parent >= 0 and out.ends[number] < out.ends[parent] else 0


def _is_name(text: str) -> bool:
    return _is_short(text) and any(c.isalpha() for c in text) and not _BETWEEN.fullmatch(text)


def _is_short(text: str) -> bool:
    """Whether it is short enough for a name, and no date."""
    return 2 <= weight(text) <= LONGEST_NAME and find_date(text) is None


def _is_led_to(out: Outline, link: Hit, one: int, other: int) -> bool:
    """Whether the link is around both, one of them, or what stands between; or another one is there."""
    around = link.at <= one and other < out.ends[link.at]
    inside = one <= link.at < out.ends[other]
    return around or bool(_between(out, one, other)) or (inside and _lead_alike(out, one, other))


def _lead_alike(out: Outline, one: int, other: int) -> bool:
    """Whether both sides lead somewhere, and to no section or person: such stand before a title."""
    first, second = (out.within(out.links, side, out.ends[side]) for side in (one, other))
    beside = any(leads_beside(link.href, called=False) for link in (*first, *second))
    return bool(first) == bool(second) and not beside


def _between(out: Outline, one: int, other: int) -> Sequence[Hit]:
    return out.within(out.links, out.ends[one], other)


def _behind(out: Outline, link: Hit, sides: tuple[int, int], end: int) -> Iterator[Hit]:
    """The links behind both sides that say the score, where the block's own leads to a side."""
    told = any(_SCORE.match(out.texts[at]) for at in range(out.ends[sides[0]], sides[1]))
    if not told and any(side <= link.at < out.ends[side] for side in sides):
        behind = out.within(out.links, out.ends[sides[1]], end)
        yield from (other for other in behind if _SCORE.match(other.text))


def _told(out: Outline, one: int, other: int, link: Hit) -> Contest | None:
    above = one
    while not (above < other < out.ends[above]):
        above = out.parents[above]
    first = max((n for n in tops(out, above + 1, out.ends[above]) if n <= one), default=one)
    sides = [n for n in tops(out, above + 1, out.ends[above]) if first <= n <= other]
    text = " ".join(out.words(n) for n in sides)
    around = range(first, out.ends[sides[-1]])
    return Contest(text, above, around, link) if weight(text) <= LONGEST else None
