"""Sources: what is known of each, and who may poll it now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from feedsvc.clean.secrets import without_secrets
from feedsvc.config import SourceConfig
from feedsvc.models import Claim, History, SourceState, State
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.engine import take_turns
from feedsvc.store.rows import FACE_COLUMNS, face_of, history_json, history_of, state_of
from feedsvc.store.stories import own_insert
from feedsvc.store.tables import hosts, sources

T = TypeVar("T")

DISABLED = State.DISABLED.value
ASK_AGAIN = timedelta(milliseconds=250)
LOOKED_AT = 1_000
"""Due sources among which a claimer may choose at one time."""


class Sources(Base):
    """The Store's part about sources, claims on them, and turns at their hosts."""

    def sync_sources(self, configured: Sequence[SourceConfig], now: datetime) -> None:
        """Make the table agree with the configuration.

        New sources are due at once; a changed URL forgets validators; a changed file is due again and
        takes a source out of `disabled`; what is absent or switched off is disabled. Hosts that nobody asked
        for a day are forgotten.
        """
        with self._write() as tx:
            take_turns(tx, "sources")
            known = {row["slug"]: row for row in tx.execute(sa.select(sources)).mappings()}
            for source in configured:
                values = source_values(source, known.get(source.slug), now)
                if source.slug not in known:
                    tx.execute(sources.insert().values(slug=source.slug, **values))
                elif values:
                    tx.execute(sources.update().where(sources.c.slug == source.slug).values(values))
            tx.execute(hosts.delete().where(hosts.c.until < now - timedelta(days=1)))
            self._disable(tx, set(known) - {source.slug for source in configured})

    def _disable(self, tx: sa.Connection, slugs: set[str]) -> None:
        if slugs:
            left = sources.c.slug.in_(sorted(slugs)) & (sources.c.enabled | (sources.c.config_digest != ""))
            tx.execute(sources.update().where(left).values(enabled=False, state=DISABLED, config_digest=""))

    def source_state(self, slug: str) -> SourceState | None:
        """One source as stored, None when it was never configured."""
        with self._read() as tx:
            rows = read_rows(tx, STATE, {"of_slug": slug})
        return state_of(rows[0]._asdict()) if rows else None

    def source_states(self) -> list[SourceState]:
        """Every source, by slug; those taken out of the configuration stay as disabled."""
        with self._read() as tx:
            rows = tx.execute(sa.select(sources).order_by(sources.c.slug)).mappings().all()
        return [state_of(dict(row)) for row in rows]

    def source_faces(self) -> list[SourceState]:
        """Every source as lists show it, by slug: without validators, digests and most of its history."""
        return self.each_face(lambda face: face)

    def each_face(self, make: Callable[[SourceState], T]) -> list[T]:
        """What is made of every source as lists show it, by slug."""
        with self._read() as tx:  # row by row: those of a thousand sources would be megabytes at once
            rows = tx.execute(sa.select(*FACE_COLUMNS).order_by(sources.c.slug))
            return [make(face_of(row)) for row in rows]

    def aging_sources(
        self, *, due: datetime, quiet: datetime, also: Collection[str] = ()
    ) -> list[SourceState]:
        """What `source_faces` gives, by slug, of those that time alone may have changed, and of some others.

        They were due before `due`, or are well and brought nothing since `quiet`.
        """
        news = sources.c.last_news
        silent = (sources.c.state == State.OK.value) & ((news < quiet) | news.is_(None))
        which = (sources.c.next_poll < due) | silent | among(sources.c.slug, "also")
        with self._read() as tx:
            query = sa.select(*FACE_COLUMNS).where(which).order_by(sources.c.slug)
            rows = tx.execute(query, {"also": sorted(also)}).all()
        return [face_of(row) for row in rows]

    def outcomes(self) -> dict[str, dict[str, int]]:
        """How often each source's polls ended in which outcome, since it was first configured."""
        with self._read() as tx:
            return {
                row.slug: row.outcomes for row in tx.execute(sa.select(sources.c.slug, sources.c.outcomes))
            }

    def planned_polls(self) -> dict[str, datetime]:
        """When each source that is polled is polled next."""
        which = sources.c.next_poll.is_not(None) & (sources.c.state != DISABLED)
        query = sa.select(sources.c.slug, sources.c.next_poll).where(which)
        with self._read() as tx:
            return {row.slug: row.next_poll for row in tx.execute(query)}

    # -- claims ------------------------------------------------------------------------------------

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

    # -- hosts -------------------------------------------------------------------------------------

    def take_host(self, host: str, owner: str, now: datetime, lease: timedelta) -> datetime | None:
        """Take the turn at a host: None when it is ours, else when to ask again."""
        given = {"host": host, "owner": owner, "until": now + lease}
        with self._write(loose=True) as tx:
            if read_rows(tx, taking_host(tx.dialect.name), given | {"as_of": now}):
                return None
            row = tx.execute(sa.select(hosts.c.owner, hosts.c.until).where(hosts.c.host == host)).one()
        until: datetime = row.until
        # A lease is much longer than a request: its holder is asked again long before it ends.
        return until if row.owner is None else min(until, now + ASK_AGAIN)

    def release_host(self, host: str, owner: str, now: datetime, pause: timedelta) -> None:
        """End the turn; nobody has the next one before `pause` is over."""
        with self._write(loose=True) as tx:
            given = {"of_host": host, "of_owner": owner, "owner": None, "until": now + pause}
            write_rows(tx, RELEASE_HOST, [given])


def is_free(now: datetime | sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    return sources.c.claim_until.is_(None) | (sources.c.claim_until <= now)


# Statements of every poll are made once: making one costs as much as running it.
STATE = sa.select(sources).where(sources.c.slug == sa.bindparam("of_slug"))
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
RELEASE_HOST = hosts.update().where(
    (hosts.c.host == sa.bindparam("of_host")) & (hosts.c.owner == sa.bindparam("of_owner"))
)


@cache
def taking_host(engine: str) -> Any:
    """Takes the turn at a host that is free, or ours; gives a row where it did."""
    given: dict[str, Any] = {name: sa.bindparam(name) for name in ("host", "owner", "until")}
    insert = own_insert(engine)(hosts).values(given)
    taken = {"owner": insert.excluded.owner, "until": insert.excluded.until}
    free = (hosts.c.until <= sa.bindparam("as_of")) | (hosts.c.owner == insert.excluded.owner)
    take = insert.on_conflict_do_update(index_elements=["host"], set_=taken, where=free)
    return take.returning(hosts.c.host)


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


SIGNED_OUT = ("login", "signed-out")
"""Walls that other cookies or another password may open, so that a source's new file is tried at once."""


def source_values(source: SourceConfig, known: Any, now: datetime) -> dict[str, Any]:
    """The columns to write for a configured source; empty when nothing changed."""
    digest = file_digest(source)
    face = {"title": source.title, "url": source.address, "config_digest": digest, "enabled": source.enabled}
    if known is None:
        return new_values(now) | face | {"state": State.NEW.value if source.enabled else DISABLED}
    if all(known[name] == value for name, value in face.items()):
        return {}
    return face | changed_values(
        source, known, now, fresh_file=known["config_digest"] not in (digest, told_in_clear(source))
    )


def file_digest(source: SourceConfig) -> str:
    """Changes with the source's file; begins with what bears on how its page is read.

    The rest is hashed, since headers may hold secrets of the environment (issue 10).
    """
    rest = hashlib.sha256(told_in_clear(source).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{source.digest} {rest}"


def told_in_clear(source: SourceConfig) -> str:
    """What stood in the place of the digest up to version 0.1; an equal one is no new file."""
    told = f"{source.digest} {source.every} {source.headers} {source.robots} {source.vanish}"
    return f"{told} {access_digest(source)}" if source.cookies or source.login else told


def access_digest(source: SourceConfig) -> str:
    """Changes with the source's cookies and login; slow, since people think passwords up."""
    login = source.login
    given = [dict(source.cookies), *((login.url, dict(login.form), login.success) if login else ())]
    said = json.dumps(given, sort_keys=True).encode()
    salt = f"{source.slug} {source.address}".encode("utf-8", "surrogatepass")
    return hashlib.scrypt(said, salt=salt, n=1 << 12, r=8, p=1, dklen=16).hex()


def new_values(now: datetime) -> dict[str, Any]:
    numbers = {"failures": 0, "interval_factor": 1.0, "stories": 0, "dropped": 0, "claim_epoch": 0}
    return numbers | {"next_poll": now, "outcomes": {}, "history": history_json(history_of({}, 0))}


def changed_values(source: SourceConfig, known: Any, now: datetime, *, fresh_file: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if without_secrets(known["url"]) != source.address:
        values |= {"etag": None, "last_modified": None, "page_digest": None, "full_fetch_at": None}
        own = replace(history_of(known["history"], 0), feed="", wall="")  # it was the other page's
        values |= {"history": history_json(own)}
    elif not str(known["config_digest"]).startswith(source.digest):
        values |= {"etag": None, "last_modified": None}  # read otherwise now: a 304 would say nothing
    if not source.enabled:
        return values | {"state": DISABLED}
    if known["state"] == DISABLED:
        values |= {"state": (State.OK if known["last_success"] else State.NEW).value, "next_poll": now}
    elif fresh_file and ((past := history_of(known["history"], 0)).refused or past.wall in SIGNED_OUT):
        given_anew = replace(past, refused=0, refused_at=None)
        values |= {"next_poll": now, "history": history_json(given_anew)}
    elif fresh_file and not known["failures"]:
        values |= {"next_poll": now}
    return values
