"""Whether a page prints its stories another way, and none of them was edited.

Note 3 of the boats    →    Pier: Note 3 of the boats        so all the other titles
"""

from __future__ import annotations

from collections.abc import Sequence

from feedsvc.decide.similarity import ALIKE, likeness, says
from feedsvc.models import KnownStory, ParsedStory

FEWEST_IN_MASS = 5
MASS = 0.8
"""When more than this share of a page changes a little at once, the page was redone, not its stories."""


def redone(edited: Sequence[tuple[ParsedStory, KnownStory]], seen: int) -> bool:
    """True when nearly all stories of a page have changed, each a little."""
    if len(edited) < FEWEST_IN_MASS or len(edited) <= MASS * seen:
        return False
    return all(_a_little(story, known) for story, known in edited)


def _a_little(story: ParsedStory, known: KnownStory) -> bool:
    """True where a story's text is nearly the same; its title and summary, where it has none."""
    if story.text or known.text:
        return likeness(story.text, known.text) >= ALIKE
    ours, theirs = story.summary, known.summary
    return says(story.title, known.title) and (ours == theirs or likeness(ours, theirs) >= ALIKE)
