"""Stories as extractors saw them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Self

from msgspec import field
from msgspec.structs import asdict

from feedsvc.models.value import Value

_OF_EPISODES = ("duration", "season", "episode", "sort", "explicit")
_episode_of = attrgetter(*_OF_EPISODES)
_NO_EPISODE = (None,) * len(_OF_EPISODES)


class Related(Value, frozen=True, kw_only=True):
    """A related headline, with its URL where the page gives one; or another link that belongs to a story.

    `rel` says which: `related`, `replies` (where it is discussed), `chapters`, `transcript`.
    """

    title: str
    url: str | None = None
    rel: str = "related"
    media_type: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what a mere headline does not say is left out, as it was always stored."""
        more = {"rel": self.rel, "media_type": self.media_type} if self.rel != "related" else {}
        return {"title": self.title, "url": self.url, **more}


class Image(Value, frozen=True, kw_only=True):
    """A picture of a story, or another file that goes with it (audio, video), as its media type says.

    `length` is in bytes where known; a picture's `media_type` may be empty where nobody has told it.
    An episode's file says its `duration` in seconds, its season and its number in it, of which `sort` it is
    (`full`, `trailer`, `bonus`) and whether it is `explicit`.
    """

    url: str
    media_type: str = ""
    length: int | None = None
    title: str | None = None
    duration: int | None = None
    season: int | None = None
    episode: int | None = None
    sort: str | None = None
    explicit: bool | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what only an episode says is left out of others, as they were always stored."""
        told = {"url": self.url, "media_type": self.media_type, "length": self.length, "title": self.title}
        episode = _episode_of(self)
        if episode == _NO_EPISODE:
            return told
        return told | {n: value for n, value in zip(_OF_EPISODES, episode, strict=True) if value is not None}

    @property
    def is_plain(self) -> bool:
        """Whether nothing but its address, type and title is known of it."""
        return self.length is None and _episode_of(self) == _NO_EPISODE

    @property
    def is_picture(self) -> bool:
        """Whether it may be shown as a picture."""
        return self.media_type.startswith("image/") or not self.media_type


class ParsedStory(Value, frozen=True, kw_only=True):
    """One story as an extractor saw it: safe, comparable, absolute.

    No control characters anywhere; `content` is sanitised HTML with absolute URLs; `url` is
    canonical; `article` is the part of the URL that names the story for good.
    """

    title: str
    url: str | None = None
    article: str | None = None
    guid: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    section: str | None = None
    summary: str = ""
    content: str = ""
    text: str = ""
    """The content as plain text, paragraphs separated by newlines; what is compared and searched.

    Where the source cut the content off, `content` is empty and this is its beginning.
    """
    related: tuple[Related, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    headline_given: bool = True
    """False where the title is the opening sentence because the page gives no headline."""
    reasons: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives the same story back."""
        values = asdict(self)
        values["related"] = [related.to_json() for related in self.related]
        values["images"] = [image.to_json() for image in self.images]
        values["published"] = self.published.isoformat() if self.published else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The story that `to_json` wrote."""
        given = dict(values)
        if given.get("published"):
            given["published"] = datetime.fromisoformat(given["published"]).astimezone(UTC)
        given["related"] = tuple(Related(**r) for r in given.get("related", ()))
        given["images"] = tuple(Image(**i) for i in given.get("images", ()))
        for name in ("authors", "tags"):
            given[name] = tuple(given.get(name, ()))
        return cls(**given)
