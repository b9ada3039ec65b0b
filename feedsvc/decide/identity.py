"""Which stories of a page are known ones.

A pair is judged by what it shares, best first, and each story is used once:

    the article number                              → the same story, whatever else changed
    the guid or the link, not contradicted          → the same story (a slash more or less, http or https)
    authors and minute, and title or text agree     → the same story
    the title, and text and date agree              → the same story
    the title and minute, and nearly the link       → the same story (its slug was corrected)
    the title, and the link in another language, host or section, or with parameters more → the same story
    the link and title, days later in other words   → two stories (the next issue of a column)
    different article numbers on one host           → two stories

When nothing on the page bears a known link any more (a redesign), `healing` pairs what is left.
Wherever the evidence is thin the story counts as new: a story shown twice is a nuisance, two stories
merged into one is a loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from feedsvc.decide.contradictions import (
    DAY,
    authors_differ,
    guids_differ,
    links_differ,
    moved,
    numbers_differ,
    renamed,
    within_zones,
)
from feedsvc.decide.keys import Source, has_date, url_key
from feedsvc.decide.knownbykeys import Remembered, candidates, index, named_by, rescheme, slashed
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import ALIKE, bare_words, begins, likeness, same_words
from feedsvc.decide.spelling import is_extended, one_page
from feedsvc.decide.told import WORTH_COMPARING, same_summary, told
from feedsvc.decide.twins import UNLIKE
from feedsvc.models import KnownStory, ParsedStory

Ranked = tuple[float, int, int]
"""How surely a place of the page shows a known story: rank, place, position of the known story."""
HINTED = 3.0
"""The rank that a pair without a common name may have at most."""


def match(listed: Sequence[Listed], known: Sequence[Remembered], source: Source) -> dict[int, Remembered]:
    """The known story for each place of the page that shows one; other places show new stories."""
    by_key = index(known)
    named = [named_by(block, by_key) for block in listed]
    bearers = Counter(number for numbers in named for number in numbers)
    ranked: list[Ranked] = []
    for block, numbers in zip(listed, named, strict=True):
        pairs = _ranked(block, numbers, known, source)
        # A story that one block alone names, and no other story, is that block's whatever else hints at it:
        # so is most of a page, and to look for hints cost a fifth of finding what is known.
        if len(pairs) != 1 or bearers[pairs[0][2]] > 1 or pairs[0][0] <= HINTED:
            pairs = _ranked(block, candidates(block, known, by_key), known, source)
        ranked += pairs
    return assign(ranked, known)


def _ranked(
    block: Listed, numbers: Iterable[int], known: Sequence[Remembered], source: Source
) -> list[Ranked]:
    return [(rank(block, known[number], source), block.place, number) for number in numbers]


def assign(ranked: Sequence[Ranked], known: Sequence[Remembered]) -> dict[int, Remembered]:
    """The best pairs first, each place and each known story once; rank 0 never pairs."""
    found: dict[int, Remembered] = {}
    used: set[int] = set()
    for score, place, number in sorted(ranked, key=lambda r: (-r[0], r[1], r[2])):
        if score > 0 and place not in found and number not in used:
            found[place] = known[number]
            used.add(number)
    return found


def rank(block: Listed, known: Remembered, source: Source) -> float:
    """How surely a listed story is a known one: 5 by article number … above 0; 0 for another story."""
    shared = block.strong & known.keys
    if min(shared, default="").startswith("article:"):  # which sorts before the others
        return 5.0
    if numbers_differ(block, known):
        return 0.0
    if shared:
        return _by_name(block, known.story, shared, other_guid=guids_differ(block, known, source))
    if rescheme(block) & known.keys:
        return _by_name(block, known.story, rescheme(block), other_guid=False) * 0.9
    if slashed(block) & known.keys:  # behind the very link, which another story may bear
        return _by_name(block, known.story, shared, other_guid=guids_differ(block, known, source)) * 0.9
    if any(key.startswith("byline:") for key in block.weak & known.keys):
        return _by_byline(block, known)
    return _by_title(block, known, source)


def _by_name(block: Listed, known: KnownStory, shared: frozenset[str], *, other_guid: bool) -> float:
    said = same_words(block.story.title, known.title)
    if said and min(shared, default="").startswith("url:") and is_next_issue(block.story, known):
        return 0.0
    if other_guid:  # feeds whose guids churn, and feeds whose items all link to one page
        alike = likeness(block.story.text, known.text) >= ALIKE or same_summary(block.story, known)
        return 3.5 if said or alike else 0.0
    if not said and _replaced(block, known):
        return 0.0
    if min(shared, default="").startswith("guid:"):
        return 4.5
    return 4.0 if said or not moved(block, known) else 3.9  # of a column's issues the one of the date


def is_next_issue(story: ParsedStory, known: KnownStory) -> bool:
    """True for what recurs under one title at one address: a day or more later, in other words."""
    if not (story.published and known.dated) or story.published - known.published < DAY:
        return False
    ours, theirs = told(story, known)
    if min(len(bare_words(ours)), len(bare_words(theirs))) < WORTH_COMPARING:
        return False
    return likeness(ours, theirs) < UNLIKE


def _replaced(block: Listed, known: KnownStory) -> bool:
    """True when nothing but the name is left: a page whose link always leads to the latest story.

    A guid says that it is the same, unless its item leads elsewhere now: some feeds count their items so.
    """
    story = block.story
    if not moved(block, known):
        return False
    elsewhere = _leads_elsewhere(story, known) or _is_above(story.guid or "", story.url, known.url)
    if story.guid and not story.text and not elsewhere:
        return False  # its feed says that it is the same
    ours, theirs = told(story, known)
    if min(len(bare_words(ours)), len(bare_words(theirs))) < WORTH_COMPARING:
        return False
    return likeness(story.title, known.title) < 0.3 and likeness(ours, theirs) < UNLIKE


def _leads_elsewhere(story: ParsedStory, known: KnownStory) -> bool:
    """True when both bear links, and these lead to different pages."""
    ours, theirs = url_key(story.url), url_key(known.url)
    return bool(ours and theirs) and ours != theirs and not one_page(story.url or "", known.url or "")


def _is_above(guid: str, *urls: str | None) -> bool:
    """True for a guid that is the address of a page above several others: `/blog/` above `/blog/quay`."""
    places = {(url or "").rstrip("/") for url in urls}
    return len(places) == len(urls) and all(place.startswith(f"{guid.rstrip('/')}/") for place in places)


def _by_byline(block: Listed, known: Remembered) -> float:
    """Same authors, same minute: two stories may share both, so their words must agree."""
    one, other = block.story, known.story
    said, alike = same_words(one.title, other.title), likeness(one.text, other.text)
    if links_differ(block, known):
        kept = said and (alike >= 0.6 or not one.text or not other.text)
        return 2 + _closeness(one, other) if kept or _same_text(one.text, other.text) else 0.0
    if said or begins(one.text, other.text):  # a page may end early, inside of the text
        return 2 + _closeness(one, other)
    # Thresholds of word pairs: unrelated articles stay below 0.1, an edit of half the text above 0.25.
    return 1 + alike if alike >= 0.25 or likeness(one.title, other.title) >= 0.6 else 0.0


def _by_title(block: Listed, known: Remembered, source: Source) -> float:
    """Same title without a common byline: the text must agree, and date and authors must not contradict."""
    one, other = block.story, known.story
    alike, apart = likeness(one.text, other.text), links_differ(block, known)
    if moved(block, other) and not _has_its_date(block, known):
        said = _same_text(one.text, other.text) or same_summary(one, other)
        near = within_zones(one, other) or bool(one.url and other.url)
        redated = said and near and not apart and not authors_differ(one, other)
        return 0.5 + alike if redated else 0.0
    if apart or authors_differ(one, other):
        same = alike >= ALIKE or (one.published is not None and other.dated and same_summary(one, other))
        same = same or (same_summary(one, other) and is_extended(one.url or "", other.url or ""))
        same = same or (not (one.text and other.text) and renamed(block, known, source))
        return 0.5 + _closeness(one, other) if same and not (apart and authors_differ(one, other)) else 0.0
    return 0.5 + _closeness(one, other) if alike >= 0.6 or not one.text or not other.text else 0.0


def _same_text(one: str, other: str) -> bool:
    return same_words(one, other) and len(bare_words(one)) >= WORTH_COMPARING


def _has_its_date(block: Listed, known: Remembered) -> bool:
    """Whether the page shows the very title and date that it once showed of the story."""
    return has_date(block.weak & known.keys)


def _closeness(one: ParsedStory, other: KnownStory) -> float:
    """How alike two stories are in what they say: the best of several pairs counts."""
    return likeness(*told(one, other))
