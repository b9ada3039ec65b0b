"""Stories that stand where a known one stood, between its neighbours: a link or headline was put right.

    4 March    Crane inspected       /crane.pdf          4 March    Crane inspected       /crane.pdf
    3 March    Rules of the quay     /rules.pdf    →     3 March    Rules of the quay     /rules_v2.pdf
    2 March    Ferry tiket prices                        2 March    Ferry ticket prices
    1 March    Ships wait again      /ships.pdf          1 March    Ships wait again      /ships.pdf

Of one title and date it may bear another link, but not at the top, where the next one of its name appears,
nor where another story has that title, nor where both links name things of their own. Its headline may be
corrected, and its link with it, and without links it may be another one above the very text that it had and
no other story has. One story alone must be gone from between those neighbours, and one alone be there. A
story whose link was another one's at first, copied with its row, is known by title and date wherever it
stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from feedsvc.decide.contradictions import (
    SEVERAL,
    guids_name_apart,
    links_name_apart,
    moved,
    numbers_differ,
    words_differ,
)
from feedsvc.decide.corrected import is_correction
from feedsvc.decide.headlined import worth_saying
from feedsvc.decide.keys import Source, url_key
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over
from feedsvc.decide.similarity import bare_words, same_words
from feedsvc.decide.spelling import is_corrected
from feedsvc.models import KnownStory, ParsedStory

ONCE_EACH = 2
"""Times that words stand on two lists of which each holds them once."""


def inplace(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that stand where a known story stood; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    if not (found and gone):
        return dict(found)
    titles = Counter(bare_words(block.story.title) for block in listed)
    alone = [block for block in left if titles[bare_words(block.story.title)] == 1]
    pairs = _with_own_links(alone, gone, found) | _in_their_places(alone, gone, found)
    times = Counter(known.story.id for known in pairs.values())
    blocks = {block.place: block for block in alone}
    same = {
        at: known
        for at, known in pairs.items()
        if times[known.story.id] == 1 and not _is_apart(blocks[at], known, source)
    }
    retitled = {at for at, known in same.items() if not _are_titled(blocks[at], known)}
    return {**found, **(_told_by_words(same, retitled, listed, window) if retitled else same)}


def _told_by_words(
    pairs: Mapping[int, Remembered],
    retitled: Set[int],
    listed: Sequence[Listed],
    window: Sequence[Remembered],
) -> dict[int, Remembered]:
    """The pairs without those told by words alone that another story has, too: a note below several."""
    times = Counter(worth_saying(block.story) for block in listed)
    times.update(worth_saying(known.story) for known in window)
    return {
        at: known
        for at, known in pairs.items()
        if at not in retitled or times[worth_saying(known.story)] == ONCE_EACH
    }


def _in_their_places(
    left: Sequence[Listed], gone: Sequence[Remembered], found: Mapping[int, Remembered]
) -> dict[int, Remembered]:
    """Each story whose neighbours are known, with the one that is gone from between them."""
    ordered = sorted(gone, key=lambda known: known.story.published)
    times = [known.story.published for known in ordered]
    pairs = ((block, _between(block.place, found, ordered, times)) for block in left)
    return {block.place: known for block, known in pairs if known and _is_same(block, known)}


def _between(
    place: int, found: Mapping[int, Remembered], gone: Sequence[Remembered], times: Sequence[datetime]
) -> Remembered | None:
    """The one story that is gone from between the neighbours of a place, if these are known."""
    below, above = found.get(place + 1), found.get(place - 1)
    if below is None or (above is None and place):
        return None
    first = bisect_left(times, below.story.published)
    last = bisect_right(times, above.story.published) if above else len(times)
    return gone[first] if last - first == 1 else None


def _is_same(block: Listed, known: Remembered) -> bool:
    one, other = block.story, known.story
    linked = bool(one.url or other.url)
    if block.place > 0 and _is_titled(block, known):
        return True
    if block.place == 0 and not one.published:
        return False
    if _are_titled(block, known):
        return not linked or _is_corrected(one, other)
    said = worth_saying(one)
    return block.place > 0 and not linked and said is not None and said == worth_saying(other)


def _are_titled(block: Listed, known: Remembered) -> bool:
    one, other = block.story.title, known.story.title
    return same_words(one, other) or is_correction(one, other)


def _is_corrected(one: ParsedStory, other: KnownStory) -> bool:
    """Whether both have links, of which one corrects the other."""
    return bool(one.url and other.url) and is_corrected(one.url or "", other.url or "")


def _is_titled(block: Listed, known: Remembered) -> bool:
    """Whether a date stands by a title of several words, which is the known one's, and no other words do."""
    one, other = block.story, known.story
    if one.published is None or not same_words(one.title, other.title) or words_differ(one, other):
        return False
    return len(bare_words(one.title)) >= SEVERAL


def _is_apart(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether date, number, link or guid say that it is another story."""
    dated_alike = (block.story.published is not None) is known.story.dated and not moved(block, known.story)
    if not dated_alike or numbers_differ(block, known) or guids_name_apart(block, known, source):
        return True
    return same_words(block.story.title, known.story.title) and links_name_apart(block, known)


def _with_own_links(
    left: Sequence[Listed], gone: Sequence[Remembered], found: Mapping[int, Remembered]
) -> dict[int, Remembered]:
    """Each story that is known under a link which another story of the page bears."""
    others = {url_key(known.story.url) for known in found.values()} if left else set()
    lent = [known for known in gone if known.story.url and url_key(known.story.url) in others]
    by_title = {bare_words(known.story.title): known for known in lent}
    pairs = ((block, by_title.get(bare_words(block.story.title))) for block in left if by_title)
    return {block.place: known for block, known in pairs if known and _is_titled(block, known)}
