"""What makes a reading doubtful, a clause each for the operator: rows left out, lists passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedsvc.clean.urls import shown_url
from feedsvc.extract.auto.addresses import PERSON
from feedsvc.extract.auto.blocks import Reading
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.linkworth import names_nothing
from feedsvc.extract.auto.ofgroup import unevenly
from feedsvc.extract.auto.othertitle import other_title
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowtitle import is_code
from feedsvc.extract.auto.structure import MAX_BLOCKS
from feedsvc.extract.auto.words import weight

FEW = 3
"""Rows that may be heads and feet of a list."""
LEFT_OUT = 0.15
LONG = 150
"""Letters from which on a title is a text."""


def doubts_of(
    out: Outline, groups: Sequence[Group], rival: Group | None, found: Sequence[Reading]
) -> tuple[str, ...]:
    """Why what was read may not be the page's stories, or not all of them."""
    return (
        *_left_out(groups),
        *_several(out, groups),
        *_passed_over(rival),
        *_odd_titles(found),
        *_people(found),
        *_one_page(found),
        *_other_title(out, groups),
    )


def _left_out(groups: Sequence[Group]) -> Iterator[str]:
    rows = sum(min(len(group.ranges), MAX_BLOCKS) for group in groups)
    read = sum(len(group.blocks) for group in groups)
    if rows - read > max(FEW, LEFT_OUT * rows):
        yield f"{rows - read} of {rows} rows of the list are no stories of their own"


def _several(out: Outline, groups: Sequence[Group]) -> Iterator[str]:
    if any(unevenly(out, group) for group in groups):
        yield "some rows may hold several stories"


def _passed_over(rival: Group | None) -> Iterator[str]:
    if rival:
        yield f"another list of {len(rival.blocks)} is as likely ({rival.blocks[0].title[:60]!r} first)"


def _odd_titles(found: Sequence[Reading]) -> Iterator[str]:
    titles = [reading.story.title or "" for reading in found]
    if 2 * sum(weight(title) > LONG for title in titles) > len(titles):
        yield "most titles are as long as texts"
    if len(titles) > FEW and 2 * sum(one == other for one, other in pairwise(titles)) > len(titles):
        yield "many titles are those of the rows above"
    if 2 * sum(is_code(title) for title in titles) > len(titles):
        yield f"most titles are numbers, as of a register ({titles[0][:60]!r} first)"
    if 2 * sum(names_nothing(title) for title in titles) > len(titles):
        yield f"most titles are but labels ({titles[0][:60]!r} first)"


def _people(found: Sequence[Reading]) -> Iterator[str]:
    people = sum(bool(PERSON.search(reading.block.link.href)) for reading in found)
    if 2 * people > len(found):
        yield "most links lead to people"


def _one_page(found: Sequence[Reading]) -> Iterator[str]:
    links = {shown_url(reading.story.link) for reading in found if reading.story.link}
    if len(found) >= FEW and len(links) == 1:
        yield "all links lead to one page"


def _other_title(out: Outline, groups: Sequence[Group]) -> Iterator[str]:
    other = other_title(out, groups[0].blocks)
    if other:
        yield f"the title may be another text of the rows ({other[:60]!r} first)"
