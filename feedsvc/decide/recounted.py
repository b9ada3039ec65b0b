"""Stories without links that are known by their titles but for a counter there: `Quay opens (12 comments)`.

Those with links are known by them. A number that most titles of the page bear (`tallies`) counts, too. The
title must be the only one of its kind, here and before, and neither date nor words may say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedsvc.decide.contradictions import authors_differ, moved, words_differ
from feedsvc.decide.essence import uncounted
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.tallies import tallies_of, without_tallies
from feedsvc.decide.told import View

FEWEST = 2
"""Words that a title must have beside its counters."""


def recounted(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered]
) -> dict[int, Remembered]:
    """The pairs already found, and those that a counter hid; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    left = [block for block in left if not block.strong]
    gone = [known for known in gone if left and not (known.story.url or known.story.guid)]
    if not gone:
        return dict(found)
    tallies = tallies_of([block.story.title for block in listed])

    def name(story: View) -> tuple[str, ...] | None:
        words = bare_words(uncounted(without_tallies(story.title, tallies)))
        return words if len(words) >= FEWEST else None

    pairs = namesakes(left, gone, name, listed, window)
    return {**found, **{block.place: known for block, known in pairs if _may_be(block, known)}}


def _may_be(block: Listed, known: Remembered) -> bool:
    """Whether neither date, authors nor words speak against it."""
    one, other = block.story, known.story
    return not (moved(block, other) or authors_differ(one, other) or words_differ(one, other))
