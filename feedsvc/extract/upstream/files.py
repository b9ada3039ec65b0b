"""The files and pictures of a feed's entries, and what podcasts say of their episodes.

    <enclosure url="…/1.mp3" type="audio/mpeg" length="34216300"/>
    <itunes:duration>32:10</itunes:duration> <itunes:image href="…/1.jpg"/>

gives the mp3 with a duration of 1930 seconds, and the picture. An author's picture is none of the story.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from feedsvc.clean.media import UNKNOWN, extension_type
from feedsvc.extract.upstream.dialect import EXPLICIT, PICTURE, TRANSCRIPT
from feedsvc.extract.upstream.markup import is_nothing
from feedsvc.extract.upstream.relative import joined
from feedsvc.models import Image, Related

_AVATAR_HOST = re.compile(r"(?:^|\.)gravatar\.com$|^avatars?\d*\.")
_AVATAR_PATH = re.compile(
    r"/(?:avatars?|gravatars?|profile[-_](?:images?|pictures?|photos?))/|/avatar_[0-9a-f]{6,}_\d+\."
)
_ISO = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?")
_SAID_LONG = re.compile(
    r"(?:(\d{1,3})\s?h(?:(?:ou)?rs?)?\b[\s,]*)?(?:(\d{1,4})\s?m(?:in(?:ute)?s?)?\b\.?[\s,]*)?(?:(\d{1,6})\s?s(?:ec(?:ond)?s?)?\b\.?)?",
    re.IGNORECASE,
)
"""`1h 2m 3s`, `32 min`."""
_SORTS = ("full", "trailer", "bonus")
_SAID = {"true": True, "yes": True, "explicit": True, "false": False, "no": False, "clean": False}
_TINY = {"0", "1"}
_GONE = "application/x-shockwave-flash"
_BARE = (
    *(PICTURE, "thumbnail", "thumb", "img", "imageurl", "image_url", "enclosure_url", "featuredimage"),
    *("featured_image", "image_link", "g_image_link", "picture", "photo", "cover", "thumbnail_url"),
    *("fullimage", "bigimage", "mainimage", "main_image", "coverimage", "cover_image", "enc_enclosure"),
)
"""Elements of nobody's namespace that hold the address of a picture, or have it in an attribute."""
_BARES = frozenset(_BARE)
_PLACES = ("url", "href", "src", "resource", "rdf:resource")
_NO_ADDRESS = re.compile(r"\s|\A[^/.:]*\Z")
WIDE = 500
"""Pixels from which a first picture is no preview of a later one."""
_DEFAULT_TYPE = "text/html"
"""What feedparser says of a link whose feed says nothing."""
MAX_NUMBER = 10**6
"""Seasons, episodes and seconds beyond it are no such numbers."""


def entry_files(entry: Any, base: str) -> tuple[Image, ...]:
    """An entry's files and pictures as feedparser read them, each once; relative ones belong to `base`."""
    files = tuple(_without_repeats(_found(entry, base)))
    first = next((n for n, file in enumerate(files) if not file.is_picture), None)
    if first is None:
        return files
    told = replace(
        files[first],
        duration=files[first].duration or seconds(entry.get("itunes_duration")),
        season=number(entry.get("itunes_season")) or number(entry.get("podcast_season")),
        episode=number(entry.get("itunes_episode")) or number(entry.get("podcast_episode")),
        sort=_word(entry.get("itunes_episodetype"), _SORTS),
        explicit=_SAID.get(_word(entry.get(EXPLICIT), _SAID) or ""),
    )
    return (*files[:first], told, *files[first + 1 :])


def item_files(item: Mapping[str, Any], base: str) -> tuple[Image, ...]:
    """The picture and the attachments of a JSON Feed item; relative ones belong to `base`."""
    attachments = item.get("attachments")
    given = [one for one in attachments if isinstance(one, dict)] if isinstance(attachments, list) else []
    pictures = (item.get("image"), item.get("banner_image"))
    found = [Image(url=url) for url in pictures if isinstance(url, str) and url.strip()][:1]
    found += [_attachment(one) for one in given if isinstance(one.get("url"), str) and one["url"].strip()]
    return tuple(_without_repeats(replace(one, url=joined(base, one.url)) for one in found))


def entry_links(entry: Any, base: str) -> tuple[Related, ...]:
    """Where an entry is discussed, and an episode's chapters and transcript."""
    links: list[Related] = []
    if comments := comments_of(entry):
        links.append(Related(title="Comments", url=joined(base, comments), rel="replies"))
    links += _beside(entry, "podcast_chapters", "chapters", base)
    links += _beside(entry, TRANSCRIPT, "transcript", base)
    return tuple(links)


def _beside(entry: Any, begins: str, rel: str, base: str) -> Iterator[Related]:
    for told in (value for name, value in entry.items() if name.startswith(begins)):
        if isinstance(told, Mapping) and told.get("url"):
            kind = str(told.get("type") or "")
            url = joined(base, told["url"])
            yield Related(title=rel.capitalize(), url=url, rel=rel, media_type=kind)


def comments_of(entry: Any) -> str:
    """The address where an entry is discussed (RSS `comments`, RFC 4685 `replies`), or ""."""
    replies = [link for link in entry.get("links", ()) if link.get("rel") == "replies" and link.get("href")]
    pages = [link["href"] for link in replies if "html" in (link.get("type") or "html")]
    return str(entry.get("comments") or next(iter(pages), ""))


def is_avatar(url: str) -> bool:
    """Whether an address is that of a person's picture."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(_AVATAR_HOST.search(parts.netloc.lower()) or _AVATAR_PATH.search(parts.path.lower()))


def seconds(told: Any) -> int | None:
    """A duration in seconds: `1930`, `32:10`, `1:02:03`, `PT32M10S`, `32 min`; None for anything else."""
    text = str(told if told is not None else "").strip()
    clock = _CLOCK.fullmatch(text) or _ISO.fullmatch(text) or _SAID_LONG.fullmatch(text[:60])
    if clock:
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        return (hours * 60 + minutes) * 60 + rest or None
    return number(text.partition(".")[0])


def number(told: Any) -> int | None:
    """A whole number above zero; None for anything else."""
    text = str(told if told is not None else "").strip()
    known = text.isascii() and text.isdigit() and len(text) <= 7 and 0 < int(text) <= MAX_NUMBER
    return int(text) if known else None


def _word(told: Any, known: Container[str]) -> str | None:
    said = str(told or "").strip().lower()
    return said if said in known else None


def _found(entry: Any, base: str) -> Iterator[Image]:
    for found in entry.get("enclosures", ()):
        url = found.get("href") or found.get("url")
        if url and not is_nothing(url) and not is_avatar(url):
            told = None if found.get("type") == _DEFAULT_TYPE else found.get("type")
            yield _enclosure(joined(base, url), told, found.get("length"))
    for found in _shown(entry):
        url = str(found.get("href") or found.get("url") or "")
        told = _is_told(url, found.get("type"), found.get("medium"))
        if url and told and not (is_nothing(url) or is_avatar(url)):
            length = found.get("length") or found.get("filesize")
            file = _file(joined(base, url), found.get("type"), length)
            yield replace(file, duration=None if file.is_picture else seconds(found.get("duration")))


def _shown(entry: Any) -> Iterator[Mapping[str, Any]]:
    """What an entry says of its pictures and films elsewhere than in enclosures, best first."""
    yield from _widest_first(entry.get("media_content", ()))
    yield from _widest_first(entry.get("media_thumbnail", ()))
    yield entry.get("image") or {}
    said = (name for name in _BARE if name in named) if (named := entry.keys() & _BARES) else ()
    yield from filter(None, map(_bare, map(entry.get, said)))
    yield {"url": (entry.get("webfeeds_cover") or {}).get("image")}
    for part in entry.get("content", ()):
        if part.get("src") and (part.get("type") or "").startswith(("image/", "audio/", "video/")):
            yield {"url": part["src"], "type": part["type"]}


def _bare(told: Any) -> dict[str, Any] | None:
    """What an element of nobody's namespace says of a picture; None where it says something else."""
    given = told if isinstance(told, Mapping) else {"url": told}
    url = next((given[name] for name in _PLACES if isinstance(given.get(name), str)), "").strip()
    return None if not url or _NO_ADDRESS.search(url) else {"url": url, "type": given.get("type")}


def _widest_first(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Without counters' pixels and players that are gone; smaller sizes of a picture behind its widest."""
    kept = [one for one in found if not _TINY & {one.get("width"), one.get("height")}]
    kept = [one for one in kept if one.get("type") != _GONE]
    kept.sort(key=lambda one: one.get("isdefault") != "true")  # Media RSS 1.5.1, section media:content
    widths = [number(one.get("width")) or 0 for one in kept]
    if not widths or min(widths) == 0 or widths[0] >= WIDE:
        return kept
    widest = widths.index(max(widths))
    return [kept[widest], *kept[:widest], *kept[widest + 1 :]]


def _is_told(url: str, media_type: str | None, medium: str | None) -> bool:
    """Whether what it is can be told: of `medium="video"` alone no media type can be made (Media RSS)."""
    return bool(media_type) or medium in (None, "image") or bool(extension_type(url))


def _enclosure(url: str, media_type: str | None, length: Any) -> Image:
    """A file whose feed has to say what it is: of one that nobody knows nobody says it is a picture."""
    return _file(url, media_type or extension_type(url) or UNKNOWN, length)


def _attachment(found: Mapping[str, Any]) -> Image:
    kind, title = found.get("mime_type"), found.get("title")
    told = kind if isinstance(kind, str) else None
    file = _enclosure(found["url"].strip(), told, found.get("size_in_bytes"))
    return replace(
        file,
        title=title if isinstance(title, str) else None,
        duration=seconds(found.get("duration_in_seconds")),
    )


def _file(url: str, media_type: str | None, length: Any) -> Image:
    told = str(length).replace(",", "")  # `62,447,386` is written for readers
    size = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
    return Image(url=url, media_type=media_type or "", length=size)


def _without_repeats(files: Iterable[Image]) -> Iterable[Image]:
    """Each address once, with all that its mentions say."""
    found: dict[str, Image] = {}
    for file in files:
        first = found.setdefault(file.url, file)
        found[file.url] = replace(
            first,
            media_type=_better_type(first.media_type, file.media_type),
            length=first.length or file.length,
            duration=first.duration or file.duration,
        )
    return found.values()


def _better_type(one: str, other: str) -> str:
    """The type that says more; "" (a picture of some kind) says more than UNKNOWN."""
    told = [kind for kind in (one, other) if kind and kind != UNKNOWN]
    return told[0] if told else min(one, other)
