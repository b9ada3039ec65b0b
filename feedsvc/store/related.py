"""Stories that have something in common with one: by its words and authors, or where it stood.

store.alike(story, phrases) → headlines, for `web/related.py` to choose from
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Headline, Story
from feedsvc.store.foremost import either, matches_fts, story_search
from feedsvc.store.foremostpg import phrase_pg, story_search_pg
from feedsvc.store.search import Search, standing_in
from feedsvc.store.tables import stories
from feedsvc.store.terms import Phrase
from feedsvc.store.words import label_word

MOST_ALIKE = 100
MOST_NEIGHBOURS = 20
"""Of those that share nothing but a section or a source."""
NOTHING = '"_nothing"'
"""No word begins like this but those of labels."""
PATIENCE = 0.5
"""Seconds: what stands beside a story is not worth a longer wait."""


class Alike(Search):
    """The Store's part that finds what is like a story."""

    def alike(self, story: Story, phrases: Sequence[Phrase]) -> list[Headline]:
        """The newest stories with one of these phrases, an author, a section or a source in common.

        One statement that looks at no more than so many of each. Raises StoreUnavailable after PATIENCE.
        """
        people = [(label_word("author", name),) for name in story.authors]
        places = [(label_word("section", name),) for name in story.sections]
        places += [(label_word("source", slug),) for slug in story.sources]
        near = [self._newest([*phrases, *people], MOST_ALIKE), self._newest(places, MOST_NEIGHBOURS)]
        query = sa.select(*(stories.c[name] for name in Headline.__struct_fields__)).where(
            stories.c.number.in_(sa.union(*near)),
            stories.c.withdrawn_at.is_(None) & (stories.c.id != story.id) & standing_in(None),
        )
        with self._read() as tx, self._bounded(tx, PATIENCE):
            return [headline_of(row) for row in tx.execute(query).mappings()]

    def _newest(self, phrases: Sequence[Phrase], most: int) -> sa.Select[Any]:
        """The numbers of the stories that were stored last with one of these phrases."""
        # An index gives them in this order by itself, and stops after so many.
        if self.on_sqlite:
            number, which = story_search.c.rowid, matches_fts(either(phrases) or NOTHING)
        else:
            number, which = story_search_pg.c.story, sa.or_(sa.false(), *map(phrase_pg, phrases))
        last = sa.select(number.label("story")).where(which).order_by(number.desc()).limit(most)
        return sa.select(last.subquery().c.story)


def headline_of(row: sa.RowMapping) -> Headline:
    """The headline of a row."""
    return Headline(**{**row, "authors": tuple(row["authors"]), "sections": tuple(row["sections"])})
