"""No host takes every place: of what is due only so much may wait for one host.

Without this a host with more sources than it can be asked for in time (its pause alone forbids it) would fill
the line, and the sources of all others would fall due behind it for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

MOST_OF_A_HOST = 50
"""Claims of one host that may wait; more are claimed as soon as these are polled."""


def host_of(source: str, hosts: Mapping[str, str]) -> str:
    """Whose turn a source waits for; one that is in no configuration waits for itself."""
    return hosts.get(source, source)


def open_to(
    known: Collection[str] | None, hosts: Mapping[str, str], waiting: Mapping[str, int]
) -> Collection[str] | None:
    """The known sources without those of hosts that have enough to do; None (all) stays None."""
    full = {host for host, count in waiting.items() if count >= MOST_OF_A_HOST}
    if known is None or not full:
        return known
    return [source for source in known if host_of(source, hosts) not in full]


def fair_share(
    due: Sequence[str], hosts: Mapping[str, str], waiting: Mapping[str, int], limit: int
) -> list[str]:
    """The first `limit` due sources with which no host has more than MOST_OF_A_HOST waiting."""
    return [source for source, _ in zip(_in_turn(due, hosts, Counter(waiting)), range(limit), strict=False)]


def _in_turn(due: Sequence[str], hosts: Mapping[str, str], waiting: Counter[str]) -> Iterator[str]:
    for source in due:
        host = host_of(source, hosts)
        if waiting[host] < MOST_OF_A_HOST:
            waiting[host] += 1
            yield source
