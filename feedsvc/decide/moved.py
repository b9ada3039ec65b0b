"""Stories that are known by their titles and are shown behind other addresses."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from feedsvc.decide.addressparts import parts_of, without
from feedsvc.decide.keys import minute_of, url_key
from feedsvc.decide.similarity import bare_words, same_words
from feedsvc.decide.told import WORTH_COMPARING
from feedsvc.models import KnownStory, ParsedStory

MOST_PARTS = 40
"""Parts of an address that may be marks; one with more of them is not looked at."""
MOST_NAMESAKES = 20
"""Known stories of one title and one address without its parts that a story is held against."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A story as the page shows it, and a known one of its title behind another address."""

    now: dict[str, str]
    then: dict[str, str]
    sure: bool
    """Its date or its text says that it is the same one."""

    @property
    def names(self) -> set[str]:
        """The names of all fields, of now and of then."""
        return self.now.keys() | self.then.keys()

    def has_changed(self, name: str) -> bool:
        """Whether a field says something else now."""
        return self.now.get(name) != self.then.get(name)


def moved_of(
    moved: Iterable[ParsedStory], known: Iterable[KnownStory], marks: Sequence[str]
) -> Iterable[Moved]:
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
        pairs = (_move(story, other, marks) for other in others)
        if pair := next(filter(None, pairs), None):
            yield pair


def _name_of(title: str, url: str | None) -> Hashable:
    """What a story is called, with its address without everything in it that may be a mark."""
    return bare_words(title), url and url_key(without(url, parts_of(url).keys()))


def _move(story: ParsedStory, known: KnownStory, marks: Sequence[str]) -> Moved | None:
    if not story.url or not known.url or not bare_words(story.title):
        return None
    then = without(known.url, marks)
    pair = Moved(now=parts_of(story.url), then=parts_of(then), sure=_is_same(story, known))
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
