"""Whether two blocks of a page that bear one link or guid tell of one story.

    Version 1.4    https://pier.example/changelog    →  two stories: nothing but the number differs
    Version 1.3    https://pier.example/changelog

So are two that name places of their own on the page (`#v1.4`), have a guid each or are dated days apart, and
say something else; or of any two times, where they have no word in common and their link names no story
(`/status`). A number that counts nothing in a row parts none: a page may show `Storm kills 7` beside
`Storm kills 5`, its headline of an hour ago.
"""

from __future__ import annotations

import re
from datetime import timedelta

from feedsvc.clean.media import extension_type
from feedsvc.clean.urls import url_parts
from feedsvc.decide.similarity import ALIKE, bare_words, likeness, same_words, says
from feedsvc.decide.told import WORTH_COMPARING, told
from feedsvc.models import ParsedStory

ALIKE_TITLES = 0.5
"""Likeness from which on two titles of one link may be versions of one."""
DAY = timedelta(days=1)
UNLIKE = 0.2
"""Likeness below which two texts have nothing to do with each other."""
_NAMED = re.compile(r"\d{3}|[^\W\d_]+(?:[-_][^\W_]+){2}")
"""A number or a headline in an address, which names a story."""
_VERSION = re.compile(
    r"\bv?\d+\.\d|\bv\d|(?:\b(?:version|release|build|issue|edition|episode|part|chapter|volume|vol|no|nr|ep)\b|#)\W{0,3}\d",
    re.IGNORECASE,
)
"""A number of what comes in a row: `1.4`, `v2`, `Episode 12`, `#7`."""


def are_one(one: ParsedStory, other: ParsedStory) -> bool:
    """True for one story, told twice under one name."""
    if dated_apart(one, other) and have_own_files(one, other):
        return False
    if is_later_state(one, other):
        return True
    named = named_apart(one, other)
    if numbered_apart(one.title, other.title) and (
        named or dated_apart(one, other) or are_versions(one, other)
    ):
        return False
    if same_words(one.title, other.title):
        apart = named or days_apart(one, other) or are_entries(one, other)
        return not apart or not say_otherwise(one, other)
    if likeness(one.text, other.text) >= ALIKE:
        return True
    return not (named or dated_apart(one, other)) and likeness(one.title, other.title) >= ALIKE_TITLES


def are_entries(one: ParsedStory, other: ParsedStory) -> bool:
    """True for two times of one page that goes on under one title (`Status update`), in other words."""
    if not dated_apart(one, other) or _NAMED.search(_asked_for(one)):
        return False
    ours, theirs = told(one, other)
    enough = min(len(bare_words(ours)), len(bare_words(theirs))) >= WORTH_COMPARING
    return enough and likeness(ours, theirs) < UNLIKE


def is_later_state(one: ParsedStory, other: ParsedStory) -> bool:
    """True for one guid, link and text below a title that has but words more: `Quay` and `Quay (updated)`."""
    if (
        not one.guid
        or (one.guid, one.url) != (other.guid, other.url)
        or numbered_apart(one.title, other.title)
    ):
        return False
    return says(one.title, other.title) and same_words(*told(one, other))


def numbered_apart(one: str, other: str) -> bool:
    """True for two titles of which only numbers differ: `Version 1.4` and `Version 1.3`."""
    ours, theirs = bare_words(one), bare_words(other)
    if len(ours) != len(theirs) or ours == theirs:
        return False
    return all(_has_digit(a) and _has_digit(b) for a, b in zip(ours, theirs, strict=True) if a != b)


def are_versions(one: ParsedStory, other: ParsedStory) -> bool:
    """True where the numbers of both titles count what comes in a row."""
    return all(_VERSION.search(story.title) for story in (one, other))


def named_apart(one: ParsedStory, other: ParsedStory) -> bool:
    """True where each has a guid, or a place on the page that its link leads to, of its own."""
    pairs = (one.guid, other.guid), (_place(one), _place(other))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def have_own_files(one: ParsedStory, other: ParsedStory) -> bool:
    """True where both are episodes, and of different files; a copy on another host is none."""
    if not (one.images and other.images):
        return False
    ours, theirs = ([_kept_at(f.url) for f in story.images if not f.is_picture] for story in (one, other))
    return bool(ours and theirs) and not any(_is_copy(a, b) for a in ours for b in theirs)


def _kept_at(url: str) -> tuple[str, str]:
    """The host of a file, and where it is there; the query of one that has a name is the listener's."""
    parts = url_parts(url)
    asked = "" if extension_type(parts.path) else parts.query
    return parts.netloc, f"{parts.path}?{asked}"


def _is_copy(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two places hold one file: the same one, or on another host one in the folders of the other."""
    if one[0] == other[0]:
        return one == other
    return one[1].endswith(other[1]) or other[1].endswith(one[1])


def dated_apart(one: ParsedStory, other: ParsedStory) -> bool:
    """True when both are dated, to different times."""
    return bool(one.published and other.published) and one.published != other.published


def days_apart(one: ParsedStory, other: ParsedStory) -> bool:
    """True when both are dated, a day or more from each other."""
    return bool(one.published and other.published) and abs(one.published - other.published) >= DAY  # type: ignore[operator]


def say_otherwise(one: ParsedStory, other: ParsedStory) -> bool:
    """True where both say something beside their titles, and not the same."""
    ours, theirs = told(one, other)
    return bool(ours and theirs) and likeness(ours, theirs) < ALIKE


def have_own_summaries(one: ParsedStory, other: ParsedStory) -> bool:
    """True where both have a summary, and none of them is the other one or its beginning."""
    ours, theirs = bare_words(one.summary), bare_words(other.summary)
    shared = min(len(ours), len(theirs))
    return shared > 0 and ours[:shared] != theirs[:shared]


def _asked_for(story: ParsedStory) -> str:
    parts = url_parts(story.url or "")
    return f"{parts.path}?{parts.query}"


def _place(story: ParsedStory) -> str:
    return (story.url or "").partition("#")[2]


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
