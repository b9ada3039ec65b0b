"""Stories as a poll compares its page with them."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter

import sqlalchemy as sa

from feedsvc.models import KnownStory
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.rows import KNOWN_FIELDS, known_of, short_key, sighting_of
from feedsvc.store.tables import sightings, stories, strong_keys, weak_keys
from feedsvc.store.wholestories import sightings_by

MOST_BY_WEAK_KEY = 200
"""Stories looked at for a page's weak keys: a headline that recurs daily must not cost more every day."""


class Known(Base):
    """The Store's part about what is known of the stories of a page."""

    def known_stories(self, source: str, strong: Collection[str], weak: Collection[str]) -> list[KnownStory]:
        """The stories under these keys and those that stand on the source's page, oldest first.

        Reads the page's own rows only, so it costs the same whatever else is stored.
        """
        ours, hints = ({short_key(key): key for key in keys} for keys in (strong, weak))
        short, wanted = ours | hints, {"source": source, "strong": sorted(ours), "weak": sorted(hints)}
        with self._read() as tx:
            numbers = [number for (number,) in read_rows(tx, ON_PAGE, wanted)]
            parts = ({"numbers": part} for part in batches(numbers))
            rows = [row for part in parts for row in read_rows(tx, KNOWN, part)]
            seen = sightings_by(tx, numbers)
        rows.sort(key=attrgetter("number"))
        return [known_of(row, [sighting_of(s) for s in seen[row.number]], short) for row in rows]


# Statements of every poll are made once: making one costs as much as running it.

BY_WEAK_KEY = (
    sa.select(weak_keys.c.story)
    .where(among(weak_keys.c.key, "weak"))
    .order_by(weak_keys.c.story.desc())
    .limit(MOST_BY_WEAK_KEY)
)
ON_PAGE = sa.union(
    sa.select(strong_keys.c.story).where(among(strong_keys.c.key, "strong")),
    sa.select(BY_WEAK_KEY.subquery().c.story),
    sa.select(sightings.c.story).where(
        sightings.c.source == sa.bindparam("source"), sightings.c.gone.is_(None)
    ),
)
KNOWN = sa.select(
    *(stories.c[name] for name in ("number", "earlier", "keys", "authors", "sections", *KNOWN_FIELDS))
).where(among(stories.c.number, "numbers"))
