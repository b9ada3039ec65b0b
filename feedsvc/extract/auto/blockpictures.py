"""The picture of a block: no author's face, no sign, and nothing that most of the other blocks show, too.

<li><img src="/bullet.gif"> <img src="/boat-9.jpg"> <a href="/9">…</a></li>    gives "/boat-9.jpg"

A picture may also lie behind an element that shows nothing itself (`style="background-image: url(…)"`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from feedsvc.extract.auto.blockspan import Said, Span
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.dom import source_of

FEWEST = 3
"""Blocks that show the same picture, from which on it may be a sign of theirs."""
_SMALL = word_set("avatar icon logo emoji gravatar pixel spacer")
_TINY = re.compile(r"0*(?:[0-9]|[1-3][0-9]|4[0-7])(?:px)?")
"""Fewer than 48 pixels."""
_FACE = re.compile(r"gravatar\.com/|/avatars?(?=[/._?]|-?\d)", re.IGNORECASE)
_SIGN = re.compile(
    r"(?<![^\W_])(?:ico?ns?|icn|sprites?|bg|bullet|arrows?|logo|button|btn|blank|spacer)(?![^\W\d_])|\.gif\b",
    re.IGNORECASE,
)
"""What names a picture behind an element that only adorns it."""
_BEHIND = re.compile(r"background(?:-image)?\s{0,9}:[^;]{0,99}?\burl\(\s{0,9}[\"']?([^\"')\s]{1,2000})")


def pictures_of(spans: Sequence[Span]) -> list[Said | None]:
    """The first picture of each block that is its own, where it has one."""
    shown = [list(_shown(span)) for span in spans]
    shared = _shared(shown)
    return [next((said for said in said_in if said.text not in shared), None) for said_in in shown]


def _shared(shown: Sequence[Sequence[Said]]) -> Collection[str]:
    """The addresses that most of the blocks show: signs, places held for others, a paper's head."""
    times = Counter(address for said_in in shown for address in {said.text for said in said_in})
    return {one for one, count in times.items() if count >= FEWEST and 2 * count > len(shown)}


def is_behind(out: Outline, picture: Said) -> bool:
    """Whether the picture lies behind its element, where no selector reads it."""
    return source_of(out.attributes[picture.at]) != picture.text


def _shown(span: Span) -> Iterator[Said]:
    out = span.out
    for number in span.among(span.marked.images):
        if not out.tokens[number].isdisjoint(_SMALL) or _is_tiny(out, number):
            continue
        address = source_of(out.attributes[number])
        if address and not _FACE.search(address):
            yield Said(address, number)
    for number in span.among(span.marked.styled) if span.marked.styled else ():
        behind = _BEHIND.search(out.attributes[number]["style"] or "")
        if behind and not (behind[1].startswith("data:") or _SIGN.search(behind[1])):
            yield Said(behind[1], number)


def _is_tiny(out: Outline, number: int) -> bool:
    sizes = ((out.attributes[number].get(side) or "").strip() for side in ("width", "height"))
    return any(map(_TINY.fullmatch, sizes))
