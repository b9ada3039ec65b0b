"""Stories under another headline, link and guid: an editor tried another one, or corrected it.

    10:42  Crane falls at northern quay       /crane-falls    Ships were sent to the southern basin …
    10:42  Northern quay shut as ships wait   /quay-shut      Ships were sent to the southern basin …

are one story where the second stands for the first, which is gone: of one minute, with one text that
nothing else on the page or before says. A guid that is no address names its story for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from feedsvc.decide.contradictions import guids_differ, numbers_differ
from feedsvc.decide.keys import Source, host, minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.told import WORTH_COMPARING, View

Said = tuple[datetime, tuple[str, ...]]
"""The minute of a story and the words of its text, or of its summary where it has none."""


def headlined(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that another headline hid; `window` stood on the page."""
    left = [block for block in listed if block.place not in found and _is_timed(block)]
    used = {known.story.id for known in found.values()}
    minutes = {minute_of(block.story.published) for block in left if block.story.published}
    gone = [k for k in window if k.story.id not in used and minute_of(k.story.published) in minutes]
    if not gone:
        return dict(found)
    here = Counter(_said(block.story) for block in listed)
    there = Counter(_said(known.story) for known in window)
    by_words = {_said(known.story): known for known in gone if known.story.dated}
    told = {block.place: (block, _said(block.story)) for block in left}
    alone = {at: one for at, one in told.items() if one[1] and here[one[1]] == there[one[1]] == 1}
    same = {
        at: by_words[said]
        for at, (block, said) in alone.items()
        if said in by_words and _may_be(block, by_words[said], source)
    }
    return {**found, **same}


def _is_timed(block: Listed) -> bool:
    """Whether a story has a link, and a time that is more than a day."""
    return bool(block.story.url and block.story.published) and block.story.published != block.midnight


def _said(story: View) -> Said | None:
    words = bare_words(story.text or story.summary)
    if story.published is None or len(words) < WORTH_COMPARING:
        return None
    return minute_of(story.published), words


def _may_be(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether nothing names the two apart: a number, another site, a guid that is no address."""
    if numbers_differ(block, known) or host(block.story.url) != host(known.story.url):
        return False
    return "://" in (block.story.guid or "://") or not guids_differ(block, known, source)
