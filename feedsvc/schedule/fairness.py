"""No hosts take every place: of what is due only so much may wait for one host.

Without this a host with more sources than it can be asked for in time (its pause alone forbids it) would fill
the line, and the sources of all others would fall due behind it for ever. Several such hosts together fill
half of the line: the other half is for hosts for which nothing waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from feedsvc.schedule.hosts import host_of

MOST_OF_A_HOST = 50
"""Claims of one host that may wait; more are claimed as soon as these are polled."""


def share_of(waiting: int, most: int) -> int:
    """How many may wait for one host, where so many wait in a line of `most` in all."""
    return MOST_OF_A_HOST if 2 * waiting < most else 1


def open_to(
    known: Collection[str] | None, hosts: Mapping[str, str], waiting: Mapping[str, int], most: int
) -> Collection[str] | None:
    """The known sources without those of hosts that have enough to do; None (all) stays None."""
    share = share_of(sum(waiting.values()), most)
    full = {host for host, count in waiting.items() if count >= share}
    if known is None or not full:
        return known
    return [source for source in known if host_of(source, hosts) not in full]


def fair_share(
    due: Sequence[str], hosts: Mapping[str, str], waiting: Mapping[str, int], limit: int, most: int
) -> list[str]:
    """The first `limit` due sources with which no host has more than its share waiting."""
    return list(islice(_in_turn(due, hosts, Counter(waiting), most), limit))


def _in_turn(due: Sequence[str], hosts: Mapping[str, str], waiting: Counter[str], most: int) -> Iterator[str]:
    total = waiting.total()
    for source in due:
        host = host_of(source, hosts)
        if waiting[host] < share_of(total, most):
            waiting[host] += 1
            total += 1
            yield source
