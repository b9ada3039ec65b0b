"""A story of a page beside the known one that it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from feedsvc.decide.keys import minute_of, url_key
from feedsvc.decide.similarity import same_words
from feedsvc.models import KnownStory, ParsedStory
from feedsvc.models.value import Value

A_DAY = timedelta(days=1)


class Pair(Value, frozen=True, kw_only=True):
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


def is_day(when: datetime) -> bool:
    """Whether a time may be a mere day: midnight somewhere, a full quarter of an hour here."""
    return when.minute % 15 == 0 and when.second == 0
