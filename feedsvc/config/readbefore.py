"""What was read of source files before: a file that says the same is neither parsed nor checked again.

Ten thousand files take seconds to parse and a third of a second to read, and an edit changes one of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedsvc.config.listed import SourceConfig

Conditions = tuple[Mapping[str, str], Hashable]
"""The environment, and all else beside its file that bears on what a source is."""


@dataclass(frozen=True, slots=True)
class _Entry:
    digest: bytes
    under: Conditions
    source: SourceConfig


@dataclass(slots=True)
class Reading:
    """One reading of all files, with what the one before has left."""

    under: Conditions
    before: Mapping[str, _Entry]
    now: dict[str, _Entry] = field(default_factory=dict)

    def recall(self, slug: str, content: bytes) -> SourceConfig | None:
        """The source, where its file says what it said before, under the same conditions."""
        entry = self.before.get(slug)
        if entry is None or entry.under is not self.under or entry.digest != digest_of(content):
            return None
        self.now[slug] = entry
        return entry.source

    def keep(self, source: SourceConfig, content: bytes) -> None:
        """Note a source without mistakes, whose file says this."""
        self.now[source.slug] = _Entry(digest_of(content), self.under, source)


class Known:
    """The sources of the last reading, for the next one; threads may read at one time."""

    def __init__(self) -> None:
        self._under: Conditions = ({}, None)
        self._entries: Mapping[str, _Entry] = {}

    @contextmanager
    def reading(self, environ: Mapping[str, str], *besides: Hashable) -> Iterator[Reading]:
        """A reading under these conditions; what it has found is known from its end on, mistakes or not."""
        if self._under != (environ, besides):
            self._under = (dict(environ), besides)
        reading = Reading(self._under, self._entries)
        yield reading
        self._entries = reading.now


def digest_of(content: bytes) -> bytes:
    """What stands for the content of a file."""
    return blake2b(content, digest_size=16).digest()
