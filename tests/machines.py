"""Machines of a test's own: network namespaces that reach one origin; skipped where none can be made."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a process runs: `space` is the file of its network, `address` is whence the origin sees it come."""

    space: str
    address: str


@dataclass(frozen=True, slots=True)
class Network:
    """Some machines, and the address at which each of them finds the origin."""

    origin: str
    machines: tuple[Machine, ...]


@contextmanager
def network(count: int) -> Iterator[Network]:
    """`count` machines; the test is skipped where the system lets nobody make them."""
    # A number of their own: what a killed test left behind must not stand in the way.
    net = f"10.{uuid.uuid4().int % 200 + 50}"
    with ExitStack() as made:
        try:
            machines = tuple(made.enter_context(namespace(f"{net}.{n}")) for n in range(1, count + 1))
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"no network namespaces can be made here: {error}")
        yield Network(gateway(f"{net}.1"), machines)


def gateway(net: str) -> str:
    """The address of this machine on the wire to one namespace; every other can route to it, too."""
    return f"{net}.1"


@contextmanager
def namespace(net: str) -> Iterator[Machine]:
    """A network namespace with one wire to this machine and nowhere else."""
    name, address = f"feedsvc-{uuid.uuid4().hex[:8]}", f"{net}.2"
    wire, inside = name[:13] + "a", name[:13] + "b"
    ip("netns", "add", name)
    try:
        ip("link", "add", wire, "type", "veth", "peer", "name", inside, "netns", name)
        ip("addr", "add", f"{gateway(net)}/24", "dev", wire)
        ip("link", "set", wire, "up")
        ip("-n", name, "addr", "add", f"{address}/24", "dev", inside)
        for device in ("lo", inside):
            ip("-n", name, "link", "set", device, "up")
        ip("-n", name, "route", "add", "default", "via", gateway(net))
        yield Machine(f"/run/netns/{name}", address)
    finally:
        ip("netns", "del", name)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=60)
