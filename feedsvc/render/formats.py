"""The formats a topic is published in; a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from feedsvc.models import Channel, Story
from feedsvc.render import bare, jsonfeed
from feedsvc.render.entry import MEDIA_TYPES, RenderContext


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """How one format is made and served; `label` is its name for people."""

    name: str
    label: str
    media_type: str
    """Without parameters; documents are UTF-8."""
    _fragment: Callable[[Story, str, RenderContext], bytes]
    _document: Callable[[Channel, Sequence[bytes], str], bytes]

    def fragment(self, story: Story, context: RenderContext) -> bytes:
        """One story in this format; RenderError where it cannot be."""
        return self._fragment(story, self.name, context)

    def document(self, channel: Channel, fragments: Sequence[bytes]) -> bytes:
        """A whole document around ready fragments of this format."""
        return self._document(channel, fragments, self.name)


@cache
def _syndicator() -> Any:
    """Who serves what is published renders nothing, and need not load what writes XML."""
    from feedsvc.render import syndication

    return syndication


def _syndicated(story: Story, fmt: str, context: RenderContext) -> bytes:
    made: bytes = _syndicator().entry_fragment(story, fmt, context)
    return made


def _syndication(channel: Channel, fragments: Sequence[bytes], fmt: str) -> bytes:
    if bare.is_bare(channel):
        return bare.document(channel, fragments, fmt)
    made: bytes = _syndicator().document(channel, fragments, fmt)
    return made


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "atom": Format(
            name="atom",
            label="Atom",
            media_type=MEDIA_TYPES["atom"],
            _fragment=_syndicated,
            _document=_syndication,
        ),
        "rss": Format(
            name="rss",
            label="RSS",
            media_type=MEDIA_TYPES["rss"],
            _fragment=_syndicated,
            _document=_syndication,
        ),
        "json": Format(
            name="json",
            label="JSON Feed",
            media_type=jsonfeed.MEDIA_TYPE,
            _fragment=jsonfeed.entry_fragment,
            _document=jsonfeed.document,
        ),
    }
)
