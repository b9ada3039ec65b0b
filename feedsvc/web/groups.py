"""Sources as pages show them: troubled ones that share state and reason stand together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from feedsvc.models import SourceState, State
from feedsvc.publish.status import WORST_FIRST
from feedsvc.web.sourcefaces import Faces, pack

TROUBLED = frozenset({State.FAILING, State.HELD, State.LATE, State.STALE})

MANY = 3
"""Hosts with the same trouble that are one line together: our own network, or theirs, may be away."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that are shown together: one by itself, or several that are folded to a line."""

    sources: tuple[SourceState, ...]
    hosts: tuple[str, ...]
    reason: str

    @property
    def state(self) -> State:
        """The state of the first of its sources."""
        return self.sources[0].state

    @property
    def alone(self) -> bool:
        """Whether it is of one source."""
        return len(self.sources) == 1

    @property
    def of(self) -> str:
        """Whose sources they are."""
        return self.hosts[0] if len(self.hosts) == 1 else f"{len(self.hosts)} hosts"

    @property
    def kind(self) -> str:
        """The reason without the host; empty where there is no reason, or no host."""
        return self.reason.replace(self.hosts[0], "…") if self.hosts else ""

    @property
    def stories(self) -> int:
        """How many stories its sources have."""
        return sum(s.stories for s in self.sources)


@dataclass(frozen=True, slots=True)
class Place:
    """A source in the lists: packed, what it adds to the counts, and how bad its trouble is."""

    packed: bytes
    stories: int
    trouble: int | None
    """The place among the troubled, the worst being 0; None for a source that needs no look."""


@dataclass(frozen=True, slots=True)
class Roll:
    """All sources at one moment, in their order, and as the index and the status page list them."""

    states: Faces
    well_first: Faces
    worst_first: Faces
    troubled: int
    stories: int


def place_of(state: SourceState) -> Place:
    """Where a source stands."""
    trouble = WORST_FIRST.index(state.state) if is_troubled(state) else None
    return Place(pack(state), state.stories, trouble)


def roll_of(places: Sequence[Place]) -> Roll:
    """These sources, put in order and counted once."""
    well_first = sorted(places, key=lambda p: p.trouble is not None)
    worst_first = sorted(places, key=lambda p: (p.trouble is None, p.trouble or 0))
    return Roll(
        states=Faces([p.packed for p in places]),
        well_first=Faces([p.packed for p in well_first]),
        worst_first=Faces([p.packed for p in worst_first]),
        troubled=sum(p.trouble is not None for p in places),
        stories=sum(p.stories for p in places),
    )


def is_troubled(source: SourceState) -> bool:
    """Whether somebody should look at it: by its state, or because the last poll brought an error."""
    return source.state in TROUBLED or bool(source.error and source.state is not State.DISABLED)


def troubled_groups(sources: Iterable[SourceState], urls: Mapping[str, str]) -> list[Group]:
    """What needs a look, the worst first: together what shares host and reason, or the reason with many."""
    groups: dict[tuple[State, str, str], list[SourceState]] = {}
    for source in filter(is_troubled, sources):
        host, reason = host_of(urls[source.slug]), reason_of(source, urls[source.slug])
        # Without a reason, or a host, each has its own.
        alone = "" if host and reason else source.slug
        groups.setdefault((source.state, host, reason + alone), []).append(source)
    found = [
        Group(tuple(members), (host,) if host else (), reason_of(members[0], urls[members[0].slug]))
        for (_, host, _), members in groups.items()
    ]
    return sorted(across_hosts(found), key=lambda group: WORST_FIRST.index(group.state))


def across_hosts(groups: Sequence[Group]) -> list[Group]:
    """Many of the groups that differ in nothing but their hosts become one."""
    alike: dict[tuple[State, str], list[Group]] = {}
    for group in groups:
        alike.setdefault((group.state, group.kind), []).append(group)
    found: list[Group] = []
    for (_, kind), members in alike.items():
        found += [joined(members, kind)] if kind and len(members) >= MANY else members
    return found


def joined(groups: Sequence[Group], kind: str) -> Group:
    """Several groups as one."""
    sources = tuple(source for group in groups for source in group.sources)
    return Group(sources, tuple(host for group in groups for host in group.hosts), kind)


def well(sources: Iterable[SourceState]) -> list[SourceState]:
    """Those that need no look, in their order."""
    return [source for source in sources if not is_troubled(source)]


def host_of(url: str) -> str:
    """The host of a source's page; empty for a file."""
    return urlsplit(url).hostname or ""


def reason_of(source: SourceState, url: str) -> str:
    """The error without the source's own address: it is the same for its neighbours then."""
    return (source.error or "").replace(f"{url}: ", "")
