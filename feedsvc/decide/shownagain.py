"""A known story as a source shows it again, and what is to be made of that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from feedsvc.decide.digest import digest, text_part
from feedsvc.decide.edits import Judgement, judgement
from feedsvc.decide.essence import uncounted
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.repictured import has_looks, word_for
from feedsvc.decide.similarity import plain
from feedsvc.models import ParsedStory, Sighting


class Seen(Struct, frozen=True, kw_only=True):
    """A known story as a source shows it now."""

    listed: Listed
    known: Remembered
    source: str
    shown: str
    """Digest of what the source shows."""
    judgement: Judgement
    last: Sighting | None
    """What this source showed before."""
    look: str
    """How it looks (repictured.word_for); "" where that was not asked."""

    @property
    def story(self) -> ParsedStory:
        """The story as the page shows it."""
        return self.listed.story


def see(
    listed: Listed,
    known: Remembered,
    source: str,
    now: datetime,
    *,
    ends: bool = False,
    looks: Collection[str] = (),
) -> Seen:
    """The pair with its judgement; `ends` says that it is the last one of the page.

    `looks` are those of the page's stories at the last poll: what is among them has the text of then, and is
    not read again, which takes twenty times as long.
    """
    story, last = listed.story, known.story.sighting(source)
    look = word_for(known.story.id, story) if looks and has_looks(story) else ""
    text = text_part(last.digest) if last and story.text and look in looks else ""
    shown = digest(as_titled(story, known.story.title), text)
    return Seen(
        listed=listed,
        known=known,
        source=source,
        shown=shown,
        judgement=judgement(story, shown, known.story, source, now, ends=ends),
        last=last,
        look=look,
    )


def as_titled(story: ParsedStory, known: str) -> ParsedStory:
    """The story under its known title where nothing but a counter in it has changed."""
    same = story.title != known and plain(uncounted(story.title)) == plain(uncounted(known))
    return replace(story, title=known) if same else story
