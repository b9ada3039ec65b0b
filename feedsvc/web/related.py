"""Which stories stand beside one: those that share its rarest words, its authors, its section. Pure.

telling_phrases(title) → what the store looks for → related_to(story, headlines) → the best of them
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from feedsvc.models import Headline, Story
from feedsvc.store.words import search_words

MOST_RELATED = 5
MOST_PHRASES = 8
SHORTEST = 4
"""Letters of a word that says what a title is about."""
AUTHOR, SECTION = 0.5, 0.1
"""What an author and a section in common are worth, where one word that nobody else has is worth 1."""
Phrase = tuple[str, ...]


def telling_phrases(title: str) -> list[Phrase]:
    """The longest words of a title; of scripts that put no spaces between words, neighbouring characters.

    >>> telling_phrases("The ferry at the new pier")
    [('ferry',), ('pier',)]
    >>> telling_phrases("人工智能")
    [('人', '工'), ('工', '智'), ('智', '能')]
    """
    words = search_words(title)
    long = sorted({word for word in words if len(word) >= SHORTEST}, key=lambda word: (-len(word), word))
    pairs = dict.fromkeys(p for p in pairwise(words) if all(len(w) == 1 and not w.isascii() for w in p))
    return [*((word,) for word in long), *pairs][:MOST_PHRASES]


def related_to(story: Story, headlines: Sequence[Headline]) -> list[Headline]:
    """The headlines that have most in common with the story, the best first; of equals the newest."""
    phrases = set(telling_phrases(story.title))
    shared = {h.id: phrases & phrases_in(h.title) for h in headlines}
    seen = Counter(phrase for found in shared.values() for phrase in found)

    def worth(headline: Headline) -> float:
        words = sum(1 / seen[phrase] for phrase in shared[headline.id])
        people = len(set(story.authors) & set(headline.authors))
        return words + AUTHOR * people + SECTION * bool(set(story.sections) & set(headline.sections))

    newest = sorted(headlines, key=lambda h: (h.published, h.id), reverse=True)
    return sorted(newest, key=worth, reverse=True)[:MOST_RELATED]


def phrases_in(title: str) -> set[Phrase]:
    """Every word and every pair of neighbours of a title."""
    words = search_words(title)
    return {*((word,) for word in words), *pairwise(words)}
