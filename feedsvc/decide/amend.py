"""What must be written about a known story that a page shows again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from msgspec.structs import replace

from feedsvc.decide.adopted import content_of
from feedsvc.decide.edits import Judgement
from feedsvc.decide.keys import DATED, has_date, url_key
from feedsvc.decide.placed import place_of
from feedsvc.decide.sections import same_label
from feedsvc.decide.shownagain import Seen
from feedsvc.decide.withstored import stored_story
from feedsvc.models import KnownStory, ModifiedStory, Revision, Sighting

MOST_KEYS = 40
"""Keys from which on a story learns no further weak ones: a page may date a story anew at every poll."""


def amend(
    seen: Seen, owners: Mapping[str, str], now: datetime, updated: datetime | None = None
) -> ModifiedStory | None:
    """What to write about a story seen again, or None; `updated` is given for an edit to publish.

    `owners` maps every known key to the id of its story: a key that another story bears is not taken.
    """
    if is_as_before(seen):
        return None
    known = seen.known.story
    new_keys = added_keys(seen, owners)
    fields = {**content_of(seen), **place_of(seen, new_keys)}
    if updated:
        fields |= {"updated": updated, "edited_at": now, "revision": len(known.revisions) + 2}
    sighting = noted(seen, now)
    if not fields and sighting is seen.last and not new_keys:
        return None
    return ModifiedStory(
        story=replace(stored_story(known), **fields),
        revision=_revision(known) if updated else None,
        strong_keys=frozenset(key for key in new_keys if key in seen.listed.strong),
        weak_keys=frozenset(key for key in new_keys if key in seen.listed.weak),
        sighting=sighting if sighting is not seen.last else None,
        fields=frozenset(fields),
        membership=bool(fields.keys() - {"url", "article", "guid", "digest"}),
    )


def is_as_before(seen: Seen) -> bool:
    """Whether a story reads, stands and is named as before, as most of a page: nothing is to be written."""
    story, known, last = seen.story, seen.known.story, seen.last
    if seen.judgement is not Judgement.SAME or not last or last.gone or known.withdrawn_at:
        return False
    stands = (story.url, story.guid, story.section or last.section) == (known.url, known.guid, last.section)
    keys = known.keys or seen.known.keys
    return stands and seen.listed.strong <= keys and seen.listed.weak <= keys


def noted(seen: Seen, now: datetime) -> Sighting:
    """What to remember of this source's view; the last sighting itself where nothing changed."""
    last, waits = seen.last, seen.judgement is Judgement.DEFERRED
    shown = last.digest if last and waits else seen.shown
    since = last.since if last and last.digest == shown else now
    section = seen.story.section
    if last and (not section or same_label(section, last.section)):
        section = last.section
    if last and (last.digest, last.section, last.gone) == (shown, section, None):
        return last
    return Sighting(source=seen.source, section=section, digest=shown, since=since)


def added_keys(seen: Seen, owners: Mapping[str, str]) -> frozenset[str]:
    """Keys of the page's view under which the story is not stored yet and no other story is."""
    known = seen.known.story
    if seen.judgement is Judgement.DEFERRED:
        return frozenset()
    new = (seen.listed.strong | seen.listed.weak) - (known.keys or seen.known.keys)
    volatile = url_key(seen.story.url) if query_only(seen.story.url, known.url) else ""
    volatile = "" if volatile == known.alias else volatile
    strong = {k for k in new & seen.listed.strong if k != volatile and owners.get(k, known.id) == known.id}
    weak = new & seen.listed.weak if len(known.keys) < MOST_KEYS else frozenset()
    # The date that a page showed first: others are of other readings, or of an age that grows.
    known_day = has_date(known.keys)
    return frozenset(strong | {key for key in weak if not (known_day and key.startswith(DATED))})


def query_only(one: str | None, other: str | None) -> bool:
    """True when two links differ in the query alone: a session or a counter, not another address."""
    if not one or not other or one == other:
        return False
    return urlsplit(one)._replace(query="") == urlsplit(other)._replace(query="")


def _revision(known: KnownStory) -> Revision:
    return Revision(
        story=known.id,
        number=len(known.revisions) + 1,
        title=known.title,
        content="",
        digest=known.digest,
        seen_at=known.updated,
    )
