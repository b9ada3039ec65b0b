"""A known story as a source shows it again, and what is to be made of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from feedsvc.decide.digest import digest
from feedsvc.decide.edits import Judgement, judgement
from feedsvc.decide.essence import uncounted
from feedsvc.decide.listing import Listed
from feedsvc.decide.remembered import Remembered
from feedsvc.decide.similarity import plain
from feedsvc.models import ParsedStory, Sighting


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A known story as a source shows it now."""

    listed: Listed
    known: Remembered
    source: str
    shown: str
    """Digest of what the source shows."""
    judgement: Judgement
    last: Sighting | None
    """What this source showed before."""

    @property
    def story(self) -> ParsedStory:
        return self.listed.story


def see(listed: Listed, known: Remembered, source: str, now: datetime, *, ends: bool = False) -> Seen:
    """The pair with its judgement; `ends` says that it is the last one of the page."""
    shown = digest(as_titled(listed.story, known.story.title))
    verdict = judgement(listed.story, shown, known.story, source, now, ends=ends)
    last = known.story.sighting(source)
    return Seen(listed=listed, known=known, source=source, shown=shown, judgement=verdict, last=last)


def as_titled(story: ParsedStory, known: str) -> ParsedStory:
    """The story under its known title where nothing but a counter in it has changed."""
    same = story.title != known and plain(uncounted(story.title)) == plain(uncounted(known))
    return replace(story, title=known) if same else story
