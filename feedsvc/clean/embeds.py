"""What cannot be shown in a feed becomes a link with a name, or its picture with a link.

    <iframe src="https://www.youtube.com/embed/abc123"></iframe>

becomes a linked picture of the film. Readers remove frames, players and plug-ins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import unquote, urlsplit

from feedsvc.clean.formulas import HINT
from feedsvc.clean.hidden import UNSEEN, is_dot
from feedsvc.clean.markup import INSIDE, attributes, elements, start_tag

_NAMES = "iframe|video|audio|object|embed|amp-youtube|amp-video|amp-iframe|lite-youtube"
_HINT = re.compile(rf"<(?:{_NAMES})\b", re.IGNORECASE)
_MATH = re.compile(r"<math\b", re.IGNORECASE)
_INNER = re.compile(rf"<(?:source|embed|param|iframe){INSIDE}>", re.IGNORECASE)
_COUNTERS = re.compile(
    r"googletagmanager\.|doubleclick\.|googlesyndication\.|facebook\.com/(?:plugins/like|tr\b)|/ads?/"
)
_PICTURES = (
    (
        r"(?:youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)/|youtu\.be/)(?!videoseries)([\w-]{6,})",
        "https://i.ytimg.com/vi/{}/hqdefault.jpg",
    ),
    (r"player\.vimeo\.com/video/(\d+)", "https://vumbnail.com/{}.jpg"),
    (r"dailymotion\.com/embed/video/(\w+)", "https://www.dailymotion.com/thumbnail/video/{}"),
)
"""Where the picture of a film stands, by the address of its player."""
_SERVICES = (
    *(
        ("youtu", "YouTube"),
        ("vimeo.com", "Vimeo"),
        ("dailymotion", "Dailymotion"),
        ("soundcloud", "SoundCloud"),
    ),
    *(
        ("spotify", "Spotify"),
        ("bandcamp", "Bandcamp"),
        ("twitch", "Twitch"),
        ("google.com/maps", "Google Maps"),
    ),
    *(
        ("openstreetmap", "OpenStreetMap"),
        ("codepen", "CodePen"),
        ("instagram", "Instagram"),
        ("tiktok", "TikTok"),
    ),
)
_KINDS = {"video": "Video", "audio": "Audio", "amp-video": "Video"}
_TYPES = {"video": "video/mp4", "audio": "audio/mpeg"}
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data", "data-litespeed-src")
_STREAM = re.compile(r"mpegurl|dash\+xml|\.(?:m3u8|mpd)(?:[?#]|$)", re.IGNORECASE)
"""A film in pieces, which few readers play: another one beside it is rather taken."""
_TITLE = 100


def has_embeds(markup: str) -> bool:
    """Whether the markup holds anything that is not text and pictures: players, frames, formulas."""
    return HINT in markup or bool(_HINT.search(markup) or _MATH.search(markup))


def with_links(markup: str) -> str:
    """The markup with a link in the place of each embed that has an address."""
    if not _HINT.search(markup):
        return markup
    parts, at = [], 0
    for start, end, tag, inside in elements(markup, _NAMES):
        parts += [markup[at:start], _link(tag, inside)]
        at = end
    return "".join((*parts, markup[at:]))


def media_files(markup: str) -> list[tuple[str, str]]:
    """The films and sounds that stand in the markup: address and media type, maybe the usual one."""
    found = []
    for _, _, tag, inside in elements(markup, "video|audio") if _HINT.search(markup) else ():
        values, inner = attributes(tag), _inner(inside)
        for told in (values, *inner):
            if _usable(told.get("src", "")):
                name = tag[1:6].lower()
                found.append((told["src"], told.get("type") or _TYPES[name]))
                break
    return found


def _inner(inside: str) -> list[dict[str, str]]:
    """The attributes of what is offered inside an embed, streams last."""
    found = [attributes(one) for one in _INNER.findall(inside)]
    return sorted(found, key=lambda one: bool(_STREAM.search(f"{one.get('type', '')} {one.get('src', '')}")))


def _link(tag: str, inside: str) -> str:
    name = tag[1:].partition(" ")[0].rstrip(">/").lower()
    values = attributes(tag)
    if _is_hidden(values):
        return ""
    address = _address(name, values, inside)
    if not address or _COUNTERS.search(address):
        return ""
    poster = values.get("poster") or _picture(address)
    title = values.get("title") or values.get("aria-label") or _name(name, address)
    picture = start_tag("img", {"src": poster, "alt": title[:_TITLE]}) if _usable(poster) else ""
    return f"<p>{start_tag('a', {'href': address})}{picture or escape(title[:_TITLE])}</a></p>"


def _is_hidden(values: Mapping[str, str]) -> bool:
    return is_dot(values) or bool(UNSEEN.search(values.get("style", "")))


def _address(name: str, values: Mapping[str, str], inside: str) -> str:
    film = values.get("data-videoid") or values.get("videoid")
    if name in ("amp-youtube", "lite-youtube") and film:
        return f"https://www.youtube.com/watch?v={film}"
    inner = _inner(inside)
    told = [one.get(key, "") for one in (values, *inner) for key in _ADDRESSES]
    told += [one.get("value", "") for one in inner if one.get("name", "").lower() in ("movie", "src")]
    return next(filter(_usable, told), "")


def _usable(address: str) -> bool:
    """Whether it is an address that the web knows, absolute or relative."""
    scheme = re.match(r"([a-zA-Z][\w+.-]*):", address)
    return bool(address) and (scheme is None or scheme[1].lower() in ("http", "https"))


def _picture(address: str) -> str:
    for pattern, picture in _PICTURES:
        if found := re.search(pattern, address):
            return picture.format(found[1])
    return ""


def _name(name: str, address: str) -> str:
    """`YouTube`, `Video: boat.mp4`, `pier.example`."""
    if service := next((shown for part, shown in _SERVICES if part in address), ""):
        return service
    try:
        parts = urlsplit(address)
    except ValueError:
        return "Embedded page"
    file = unquote(parts.path.rpartition("/")[2])
    if name in _KINDS:
        return f"{_KINDS[name]}: {file}" if file else _KINDS[name]
    return parts.netloc or file or "Embedded page"
