"""Whether a page tells most of its known stories anew at once: one text for all, or wholly other titles.

So looks a page whose headlines or teasers were lost: other words were found in their place, or one sentence
for all ("Subscribe to read on"). Editors rewrite one story, and then another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from feedsvc.decide.similarity import likeness, says
from feedsvc.models import Changes, KnownStory, ModifiedStory

FEWEST = 4
"""Stories from which on it means anything."""
OTHER = 0.3
"""Likeness below which a title is another one and no version of it."""
BEGINNING = 20
"""Characters by which most texts differ."""
TOLD = ("title", "summary", "text")


def retold(changes: Changes, known: Sequence[KnownStory]) -> Iterator[str]:
    """The reasons against a page, told in words."""
    if len(changes.modified) < FEWEST:
        return
    seen = len(changes.modified) + len(changes.unmodified)
    for what in TOLD:
        copies = commonest(str(getattr(m.story, what)) for m in changes.modified if what in m.fields)
        if not most(copies, seen):
            continue
        before = commonest(str(getattr(story, what, "")) for story in known)
        if 2 * before <= len(known):
            yield f"{copies} of {seen} known stories have one new {what}"
    titles = {story.id: story.title for story in known}
    others = sum(_is_another(m, titles.get(m.story.id, "")) for m in changes.modified)
    if most(others, seen):
        yield f"{others} of {seen} known stories have wholly other titles"


def commonest(texts: Iterable[str]) -> int:
    """How often the commonest of these texts occurs, empty ones left out."""
    said = [text for text in texts if text]
    # To fold every text of a page took a twentieth of deciding on it: most begin like no other.
    beginnings = [text[:BEGINNING].casefold()[:BEGINNING] for text in said]
    alike = Counter(beginnings)
    if max(alike.values(), default=0) < 2:
        return min(1, len(said))
    folded = (text.casefold() for text, start in zip(said, beginnings, strict=True) if alike[start] > 1)
    return max(Counter(folded).values())


def most(count: int, seen: int) -> bool:
    """Whether these are most of the stories on the page, and more than a few."""
    return count >= FEWEST and 2 * count > seen


def _is_another(modified: ModifiedStory, before: str) -> bool:
    """Whether a title has next to nothing of the one before."""
    after = modified.story.title
    if "title" not in modified.fields or not before:
        return False
    if likeness(before, after) >= OTHER or says(before, after):
        return False
    return before.casefold() not in after.casefold() and after.casefold() not in before.casefold()
