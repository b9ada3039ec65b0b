"""What is searched for, as words."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.models import SearchQuery
from feedsvc.store.words import label_word, search_words

Phrase = tuple[str, ...]
ANYTHING: Phrase = ("_",)
"""What stands between the parts of every story that can be found, and in no text."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A query as words: every one of `all`, one of each of `any`, none of `none`."""

    all: tuple[Phrase, ...]
    any: tuple[tuple[Phrase, ...], ...]
    none: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        return bool(self.all or self.any or self.none)

    @property
    def groups(self) -> list[tuple[Phrase, ...]]:
        """Of each of these one phrase must stand in a story."""
        return [(phrase,) for phrase in self.all] + list(self.any) or [(ANYTHING,)]


def parse_terms(query: SearchQuery) -> Terms:
    """The words of a query, folded as those of stories are."""
    given = {"author": query.authors, "section": query.sections, "source": query.sources}
    labels = [tuple((label_word(kind, v),) for v in values) for kind, values in given.items() if values]
    unwanted = tuple(phrase for term in query.exclude if (phrase := tuple(search_words(term))))
    return Terms(tuple(tuple(search_words(term)) for term in query.terms), tuple(labels), unwanted)
