"""Stories that stood on a page and stand there no more: scrolled off, or taken away.

A story was taken away ("vanished") only when it stood between stories that still stand and less than
half of the page is missing; everything else has scrolled. So half a page, an old cached copy or a
shorter list take nothing away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedsvc.models import KnownStory


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """Stories that left the page, by how they left."""

    scrolled: tuple[KnownStory, ...] = ()
    vanished: tuple[KnownStory, ...] = ()


def leaving(
    window: Sequence[KnownStory], standing: Collection[str], newest: datetime | None, arrivals: int
) -> Left:
    """How the stories of the page's last poll left it.

    `window` stood there then; those in `standing` (ids) still do. `newest` is the latest date on the
    page now, `arrivals` the number of stories that were not there before.
    """
    missing = [known for known in window if known.id not in standing]
    if 2 * len(missing) >= len(window):
        return Left(scrolled=tuple(missing))
    below = sorted(known.published for known in window if known.id in standing)
    need = older_needed(len(window), arrivals)
    taken = [k for k in missing if _between(k.published, below, need, newest)]
    return Left(
        scrolled=tuple(k for k in missing if k not in taken),
        vanished=tuple(taken),
    )


def older_needed(window: int, arrivals: int) -> int:
    """How many older stories must still stand before a missing one counts as taken away.

    Where new stories push old ones off, a few pinned old ones do not prove that their upper neighbours
    were taken: a quarter of the page does.
    """
    return max(1, window // 4) if arrivals else 1


def _between(published: datetime, standing: Sequence[datetime], need: int, newest: datetime | None) -> bool:
    older = sum(other < published for other in standing)
    return older >= need and newest is not None and newest > published
