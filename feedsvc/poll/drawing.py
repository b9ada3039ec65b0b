"""A page whose stories stand there only once its scripts have run, drawn by a browser as the last means.

render = "always"  →  fetch, draw, read
render = "auto"    →  fetch, read; found next to nothing, on a page that is but a place → draw, read again
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from feedsvc.config import SourceConfig
from feedsvc.errors import SourceError
from feedsvc.extract.pagekind import SCRIPTED
from feedsvc.models import Outcome, Page, SourceState
from feedsvc.poll.attempt import Attempt, failure

HALF = 0.5
"""Share of the stories that its page usually has below which it is likely not whole."""


class Kinds(Protocol):
    """The killable child, as far as it says what a page is."""

    def kind(self, page: Page) -> str | None: ...


Read = Callable[[Page], Attempt]
Draw = Callable[[Page], Page]


def read_drawn(
    source: SourceConfig, state: SourceState, page: Page, read: Read, draw: Draw, kinds: Kinds
) -> Attempt:
    """What the page comes to, drawn where the source says so."""
    plain = None if source.render == "always" else read(page)
    if plain and not (is_poor(plain, state) and is_place(kinds, page)):
        return plain
    try:
        return read(draw(page))
    except SourceError as error:
        return failure(Attempt(outcome=Outcome.FAILED), error)


def is_drawn(source: SourceConfig, page: Page, kinds: Kinds) -> bool:
    """Whether the page shows its stories only once its scripts have run, as far as can be told."""
    return source.render == "always" or is_place(kinds, page)


def is_poor(attempt: Attempt, state: SourceState) -> bool:
    """Whether a page gave nothing, or fewer than half of the stories that it usually has."""
    if attempt.outcome in (Outcome.FAILED, Outcome.HELD) and attempt.extraction is None:
        return True
    found = len(attempt.extraction.stories) if attempt.extraction else None
    return found is not None and found < HALF * state.history.usual_items


def is_place(kinds: Kinds, page: Page) -> bool:
    """Whether the page is but a place for an application; where that cannot be told it is none."""
    try:
        return kinds.kind(page) == SCRIPTED
    except SourceError:
        return False
