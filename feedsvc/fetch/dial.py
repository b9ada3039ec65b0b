"""Connections that are opened for somebody else, through the guard of our own requests."""

from __future__ import annotations

import socket

from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import PERMIT, AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.resolve import Resolver, resolve
from feedsvc.fetch.targets import Target


def addresses_of(target: Target, guard: AddressGuard, resolver: Resolver, deadline: Deadline) -> list[str]:
    """The addresses at which a target may be dialled; raises FetchError `dns`, `address` or `timeout`."""
    if is_literal(target.host):
        return guard.choose([target.host])
    return guard.choose(resolve(resolver, target.host, target.port, deadline))


def dial(target: Target, guard: AddressGuard, resolver: Resolver, deadline: Deadline) -> socket.socket:
    """A connection to the target, at the first address that answers; raises FetchError."""
    for address in addresses_of(target, guard, resolver, deadline):
        if reason := guard.refusal(address):
            raise FetchError(f"{address} is {reason}, not public ({PERMIT})", rule="address")
        try:
            return socket.create_connection((address, target.port), timeout=deadline.remaining())
        except OSError as error:
            failed = error
    raise FetchError(f"{target.host} does not answer", rule="connect") from failed


def is_literal(host: str) -> bool:
    """Whether a host is an address itself."""
    return ":" in host or host.rpartition(".")[2].isdigit()
