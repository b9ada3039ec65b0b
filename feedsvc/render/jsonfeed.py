"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): the same entries with the same ids.

Keys stand in a fixed order and text is written as UTF-8, so that equal state gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from feedsvc.errors import RenderError
from feedsvc.models import Channel, Image, Related, Story
from feedsvc.render.dates import rfc3339
from feedsvc.render.entry import Entry, RenderContext, channel_authors, make_entry
from feedsvc.render.text import href, language_tag, legal, line, web_url

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"
_CLOSE = b"]}"
_ENCODER = msgspec.json.Encoder()


def entry_fragment(story: Story, fmt: str, context: RenderContext) -> bytes:
    """One story as a JSON Feed item; RenderError where it cannot be."""
    try:
        return _dump(_item(make_entry(story, context)))
    except (ValueError, TypeError, OverflowError) as error:
        raise RenderError(f"story {story.id} cannot be rendered as {fmt}: {error}", story=story.id) from error


def document(channel: Channel, fragments: Sequence[bytes], fmt: str = "json") -> bytes:  # noqa: ARG001
    """A whole JSON Feed around ready items, in their order (`fmt`: one signature for all formats)."""
    head = _dump(_feed(channel)).removesuffix(_CLOSE)
    # One copy of what may be half a megabyte: commas as parts, not as a separator of a second join.
    commas = (piece for fragment in fragments[1:] for piece in (b",", fragment))
    return b"".join((head, *fragments[:1], *commas, _CLOSE))


def _feed(channel: Channel) -> Mapping[str, Any]:
    hub, icon = web_url(channel.hub), web_url(channel.icon)
    return _present(
        version=VERSION,
        title=line(channel.title) or legal(channel.id),
        home_page_url=href(channel.html_url),
        feed_url=href(channel.self_url),
        description=line(channel.subtitle),
        # Older items stand in the previous archive page: what the specification calls next.
        next_url=web_url(channel.prev_archive_url),
        icon=icon,
        favicon=icon,
        authors=_people(channel_authors(channel)),
        language=language_tag(channel.language) or "en",
        hubs=[{"type": "WebSub", "url": hub}] if hub else None,
        _feedsvc=_history(channel),
    ) | {"items": []}


def _history(channel: Channel) -> Mapping[str, Any]:
    """RFC 5005 in words of our own, which the specification allows under an underscore."""
    return _present(
        id=legal(channel.id),
        updated=rfc3339(channel.updated),
        archive=channel.archive or None,
        current_url=web_url(channel.current_url),
        prev_archive_url=web_url(channel.prev_archive_url),
        next_archive_url=web_url(channel.next_archive_url),
    )


class _Attachment(msgspec.Struct, omit_defaults=True):
    """A file of an item; what is None is left out, and nothing is looked up by its name."""

    url: str | None = None
    mime_type: str | None = None
    title: str | None = None
    size_in_bytes: int | None = None
    duration_in_seconds: int | None = None


class _Item(msgspec.Struct, omit_defaults=True, rename={"feedsvc": "_feedsvc"}):
    """One story, its members in this order; what is None is left out."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: Sequence[Mapping[str, str]] | None = None
    tags: Sequence[str] | None = None
    language: str | None = None
    attachments: Sequence[_Attachment] | None = None
    feedsvc: Mapping[str, Any] | None = None


def _item(entry: Entry) -> _Item:
    picture, summary = entry.picture, entry.summary or None
    return _Item(
        id=entry.id,
        url=entry.link or None,
        title=entry.title or None,
        content_html=entry.content or None,
        # An item must have content; where only a summary is known it is given as text.
        content_text=None if entry.content else summary,
        summary=summary,
        image=picture.url if picture else None,
        date_published=rfc3339(entry.published),
        date_modified=rfc3339(entry.updated),
        authors=_people(entry.authors) or None,
        tags=entry.categories or None,
        language=entry.language or None,
        attachments=[_attachment(image) for image in entry.images] or None,
        feedsvc=_ours(entry) or None,
    )


def _ours(entry: Entry) -> dict[str, Any]:
    """What the specification has no name for."""
    return _present(via=entry.via, related=[_related(r) for r in entry.related], **_links(entry))


def _people(people: Sequence[str]) -> list[Mapping[str, str]]:
    return [{"name": name} for name in people]


def _attachment(image: Image) -> _Attachment:
    return _Attachment(
        url=image.url or None,
        mime_type=image.media_type or None,
        title=image.title or None,
        size_in_bytes=image.length,
        duration_in_seconds=image.duration,
    )


def _links(entry: Entry) -> Mapping[str, str | None]:
    """Where it is discussed (`replies`), an episode's `chapters` and first `transcript`."""
    return {link.rel: link.url for link in reversed(entry.links)}


def _related(related: Related) -> Mapping[str, Any]:
    return _present(title=related.title, url=related.url)


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or value == 0}


def _dump(value: Mapping[str, Any] | _Item) -> bytes:
    return _ENCODER.encode(value)
