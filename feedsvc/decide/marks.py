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

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from feedsvc.decide.keys import minute_of, url_key
from feedsvc.decide.listing import WORTH_COMPARING
from feedsvc.decide.similarity import bare_words, same_words
from feedsvc.models import History, KnownStory, ParsedStory

FEWEST = 2
"""Stories shown under another address from which on anything is learnt."""
SHARE = 0.6
"""And the part of the links that bear the mark and show a known title."""
MOST = 8
"""Marks that are remembered of a source."""
MOST_PARTS = 40
"""Parts of an address that may be marks; one with more of them is not looked at."""
MOST_NAMESAKES = 20
"""Known stories of one title and one address without its parts that a story is held against."""
_RANDOM = re.compile(
    r"(?=[^a-z]*[a-z])(?=\D*\d)[\w~.%-]{4,}|[\w~%]{16,}|[0-9a-f]{8,}", re.IGNORECASE | re.ASCII
)
"""What no counter and no date looks like: letters and digits mixed, or very long."""
_DATED = re.compile(
    r"\d{4}-\d\d-\d\d.*|v\d+(?:\.\d+)*|\d{8}(?:[t_-]?\d{4,6}z?)?|\d+(?:st|nd|rd|th)?",
    re.IGNORECASE | re.ASCII,
)
_WORDS = re.compile(r"[a-z]+(?:[-_][a-z]+)*", re.IGNORECASE | re.ASCII)
_COOKIELESS = re.compile(r"\((?:[A-Z]\([^()/]+\))+\)")
"""ASP.NET's way to carry a session in the path."""


# -- the parts of an address -------------------------------------------------------------------------


def parts_of(url: str) -> dict[str, str]:
    """What may be a mark in an address: names as in the module's text, with their values."""
    split = urlsplit(url)
    return {name: value for name, value, _ in (*_of_path(split.path), *_of_query(split.query)) if name}


def without(url: str, marks: Collection[str]) -> str:
    """The address without these parts."""
    if not marks:
        return url
    split = urlsplit(url)
    query = "&".join(text for name, _, text in _of_query(split.query) if name not in marks)
    path = "".join(text for name, _, text in _of_path(split.path) if name not in marks) or "/"
    return urlunsplit((split.scheme, split.netloc, path, query, split.fragment))


def _of_query(query: str) -> list[tuple[str, str, str]]:
    """Name, value and text of each pair."""
    pairs = [(text, *text.partition("=")[::2]) for text in query.split("&") if text]
    return [
        (f"?{name}" if "=" in text else f"?[{place}]", value if "=" in text else name, text)
        for place, (text, name, value) in enumerate(pairs)
    ]


def _of_path(path: str) -> list[tuple[str, str, str]]:
    """Name, value and text of each part of a path and of what stands behind its semicolons."""
    found = []
    for place, segment in enumerate(path.split("/")):
        plain, *matrix = segment.split(";")
        slash = "/" if place else ""
        found.append((f"/{place}" if _may_be_session(plain) else "", plain, slash + plain))
        for text in matrix:
            name, mark, value = text.partition("=")
            found.append((f";{name}" if mark else ";", value if mark else name, f";{text}"))
    return found


def _may_be_session(segment: str) -> bool:
    return bool(_COOKIELESS.fullmatch(segment)) or (len(segment) >= 8 and is_random(segment))


def is_random(value: str) -> bool:
    """Whether a value looks as if nobody had counted, dated or written it."""
    if _DATED.fullmatch(value) or _WORDS.fullmatch(value):
        return False
    return bool(_COOKIELESS.fullmatch(value) or _RANDOM.fullmatch(value))


# -- learning ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """A story as the page shows it, and a known one of its title behind another address."""

    now: dict[str, str]
    then: dict[str, str]
    sure: bool
    """Its date or its text says that it is the same one."""

    @property
    def names(self) -> set[str]:
        return self.now.keys() | self.then.keys()

    def has_changed(self, name: str) -> bool:
        return self.now.get(name) != self.then.get(name)


def learn(
    stories: Sequence[ParsedStory], known: Sequence[KnownStory], marks: Sequence[str]
) -> tuple[str, ...]:
    """The marks that are known after this page: those of before, and what has changed for all its links."""
    linked = [s for s in stories if s.url]
    shown = [replace(s, url=without(s.url or "", marks)) for s in linked] if marks else linked
    before = {url_key(k.url) for k in known} | {key for k in known for key in k.keys}
    moved = [s for s in shown if url_key(s.url) not in before]
    pairs = list(_pairs(moved, known, marks)) if len(moved) >= FEWEST else []
    found = _marks_of(pairs, shown, known) if pairs else []
    if not found or not _tells_apart(shown, found):
        return tuple(marks)
    return (*marks, *found)[:MOST]


def _pairs(
    moved: Iterable[ParsedStory], known: Iterable[KnownStory], marks: Sequence[str]
) -> Iterable[_Pair]:
    """Each story with the known one of its title whose address differs in parts alone that may be marks."""
    named: dict[Hashable, list[KnownStory]] = {}
    # Taking an address apart is dear: only those are whose title stands on both sides.
    titles = {bare_words(one.title) for one in known}
    again = [story for story in moved if bare_words(story.title) in titles]
    titles = {bare_words(story.title) for story in again}
    for one in known:
        if bare_words(one.title) in titles:
            named.setdefault(_name_of(one.title, one.url), []).append(one)
    for story in again:
        # However many stories a page gives one title: what is looked at stays in proportion to them.
        others = named.get(_name_of(story.title, story.url), ())[:MOST_NAMESAKES]
        pairs = (_pair(story, other, marks) for other in others)
        if pair := next(filter(None, pairs), None):
            yield pair


def _name_of(title: str, url: str | None) -> Hashable:
    """What a story is called, with its address without everything in it that may be a mark."""
    return bare_words(title), url and url_key(without(url, parts_of(url).keys()))


def _pair(story: ParsedStory, known: KnownStory, marks: Sequence[str]) -> _Pair | None:
    if not story.url or not known.url or not bare_words(story.title):
        return None
    then = without(known.url, marks)
    pair = _Pair(now=parts_of(story.url), then=parts_of(then), sure=_is_same(story, known))
    changed = set(filter(pair.has_changed, pair.names))
    if max(len(pair.now), len(pair.then)) > MOST_PARTS or _contradicts(story, known):
        return None
    same = url_key(without(story.url, changed)) == url_key(without(then, changed))
    return pair if same else None


def _is_same(story: ParsedStory, known: KnownStory) -> bool:
    at = bool(story.published and known.dated) and minute_of(story.published) == minute_of(known.published)  # type: ignore[arg-type]
    said = len(bare_words(story.text)) >= WORTH_COMPARING and same_words(story.text, known.text)
    return at or said


def _contradicts(story: ParsedStory, known: KnownStory) -> bool:
    """Whether both are dated, and not alike: two stories of one title."""
    if story.published is None or not known.dated:
        return False
    return minute_of(story.published) != minute_of(known.published)


def _marks_of(pairs: Sequence[_Pair], shown: Sequence[ParsedStory], known: Sequence[KnownStory]) -> list[str]:
    """The names of the parts that have changed in every link that bears them, and name nothing themselves."""
    bearing: dict[str, list[_Pair]] = {}
    for pair in pairs:
        for name in pair.names:
            bearing.setdefault(name, []).append(pair)
    told = {story.title for story in known}
    links = Counter(name for s in shown if s.url and s.title in told for name in parts_of(s.url))
    return [name for name in sorted(bearing) if _is_mark(name, bearing[name], links[name])]


def _is_mark(name: str, bearing: Sequence[_Pair], links: int) -> bool:
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


# -- leaving out -------------------------------------------------------------------------------------


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


# -- remembering -------------------------------------------------------------------------------------


def with_marks(history: History, marks: Sequence[str]) -> History:
    """The history that remembers these."""
    return replace(history, marks=tuple(marks))
