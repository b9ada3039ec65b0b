"""Where a story stands: its sections, sources, link and guid."""

from __future__ import annotations

from typing import Any

from feedsvc.decide.keys import host, url_key
from feedsvc.decide.sections import moved_within, seen_elsewhere
from feedsvc.decide.shownagain import Seen
from feedsvc.models import KnownStory, ParsedStory


def place_of(seen: Seen, new_keys: frozenset[str]) -> dict[str, Any]:
    """Changed sections, sources, link and guid; a withdrawal taken back."""
    known, story = seen.known.story, seen.story
    others = [s for s in known.sightings if s.source != seen.source]
    fields: dict[str, Any] = {}
    if seen.last is None:
        fields["sources"] = (*(s.source for s in known.sightings), seen.source)
        sections = seen_elsewhere(known.sections, story.section, others)
    else:
        sections = moved_within(known.sections, seen.last.section, story.section, others, story.tags)
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
