"""Which groups may be stories at all."""

from __future__ import annotations

from statistics import fmean

from feedsvc.extract.auto.addresses import is_document, is_numbered
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.kin import MIN_BLOCKS
from feedsvc.extract.auto.linkworth import TITLE
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.worth import SHORT, further_text

NAMED = 5
"""Things with short names that make a list, where each is described."""
DESCRIBED = 0.1
NUMBERED = 14
"""What titles of documents and of a register's numbers say at least where nothing else speaks for them."""


def believable(out: Outline, group: Group) -> bool:
    """Whether the group may be stories, which links alone are not.

    Most blocks need a date, a heading or a title of some length.
    """
    count = len(group.blocks)
    dated = sum(b.date is not None for b in group.blocks)
    headed = sum(b.heading for b in group.blocks)
    words = fmean([b.said for b in group.blocks])
    if count < MIN_BLOCKS:
        return count == dated == headed and words >= 15
    if 2 * dated >= count:
        return words >= 8
    if 2 * headed >= count and words < 12:  # names of things, each with what is said of it
        return (
            words >= 5 and count >= NAMED and fmean([further_text(out, b) for b in group.blocks]) >= DESCRIBED
        )
    if 2 * headed >= count or words >= 22:
        return True
    shown = words >= SHORT and _pictured(out, group)
    return count >= NAMED and (shown or (words >= NUMBERED and _numbered(out, group)))


def _numbered(out: Outline, group: Group) -> bool:
    """Whether all stand in the content and lead to documents, or in `main` to numbers as of a register."""
    if any(out.furniture[b.item] or not is_document(b.link.href) for b in group.blocks):
        inside = out.main and all(out.main[0] < b.item < out.main[1] for b in group.blocks)
        return bool(inside) and all(is_numbered(b.link.href) for b in group.blocks)
    return True


def _pictured(out: Outline, group: Group) -> bool:
    """Whether each block shows a picture and calls its words a title."""
    called = all(out.tokens[b.title_at] & TITLE for b in group.blocks)
    return called and all("img" in out.tags[b.start : b.end] for b in group.blocks)
