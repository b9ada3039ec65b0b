"""A known story as a source shows it again, and what is to be made of that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec.structs import replace

from feedsvc.decide.cuts import is_cut_title
from feedsvc.decide.digest import digest, text_part
from feedsvc.decide.edits import Judgement, judgement
from feedsvc.decide.essence import uncounted
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.repictured import has_looks, word_for
from feedsvc.decide.similarity import plain
from feedsvc.decide.tallies import Tally, without_tallies
from feedsvc.models import ParsedStory, Sighting
from feedsvc.models.value import Value


class Seen(Value, frozen=True, kw_only=True):
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
    tallies: Sequence[Tally] = (),
) -> Seen:
    """The pair with its judgement; `ends` says that it is the last one of the page.

    `looks` are those of the page's stories at the last poll: what is among them has the text of then, and is
    not read again, which takes twenty times as long. `tallies` are those of the page's titles.
    """
    story, last = listed.story, known.story.sighting(source)
    look = word_for(known.story.id, story) if looks and has_looks(story) else ""
    text = text_part(last.digest) if last and story.text and look in looks else ""
    shown = digest(as_titled(story, known.story.title, tallies), text)
    return Seen(
        listed=listed,
        known=known,
        source=source,
        shown=shown,
        judgement=judgement(story, shown, known.story, source, now, ends=ends),
        last=last,
        look=look,
    )


def as_titled(story: ParsedStory, known: str, tallies: Sequence[Tally] = ()) -> ParsedStory:
    """The story under its known title where but a counter in it has changed, or its end is cut off."""
    if story.title == known or not story.headline_given:
        return story
    if is_cut_title(story.title, known):
        return replace(story, title=known)
    now, before = (plain(uncounted(without_tallies(title, tallies))) for title in (story.title, known))
    return replace(story, title=known) if now == before else story
