"""Values become rows and rows become values; nothing here touches a connection."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from feedsvc.models import (
    FIRST_STAMP,
    History,
    Image,
    KnownStory,
    Look,
    Related,
    Sighting,
    SourceState,
    State,
    Story,
    Validators,
)
from feedsvc.store.columntypes import SafeText
from feedsvc.store.tables import sources, stories
from feedsvc.store.values import safe_text

LONGEST_KEY = 400
"""Bytes of a key that are stored as they stand: PostgreSQL indexes no more than 2,700."""
SURELY_SHORT = LONGEST_KEY // 4
"""Characters that never take more."""


def shared(model: type[Struct], table: sa.Table, *without: str) -> tuple[str, ...]:
    """Names that a value and its table have in common."""
    names = set(model.__struct_fields__) - set(without)
    return tuple(column.name for column in table.c if column.name in names)


def known_only(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """JSON values without those that only a newer process, which writes beside this one, knows."""
    return {name: value for name, value in values.items() if name in names}


STORY_FIELDS = shared(Story, stories)
story_values = attrgetter(*STORY_FIELDS)
TEXT_FIELDS = tuple(name for name in STORY_FIELDS if isinstance(stories.c[name].type, SafeText))
EVERY_FIELD = Story.__struct_fields__
every_value = attrgetter(*EVERY_FIELD)
IMAGE_FIELDS = frozenset(Image.__struct_fields__)


def short_key(key: str) -> str:
    """The key as stored: a long one keeps its beginning, which names its scope, and is hashed."""
    if len(key) <= SURELY_SHORT:
        return key.replace("\0", "")
    data = key.encode("utf-8", "replace")
    if len(data) <= LONGEST_KEY:
        return key.replace("\0", "")
    start = data[:100].decode("utf-8", "ignore").replace("\0", "")
    return f"{start}#{hashlib.sha256(data).hexdigest()}"


def story_row(story: Story) -> dict[str, Any]:
    """The columns that a story fills itself."""
    row = dict(zip(STORY_FIELDS, story_values(story), strict=True))
    row["related"] = [related.to_json() for related in story.related]
    row["images"] = [image.to_json() for image in story.images]
    return row


def story_of(row: Mapping[str, Any], sources: Iterable[str]) -> Story:
    """The stored story, with the slugs of the sources that showed it."""
    given = {name: row[name] for name in STORY_FIELDS}
    for name in ("authors", "sections", "tags"):
        given[name] = tuple(given[name])
    given["related"] = tuple(Related(**related) for related in given["related"])
    given["images"] = tuple(Image(**known_only(image, IMAGE_FIELDS)) for image in given["images"])
    return Story(**given, sources=tuple(sources))


def as_stored(story: Story) -> Story:
    """A new story as it is read again once it is stored."""
    # `replace` would look each field up by its name: there are many, and as many stories as a page has.
    given = dict(zip(EVERY_FIELD, every_value(story), strict=True))
    given["stamp"] = FIRST_STAMP
    for name in TEXT_FIELDS:
        given[name] = safe_text(given[name])
    return Story(**given)


def look_of(text: str, content: str, images: Iterable[Mapping[str, Any]]) -> Look:
    """How a story looks, from its columns."""
    shown = tuple(Image(**known_only(image, IMAGE_FIELDS)) for image in images)
    return Look(text=text, content=content, images=shown)


KNOWN_FIELDS = shared(KnownStory, stories, "authors", "sections", "keys")


def known_of(row: Any, sightings: Sequence[Sighting], long_keys: Mapping[str, str]) -> KnownStory:
    """What the store remembers of one story; `long_keys` gives shortened keys their full text back."""
    # Field by field: to look each up by its name takes as long again, for every story of every poll's page.
    return KnownStory(
        id=row.id,
        title=row.title,
        url=row.url,
        article=row.article,
        guid=row.guid,
        authors=tuple(row.authors),
        published=row.published,
        dated=row.dated,
        updated=row.updated,
        edited_at=row.edited_at,
        sections=tuple(row.sections),
        text=row.text,
        digest=row.digest,
        summary=row.summary,
        revisions=tuple(row.earlier),
        sightings=tuple(sightings),
        withdrawn_at=row.withdrawn_at,
        keys=frozenset([long_keys.get(key, key) for key in row.keys]),
        stamp=row.stamp,
    )


def sighting_of(row: Any) -> Sighting:
    """The sighting of a row."""
    return Sighting(source=row.source, section=row.section, digest=row.digest, since=row.since, gone=row.gone)


NOT_BY_POLLS = ("slug", "title", "url", "stories", "claim_until")
HISTORY_MOMENTS = ("first_poll", "last_success", "last_change", "last_news", "newest")
STATE_FIELDS = shared(SourceState, sources, "state", "validators", "history", *NOT_BY_POLLS)


def state_row(state: SourceState) -> dict[str, Any]:
    """The columns of a source that a poll decides."""
    row = {name: getattr(state, name) for name in STATE_FIELDS}
    row["state"] = state.state.value
    row["etag"] = state.validators.etag
    row["last_modified"] = state.validators.last_modified
    row["history"] = history_json(state.history)
    return row


def state_of(row: Mapping[str, Any]) -> SourceState:
    """Everything stored about one source besides its stories."""
    given = {name: row[name] for name in (*STATE_FIELDS, *NOT_BY_POLLS)}
    return SourceState(
        **given,
        state=State(row["state"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        history=history_of(row["history"], row["stories"]),
        file=row["config_digest"],
    )


FACE_FIELDS = tuple(
    name for name in STATE_FIELDS if name not in ("page_digest", "full_fetch_at", "interval_factor")
)
FACE_COLUMNS = [sources.c[name] for name in ("state", "history", *FACE_FIELDS, *NOT_BY_POLLS)]
FACE_HISTORY = ("news_polls", "usual_gap", "first_poll", "last_news")


def face_of(row: Any) -> SourceState:
    """What lists show of a source: of its history what tells whether news is overdue, and the wall."""
    given = {name: getattr(row, name) for name in (*FACE_FIELDS, *NOT_BY_POLLS)}
    past = {name: row.history[name] for name in FACE_HISTORY if row.history.get(name)}
    for name in HISTORY_MOMENTS:
        if name in past:
            past[name] = datetime.fromisoformat(past[name])
    later = row.history.get("stories")
    wall = later.get("wall", "") if isinstance(later, dict) else ""
    history = History(**past, stories=row.stories, wall=wall)
    return SourceState(**given, state=State(row.state), history=history)


LATER_HISTORY = (
    "articles",
    "repeated",
    "feed",
    "marks",
    "shown",
    "looks",
    "cut",
    "wall",
    "refused",
    "refused_at",
)
"""What version 0.1 knows nothing of."""
HISTORY_FIELDS = History.__struct_fields__


def history_json(history: History) -> dict[str, Any]:
    """Plain JSON values that processes of version 0.1 beside this one can read, too."""
    values: dict[str, Any] = {name: getattr(history, name) for name in HISTORY_FIELDS}
    # They fail on a name that they do not know, and never look at this one, which the store counts itself.
    values["stories"] = {name: values.pop(name) for name in LATER_HISTORY}
    for held, name in (*((values, name) for name in HISTORY_MOMENTS), (values["stories"], "refused_at")):
        held[name] = held[name].isoformat() if held[name] else None
    return values


def history_of(values: Mapping[str, Any], stories: int) -> History:
    """The history as written, except for `stories`, which the store counts itself."""
    later = values.get("stories")
    told = {**values, **later} if isinstance(later, dict) else values
    given = known_only(told, HISTORY_FIELDS) | {"stories": stories}
    for name in (*HISTORY_MOMENTS, "refused_at"):
        given[name] = datetime.fromisoformat(given[name]) if given.get(name) else None
    for name in ("articles", "repeated", "marks"):
        given[name] = tuple(given.get(name, ()))
    return History(**given)
