"""Stories whose link says their title now, where it was a number or a code before; or the other way.

    Ferry strike enters third day    /preview/9f8e7d    →    /news/ferry-strike-enters-third-day
    Museum shows lost paintings      /node/12           →    /museum-shows-lost-paintings

The next story under such a title has a link of the same kind as the one before it (`/node/13`). The title
must be the only one of its kind, here and before, and neither date, words, number nor guid may say otherwise.
Of a title alone it is told where several are named anew at once: a column without dates comes back under its
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import combining, normalize

from feedsvc.clean.urls import url_parts
from feedsvc.decide.contradictions import (
    SEVERAL,
    authors_differ,
    guids_name_apart,
    moved,
    numbers_differ,
    words_differ,
)
from feedsvc.decide.keys import Source, host
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes, title_words
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.told import told

FEWEST = 3
"""Stories named anew at once from which on their titles are enough."""
MOSTLY = 0.6
"""The part of an address's words that are the title's where it says this."""


def titledlinks(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that a link of another kind hid; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    left, gone = [block for block in left if block.story.url], [known for known in gone if known.story.url]
    pairs = namesakes(left, gone, title_words, listed, window)
    same = [(block, known) for block, known in pairs if _is_same(block, known, source)]
    many = len(same) >= FEWEST
    return {**found, **{b.place: known for b, known in same if many or _says_more(b, known)}}


def _says_more(block: Listed, known: Remembered) -> bool:
    """Whether date or words, too, say that it is the same story."""
    return block.story.published is not None or all(told(block.story, known.story))


def _is_same(block: Listed, known: Remembered, source: Source) -> bool:
    one, other = block.story, known.story
    if (one.published is not None) is not other.dated or moved(block, other) or authors_differ(one, other):
        return False
    if words_differ(one, other) or host(one.url) != host(other.url):
        return False
    if numbers_differ(block, known) or guids_name_apart(block, known, source):
        return False
    return says_title(one.url or "", one.title) is not says_title(other.url or "", one.title)


def says_title(url: str, title: str) -> bool:
    """Whether the last part of an address is made of the words of a title."""
    said = _plain_words(url_parts(url).path.rstrip("/").rpartition("/")[2])
    words = [word for word in said if not word.isdigit()]
    shared = sum(word in _plain_words(title) for word in words)
    return shared >= SEVERAL and shared >= MOSTLY * len(words)


@lru_cache(maxsize=512)
def _plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without their accents, as addresses are made of them."""
    return bare_words("".join(sign for sign in normalize("NFKD", text) if not combining(sign)))
