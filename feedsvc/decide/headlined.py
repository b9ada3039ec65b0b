"""Stories under another headline, link and guid: an editor tried another one, or corrected it.

    10:42  Crane falls at northern quay       /crane-falls    Ships were sent to the southern basin …
    10:42  Northern quay shut as ships wait   /quay-shut      Ships were sent to the southern basin …

are one story where the second stands for the first, which is gone: of one minute, with one text that
nothing else on the page or before says at any time; without links, too. Notes below all releases of an office
tell nothing of one, nor does a full or half hour: so programs write that they know but a day. A number in a
guid or link, and a guid that is no address, name their story for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from feedsvc.decide.contradictions import guids_differ, is_timed, numbers_differ
from feedsvc.decide.keys import Source, host, minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.leftover import gone_of, left_of
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.spelling import NUMBERS
from feedsvc.decide.told import WORTH_COMPARING, View

Said = tuple[str, ...]
"""The words of a story's text, or of its summary where it has none."""


def headlined(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that another headline hid; `window` stood on the page."""
    left = [block for block in left_of(listed, found) if is_timed(block)]
    minutes = {minute_of(block.story.published) for block in left if block.story.published}
    unseen = gone_of(window, found) if minutes else []
    gone = [known for known in unseen if minute_of(known.story.published) in minutes]
    if not gone:
        return dict(found)
    here = Counter(worth_saying(block.story) for block in listed)
    there = Counter(worth_saying(known.story) for known in window)
    by_words = {worth_saying(known.story): known for known in gone if known.story.dated}
    told = ((block, worth_saying(block.story)) for block in left)
    alone = ((block, said) for block, said in told if said and here[said] == there[said] == 1)
    same = {
        block.place: by_words[said]
        for block, said in alone
        if said in by_words and _may_be(block, by_words[said], source)
    }
    return {**found, **same}


def worth_saying(story: View) -> Said | None:
    """The words of a story's text or summary, where there are enough of them to mean anything."""
    words = bare_words(story.text or story.summary)
    return words if len(words) >= WORTH_COMPARING else None


def _may_be(block: Listed, known: Remembered, source: Source) -> bool:
    one, other = block.story, known.story
    if one.published is None or minute_of(one.published) != minute_of(other.published):
        return False
    return not named_apart(block, known, source)


def named_apart(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether anything but the words names two stories apart: a number, another site, a guid."""
    one, other = block.story, known.story
    if numbers_differ(block, known) or host(one.url) != host(other.url):
        return True
    if NUMBERS.findall(one.url or "") != NUMBERS.findall(other.url or ""):
        return True
    return guids_differ(block, known, source) and not _is_without_number(one.guid, other.guid)


def _is_without_number(*guids: str | None) -> bool:
    """Whether the guids are addresses in which no number differs."""
    numbers = [NUMBERS.findall(guid) for guid in guids if guid and "://" in guid]
    return len(numbers) == len(guids) and all(one == numbers[0] for one in numbers)
