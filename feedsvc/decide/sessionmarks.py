"""Session marks in addresses: parts that changed for all links of a page say nothing of its stories.

    first poll    /a?sess=5f3d2c1b    /b?sess=5f3d2c1b
    second poll   /a?sess=90ab77e1    /b?sess=90ab77e1    →  `?sess` is a mark: the same two stories

A mark has any name and stands in the query (`?sess`, `?[1]` where it has no name), behind a semicolon
(`;sid`) or as a part of the path (`/2` counts the parts; `(S(…))`). It is learnt where stories that are
known by their titles are shown under addresses that differ in it alone, none as it was before, and where
two links without it are still two. What could count or date stories (short numbers) is a mark only where
each story's date or text says that it is the same one.

From then on a query or semicolon part is left out of the source's addresses; a part of the path, without
which a link may lead nowhere, stays as the story first had it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from feedsvc.decide.addressparts import is_random, parts_of, without
from feedsvc.decide.keys import url_key
from feedsvc.decide.moved import Moved, moved_of
from feedsvc.models import History, KnownStory, ParsedStory

FEWEST = 2
"""Stories shown under another address from which on anything is learnt."""
SHARE = 0.6
"""And the part of the links that bear the mark and show a known title."""
MOST = 8
"""Marks that are remembered of a source."""


def learn(
    stories: Sequence[ParsedStory], known: Sequence[KnownStory], marks: Sequence[str]
) -> tuple[str, ...]:
    """The marks that are known after this page: those of before, and what has changed for all its links."""
    linked = [s for s in stories if s.url]
    shown = [replace(s, url=without(s.url or "", marks)) for s in linked] if marks else linked
    before = {url_key(k.url) for k in known} | {key for k in known for key in k.keys}
    moved = [s for s in shown if url_key(s.url) not in before]
    pairs = list(moved_of(moved, known, marks)) if len(moved) >= FEWEST else []
    found = _marks_of(pairs, shown, known) if pairs else []
    if not found or not _tells_apart(shown, found):
        return tuple(marks)
    return (*marks, *found)[:MOST]


def _marks_of(pairs: Sequence[Moved], shown: Sequence[ParsedStory], known: Sequence[KnownStory]) -> list[str]:
    """The names of the parts that have changed in every link that bears them, and name nothing themselves."""
    bearing: dict[str, list[Moved]] = {}
    for pair in pairs:
        for name in pair.names:
            bearing.setdefault(name, []).append(pair)
    told = {story.title for story in known}
    links = Counter(name for s in shown if s.url and s.title in told for name in parts_of(s.url))
    return [name for name in sorted(bearing) if _is_mark(name, bearing[name], links[name])]


def _is_mark(name: str, bearing: Sequence[Moved], links: int) -> bool:
    """Whether a part, which these pairs and so many links bear, is a mark."""
    if len(bearing) < max(FEWEST, SHARE * links):
        return False
    if not all(pair.has_changed(name) for pair in bearing):
        return False
    values = [value for pair in bearing for value in (pair.now.get(name), pair.then.get(name)) if value]
    return all(pair.sure for pair in bearing) or all(map(is_random, values))


def _tells_apart(shown: Sequence[ParsedStory], marks: Sequence[str]) -> bool:
    """Whether links that were different still are without these parts."""
    links = {url_key(s.url) for s in shown}
    return len({url_key(without(s.url, marks)) for s in shown if s.url}) == len(links)


def unmarked(
    stories: Sequence[ParsedStory], known: Sequence[KnownStory], marks: Sequence[str]
) -> tuple[ParsedStory, ...]:
    """The stories under addresses without their marks; as they are where two would become one."""
    shown = [s for s in stories if s.url]
    if not marks or not _tells_apart(shown, marks):
        return tuple(stories)
    first = {url_key(without(k.url, marks)): k.url for k in reversed(known) if k.url}
    named = _naming(marks, first)
    return tuple(replace(s, url=named(s.url)) if s.url else s for s in stories)


def _naming(marks: Sequence[str], first: Mapping[str, str]) -> Callable[[str], str]:
    """How an address is written: without what may go, and with the path that its story first had."""
    leading = frozenset(name for name in marks if name.startswith("/"))
    going = frozenset(marks) - leading

    def named(url: str) -> str:
        if leading & parts_of(url).keys():
            url = first.get(url_key(without(url, marks)), url)
        return without(url, going)

    return named


def also_unmarked(known: Iterable[KnownStory], marks: Sequence[str]) -> list[KnownStory]:
    """The known stories, to be found under their addresses without the marks, too."""
    going = frozenset(name for name in marks if not name.startswith("/"))
    return [replace(k, alias=url_key(without(k.url, going))) if k.url and going else k for k in known]


def with_marks(history: History, marks: Sequence[str]) -> History:
    """The history that remembers these."""
    return replace(history, marks=tuple(marks))
