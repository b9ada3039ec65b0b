"""States and times in words for people, in English whatever the locale. Pure."""

from __future__ import annotations

from datetime import datetime

from feedsvc.decide.walladvice import WALLS
from feedsvc.models import State
from feedsvc.render.dates import MONTHS

STATE_WORDS = {
    State.NEW: "new",
    State.OK: "working",
    State.FAILING: "failing",
    State.HELD: "held for review",
    State.LATE: "overdue",
    State.STALE: "no news for long",
    State.DISABLED: "switched off",
}


def state_word(state: State) -> str:
    """A source's state for people."""
    return STATE_WORDS[state]


def says_words(text: str, wanted: str) -> bool:
    """Whether a name holds every word that somebody looks for."""
    folded = text.casefold()
    return all(word in folded for word in wanted.casefold().split())


def wall_word(name: str) -> str:
    """A wall for people."""
    wall = WALLS.get(name)
    return wall.title if wall else name


def when(moment: datetime | None) -> str:
    """A time for people: `29 Oct 2020, 08:12 UTC`."""
    if moment is None:
        return "never"
    # No-break spaces: where a line ends, it ends between the date and the time.
    return f"{day(moment)}, {moment:%H:%M}\xa0UTC"


def day(moment: datetime) -> str:
    """The day of a time, in UTC: `29 Oct 2020`."""
    return f"{moment.day}\xa0{MONTHS[moment.month - 1]}\xa0{moment.year}"
