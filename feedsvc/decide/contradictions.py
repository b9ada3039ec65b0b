"""What speaks against a listed story being a known one: another number, guid, link, date, or author."""

from __future__ import annotations

import re
from datetime import timedelta

from feedsvc.clean.urls import url_parts
from feedsvc.decide.keys import Source, author_key, host, minute_of, other_scheme, url_key
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import ALIKE, bare_words, likeness, same_words
from feedsvc.decide.spelling import (
    is_corrected,
    is_in_another_language,
    is_in_another_section,
    one_page,
)
from feedsvc.decide.told import WORTH_COMPARING, View, told
from feedsvc.models import KnownStory, ParsedStory

DAY = timedelta(days=1)
SEVERAL = 3
"""Words of a title that hardly two stories of one minute bear."""
MANY = 6
"""Words of one that hardly two stories of one minute on different pages of a site bear."""
STAMP = 30
"""Minutes: of what is published on time, or dated to its day by a program."""
LONG_WORD = 4
"""Letters of a word in an address that names something: no ending of a file, no `v2` or `rev`."""
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
ZONES_APART = timedelta(hours=14)
"""How far a date moves when a page's time zone is corrected; a daily column is further from the last one."""


def numbers_differ(block: Listed, known: Remembered) -> bool:
    """True when both bear article numbers of one host and none is the same."""
    ours = [key for key in block.strong if key.startswith("article:")]
    if not ours:  # taking the address apart is dear, and most links have no number
        return False
    prefix = f"article:{host(block.story.url)}:"
    return any(key.startswith(prefix) for key in ours) and any(key.startswith(prefix) for key in known.keys)


def guids_differ(block: Listed, known: Remembered, source: Source) -> bool:
    """True when the upstream feed gave both a guid and they are not the same."""
    if not block.story.guid:
        return False
    prefix = f"guid:{source.slug}:"
    theirs = {key for key in known.keys if key.startswith(prefix)}
    ours = f"{prefix}{block.story.guid}"
    return bool(theirs) and ours not in theirs and other_scheme(ours) not in theirs


def guids_name_apart(block: Listed, known: Remembered, source: Source) -> bool:
    """True when the upstream feed gave two guids that are more than the addresses of their pages."""
    addresses = all("://" in (guid or "") for guid in (block.story.guid, known.story.guid))
    return not addresses and guids_differ(block, known, source)


def links_name_apart(block: Listed, known: Remembered) -> bool:
    """True when both links end in long words of their own that the title lacks: two streets, two coasts."""
    ours, theirs = _named(block.story.url), _named(known.story.url)
    said = set(bare_words(block.story.title))
    return bool(ours - theirs - said) and bool(theirs - ours - said)


def _named(url: str | None) -> set[str]:
    """The long words of letters in the last part of an address."""
    last = url_parts(url or "").path.rstrip("/").rpartition("/")[2].casefold()
    return {word for word in _LETTERS.findall(last) if len(word) >= LONG_WORD}


def links_differ(block: Listed, known: Remembered) -> bool:
    """True when both bear links and none leads to the same page, not even one that names no story."""
    ours, theirs = url_key(block.story.url), url_key(known.story.url)
    if not (ours and theirs) or ours == theirs or block.strong & known.keys:
        return False
    one, other = block.story.url or "", known.story.url or ""
    return not (one_page(one, other) or _is_elsewhere(block, known, one, other))


def _is_elsewhere(block: Listed, known: Remembered, one: str, other: str) -> bool:
    """True for another section of the site of the same minute, or another language above the same words.

    Editions for several towns share days, hours and short titles: `Weather for the week`. A guid that is no
    address names a story.
    """
    guids = block.story.guid, known.story.guid
    if all(guids) and guids[0] != guids[1] and not all("://" in (guid or "") for guid in guids):
        return False
    ours, theirs = told(block.story, known.story)
    if same_words(ours, theirs) and len(bare_words(ours)) >= WORTH_COMPARING:
        return is_in_another_language(one, other)
    timed = is_timed(block) and known.story.dated and not moved(block, known.story)
    if not timed or (likeness(ours, theirs) < ALIKE and (ours or theirs)):
        return False
    if not (ours or len(bare_words(block.story.title)) >= MANY):
        return False
    return is_in_another_section(one, other) or is_in_another_language(one, other)


def is_timed(block: Listed) -> bool:
    """Whether a story has a time that is more than a day or an hour."""
    when = block.story.published
    return when is not None and when.minute % STAMP + when.second > 0


def renamed(block: Listed, known: Remembered, source: Source) -> bool:
    """True for a title of several words, one minute, like words, and a few other letters in link and guid."""
    one, other = block.story, known.story
    if not (one.published and other.dated and one.url and other.url) or len(bare_words(one.title)) < SEVERAL:
        return False
    if one.published == block.midnight or minute_of(one.published) != minute_of(other.published):
        return False
    prefix = f"guid:{source.slug}:"
    theirs = [key.removeprefix(prefix) for key in known.keys if key.startswith(prefix)]
    if one.guid and theirs and not any(is_corrected(one.guid, guid) for guid in theirs):
        return False
    return not words_differ(one, other) and is_corrected(one.url, other.url)


def words_differ(one: View, other: View, least: float = ALIKE) -> bool:
    """True when both say something, and it is less alike than versions of one text are."""
    ours, theirs = told(one, other)
    return bool(ours and theirs) and likeness(ours, theirs) < least


def moved(block: Listed, known: KnownStory) -> bool:
    """True when both are dated, to different minutes, and not one of them but to the day of the other."""
    published = block.story.published
    if not published or not known.dated or minute_of(published) == minute_of(known.published):
        return False
    if block.midnight is None or known.published == block.midnight:
        return block.midnight is None
    to_the_day = published == block.midnight and known.published >= published
    return not (to_the_day and known.published - published < DAY)


def within_zones(story: ParsedStory, known: KnownStory) -> bool:
    """True unless both are dated and further apart than a wrong time zone explains."""
    return not (story.published and known.dated) or abs(story.published - known.published) <= ZONES_APART


def authors_differ(story: ParsedStory, known: KnownStory) -> bool:
    """True when both name authors, and not the same."""
    return bool(story.authors and known.authors) and author_key(story.authors) != author_key(known.authors)
