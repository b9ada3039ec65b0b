"""Changes are decided on what is known of stories, and written with all that is stored of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from feedsvc.models import Changes, KnownStory, ModifiedStory, Story


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
