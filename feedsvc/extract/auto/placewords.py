"""What the tag, the classes and the id of an element say of its place: content, beside it, navigation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.extract.auto.words import word_set, words_of

_SERIAL = re.compile(r"[0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12}", re.IGNORECASE)
"""A number that programs give, in which letters stand by chance."""
_FURNITURE_TAGS = word_set("nav footer")
_FURNITURE_ROLES = word_set("navigation contentinfo banner search menu menubar tablist dialog")
_FURNITURE = word_set(
    "nav navbar navigation menu submenu footer foot breadcrumb breadcrumbs pagination pager paginator "
    "social share sharing cookie cookies consent toolbar skip topbar masthead copyright comments"
)
_ASIDE = word_set(
    "sidebar side aside widget widgets related popular trending recommended recommend promo promos most "
    "ticker hot rank ranking ads ad advert sponsored sponsor banner rail partners tagcloud archives "
    "mostread mostviewed mostpopular toplist meistgelesen leidas lidas gelezen"
)
_PAID = word_set("ads ad advert advertisement sponsored sponsor promo promoted")
_POST = word_set("hentry post type-post type-topic status-publish")
_TAXON = re.compile(r"(?:\w+[-_])?(?:tag|category|cat|author|user)-")
_SIZED = re.compile(r"\b(xl|lg|md|sm|xs|large|medium|small|simple)-promo\b", re.IGNORECASE)
"""What a newspaper's software calls its stories by their size (`md-promo-headline`): no advertisements."""
_NEUTRAL = word_set("html body main article")


def tokens_of(shown: str, given: str) -> frozenset[str]:
    """The words of classes and of an id."""
    return frozenset(words_of(_SERIAL.sub(" ", f"{shown} {given}"[:300])))


def own_classes(classes: Sequence[str]) -> Sequence[str]:
    """The classes but the hooks of scripts (`js-navigation-item`) and a post's tags (`tag-widgets`)."""
    classes = [_SIZED.sub(r"\1", c) for c in classes if not c.startswith("js-")] or classes
    if not _POST & set(classes):
        return classes
    return [c for c in classes if not _TAXON.match(c)]


def furniture_of(tag: str, tokens: frozenset[str], attributes: dict[str, str | None]) -> int:
    """2 for navigation and the like, 1 for what stands beside the content, 0 for content."""
    role = attributes.get("role") or ""
    if tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES or "hidden" in attributes:
        return 2
    if tag in _NEUTRAL:
        return int(tag == "article" and not tokens.isdisjoint(_PAID))
    if not tokens.isdisjoint(_FURNITURE) and "no" not in tokens:  # `no-footer` says that there is none
        return 2
    return 1 if tag == "aside" or role == "complementary" or not tokens.isdisjoint(_ASIDE) else 0
