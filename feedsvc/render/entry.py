"""What one story says in every format, decided once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from feedsvc.clean.media import extension_type, media_type_of
from feedsvc.models import Channel, Image, Related, Story
from feedsvc.recent import made_once_in_a_row
from feedsvc.render.dates import whole_seconds
from feedsvc.render.text import (
    SUMMARY_LENGTH,
    as_html,
    distinct_lines,
    language_tag,
    legal,
    line,
    opening,
    people,
    web_url,
)

RENDERER = "3"
"""Rises with every change of this package that may change bytes; part of every fragment's key.

Not the program's version: a release that renders alike must leave documents alone."""
MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
GENERATOR = "2"
"""What documents say of their generator: as it stands in every one, it rises only where all change anyway."""

_TITLE_LENGTH = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderContext:
    """What an entry needs besides its story.

    `base_url` is the configured public URL without a trailing slash; `sources` maps a source's slug
    to the page a person would read (`rel="via"`), and `hiding` names those whose address hides a secret.
    """

    base_url: str
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hiding: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Digest of all that fragments depend on besides their stories.

        Sources are left out: a new one must not have every story rendered again, and an entry may go
        on naming the page it was read from; one that may no longer be named in full is none of these.
        """
        return _digest((RENDERER, self.base_url, *self.hiding))


class Entry(msgspec.Struct, frozen=True, kw_only=True):  # made at a tenth of a dataclass's cost
    """A story ready for any format: legal text, absolute URLs, whole seconds."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    summary: str
    content: str
    """HTML, or empty where only a summary is known."""
    related: tuple[Related, ...]
    images: tuple[Image, ...]
    """Pictures and other files, each with its media type."""
    page_type: str
    """Media type of what `link` leads to."""
    links: tuple[Related, ...]
    """Where it is discussed, an episode's chapters and transcript: `rel` says which."""
    via: str | None
    language: str | None

    @property
    def file(self) -> Image | None:
        """The file to play: the first that is no picture."""
        return next((image for image in self.images if not image.is_picture), None)

    @property
    def picture(self) -> Image | None:
        """The picture to show with it."""
        return next((image for image in self.images if image.is_picture), None)


def story_link(story: Story, base_url: str) -> str:
    """Where an entry leads: to the story, or to its page here."""
    return web_url(story.url) or f"{base_url}/stories/{story.id}"


def channel_authors(channel: Channel) -> tuple[str, ...]:
    """Names of who stands for the whole feed; never empty, because Atom demands one."""
    return people(channel.authors or (channel.author,)) or distinct_lines((channel.title,)) or ("feedsvc",)


# A story is rendered in one format after the other: the second and third find it made.
@made_once_in_a_row
def make_entry(story: Story, context: RenderContext) -> Entry:
    """The entry of a story; raises ValueError where its dates are no dates."""
    title = line(story.title) or opening(story.text, _TITLE_LENGTH) or "Untitled"
    link = story_link(story, context.base_url)
    related = _related(story)
    content = legal(story.content)
    return Entry(
        id=f"urn:uuid:{story.id}",
        title=title,
        link=link,
        # Rules of earlier versions let an update come before its publication.
        published=whole_seconds(min(story.published, story.updated)),
        updated=whole_seconds(story.updated),
        authors=people(story.authors),
        categories=distinct_lines(story.sections + story.tags),
        summary=line(story.summary) or opening(story.text, SUMMARY_LENGTH) or title,
        content=content + _related_list(related) if content.strip() else "",
        related=related,
        images=_images(story),
        page_type=extension_type(link) or "text/html",
        links=_links(story),
        via=_via(story, context),
        language=language_tag(story.language),
    )


def _digest(pieces: object) -> str:
    return hashlib.sha256(repr(pieces).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _related(story: Story) -> tuple[Related, ...]:
    found = ((line(r.title), web_url(r.url)) for r in story.related if r.rel == "related")
    named = dict.fromkeys((title or url or "", url) for title, url in found)
    return tuple(Related(title=title, url=url) for title, url in named if title)


def _links(story: Story) -> tuple[Related, ...]:
    others = (
        replace(r, title=line(r.title), url=web_url(r.url)) for r in story.related if r.rel != "related"
    )
    return tuple(dict.fromkeys(r for r in others if r.url))


def _related_list(related: tuple[Related, ...]) -> str:
    if not related:
        return ""
    return "<p>Related stories:</p><ul>" + "".join(f"<li>{_related_item(r)}</li>" for r in related) + "</ul>"


def _related_item(related: Related) -> str:
    title = as_html(related.title)
    return f'<a href="{as_html(related.url)}">{title}</a>' if related.url else title


def _images(story: Story) -> tuple[Image, ...]:
    found: dict[str, Image] = {}
    for image in story.images:
        url = web_url(image.url)
        if url:
            kind = media_type_of(url, image.media_type)
            title = line(image.title or "") or None
            told = (url, kind, title) == (image.url, image.media_type, image.title)
            found.setdefault(url, image if told else replace(image, url=url, media_type=kind, title=title))
    return tuple(found.values())


def _via(story: Story, context: RenderContext) -> str | None:
    pages = (_page_url(context.sources.get(slug)) for slug in story.sources)
    return next((page for page in pages if page), None)


@lru_cache(maxsize=1024)
def _page_url(page: str | None) -> str | None:
    return web_url(page)
