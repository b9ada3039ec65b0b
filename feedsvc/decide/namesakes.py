"""Stories that no step has recognised yet, each beside the known one of its name that is gone from the page.

    Tide tables    5 April      →    Tide tables    4 April        one here, one before: worth a closer look
    Notices        3 April           Notices        3 April
    Notices        2 April           Notices        1 April        two of one name: which is which?

What a name is depends on what a site has changed: the words of a title, those of a text, a minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.told import View

Name = Callable[[View], Hashable | None]
"""What a story is called; None for nothing."""


def left_over(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered]
) -> tuple[list[Listed], list[Remembered]]:
    """The stories of the page that are not known yet, and if there are any, the known ones that are gone."""
    left = [block for block in listed if block.place not in found]
    used = {known.story.id for known in found.values()} if left else set()
    return left, [known for known in window if left and known.story.id not in used]


def namesakes(
    left: Sequence[Listed],
    gone: Sequence[Remembered],
    name: Name,
    listed: Sequence[Listed],
    window: Sequence[Remembered],
) -> list[tuple[Listed, Remembered]]:
    """Each story that is left with the gone one of its name, which no other story bears, here or before."""
    named = {said: known for known in gone if (said := name(known.story)) is not None}
    pairs = [(said, block) for block in left if (said := name(block.story)) in named]
    if not pairs:  # as at most polls, at which the names of all others need not be counted
        return []
    here, there = (Counter(name(one.story) for one in those) for those in (listed, window))
    return [(block, named[said]) for said, block in pairs if here[said] == there[said] == 1]


def title_words(story: View) -> tuple[str, ...]:
    """The words of a story's title, as a name."""
    return bare_words(story.title)
