"""What leads a page: told before all others in a way of its own, no smaller, and where the others are told.

<article class="hero"><h2><a href="/n/9-…">…</a></h2></article>
<ul><li><h3><a href="/n/8-…">…<li><h3><a href="/n/7-…">…</ul>
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from feedsvc.extract.auto.addressforms import AddressForms
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.words import weight

SAID = 15
"""Letters of a title from which on it is no name of a section."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the stories of a list tell of one that leads them."""

    forms: AddressForms
    smallest: str
    """The tag of their smallest heading."""

    @classmethod
    def of(cls, out: Outline, group: Group) -> Self:
        """What may lead the stories of the group."""
        headings = [out.tags[block.title_at] for block in group.blocks if block.heading]
        return cls(AddressForms(block.link.href for block in group.blocks), max(headings, default="h6"))

    def may_be(self, out: Outline, block: Block) -> bool:
        """Whether the block, in the content, leads to a story such as theirs, and is no less large."""
        inside = out.main is None or out.main[0] < block.item < out.main[1]
        large = block.heading and out.tags[block.title_at] <= self.smallest
        return inside and large and weight(block.title) >= SAID and self.forms.fits(block.link.href)
