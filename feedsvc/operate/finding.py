"""What one strategy finds on a page, how good that is, and whether two find the same."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from feedsvc.models import ParsedStory, Proposal

SAME = 0.8
"""Share of the stories of two findings from which on they are one list."""
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
SOON = timedelta(days=1)
"""Later dates say when something will be, not when it was told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one strategy finds on the page; `reason` says why it finds nothing."""

    strategy: str
    url: str = ""
    """The feed that it reads instead of the page."""
    options: Mapping[str, Any] = field(default_factory=dict)
    stories: int = 0
    dated: int = 0
    linked: int = 0
    authored: int = 0
    headlined: int = 0
    distinct: int = 0
    """Titles that differ."""
    titles: tuple[str, ...] = ()
    found: tuple[ParsedStory, ...] = ()
    """The stories themselves."""
    reason: str = ""
    refused: str = ""
    """Why its stories are none, in words for the operator; empty where they may be some."""
    attempts: tuple[str, ...] = ()
    page_kind: str | None = None
    further: str | None = None
    feeds: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """What the strategy says of the page besides: its kind, its own feeds, how else it can be read."""
    date_order: str | None = None
    date_language: str | None = None
    date_doubt: str = ""
    """How the page writes its dates, and why the order of day and month is doubtful."""
    doubts: tuple[str, ...] = ()
    """Why the stories may not be the page's, a clause each."""
    body: str = ""
    """What is posted to `url`, where its answer is read."""
    render: str = ""
    """`auto` where the page shows them only once a browser has drawn it."""

    @property
    def worth(self) -> float:
        """How good a feed it would give: stories count by what is known of them."""
        if not self.stories:
            return 0.0
        shares = (self.headlined + self.linked + self.dated) / self.stories
        size: float = min(self.stories, 30) ** 0.5
        return round(size * (shares + 0.3 * self.authored / self.stories), 6)

    @property
    def shown(self) -> frozenset[str]:
        """What names its stories: their links, else their titles."""
        return frozenset(story.url or story.title for story in self.found)

    def newest(self, now: datetime) -> datetime:
        """When its newest story is from; long ago where nothing dates one."""
        dates = (story.published for story in self.found)
        return max((date for date in dates if date and date < now + SOON), default=LONG_AGO)

    def reads_as(self, other: Finding) -> bool:
        """Whether both are the same way to read the same page."""
        ways = [(one.url, one.body, one.strategy, dict(one.options), one.render) for one in (self, other)]
        return ways[0] == ways[1]

    def reads_like(self, other: Finding) -> bool:
        """Whether both read the same stories of the same page, by their links or by their titles."""
        titles = ({story.title for story in one.found} for one in (self, other))
        page = (self.url, self.body) == (other.url, other.body)
        return page and (_alike(self.shown, other.shown) or _alike(*titles))


def _alike(ours: Set[str], theirs: Set[str]) -> bool:
    return len(ours & theirs) >= max(SAME * len(ours | theirs), 1)
