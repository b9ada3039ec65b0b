"""Ids survive a redesign: the same stories on a page whose links are all new.

Only when next to no link of the page is known any more, and only when most of the stories that could be
known are found again. A pair needs two agreements out of title, byline minute and text (the only one
there is, where the page shows but titles, and then a title that is the only one of its kind; where one was
edited meanwhile, its date and most of its title), and no contradiction: a date further off than a wrong time
zone, or the same minute's byline with other words.

Where another page of the site was redesigned first, part of this page's links are known from there; then
only what agrees in title, byline and text is paired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from feedsvc.decide.contradictions import authors_differ, moved, within_zones
from feedsvc.decide.identity import assign
from feedsvc.decide.knownbykeys import Remembered, candidates, index
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over
from feedsvc.decide.similarity import ALIKE, likeness, same_words

CERTAIN = 3.0
"""Agreement from which on a story is surely a known one under a new link: title, byline and text agree, or
two of them and every word of the text."""
FEWEST = 2
"""One story whose link and number changed is a new story; two and more are a redesign."""

MOSTLY, PARTLY = 0.6, 0.5
"""Likeness of two titles of one day, and of one minute, that may be versions of one."""


def heal(
    listed: Sequence[Listed],
    known: Sequence[Remembered],
    found: Mapping[int, Remembered],
    window: Sequence[Remembered],
) -> dict[int, Remembered]:
    """The pairs already found and, after a redesign of the page, those that it hid.

    `window` are those of the known stories that stood on the page.
    """
    whole = redesigned(listed, found, window)
    if not whole and not any(bears_two_numbers(known) for known in found.values()):
        return dict(found)
    left, gone = left_over(listed, found, window)
    settled = {k.story.id for k in (*found.values(), *window)}
    away = [k for k in known if k.story.id not in settled]
    ranked = _ranked(left, gone)
    everywhere = _ranked(left, [*gone, *away]) if away else ranked
    certain = [pair for pair in everywhere if pair[0] >= CERTAIN]
    if not whole:
        return {**found, **assign(certain, [*gone, *away])}
    healed = assign([*ranked, *certain], [*gone, *away])
    together = {**found, **healed}
    newest = max(k.story.published for k in window)
    possible = [block for block in listed if possibly_known(block, newest)]
    if len(together) < FEWEST or 2 * len(together) < len(possible):
        return dict(found)
    return {**retitled(left, gone, healed), **together}


def retitled(
    left: Sequence[Listed], gone: Sequence[Remembered], healed: Mapping[int, Remembered]
) -> dict[int, Remembered]:
    """The pairs of stories that were edited while the page was redesigned: one date, most words of the title.

    Each must be the only one of its kind, here and there.
    """
    blocks, stories = left_over(left, healed, gone)
    pairs = [(block, known) for block in blocks for known in stories if is_retitled(block, known)]
    times = Counter(name for block, known in pairs for name in (block.place, known.story.id))
    return {block.place: known for block, known in pairs if times[block.place] == times[known.story.id] == 1}


def is_retitled(block: Listed, known: Remembered) -> bool:
    """True for the same date and authors and much the same title; of a mere day more of it."""
    one, other = block.story, known.story
    if not (one.published and other.dated) or moved(block, other) or authors_differ(one, other):
        return False
    to_the_day = one.published == block.midnight
    return likeness(one.title, other.title) >= (MOSTLY if to_the_day else PARTLY)


def stands(known: Remembered, source: str) -> bool:
    """True for a story that stood on this source's page at its last poll."""
    sighting = known.story.sighting(source)
    return sighting is not None and sighting.gone is None


def redesigned(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered]
) -> bool:
    """True when the page links stories, knew linked ones, and at most a tenth bear a known name."""
    linked = [block for block in listed if block.strong]
    named = sum(bool(b.strong & found[b.place].keys) for b in linked if b.place in found)
    knew = sum(bool(k.story.url or k.story.guid) for k in window)
    return len(linked) >= FEWEST and knew >= FEWEST and named * 10 <= len(linked)


def bears_two_numbers(known: Remembered) -> bool:
    """True for a story that was healed: another page of the site was seen with new links before this one."""
    numbers = [key.rpartition(":")[0] for key in known.keys if key.startswith("article:")]
    return len(numbers) > len(set(numbers))


def possibly_known(block: Listed, newest: datetime) -> bool:
    """False for a story that is dated after everything that stood on the page."""
    return block.story.published is None or block.story.published <= newest


def _ranked(left: Sequence[Listed], gone: Sequence[Remembered]) -> list[tuple[float, int, int]]:
    by_key = index(gone)
    titles = Counter(key for block in left for key in block.weak)
    ranked = []
    for block in left:
        for number in candidates(block, gone, by_key):
            shared = block.weak & gone[number].keys
            alone = all(titles[key] == 1 and len(by_key[key]) == 1 for key in shared)
            ranked.append((agreement(block, gone[number], alone=alone), block.place, number))
    return ranked


def agreement(block: Listed, known: Remembered, *, alone: bool) -> float:
    """How many of title, byline minute and text agree, and how alike the texts are; 0 for too few.

    `alone` says that no other story of the page or the store shares the title or byline.
    """
    one, other = block.story, known.story
    title, alike = same_words(one.title, other.title), likeness(one.text, other.text)
    both_dated = bool(one.published and other.dated)
    if moved(block, other):
        certain = title and alike >= 0.95 and within_zones(one, other) and not authors_differ(one, other)
        return 2 + alike if certain else 0.0
    byline = both_dated and not authors_differ(one, other)
    agreeing = title + byline + (alike >= ALIKE)
    comparable = 1 + both_dated + bool(one.text and other.text)
    if comparable == 1:
        return 1.0 if title and alone else 0.0
    return agreeing + alike if agreeing >= 2 else 0.0
