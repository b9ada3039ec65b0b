"""What is kept beside the stories: held polls and raw pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import zstandard
from msgspec.structs import asdict
from sqlalchemy import RowMapping

from feedsvc.clean.secrets import without_secrets
from feedsvc.models import Hold, Page, ParsedStory, Snapshot, Validators
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.inserts import upsert
from feedsvc.store.tables import holds, snapshots


class Holds(Base):
    """The Store's part about what an operator looks at."""

    def hold(self, source: str) -> Hold | None:
        """What is held of a source, None when nothing is."""
        with self._read() as tx:
            row = tx.execute(sa.select(holds).where(holds.c.source == source)).mappings().first()
        return hold_of(row) if row else None

    def _put_hold(self, tx: sa.Connection, hold: Hold) -> None:
        told = [story.to_json() for story in hold.stories]
        row = {"source": hold.source, "held_at": hold.held_at, "reasons": list(hold.reasons), "stories": told}
        upsert(tx, holds, [row | {"page_digest": hold.page_digest}])

    def _clear_hold(self, tx: sa.Connection, source: str) -> None:
        tx.execute(holds.delete().where(holds.c.source == source))

    # -- snapshots ---------------------------------------------------------------------------------

    def snapshots(self, source: str) -> list[Snapshot]:
        """The raw pages kept of a source, newest first."""
        query = sa.select(snapshots).where(snapshots.c.source == source)
        with self._read() as tx:
            rows = tx.execute(query.order_by(snapshots.c.fetched_at.desc())).mappings().all()
        return [snapshot_of(row) for row in rows]

    def kept_pages(self, source: str) -> dict[str, datetime]:
        """When each raw page that is kept of a source was fetched, by its digest, newest first."""
        query = sa.select(snapshots.c.digest, snapshots.c.fetched_at).where(snapshots.c.source == source)
        with self._read() as tx:
            rows = tx.execute(query.order_by(snapshots.c.fetched_at.desc(), snapshots.c.digest)).all()
        return {row.digest: row.fetched_at for row in rows}

    def snapshot(self, source: str, digest: str) -> Snapshot | None:
        """One raw page that is kept of a source."""
        which = (snapshots.c.source == source) & (snapshots.c.digest == digest)
        with self._read() as tx:
            row = tx.execute(sa.select(snapshots).where(which)).mappings().first()
        return snapshot_of(row) if row else None

    def _keep_snapshot(self, tx: sa.Connection, snapshot: Snapshot) -> None:
        """Keep a page compressed, and of its source no more than the bounds allow."""
        body = zstandard.compress(snapshot.page.content)
        row = {"source": snapshot.source, "digest": snapshot.digest, "fetched_at": snapshot.page.fetched_at}
        upsert(tx, snapshots, [row | {"page": page_json(snapshot.page), "size": len(body), "body": body}])
        kept = read_rows(tx, KEPT, {"source": snapshot.source})
        for digest in self._too_many([(row.digest, row.size) for row in kept]):
            which = (snapshots.c.source == snapshot.source) & (snapshots.c.digest == digest)
            tx.execute(snapshots.delete().where(which))

    def _too_many(self, newest_first: list[tuple[str, int]]) -> list[str]:
        total, dropped = 0, []
        for position, (digest, size) in enumerate(newest_first):
            total += size
            if position >= self.snapshot_count or total > self.snapshot_bytes:
                dropped.append(digest)
        return dropped


KEPT = (
    sa.select(snapshots.c.digest, snapshots.c.size)
    .where(snapshots.c.source == sa.bindparam("source"))
    .order_by(snapshots.c.fetched_at.desc(), snapshots.c.digest)
)


def hold_of(row: RowMapping) -> Hold:
    """The hold of a row."""
    given = {name: row[name] for name in ("source", "held_at", "page_digest")}
    told = tuple(ParsedStory.from_json(story) for story in row["stories"])
    return Hold(**given, reasons=tuple(row["reasons"]), stories=told)


def page_json(page: Page) -> dict[str, Any]:
    """A page without its bytes, as it is stored: secrets of its addresses left out."""
    given = {name: getattr(page, name) for name in ("media_type", "charset")}
    given |= {name: without_secrets(getattr(page, name)) for name in ("url", "requested_url")}
    age = page.max_age.total_seconds() if page.max_age is not None else None
    return given | {"validators": asdict(page.validators), "max_age": age}


def snapshot_of(row: RowMapping) -> Snapshot:
    """The kept page of a row."""
    given = dict(row["page"])
    age = given.pop("max_age")
    page = Page(
        **given | {"validators": Validators(**given["validators"])},
        max_age=None if age is None else timedelta(seconds=age),
        content=zstandard.decompress(bytes(row["body"])),
        fetched_at=row["fetched_at"],
    )
    return Snapshot(source=row["source"], digest=row["digest"], page=page)
