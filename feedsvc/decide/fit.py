"""How well a list fits what is known: the stories that it shows, could show, and shows besides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedsvc.decide.pair import A_DAY, Pair, is_day
from feedsvc.decide.pairing import pairs_of
from feedsvc.models import KnownStory, ParsedStory


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
        """How many of the known stories were found."""
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
    pairs = tuple(pairs_of(stories, known))
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
        news=sum(date <= now and is_later(date, newest) for date in dates) if now and newest else 0,
        ahead=sum(date - A_DAY > now for date in dates) if now else 0,
    )


def is_later(date: datetime, newest: datetime) -> bool:
    """Whether a date follows all known ones; a mere day may be theirs."""
    return date > newest or (is_day(date) and date > newest - A_DAY)
