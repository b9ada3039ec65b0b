"""Stories under another headline, link and guid: an editor tried another one, or corrected it.

    10:42  Crane falls at northern quay       /crane-falls    Ships were sent to the southern basin …
    10:42  Northern quay shut as ships wait   /quay-shut      Ships were sent to the southern basin …

are one story where the second stands for the first, which is gone: of one minute, with one text that
nothing else on the page or before says at any time; without links, too. Notes below all releases of an office
tell nothing of one, nor does a full or half hour: so programs write that they know but a day. A number in a
guid or link, and a guid that is no address, name their story for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedsvc.decide.contradictions import guids_differ, is_timed, numbers_differ
from feedsvc.decide.keys import Source, host, minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.spelling import NUMBERS
from feedsvc.decide.told import WORTH_COMPARING, View

Said = tuple[str, ...]
"""The words of a story's text, or of its summary where it has none."""


def headlined(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that another headline hid; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    left = [block for block in left if is_timed(block)]
    minutes = {minute_of(block.story.published) for block in left if block.story.published}
    gone = [k for k in gone if k.story.dated and minute_of(k.story.published) in minutes]
    pairs = namesakes(left, gone, worth_saying, listed, window)
    return {**found, **{block.place: known for block, known in pairs if _may_be(block, known, source)}}


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
