"""What podcast players and aggregators read of an RSS item beside its file.

Namespaces are declared where they are used: documents without episodes do not know them.
https://help.apple.com/itc/podcasts_connect/#/itcb54353390, https://podcasting2.org/docs/podcast-namespace
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from feedsvc.clean.media import extension_type
from feedsvc.models import Image, Related
from feedsvc.render.entry import Entry

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
_TYPES = {"chapters": "application/json+chapters", "transcript": "text/plain"}
"""What they usually are; the namespace demands a type."""


def write_discussion(node: etree._Element, entry: Entry) -> None:
    """Where the story is discussed (RSS 2.0, `comments`, one an item)."""
    if place := next((link for link in entry.links if link.rel == "replies"), None):
        etree.SubElement(node, "comments").text = place.url


def write_episode(node: etree._Element, entry: Entry) -> None:
    """Duration, season, number, sort and picture of an episode, its chapters and transcripts."""
    episode = next((file for file in entry.images if is_episode(file)), None)
    if episode:
        for name, value in _told(episode).items():
            if value:
                _element(node, ITUNES, "itunes", name).text = str(value)
        if entry.picture:
            _element(node, ITUNES, "itunes", "image").set("href", entry.picture.url)
    for link in entry.links:
        if link.url and link.rel in _TYPES:
            element = _element(node, PODCAST, "podcast", link.rel)
            element.set("url", link.url)
            element.set("type", link.media_type or _type_of(link))


def _told(episode: Image) -> Mapping[str, object]:
    return {
        "duration": clock(episode.duration),
        "season": episode.season,
        "episode": episode.episode,
        "episodeType": episode.sort,
        "explicit": None if episode.explicit is None else str(episode.explicit).lower(),
    }


def _type_of(link: Related) -> str:
    told = extension_type(link.url or "") if link.rel == "transcript" else ""
    return told or _TYPES[link.rel]


def is_episode(file: Image) -> bool:
    """Whether anything is told of a file that only episodes have."""
    return any((file.duration, file.season, file.episode, file.sort)) or file.explicit is not None


def clock(seconds: int | None) -> str:
    """A duration as players write it: `32:10`, `1:02:03`; "" for none."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _element(node: etree._Element, space: str, prefix: str, name: str) -> etree._Element:
    return etree.SubElement(node, f"{{{space}}}{name}", nsmap={prefix: space})
