"""One page as a list of different stories, each with the keys that really name it.

The rule for repeats: two blocks of one page are one story when they

- bear the same article number, or
- bear the same link or guid and have like titles or like texts (of different times: the same; `twins`), or
- have the same title, text, authors and minute, and do not bear different article numbers (blocks with
  different links must also have a text worth comparing, unless these are spelt otherwise alone).

The fuller block is kept, in the place of the first. A link or guid that blocks of different stories
share (a "more" link, the page's own address) names none of them: it is no key.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from feedsvc.decide.keys import Source, author_key, strong_keys, weak_keys
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.spelling import one_page
from feedsvc.decide.told import WORTH_COMPARING
from feedsvc.decide.twins import are_one, have_own_summaries
from feedsvc.models import ParsedStory
from feedsvc.models.value import Value

MOST_TWINS = 30
"""Earlier blocks of one link, or of one title and text, that a block is held against.

However many stories a page gives one link, the work stays in proportion to them.
"""


class Listed(Value, frozen=True, kw_only=True):
    """A story of the page with its keys; `place` counts from 0 at the top, `zone` is the source's."""

    story: ParsedStory
    strong: frozenset[str]
    weak: frozenset[str]
    place: int
    zone: ZoneInfo

    @property
    def midnight(self) -> datetime | None:
        """When the day of its publication began where the source is; None for no time.

        A page that gives no time of day dates the story to it.
        """
        return midnight_of(self.story.published, self.zone)


def midnight_of(published: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The first moment of a time's day in a zone; None for no time, and at the ends of the calendar."""
    try:
        local = published.astimezone(zone) if published else None
        return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC) if local else None
    except OverflowError:
        return None


def listing(stories: Iterable[ParsedStory], source: Source) -> tuple[Listed, ...]:
    """The different stories of a page, in page order, with the keys that name only one of them."""
    kept: list[Listed] = []
    by_key: dict[str, dict[int, None]] = {}
    by_words: dict[tuple[str, str], dict[int, None]] = {}
    shared: set[str] = set()
    for story in stories:
        block = Listed(
            story=story,
            strong=strong_keys(story, source),
            weak=weak_keys(story, source),
            place=len(kept),
            zone=source.timezone,
        )
        named = {i for key in block.strong if key in by_key for i in islice(by_key[key], MOST_TWINS)}
        # Blocks that share but a hint are twins only with the very same words: no need to try them all.
        words = said(story)
        alike = islice(by_words.get(words, ()), MOST_TWINS)
        near = sorted(named.union(alike))
        twin = next((i for i in near if repeats(block, kept[i])), None)
        if twin is None:
            shared.update(*(block.strong & kept[i].strong for i in named))
            kept.append(block)
            twin = block.place
        else:
            kept[twin] = fuller(kept[twin], block)
        for key in block.strong:
            by_key.setdefault(key, {})[twin] = None
        by_words.setdefault(words, {})[twin] = None
    return tuple(replace(block, strong=block.strong - shared) if shared else block for block in kept)


def repeats(block: Listed, earlier: Listed) -> bool:
    """True when two blocks of one page are one story."""
    one, other = block.story, earlier.story
    named_alike = block.strong & earlier.strong
    if any(key.startswith("article:") for key in named_alike):
        return True
    if one.article and other.article and one.article != other.article:
        return False
    if named_alike:
        return are_one(one, other)
    if said(one) != said(other) or not _same_byline(one, other):
        return False
    return bool(one.text) or not have_own_summaries(one, other)


def said(story: ParsedStory) -> tuple[str, str]:
    """Title and text as they are compared: equal or not."""
    return story.title.casefold(), story.text


def _same_byline(one: ParsedStory, other: ParsedStory) -> bool:
    if one.published != other.published or author_key(one.authors) != author_key(other.authors):
        return False
    linked_apart = bool(one.url and other.url) and not one_page(one.url or "", other.url or "")
    return not linked_apart or len(bare_words(one.text)) >= WORTH_COMPARING


def fuller(earlier: Listed, block: Listed) -> Listed:
    """The block that says more, in the earlier one's place, under the keys of both."""
    best = block if len(block.story.text) > len(earlier.story.text) else earlier
    return replace(
        best, strong=earlier.strong | block.strong, weak=earlier.weak | block.weak, place=earlier.place
    )
