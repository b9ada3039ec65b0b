"""Who may poll a source now: claims, each under an epoch of its own, until they run out."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Claim, History
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.configured import DISABLED
from feedsvc.store.rows import history_json
from feedsvc.store.tables import sources

LOOKED_AT = 1_000
"""Due sources among which a claimer may choose at one time."""


class Claiming(Base):
    """The Store's part about claims on sources."""

    def claim_due(
        self,
        owner: str,
        now: datetime,
        lease: timedelta,
        limit: int,
        *,
        known: Collection[str] | None = None,
        choose: Callable[[Sequence[str]], Sequence[str]] | None = None,
    ) -> list[Claim]:
        """Claim up to `limit` due sources until `now + lease`, longest due first.

        `known` are the slugs that the claimer can poll; None stands for all. Another process may have
        written a newer configuration's sources into the table before this one has read it.
        `choose` is given the longest due, more than `limit`, and says which of them to claim.
        """
        if known is not None and not known:
            return []
        due = sources.c.enabled & (sources.c.state != DISABLED) & (sources.c.next_poll <= now) & is_free(now)
        order = (sources.c.next_poll, sources.c.slug)
        wanted = sa.select(sources.c.slug).where(due).order_by(*order)
        with self._read() as tx:  # an idle tick takes no write lock
            slugs = self._known_of(tx, wanted, known, LOOKED_AT if choose else limit)
        chosen = (choose(slugs) if choose and slugs else slugs)[:limit]
        if not chosen:
            return []
        still = sa.select(sources.c.slug).where(due & sources.c.slug.in_(chosen)).order_by(*order)
        with self._write(loose=True) as tx:
            slugs = tx.scalars(still.with_for_update(skip_locked=True)).all()
            taken = {c.source: c for c in self._take(tx, slugs, owner, now, now + lease)}
        return [taken[slug] for slug in slugs if slug in taken]

    def _known_of(
        self, tx: sa.Connection, wanted: sa.Select[Any], known: Collection[str] | None, most: int
    ) -> Sequence[str]:
        """The first slugs that are known, at most so many.

        Nearly always all are, and to hand over ten thousand names takes longer than to read these.
        """
        found: Sequence[str] = tx.scalars(wanted.limit(most)).all()
        if known is None or not found:  # of an idle tick's ten thousand names no set is made
            return found
        ours = frozenset(known)
        mine = [slug for slug in found if slug in ours]
        if len(found) < most or len(mine) == most:
            return mine
        among_all: Sequence[str] = tx.scalars(wanted.where(self._is_one_of(ours)).limit(most)).all()
        return among_all

    def _is_one_of(self, slugs: Collection[str]) -> sa.ColumnElement[bool]:
        """Whether a row's slug is among these: one parameter, however many there are.

        The slug in an expression keeps both planners on the index of due times.
        """
        given = sa.literal(json.dumps(sorted(slugs)), sa.Text)
        listed = (
            sa.func.json_each(given).table_valued("value").c.value
            if self.on_sqlite
            else sa.func.json_array_elements_text(sa.cast(given, sa.JSON))
        )
        return (sources.c.slug + "").in_(sa.select(listed))

    def claim(self, slug: str, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim one source whether due or not; None while somebody else holds it."""
        with self._write(loose=True) as tx:
            return next(iter(self._take(tx, [slug], owner, now, now + lease)), None)

    def _take(
        self, tx: sa.Connection, slugs: Sequence[str], owner: str, now: datetime, until: datetime
    ) -> list[Claim]:
        """The conditional UPDATE: a row that comes back is ours, under a new epoch."""
        if not slugs:
            return []
        given = {"of_slugs": slugs, "as_of": now, "by_owner": owner, "to_until": until}
        taken = read_rows(tx, TAKE, given)
        return [Claim(source=slug, owner=owner, epoch=epoch, until=until) for slug, epoch in taken]

    def renew(self, claim: Claim, until: datetime) -> bool:
        """Hold a claim longer; False when it has passed to somebody else."""
        with self._write(loose=True) as tx:
            return tx.execute(HELD, of_claim(claim) | {"claim_until": until}).rowcount == 1

    def release(self, claim: Claim, now: datetime, history: History | None = None) -> None:
        """Give a claim back unused; the source is due as before. A claim already lost is left alone.

        `history` is its past from now on, where using it so far is to be remembered.
        """
        past = {"history": history_json(history)} if history else {}
        with self._write(loose=True) as tx:
            tx.execute(HELD, of_claim(claim) | {"claim_owner": None, "claim_until": now} | past)


def is_free(now: datetime | sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """Whether a source is claimed by nobody, or its claim has run out."""
    return sources.c.claim_until.is_(None) | (sources.c.claim_until <= now)


# Statements of every poll are made once: making one costs as much as running it.
TAKE = (
    sources.update()
    .where(among(sources.c.slug, "of_slugs") & is_free(sa.bindparam("as_of")))
    .values(
        claim_owner=sa.bindparam("by_owner"),
        claim_epoch=sources.c.claim_epoch + 1,
        claim_until=sa.bindparam("to_until"),
    )
    .returning(sources.c.slug, sources.c.claim_epoch)
)

# The row of a source while the very claim stands whose parameters `of_claim` gives.
OURS = (
    (sources.c.slug == sa.bindparam("of_slug"))
    & (sources.c.claim_epoch == sa.bindparam("of_epoch"))
    & (sources.c.claim_owner == sa.bindparam("of_owner"))
)
HELD = sources.update().where(OURS)


def of_claim(claim: Claim) -> dict[str, Any]:
    """The parameters of OURS."""
    return {"of_slug": claim.source, "of_epoch": claim.epoch, "of_owner": claim.owner}
