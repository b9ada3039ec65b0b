"""Stories without links that are known by their titles but for a counter there: `Quay opens (12 comments)`.

Those with links are known by them. A number that most titles of the page bear (`tallies`) counts, too. The
title must be the only one of its kind, here and before, and neither date nor words may say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from feedsvc.decide.contradictions import authors_differ, moved
from feedsvc.decide.essence import uncounted
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.leftover import gone_of, left_of
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import ALIKE, bare_words, likeness
from feedsvc.decide.tallies import tallies_of, without_tallies
from feedsvc.decide.told import told

FEWEST = 2
"""Words that a title must have beside its counters."""


def recounted(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered]
) -> dict[int, Remembered]:
    """The pairs already found, and those that a counter hid; `window` stood on the page."""
    left = [block for block in left_of(listed, found) if not block.strong]
    unseen = gone_of(window, found) if left else []
    gone = [known for known in unseen if not (known.story.url or known.story.guid)]
    if not gone:
        return dict(found)
    tallies = tallies_of([block.story.title for block in listed])

    def words(title: str) -> tuple[str, ...]:
        return bare_words(uncounted(without_tallies(title, tallies)))

    here = Counter(words(block.story.title) for block in listed)
    there = Counter(words(known.story.title) for known in window)
    by_words = {words(known.story.title): known for known in gone}
    titled = ((block, words(block.story.title)) for block in left)
    alone = ((b, said) for b, said in titled if len(said) >= FEWEST and here[said] == there[said] == 1)
    same = {b.place: by_words[said] for b, said in alone if said in by_words and _may_be(b, by_words[said])}
    return {**found, **same}


def _may_be(block: Listed, known: Remembered) -> bool:
    """Whether neither date, authors nor words speak against it."""
    if moved(block, known.story) or authors_differ(block.story, known.story):
        return False
    ours, theirs = told(block.story, known.story)
    return not (ours and theirs) or likeness(ours, theirs) >= ALIKE
