"""Whether a poll's result is believed: published, or held for an operator.

Held is what its source's own past makes implausible: nothing at all, a page that is something else,
stories without the titles, dates or links they always had, one story many times, most known stories
retold at once, a few undated lines in place of everything known, or more unseen stories than the source
writes in the time passed, when they carry old dates or none or resemble known ones.
Stories dated after everything known are natural, however many; so is a page full of new ones after an
outage, and anything on the first poll.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

from msgspec.structs import replace

from feedsvc.decide.flood import dwindled, flood
from feedsvc.decide.retold import commonest, retold
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.times import believable
from feedsvc.models import Changes, Extraction, History, Hold, KnownStory, ParsedStory

ALWAYS = 0.9
"""Share from which on a source's stories "always" had something."""
LOST = 0.5
"""Share at which they have lost it."""
FEWEST = 3
"""Stories from which on shares mean anything."""
MANY = 4
"""Copies of one title or text from which on it repeats."""
WEIGHT = 0.2
"""Of the latest poll in moving averages."""
RATE_DAYS = 3.0
"""Days over which the rate of new stories is averaged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a poll's result is believed; `reasons` is empty when it is.

    `failed` marks a page that gives nothing at all: an error, with nothing to keep aside.
    """

    reasons: tuple[str, ...] = ()
    failed: bool = False

    @property
    def held(self) -> bool:
        """Whether the page is kept aside for an operator."""
        return bool(self.reasons) and not self.failed


def judge(
    extraction: Extraction,
    changes: Changes,
    known: Sequence[KnownStory],
    history: History,
    now: datetime,
    held_since: datetime | None = None,
) -> Verdict:
    """Whether to publish what one page means; `known` are the stories it was compared with.

    `held_since` is when a page with the same stories was held first, and nothing was believed since.
    """
    if not extraction.stories:
        return Verdict(reasons=(nothing(extraction),), failed=True)
    reasons = [*another_page(extraction, changes), *repeated(extraction, known)]
    if history.polls:
        reasons += [
            *lost(extraction, history),
            *flood(extraction, changes, known, history, now, held_since),
        ]
        reasons += [*dwindled(extraction, changes, history, now), *retold(changes, known)]
    return Verdict(reasons=tuple(reasons))


def lasting(hold: Hold | None, stories: Sequence[ParsedStory]) -> datetime | None:
    """Since when a page is held that has these stories, or some of them; None where it had none of them."""
    if hold is None:
        return None
    titles = {bare_words(story.title) for story in hold.stories} - {()}
    return hold.held_at if any(bare_words(story.title) in titles for story in stories) else None


def nothing(extraction: Extraction) -> str:
    """The reason for a page without stories, naming what the page is where that was recognised."""
    what = f"the page is a {extraction.page_kind} page" if extraction.page_kind else "no story found"
    return "; ".join((what, *extraction.attempts))


def another_page(extraction: Extraction, changes: Changes) -> Iterator[str]:
    """A captcha, consent, login or error page in whose furniture something like a story was found."""
    recognised = changes.unmodified or changes.modified
    if extraction.page_kind and not recognised:
        yield f"the page is a {extraction.page_kind} page"


FEEDS = ("upstream",)
"""Strategies that read what a feed calls a story: nothing there is taken for a title that is none."""


def repeated(extraction: Extraction, known: Sequence[KnownStory]) -> Iterator[str]:
    """One title or one text in most blocks of the page, unless the known stories are like that too.

    Stories of a feed that have each a link, a guid or words of their own may bear one title ("Photo"), and
    those with links or guids of their own one text (the same notes below each episode).
    """
    stories = extraction.stories
    if extraction.strategy in FEEDS and len({story.url or story.guid for story in stories}) == len(stories):
        return
    own = {(story.url or story.guid, story.text or story.summary) for story in stories}
    named = extraction.strategy in FEEDS and len(own) == len(stories)
    for what in ("text",) if named else ("title", "text"):
        copies = commonest(getattr(story, what) for story in stories)
        if copies < MANY or 2 * copies <= len(stories):
            continue
        if 2 * commonest(getattr(story, what) for story in known) <= len(known):
            yield f"{copies} of {len(stories)} stories have the same {what}"


def lost(extraction: Extraction, history: History) -> Iterator[str]:
    """Titles, dates or links that the source's stories always had and most now lack.

    The day of an end is no date of a story, and it is none that was lost.
    """
    stories = extraction.stories
    if len(stories) < FEWEST:
        return
    titles, dates, links = shares(stories)
    dates += extraction.ends / len(stories)
    for what, before, share in (
        ("titles", history.titles_share, titles),
        ("dates", history.dates_share, dates),
        ("links", history.links_share, links),
    ):
        if before >= ALWAYS and share <= LOST:
            yield f"only {share:.0%} of the stories have {what}, which {before:.0%} used to have"


def shares(stories: Sequence[ParsedStory]) -> tuple[float, float, float]:
    """The shares of stories with a headline, a believable date, a link."""
    count = len(stories)
    return (
        sum(story.headline_given for story in stories) / count,
        sum(believable(story.published) for story in stories) / count,
        sum(bool(story.url) for story in stories) / count,
    )


def remember(history: History, extraction: Extraction | None, changes: Changes, now: datetime) -> History:
    """The history after a believed poll; `extraction` is None where the page was not modified."""
    cut = extraction is not None and extraction.truncated
    counted = replace(
        history,
        # What a first page lacks that was cut comes with the second one, unless all of them are cut.
        polls=history.polls + (history.polls > 0 or history.cut or not cut),
        cut=cut if extraction else history.cut,
        stories=history.stories + len(changes.new),
        first_poll=history.first_poll or now,
        last_success=now,
        last_change=now if changes else history.last_change,
        per_day=rate(history, changes, now),
    )
    if changes.new:
        counted = with_news(counted, changes, now)
    return with_shares(counted, extraction) if extraction and extraction.stories else counted


def lacks_its_end(extraction: Extraction, history: History) -> bool:
    """Whether what a page lacks may be what was cut off; a feed that is cut at every poll is no longer.

    Of the pages of a sitemap index one may fail whose stories stand between those of the others.
    """
    return extraction.truncated and not (history.cut and extraction.strategy in FEEDS)


def rate(history: History, changes: Changes, now: datetime) -> float:
    """New stories a day; on the first poll by the dates on the page."""
    if history.last_success is None:
        dates = [n.story.published for n in changes.new if n.story.dated]
        # At least a day: stories that all bear one date say nothing about the hours between them.
        span = max(1.0, (max(dates) - min(dates)) / timedelta(days=1)) if dates else 1.0
        return max(0, len(dates) - 1) / span
    days = (now - history.last_success) / timedelta(days=1)
    if days <= 0:
        return history.per_day
    decay = exp(-days / RATE_DAYS)
    # The impulse form of the average: right for any distance between two polls.
    return history.per_day * decay + len(changes.new) * (1 - decay) / days


def with_news(history: History, changes: Changes, now: datetime) -> History:
    """The history with the rhythm and the newest date of stories just found."""
    dates = [n.story.published for n in changes.new if n.story.dated]
    gap = (now - history.last_news) / timedelta(hours=1) if history.last_news else 0.0
    return replace(
        history,
        last_news=now,
        news_polls=history.news_polls + 1,
        usual_gap=averaged(history.usual_gap, gap, first=history.news_polls < 2),
        newest=max([*dates, *([history.newest] if history.newest else [])], default=None),
    )


def with_shares(history: History, extraction: Extraction) -> History:
    """The history with the size and the shares of one page."""
    first = history.usual_items == 0
    titles, dates, links = shares(extraction.stories)
    return replace(
        history,
        usual_items=averaged(history.usual_items, len(extraction.stories), first=first),
        titles_share=averaged(history.titles_share, titles, first=first),
        dates_share=averaged(history.dates_share, dates, first=first),
        links_share=averaged(history.links_share, links, first=first),
    )


def averaged(before: float, value: float, *, first: bool) -> float:
    """The moving average after one more value."""
    return value if first else before + WEIGHT * (value - before)
