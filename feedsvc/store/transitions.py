"""Changes of state that operators are told of, once each, whichever process notices or tells them."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec.structs import asdict, replace
from sqlalchemy import RowMapping

from feedsvc.models import State, Transition
from feedsvc.store.base import Base
from feedsvc.store.engine import take_turns
from feedsvc.store.tables import sources, transitions

MOST_TRANSITIONS = 1000
LATENESS = "lateness"
STORED_LATE = {"after": "late: ", "before": "late until now: "}
"""Late is stored as stale, its reason beginning so: version 0.1 reads the same rows and knows no `late`."""


class Transitions(Base):
    """The Store's part about what became of sources."""

    def transitions(self, limit: int = 100) -> list[Transition]:
        """Changes of state, newest first."""
        query = sa.select(transitions).order_by(transitions.c.number.desc()).limit(limit)
        with self._read() as tx:
            rows = tx.execute(query).mappings().all()
        return [transition_of(row) for row in rows]

    def note_late(self, late: Transition) -> None:
        """Tell operators that a source is late, once."""
        with self._write() as tx:
            take_turns(tx, LATENESS)
            if last_told(tx, late.source) is not State.LATE:
                keep_transition(tx, late)

    def told_late(self) -> frozenset[str]:
        """The sources of which operators were last told that they are late."""
        last = sa.select(sa.func.max(transitions.c.number)).group_by(transitions.c.source)
        with self._read() as tx:
            rows = tx.execute(sa.select(transitions).where(transitions.c.number.in_(last))).mappings()
            told = [transition_of(row) for row in rows]
        return frozenset(t.source for t in told if t.after is State.LATE)

    def note_polled(self, polled: Transition) -> None:
        """Tell operators that a source of which they were told so is late no more, once."""
        with self._write() as tx:
            take_turns(tx, LATENESS)
            if last_told(tx, polled.source) is State.LATE:
                keep_transition(tx, replace(polled, before=State.LATE))

    def note_stale(self, stale: Transition) -> None:
        """A source that was well is stale from now on; operators are told once."""
        well = (sources.c.slug == stale.source) & (sources.c.state == State.OK.value)
        with self._write() as tx:
            if tx.execute(sources.update().where(well).values(state=State.STALE.value)).rowcount == 1:
                keep_transition(tx, stale)


def last_told(tx: sa.Connection, source: str) -> State | None:
    """The state that operators were last told a source to be in."""
    query = sa.select(transitions).where(transitions.c.source == source)
    row = tx.execute(query.order_by(transitions.c.number.desc()).limit(1)).mappings().first()
    return transition_of(row).after if row else None


def keep_transition(tx: sa.Connection, transition: Transition) -> None:
    """Store a change of state, and forget the oldest."""
    tx.execute(transitions.insert().values(transition_row(transition)))
    newest = sa.select(sa.func.max(transitions.c.number)).scalar_subquery()
    tx.execute(transitions.delete().where(transitions.c.number <= newest - MOST_TRANSITIONS))


def transition_row(transition: Transition) -> dict[str, object]:
    """The row of a change of state."""
    values = asdict(transition)
    values |= {"before": transition.before.value, "after": transition.after.value}
    for name, mark in STORED_LATE.items():
        if values[name] == State.LATE:
            values |= {name: State.STALE.value, "reason": mark + values["reason"]}
    return values


def transition_of(row: RowMapping) -> Transition:
    """The change of state of a row."""
    given = {name: row[name] for name in ("source", "at", "reason")}
    given |= {name: State(row[name]) for name in ("before", "after")}
    for name, mark in STORED_LATE.items():
        if given[name] is State.STALE and given["reason"].startswith(mark):
            given |= {name: State.LATE, "reason": given["reason"].removeprefix(mark)}
    return Transition(**given)
