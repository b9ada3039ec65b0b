"""Papers that are named by their month, below a heading with the year.

    <h3>2026</h3>
    <ul><li><a href="/minutes/06-2026.pdf">June</a></li><li><a href="/minutes/05-2026.pdf">May</a></li></ul>

gives "June 2026" and "May 2026". Links to pages are no such papers: a blog's archive looks the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from feedsvc.clean.phrases import MONTH
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import SPOKEN, Block

SHARE = 0.8
"""Part of the blocks that are named by a month and lead to papers."""
_MONTH = re.compile(rf"{MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?|\d{{1,2}}\.?\s{MONTH}", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAPER = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|pptx?)$", re.IGNORECASE)


def is_month(text: str) -> bool:
    """Whether the text is a month's name, perhaps with a day, and no more."""
    return len(text) <= 20 and _MONTH.fullmatch(text) is not None


def with_years(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks with the years of the headings above in their titles, where but months name them."""
    if not blocks or (not is_month(blocks[0].title) and not is_month(blocks[-1].title)):
        return blocks
    if SHARE * len(blocks) > sum(is_month(b.title) and _leads_to_paper(b) for b in blocks):
        return blocks
    told = ((block, _year_above(out, block)) for block in blocks)
    return [
        b._replace(title=f"{b.title} {year}", heading=True, spoken=SPOKEN) if year else b for b, year in told
    ]


def _leads_to_paper(block: Block) -> bool:
    return _PAPER.search(block.link.href.partition("?")[0]) is not None


def _year_above(out: Outline, block: Block) -> str | None:
    """The year that the nearest heading with one names."""
    place = bisect_left(out.headings, block.start, key=lambda heading: heading.at)
    for heading in reversed(out.headings[:place]):
        if years := _YEAR.findall(heading.text):
            return years[0] if len(years) == 1 and len(heading.text) < 40 else None
    return None
