"""Documents of channels that lead nowhere else, in feedgen's bytes and without it.

A narrowed feed is made where it is asked for, and joins entries that are rendered already: what would be left
to feedgen is the frame around them. feedgen and lxml would hold 8 MiB of every web process for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from feedsvc.models import Channel
from feedsvc.render.dates import rfc822, rfc3339
from feedsvc.render.entry import GENERATOR, MEDIA_TYPES, channel_authors
from feedsvc.render.text import as_html, href, language_tag, legal, line, web_url

RSS_IMAGES = (".png", ".jpg", ".jpeg", ".gif")
"""RSS 2.0 knows no other pictures, and validators say so."""
_WHITE = str.maketrans({"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
_ATOM = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:media="http://search.yahoo.com/mrss/" xmlns:fh="http://purl.org/syndication/history/1.0" '
    'xmlns="http://www.w3.org/2005/Atom" xml:lang="'
)
_RSS = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:fh="http://purl.org/syndication/history/1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0"><channel>'
)


def is_bare(channel: Channel) -> bool:
    """Whether it has no hub, archives or withdrawals to tell of."""
    leads = (channel.hub, channel.current_url, channel.prev_archive_url, channel.next_archive_url)
    return not (any(leads) or channel.archive or channel.tombstones)


def document(channel: Channel, fragments: Sequence[bytes], fmt: str) -> bytes:
    """The document of a bare channel around ready fragments, in their order."""
    head, end = (_atom(channel), b"</feed>") if fmt == "atom" else (_rss(channel), b"</channel></rss>")
    return b"".join((head.encode(), *fragments, end))


def _atom(channel: Channel) -> str:
    subtitle, icon = line(channel.subtitle), web_url(channel.icon)
    return "".join(
        (
            f'{_ATOM}{_language(channel)}"><id>{_text(legal(channel.id))}</id>',
            _marked("title", _title(channel)),
            f"<updated>{rfc3339(channel.updated)}</updated>",
            *(f"<author><name>{_text(name)}</name></author>" for name in channel_authors(channel)),
            f'<link href="{_address(channel.html_url)}" rel="alternate" type="text/html"/>',
            f'<link href="{_address(channel.self_url)}" rel="self" type="{MEDIA_TYPES["atom"]}"/>',
            f'<generator version="{GENERATOR}">feedsvc</generator>',
            f"<icon>{_text(icon)}</icon>" if icon else "",
            _marked("subtitle", subtitle) if subtitle else "",
        )
    )


def _rss(channel: Channel) -> str:
    page = _text(href(channel.html_url))
    return "".join(
        (
            f"{_RSS}<title>{_plain(_title(channel))}</title><link>{page}</link>",
            f"<description>{_plain(line(channel.subtitle) or _title(channel))}</description>",
            f'<atom:link href="{_address(channel.self_url)}" rel="self" type="{MEDIA_TYPES["rss"]}"/>',
            "<docs>http://www.rssboard.org/rss-specification</docs><generator>feedsvc</generator>",
            _picture(channel, page),
            f"<language>{_language(channel)}</language>",
            f"<lastBuildDate>{rfc822(channel.updated)}</lastBuildDate>",
            f"<pubDate>{rfc822(channel.published or channel.updated)}</pubDate>",
            f"<ttl>{max(channel.ttl, 1)}</ttl>",
        )
    )


def _picture(channel: Channel, page: str) -> str:
    icon = web_url(channel.icon)
    if not icon or not icon.lower().endswith(RSS_IMAGES):
        return ""
    title = _plain(_title(channel))
    return f"<image><url>{_text(icon)}</url><title>{title}</title><link>{page}</link></image>"


def _title(channel: Channel) -> str:
    return line(channel.title) or legal(channel.id)


def _language(channel: Channel) -> str:
    return language_tag(channel.language) or "en"


def _marked(tag: str, said: str) -> str:
    """A text of Atom, which says how its signs of markup are to be read (RFC 4287, section 3.1.1)."""
    if "<" in said or "&" in said:
        return f'<{tag} type="html">{_text(as_html(said))}</{tag}>'
    return f"<{tag}>{_text(said)}</{tag}>"


def _plain(said: str) -> str:
    """A text of RSS whose signs are known for no markup (RSS profile, "Character Data")."""
    return _text(said).replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def _text(said: str) -> str:
    return escape(said, quote=False).replace("\r", "&#13;")


def _address(url: str) -> str:
    return escape(href(url), quote=False).replace('"', "&quot;").translate(_WHITE)
