"""Pages that say nothing and lead to another one, as browsers go there: a refresh at once, a line of script.

    <meta http-equiv="refresh" content="0; url=/news/">
    <script>location.replace("/news/")</script>
    <frameset><frame src="/menu" name="menu"><frame src="/news/" name="main"></frameset>

All lead to `/news/` of the same site. A page that leads from elsewhere to the site's front says rather that
there is nothing, and a wall that asks its visitors something is none of these.
"""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.markup import attributes
from feedsvc.clean.urls import canonical_url, url_parts
from feedsvc.clean.wording import html_to_text
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.pagekind import SCRIPTED, page_kind
from feedsvc.models import Page

LONGEST = 20_000
"""Characters beyond which a page is more than a signpost."""
LITTLE = 400
"""Characters that a signpost shows: `You are being redirected …`."""
AT_ONCE = 10
"""Seconds up to which a page is not there to be read."""
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(noscript|noframes|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_SCRIPTS = re.compile(r"<(script|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b[^<>]{0,500}>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s?=\s?[\"']?refresh\b", re.IGNORECASE)
_REFRESH = re.compile(
    r"content\s?=\s?[\"']?\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\s\"'<>]+)",
    re.IGNORECASE,
)
_GUARDED = re.compile(
    r"(<script\b[^<>]{0,200}>\s{0,50})<!--|(?://)?\s?-->(?=\s{0,50}</script)", re.IGNORECASE
)
"""What hides a script's words from browsers of the last century."""
_LOCATION = re.compile(
    r"(?:<script\b[^<>]{0,200}>|<body\b[^<>]{0,300}?\sonload\s?=\s?\")[\s;]{0,50}"
    r"(?:(?:window\.)?(?:setTimeout\s?\(|onload\s?=|(?:\$|jQuery)\((?:document\)\.ready\()?)\s{0,9})?"
    r"(?:(?:function\s?\(\)\s?\{|\(\)\s?=>\s?\{?)\s{0,50})?(?:(?:window|document|self|top|parent)\.){0,2}"
    r"location(?:\.href)?\s?(?:=\s?|\.(?:replace|assign)\s?\(\s?)[\"']([^\s\"'<>]+)[\"'][\s\d;,)}]{0,50}(?:</script|\")",
    re.IGNORECASE,
)
"""All that a script says: what an application does for old browsers, or at a button, leads nowhere."""

_FRAME = re.compile(r"<frame\b[^<>]{1,500}>", re.IGNORECASE)
_BESIDE = re.compile(
    r"menu|(?<![a-z])nav|banner|header|footer|logo|title|(?<![a-z])(?:top|left|bottom|head|foot|toc|index|inhalt|links|oben|unten|kopf)(?![a-z])",
    re.IGNORECASE,
)
"""What frames around a page are called."""


def moved_to(page: Page) -> str | None:
    """The address of the same site that a page without stories leads to at once, or None."""
    if "html" not in page.media_type or len(page.content) > 4 * LONGEST:
        return None
    markup = _UNSEEN.sub("", _GUARDED.sub(r"\1", page.text))
    elements = _SCRIPTS.sub("", markup)
    if len(markup) > LONGEST or len(html_to_text(elements)) > LITTLE:
        return None
    told = _refreshed(elements) or _sent(markup) or _framed(elements)
    there = canonical_url(unescape(told), base_url(page)) if told else None
    if not there or not _is_on_the_way(there, page.url):
        return None
    return there if page_kind(page) in (None, SCRIPTED) else None


def _refreshed(markup: str) -> str:
    tags = (tag[0] for tag in _META.finditer(markup) if _IS_REFRESH.search(tag[0]))
    found = next(filter(None, map(_REFRESH.search, tags)), None)
    return found[2] if found and int(found[1]) <= AT_ONCE else ""


def _sent(markup: str) -> str:
    """Where the only script of its kind sends who comes."""
    found = set(_LOCATION.findall(markup))
    return found.pop() if len(found) == 1 else ""


def _framed(markup: str) -> str:
    """The page in the only frame that is not named after what stands around a page."""
    frames = [attributes(frame) for frame in _FRAME.findall(markup)]
    shown = [
        one for one in frames if one.get("src") and not _BESIDE.search(f"{one.get('name')} {one['src']}")
    ]
    return shown[0]["src"] if len(shown) == 1 else ""


def _is_on_the_way(there: str, url: str) -> bool:
    """Whether an address is another one of the page's site, and not just its front."""
    to, here = url_parts(there), url_parts(url)
    if _bare(to.netloc) != _bare(here.netloc):
        return False
    if (to.path, to.query) == (here.path, here.query):
        return (here.scheme, to.scheme) == ("http", "https")
    return bool((to.path + to.query).strip("/")) or not here.path.strip("/")


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
