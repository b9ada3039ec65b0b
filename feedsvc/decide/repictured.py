"""Known stories of which only the pictures have changed: shown as they are now, and announced to nobody.

`quay.jpg` that becomes `quay-2.jpg` is no edit of the words, but whoever opens the story shall see it. A
picture whose address changes by the minute (a signature, another server, another size) is the same: its
file's name counts, of films and sounds beside their site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any

from msgspec.structs import replace

from feedsvc.clean.pictures import picture_name, picture_names
from feedsvc.clean.urls import url_parts
from feedsvc.models import Changes, Image, Look, ModifiedStory, ParsedStory, Story

MOST_COMPARED = 200
"""Stories of a page whose pictures are looked at; those below have been seen before."""


def looks_now(changes: Changes) -> dict[str, str]:
    """By id, how the unmodified stories look whose pictures this source alone tells, each in a short word."""
    shown = ((known, story) for known, story in changes.views.items() if has_looks(story))
    return {
        known: changes.looks.get(known) or word_for(known, story)
        for known, story in islice(shown, MOST_COMPARED)
    }


def has_looks(shown: ParsedStory) -> bool:
    """Whether a page shows more of a story than words that it cut off."""
    return bool(shown.content or shown.images)


def worth_comparing(looks: Mapping[str, str], before: str) -> tuple[str, ...]:
    """Ids of those that do not look as they did at the poll `before` remembers, when they were compared."""
    compared = set(before.split())
    return tuple(known for known, word in looks.items() if word not in compared)


def remembered(looks: Mapping[str, str], changes: Changes) -> str:
    """What the next poll need not compare while it looks the same: these, and what is new."""
    new = [word_for(n.story.id, n.story) for n in changes.new[:MOST_COMPARED]]
    return " ".join((*looks.values(), *new))


def word_for(id: str, shown: ParsedStory | Story) -> str:
    """How a story looks, in a short word: equal for equal text, content and pictures of one story."""
    said = "\0".join((id, shown.text, shown.content, *(image.url for image in shown.images)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest()


def others_shown(changes: Changes, looks: Mapping[str, Look]) -> tuple[str, ...]:
    """Ids of the unmodified stories that look otherwise now than these do."""
    return tuple(known for known, look in looks.items() if _changed(changes.views[known], look))


def with_pictures(changes: Changes, stored: Mapping[str, Story]) -> Changes:
    """The changes with the stories, of those `stored` by id, whose pictures are others now."""
    found = [_repictured(changes.views[known], story) for known, story in stored.items()]
    written = [one for one in found if one]
    done = {one.story.id for one in written}
    left = tuple(known for known in changes.unmodified if known not in done)
    return replace(changes, modified=(*changes.modified, *written), unmodified=left) if written else changes


def _repictured(shown: ParsedStory, stored: Story) -> ModifiedStory | None:
    fields = _changed(shown, Look(text=stored.text, content=stored.content, images=stored.images))
    if not fields:
        return None
    return ModifiedStory(story=replace(stored, **fields), fields=frozenset(fields), membership=True)


def _changed(shown: ParsedStory, stored: Look) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if shown.text != stored.text:  # cut, or from the story's own page
        return fields
    if shown.content and _others(picture_names(shown.content), picture_names(stored.content)):
        fields["content"] = shown.content
    if shown.images and _others(_files(shown.images), _files(stored.images)):
        fields["images"] = shown.images
    return fields


def _others(now: frozenset[str], before: frozenset[str]) -> bool:
    """Whether other pictures are shown, and not just fewer: a page may leave some out for a time."""
    return bool(now - before)


def _files(images: Sequence[Image]) -> frozenset[str]:
    return frozenset(map(_name_of, images))


def _name_of(image: Image) -> str:
    """A picture's file, and a film's or a sound's with its site: episodes move, and their old site ends."""
    if image.is_picture:
        return picture_name(image.url)
    name = image.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    site = (url_parts(image.url).hostname or "").split(".")[-2:]
    return f"{'.'.join(site)}/{name}"
