"""Pages of many posts, of which the first (or the one that the link names) is the story: boards, questions.

<div id="p100" class="post bg1">…</div> <div id="p101" class="post bg2">…</div>   →   the first
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from feedsvc.extract.article.words import word_set, words

_POST = word_set("post message msg reply answer topic msgbody postcontainer postbody")
_UNLIKE = word_set("live liveblog update updates block feed timeline gallery")
_STRIPES = re.compile(r"\b(?:bg|row|odd|even|first|last|alt)\d*\b|\d+")
_BY = word_set("author username user poster postprofile byline avatar userinfo")
_TEXT = word_set("content postbody messagebody messagecontent bbwrapper cooked posttext postcontent body")
Element = etree._Element
FEWEST = 2


def the_post(place: Element, fragment: str) -> Element | None:
    """The post that is the story, where the place holds several of them; else None."""
    posts = _posts(place)
    if len(posts) < FEWEST:
        return None
    return next((post for post in posts if fragment and _names(post, fragment)), posts[0])


def _posts(place: Element) -> list[Element]:
    """The first group of siblings of one kind that are posts, each with its author."""
    for above in [place, *place.iterdescendants()]:
        groups: dict[tuple[str, str], list[Element]] = defaultdict(list)
        for child in above.iterchildren(etree.Element):
            if child.get("class") or child.get("id"):
                groups[child.tag, _kind(child)].append(child)
        for posts in groups.values():
            if len(posts) >= FEWEST and all(map(_is_post, posts[:5])):
                return posts
    return []


def _kind(element: Element) -> str:
    return " ".join(_STRIPES.sub("", element.get("class") or "").split())


def _is_post(element: Element) -> bool:
    own = set(words(element))
    if not own & _POST or own & _UNLIKE:
        return False
    inner = [set(words(one)) for one in element.iter("*")]
    return any(one & _BY for one in inner)


def _names(post: Element, fragment: str) -> bool:
    return post.get("id") == fragment or any(one.get("id") == fragment for one in post.iter("*"))


def text_place(post: Element) -> Element:
    """The part of a post that is its text."""
    for element in post.iterdescendants("*"):
        if set(words(element)) & _TEXT and not set(words(element)) & _BY:
            inner = next((one for one in element.iterdescendants("*") if set(words(one)) & {"content"}), None)
            return inner if inner is not None else element
    return post
