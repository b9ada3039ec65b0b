"""Addresses that a page shows by its scripts, or a reader's eye, become links that a reader can follow.

<figure><div>https://film.example/7</div></figure>     →   <figure><div><a href="…">https://film.example/7</a></div></figure>
<blockquote data-instgrm-permalink="https://…/p/7">    →   the same with a link to the post, where it has none
<script src="https://gist.github.com/…/7.js"></script>  →   a link to the program

An editor writes an address alone for what shall be shown in its place; a network's script shows a post.
"""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.markup import attributes, start_tag

_SIGNS = ("data-instgrm", "fb-post", "fb-video", "tiktok-embed", "://gist.", "://asciinema.")
_HINT = re.compile(r"data-instgrm-permalink|(?<![\w-])(?:fb-(?:post|video)|tiktok-embed)(?![\w-])")
_POST = re.compile(rf"<(blockquote|div)\b[^<>]{{0,2000}}?(?:{_HINT.pattern})[^<>]{{0,2000}}>", re.IGNORECASE)
_ADDRESSES = ("data-instgrm-permalink", "data-href", "cite")
_NAMES = {"data-instgrm-permalink": "Instagram", "data-href": "Facebook", "cite": "TikTok"}
_SCRIPT = re.compile(
    r"<script\b[^<>]{0,500}?\ssrc\s?=\s?[\"'](https://(gist\.github\.com|asciinema\.org)/[\w/-]{1,200})\.js[^<>\"']{0,200}[\"'][^<>]{0,500}>"
)
"""What writes a program, or a recording of one, into the page."""
_ALONE = re.compile(
    r"(<(?:p|div|figure)\b[^<>]{0,500}>\s{0,50})(https?://[^\s<>\"']{4,2000})(?=\s{0,50}</(?:p|div|figure)>)"
)
_ALONE_OUTSIDE = re.compile(rf"{_ALONE.pattern}|<(/?)(a|pre|code)\b")
"""And where links and programs begin and end, in which it is none."""
_OF_NO_PAGE = re.compile(r"https?://(?:localhost|127\.|[^/]*\[)|[{}]|(?:…|\.\.\.)\Z", re.IGNORECASE)
"""Of an address that is an example, that of the reader's machine, or cut off."""

LONGEST = 20_000
"""Characters of a post."""


def has_posts(markup: str) -> bool:
    """Whether there may be posts of networks, of whose links the names are ours."""
    told = any(sign in markup for sign in _SIGNS)
    return told and bool(_HINT.search(markup) or _SCRIPT.search(markup))


def with_bare_links(markup: str) -> str:
    """The markup with a link for each address that is all that a block says, outside of links and code."""
    if "http" not in markup or not _ALONE.search(markup):
        return markup
    held = dict[str, bool]()

    def linked(found: re.Match[str]) -> str:
        if not found[4]:
            return found[0] if any(held.values()) else _linked(found)
        held[found[4]] = not found[3]
        return found[0]

    return _ALONE_OUTSIDE.sub(linked, markup)


def with_posts(markup: str) -> str:
    """The markup with a link in each post of a network that holds none, and for each program of a service."""
    return _SCRIPT.sub(_shown, _POST.sub(_led, markup)) if has_posts(markup) else markup


def _shown(script: re.Match[str]) -> str:
    return f"<p>{start_tag('a', {'href': script[1]})}{script[2]}</a></p>{script[0]}"


def _linked(found: re.Match[str]) -> str:
    address = unescape(found[2])
    if _OF_NO_PAGE.search(address):
        return found[0]
    return f"{found[1]}{start_tag('a', {'href': address})}{found[2]}</a>"


def _led(post: re.Match[str]) -> str:
    values = attributes(post[0])
    name = next((one for one in _ADDRESSES if values.get(one, "").startswith("http")), "")
    end = post.string.find(f"</{post[1]}", post.end(), post.end() + LONGEST)
    if not name or "<a" in post.string[post.end() : max(end, post.end())]:
        return post[0]
    return f"{post[0]}<p>{start_tag('a', {'href': values[name]})}{_NAMES[name]}</a></p>"
