"""Whether a list of a page is the one that a source read before: which known stories stand in it.

    fit = fit_of(stories, known)          # pairs, by link, by title, by date and words
    doubts(fit, changes, elsewhere)       # what speaks against taking the list without asking; nothing: sure

A redesign changes how a page says things, not what it says: most of what stood there still does, under the
same title, with the same link or date, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from feedsvc.decide.keys import minute_of, url_key
from feedsvc.decide.similarity import ALIKE, bare_words, likeness, same_words
from feedsvc.decide.sketch import LONG, Sketches
from feedsvc.models import Changes, KnownStory, NewStory, ParsedStory

ENOUGH = 0.8
"""Share of the known stories that can still be there which a list must show to be sure."""
FEWEST = 3
"""Stories that must agree in their title, and in their link or date."""
IN_ORDER = 0.8
"""Share of neighbours that follow each other as their dates say, and of dates that agree."""
REMNANT, TEASER = 0.4, 5
"""Share of what stood on the page below which a list is a rest of it; so few stories at less than half."""
MOST_EDITED = 3
"""One of so many known stories may have been edited meanwhile."""
MOST_STORIES = 200
"""Stories of a list that are looked at, from its top."""
MOST_NEW = 50
"""New stories of which each is compared with each known one; more are doubtful anyway."""
MANY_WORDS = 0.3
"""From here on a story of the very time of a known one resembles it."""
SIMILAR = 0.5
"""From here on the title of a story with the same date is an edited one."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A story of the page, its place there, and the known one that it is."""

    place: int
    story: ParsedStory
    known: KnownStory

    @property
    def titled(self) -> bool:
        """Whether both have the very title."""
        return same_words(self.story.title, self.known.title)

    @property
    def linked(self) -> bool:
        """Whether both have the very link."""
        return bool(self.known.url) and url_key(self.story.url) == url_key(self.known.url)

    @property
    def dated(self) -> bool:
        """Whether both have the same date, to the minute, or to the day where one says but a day."""
        one, other = self.story.published, self.known.published
        if one is None or not self.known.dated:
            return False
        return minute_of(one) == minute_of(other) or (
            abs(one - other) < A_DAY and (is_day(one) or is_day(other))
        )

    @property
    def agrees(self) -> bool:
        """Whether title and link, or title and date agree."""
        return self.titled and (self.linked or self.dated)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """The known stories that a list shows, in its order, among all that it could show."""

    pairs: tuple[Pair, ...]
    possible: int
    """Known stories that can still be there."""
    strangers: int
    """Stories of the list that are none of them."""
    news: int = 0
    """Those of them that came after all known ones."""
    ahead: int = 0
    """Those of them that are dated days from now."""

    @property
    def found(self) -> int:
        return len(self.pairs)

    @property
    def stories(self) -> int:
        """Stories of the list."""
        return self.found + self.strangers

    @property
    def share(self) -> float:
        """How many of those that can be there are found, 0 … 1."""
        return self.found / self.possible if self.possible else 0.0

    @property
    def agreeing(self) -> int:
        """Pairs that agree in title, and in link or date."""
        return sum(pair.agrees for pair in self.pairs)

    @property
    def quality(self) -> float:
        """How much of the pairs is read as it is known, and how little of the list is something else."""
        points = sum(pair.titled + pair.linked + 2 * pair.dated for pair in self.pairs)
        return points / (self.found + 0.5 * (self.strangers - self.news)) if self.pairs else 0.0


def is_day(when: datetime) -> bool:
    """Whether a time may be a mere day: midnight somewhere, a full quarter of an hour here."""
    return when.minute % 15 == 0 and when.second == 0


def fit_of(
    stories: Sequence[ParsedStory],
    known: Sequence[KnownStory],
    elsewhere: Collection[str] = (),
    now: datetime | None = None,
) -> Fit:
    """Which known stories a list shows; `elsewhere` are the ids of those that other lists of the page show.

    With `now` it is told what is news, dated after all known ones, and what is dated in the future.

    Those that can still be there are the found ones, those shown elsewhere on the page, and all that are
    younger than the oldest found one: what is older may have left a page that shows fewer stories.
    """
    pairs = tuple(_pairs(stories, known))
    ids = {pair.known.id for pair in pairs}
    oldest = min((pair.known.published for pair in pairs), default=None)
    possible = [
        k for k in known if k.id in ids or k.id in elsewhere or (oldest is not None and k.published > oldest)
    ]
    places = {pair.place for pair in pairs}
    dates = [s.published for place, s in enumerate(stories) if place not in places and s.published]
    newest = max((k.published for k in known if k.dated), default=now)
    return Fit(
        pairs=pairs,
        possible=len(possible),
        strangers=len(stories) - len(pairs),
        news=sum(date <= now and _is_later(date, newest) for date in dates) if now and newest else 0,
        ahead=sum(date - A_DAY > now for date in dates) if now else 0,
    )


def _pairs(stories: Sequence[ParsedStory], known: Sequence[KnownStory]) -> Iterator[Pair]:
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


# -- what speaks against it ----------------------------------------------------------------------------


def doubts(fit: Fit, changes: Changes, known: Sequence[KnownStory]) -> Iterator[str]:
    """Why the list is not to be taken without asking, a clause each; nothing where it is sure.

    `changes` is what the list would mean for the store.
    """
    if fit.share < ENOUGH:
        yield f"only {fit.found} of {fit.possible} known stories that can be there are found"
    if is_remnant(fit, known):
        yield f"it shows {fit.stories} stories where {len(known)} stood"
    if fit.agreeing < FEWEST:
        yield f"only {fit.agreeing} agree in their title and their link or date"
    yield from _misdated(fit)
    yield from _disordered(fit)
    again = announced_again(changes.new, known)
    if again:
        yield f"{len(again)} known stories would be announced again ({again[0].story.title!r})"
    if (edited := len(changes.edits)) * MOST_EDITED > max(fit.found, MOST_EDITED):
        yield f"{edited} of {fit.found} known stories would show as edited"
    if changes.withdrawn:
        yield f"{len(changes.withdrawn)} known stories would be taken back"
    if fit.ahead:
        yield f"{fit.ahead} stories of days to come would be new"
    if len(changes.new) > MOST_NEW:
        yield f"{len(changes.new)} stories would be new"
    yield from _odd(fit, changes.new, known)


def is_remnant(fit: Fit, known: Sequence[KnownStory]) -> bool:
    """Whether a list may be a box beside something else: the latest, the most read, a bait to sign in."""
    stood = len(known)
    return fit.stories < REMNANT * stood or (fit.stories <= TEASER and 2 * fit.stories < stood)


def announced_again(new: Sequence[NewStory], known: Sequence[KnownStory]) -> list[NewStory]:
    """Stories that would be new although a known one has their title, link or text, or nearly so."""
    titles, links = {bare_words(k.title) for k in known} - {()}, {url_key(k.url) for k in known} - {""}
    sketches = Sketches()
    return [
        n
        for n in new[:MOST_NEW]
        if bare_words(n.story.title) in titles
        or url_key(n.story.url) in links
        or _resembles(n, known, sketches)
    ]


def _resembles(new: NewStory, known: Sequence[KnownStory], sketches: Sketches) -> bool:
    """Whether the words are nearly those of a known story, or the time is the same and many words are."""
    of_time = [k for k in known if new.story.dated and k.dated and new.story.published == k.published]
    return any(
        likeness(new.story.title, k.title) >= least
        for least, some in ((ALIKE, known), (MANY_WORDS, of_time))
        for k in some
    ) or any(
        likeness(new.story.text[:LONG], k.text[:LONG]) >= least
        for least, some in ((ALIKE, known), (MANY_WORDS, of_time))
        for k in sketches.closest(new.story.text, some)
    )


def _misdated(fit: Fit) -> Iterator[str]:
    """Dates that the stories had and that are now missing or others."""
    had = [pair for pair in fit.pairs if pair.known.dated]
    right = sum(pair.dated for pair in had)
    if right < IN_ORDER * len(had):
        yield f"only {right} of {len(had)} have the date that they had"


def _disordered(fit: Fit) -> Iterator[str]:
    """Stories that do not follow each other as their dates do, one way or the other."""
    times = [pair.known.published for pair in fit.pairs]
    steps = len(times) - 1
    falling, rising = (sum(a >= b for a, b in pairwise(t)) for t in (times, times[::-1]))
    if steps > 0 and max(falling, rising) < IN_ORDER * (steps - 1):
        yield "their order is not that of their dates"


def _is_later(date: datetime, newest: datetime) -> bool:
    """Whether a date follows all known ones; a mere day may be theirs."""
    return date > newest or (is_day(date) and date > newest - A_DAY)


def _odd(fit: Fit, new: Sequence[NewStory], known: Sequence[KnownStory]) -> Iterator[str]:
    """New stories that stand between known ones, by their dates or places, and were never seen."""
    times = [k.published for k in known if k.dated]
    if not times:
        yield from ([f"{len(new)} stories without dates would be new"] if len(new) > fit.found else ())
        return
    dates = [n.story.published for n in new if n.story.dated]
    between = sum(min(times) <= date and not _is_later(date, max(times)) for date in dates)
    older = sum(date < min(times) for date in dates)
    undated = sum(not n.story.dated for n in new)
    if between:
        yield f"{between} stories that were never seen stand among the known ones"
    if undated:
        yield f"{undated} stories without a date would be new"
    if older > fit.found / 2:
        yield f"{older} stories that are older than all known ones would be new"
