"""What steps of recognition have left over: stories of the page, and known ones that stood there.

All of it is found by what runs without a step of Python for each story: mostly one of fifty is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import filterfalse
from operator import attrgetter

from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words

_PLACE, _ID, _TITLE = attrgetter("place"), attrgetter("story.id"), attrgetter("story.title")
Found = Mapping[int, Remembered]


def left_of(listed: Sequence[Listed], found: Found) -> list[Listed]:
    """The stories of a page that are not known by now, in page order."""
    places = dict(zip(map(_PLACE, listed), listed, strict=True))
    return list(map(places.__getitem__, filterfalse(found.__contains__, places)))


def gone_of(window: Sequence[Remembered], found: Found) -> list[Remembered]:
    """The known stories that stood on the page and have not been found there by now."""
    used = set(map(_ID, found.values()))
    known = dict(zip(map(_ID, window), window, strict=True))
    return list(map(known.__getitem__, filterfalse(used.__contains__, known)))


def titles_of(stories: Iterable[Listed | Remembered]) -> Iterator[tuple[str, ...]]:
    """The words of each one's title."""
    return map(bare_words, map(_TITLE, stories))


def of_one_title(
    left: Sequence[Listed], gone: Sequence[Remembered], listed: Sequence[Listed], window: Sequence[Remembered]
) -> Iterator[tuple[Listed, Remembered]]:
    """Each story that is left with the one of its title that is gone, if no other has it, here or before."""
    by_title = dict(zip(titles_of(gone), gone, strict=True))
    if by_title.keys().isdisjoint(titles_of(left)):
        return
    here, there = Counter(titles_of(listed)), Counter(titles_of(window))
    for block, words in zip(left, titles_of(left), strict=True):
        if words in by_title and here[words] == there[words] == 1:
            yield block, by_title[words]
