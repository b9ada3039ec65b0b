"""Which known stories stand in a list: each story and each known one once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from feedsvc.decide.keys import url_key
from feedsvc.decide.pair import Pair
from feedsvc.decide.similarity import ALIKE, bare_words, likeness
from feedsvc.decide.sketch import LONG, Sketches
from feedsvc.models import KnownStory, ParsedStory

MOST_STORIES = 200
"""Stories of a list that are looked at, from its top."""
SIMILAR = 0.5
"""From here on the title of a story with the same date is an edited one."""


def pairs_of(stories: Sequence[ParsedStory], known: Sequence[KnownStory]) -> Iterator[Pair]:
    """Each story and each known one once: by title first, then by link, then by date and most words."""
    left = {one.id: one for one in known}
    found: dict[int, Pair] = {}
    for near, is_same in (
        (_by_title(known), _is_titled),
        (_by_link(known), _is_linked),
        (_by_words(known), _is_alike),
    ):
        for place, story in enumerate(stories[:MOST_STORIES]):
            if place in found:
                continue
            pairs = [Pair(place=place, story=story, known=k) for k in near(story) if k.id in left]
            if same := [pair for pair in pairs if is_same(pair)]:
                found[place] = next((pair for pair in same if pair.linked or pair.dated), same[0])
                del left[found[place].known.id]
    yield from (found[place] for place in sorted(found))


Near = Callable[[ParsedStory], Iterable[KnownStory]]
"""The known stories that may be this one."""


def _grouped(
    known: Iterable[KnownStory], name_of: Callable[[KnownStory], Hashable]
) -> dict[Hashable, list[KnownStory]]:
    groups: dict[Hashable, list[KnownStory]] = {}
    for one in known:
        groups.setdefault(name_of(one), []).append(one)
    return groups


def _by_title(known: Sequence[KnownStory]) -> Near:
    groups = _grouped(known, lambda one: bare_words(one.title))
    return lambda story: groups.get(bare_words(story.title), ())


def _by_link(known: Sequence[KnownStory]) -> Near:
    groups = _grouped(known, lambda one: url_key(one.url))
    return lambda story: groups.get(url_key(story.url), ())


def _by_day(known: Sequence[KnownStory]) -> Near:
    groups = _grouped(known, lambda one: one.published.toordinal())

    def near(story: ParsedStory) -> Iterator[KnownStory]:
        days = [story.published.toordinal() + n for n in (-1, 0, 1)] if story.published else []
        return (one for day in days for one in groups.get(day, ()))

    return near


def _by_words(known: Sequence[KnownStory]) -> Near:
    """Of the known stories of a day those with a like title, and those few whose texts are closest."""
    of_day, sketches = _by_day(known), Sketches()

    def near(story: ParsedStory) -> Iterator[KnownStory]:
        there = list(of_day(story))
        close = {one.id for one in sketches.closest(story.text, there)}
        return (one for one in there if one.id in close or likeness(story.title, one.title) >= SIMILAR)

    return near


def _is_titled(pair: Pair) -> bool:
    return pair.titled


def _is_linked(pair: Pair) -> bool:
    return pair.linked


def _is_alike(pair: Pair) -> bool:
    """An edited title at the same date, or the same text."""
    one, other = pair.story, pair.known
    return pair.dated and (
        likeness(one.title, other.title) >= SIMILAR or likeness(one.text[:LONG], other.text[:LONG]) >= ALIKE
    )
