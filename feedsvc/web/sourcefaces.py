"""Sources as lists show them, packed: of thousands each is made when it is looked at, and forgotten again.

    pack(state) → 200 bytes        Faces([…]) → a sequence of states

As objects each takes more than a kilobyte, and an old list is there while the next one is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import overload

import msgspec

from feedsvc.models import History, SourceState, State

OWN = (
    "slug", "title", "url", "last_poll", "last_success", "last_change", "last_news", "next_poll",
    "failures", "error", "stories", "dropped", "claim_until",
)  # fmt: skip
PAST = ("news_polls", "usual_gap", "first_poll", "last_news", "stories", "wall")
"""Of its history what tells whether news is overdue, and the wall: all that `source_faces` reads."""
own_values, past_values = attrgetter(*OWN), attrgetter(*PAST)


class Faces(Sequence[SourceState]):
    """Packed states in some order."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, at: int) -> SourceState: ...
    @overload
    def __getitem__(self, at: slice) -> Faces: ...
    def __getitem__(self, at: int | slice) -> SourceState | Faces:
        return Faces(self._packed[at]) if isinstance(at, slice) else unpack(self._packed[at])

    def __iter__(self) -> Iterator[SourceState]:
        return map(unpack, self._packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Faces) and self._packed == other._packed

    __hash__ = None  # type: ignore[assignment]


def pack(state: SourceState) -> bytes:
    """What lists show of a source."""
    return msgspec.msgpack.encode((state.state.value, own_values(state), past_values(state.history)))


def unpack(packed: bytes) -> SourceState:
    """The state that was packed."""
    state, own, past = msgspec.msgpack.decode(packed)
    history = History(**dict(zip(PAST, past, strict=True)))
    return SourceState(**dict(zip(OWN, own, strict=True)), state=State(state), history=history)
