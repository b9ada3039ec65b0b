"""What a source's past says."""

from __future__ import annotations

from datetime import datetime

from feedsvc.models.value import Value


class History(Value, frozen=True, kw_only=True):
    """What a source's past says, for trust and cadence."""

    polls: int = 0
    stories: int = 0
    """Stories ever stored from it."""
    first_poll: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    last_news: datetime | None = None
    """When a story was last new."""
    newest: datetime | None = None
    """Latest source-given publication time among its stories."""
    usual_items: float = 0.0
    """Moving average of stories per page."""
    titles_share: float = 0.0
    dates_share: float = 0.0
    links_share: float = 0.0
    """Moving averages of the share of stories with a given headline, a date, a link."""
    per_day: float = 0.0
    """Moving average of new stories a day."""
    news_polls: int = 0
    """Polls that brought something new."""
    usual_gap: float = 0.0
    """Moving average of the hours between two polls that brought something new."""
    articles: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    """What is remembered of its articles, and what they have in common (decide.repeats)."""
    feed: str = ""
    """The feed that is read in place of the source's page, which only links it; empty for the page."""
    marks: tuple[str, ...] = ()
    """Parts of its addresses that say nothing of a story (decide.sessionmarks)."""
    refused: int = 0
    """Logins in a row that its site has refused (decide.logins)."""
    refused_at: datetime | None = None
    """When the last of them was."""
    shown: str = ""
    """Digest of the stories that its page showed at the last believed poll; empty while an edit waits."""
    looks: str = ""
    """How those of its stories looked whose pictures are the stored ones (decide.repictured)."""
    cut: bool = False
    """Its last believed page ended early."""
    wall: str = ""
    """The wall that its last poll met in the place of its page (decide.walls); empty for none."""
