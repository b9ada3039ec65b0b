"""What must be written about a known story that a page shows again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from feedsvc.decide.digest import digest, merged
from feedsvc.decide.edits import Judgement, judgement, opens, without_ellipsis
from feedsvc.decide.essence import uncounted
from feedsvc.decide.identity import Remembered
from feedsvc.decide.keys import host, url_key
from feedsvc.decide.listing import Listed
from feedsvc.decide.sections import moved_within, same_label, seen_elsewhere
from feedsvc.decide.similarity import plain
from feedsvc.models import Changes, KnownStory, ModifiedStory, ParsedStory, Revision, Sighting, Story

TOLD = (
    *("title", "authors", "summary", "content", "text"),
    *("related", "images", "tags", "language", "headline_given"),
)
"""The fields of a story that an edit takes from the page."""
KEPT = ("authors", "summary", "content", "text", "images", "tags", "language")
"""Those that stay where the page does not show them."""
MOST_KEYS = 40
"""Keys from which on a story learns no further weak ones: a page may date a story anew at every poll."""
ADOPTS = (Judgement.GROWN, Judgement.EDITED)


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


def amend(
    seen: Seen, owners: Mapping[str, str], now: datetime, updated: datetime | None = None
) -> ModifiedStory | None:
    """What to write about a story seen again, or None; `updated` is given for an edit to publish.

    `owners` maps every known key to the id of its story: a key that another story bears is not taken.
    """
    known = seen.known.story
    new_keys = added_keys(seen, owners)
    fields = {**_content(seen), **_place(seen, new_keys)}
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
    return frozenset(strong | (new & seen.listed.weak if len(known.keys) < MOST_KEYS else set()))


def query_only(one: str | None, other: str | None) -> bool:
    """True when two links differ in the query alone: a session or a counter, not another address."""
    return bool(one and other and one != other) and str(one).partition("?")[0] == str(other).partition("?")[0]


def _content(seen: Seen) -> dict[str, Any]:
    if seen.judgement is Judgement.RENEWED:
        return {"digest": seen.shown}
    if seen.judgement not in ADOPTS:
        return {}
    story, known = seen.story, seen.known.story
    told = _told(story, known)
    if known.text and not story.text:
        told = {name: told[name] for name in told if name in ("title", "authors", "tags")}
    if not story.headline_given and not opens(known.title, known.text):
        del told["title"]
        told.pop("headline_given", None)
    text = "text" in told or ("summary" in told and not known.text)
    said = merged(seen.shown, known.digest, ("title" in told, "authors" in told, text))
    return {**told, "digest": said}


def _told(story: ParsedStory, known: KnownStory) -> dict[str, Any]:
    """What the page tells of the story; its text brings its own content, and a whole one ends a teaser."""
    told = {name: getattr(story, name) for name in TOLD if name not in KEPT or getattr(story, name)}
    if story.text:
        told["content"] = story.content
        if without_ellipsis(plain(known.text))[1]:
            told["summary"] = story.summary
    return told


def _place(seen: Seen, new_keys: frozenset[str]) -> dict[str, Any]:
    """Changed sections, sources, link and guid; a withdrawal taken back."""
    known, story = seen.known.story, seen.story
    others = [s for s in known.sightings if s.source != seen.source]
    fields: dict[str, Any] = {}
    if seen.last is None:
        fields["sources"] = (*(s.source for s in known.sightings), seen.source)
        sections = seen_elsewhere(known.sections, story.section, others)
    else:
        sections = moved_within(known.sections, seen.last.section, story.section, others)
    if sections != known.sections:
        fields["sections"] = sections
    if story.guid and not known.guid:
        fields["guid"] = story.guid
    if known.withdrawn_at:
        fields["withdrawn_at"] = None
    return {**fields, **_link(seen, new_keys)}


def _link(seen: Seen, new_keys: frozenset[str]) -> dict[str, Any]:
    """A link where none was, a safer one, or the one of a redesign; never one it had before.

    A second source's link is another way to the story, not a better one, unless it bears a new number.
    """
    story, known = seen.story, seen.known.story
    safer = story.url == (known.url or "").replace("http://", "https://", 1) != known.url
    replaced = (seen.last is not None or renumbered(story, known)) and url_key(story.url) in new_keys
    if not story.url or not (known.url is None or safer or replaced):
        return {}
    fields: dict[str, Any] = {"url": story.url}
    return fields | {"article": story.article} if story.article != known.article else fields


def renumbered(story: ParsedStory, known: KnownStory) -> bool:
    """True when the site gave the story another number: every link it had before is of the old design."""
    numbers = story.article, known.article
    return all(numbers) and numbers[0] != numbers[1] and host(story.url) == host(known.url)


def stored_story(known: KnownStory) -> Story:
    """The story as far as it is known; `complete` fills in the rest."""
    return Story(
        id=known.id,
        title=known.title,
        published=known.published,
        updated=known.updated,
        first_seen=min((s.since for s in known.sightings), default=known.published),
        digest=known.digest,
        dated=known.dated,
        url=known.url,
        article=known.article,
        guid=known.guid,
        authors=known.authors,
        sections=known.sections,
        text=known.text,
        sources=tuple(s.source for s in known.sightings),
        revision=len(known.revisions) + 1,
        edited_at=known.edited_at,
        withdrawn_at=known.withdrawn_at,
        stamp=known.stamp,
    )


def _revision(known: KnownStory) -> Revision:
    return Revision(
        story=known.id,
        number=len(known.revisions) + 1,
        title=known.title,
        content="",
        digest=known.digest,
        seen_at=known.updated,
    )


def complete(changes: Changes, stored: Mapping[str, Story]) -> Changes:
    """The changes with everything that the page did not touch taken from the stored stories, by id."""
    return replace(changes, modified=tuple(_completed(m, stored.get(m.story.id)) for m in changes.modified))


def _completed(modified: ModifiedStory, stored: Story | None) -> ModifiedStory:
    if stored is None:
        return modified
    # The stamp stays that of the known story: what was decided on an older state must be refused.
    fields = {name: getattr(modified.story, name) for name in (*modified.fields, "stamp")}
    if modified.revision is None:
        return replace(modified, story=replace(stored, **fields))
    fields["revision"] = stored.revision + 1
    earlier = replace(modified.revision, number=stored.revision, content=stored.content)
    return replace(modified, story=replace(stored, **fields), revision=earlier)
