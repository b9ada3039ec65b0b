"""What parts of a page are called in its markup, in words: `entry-meta` → entry, meta."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


DROPPED = word_set(
    """
    script style noscript template button input select textarea form dialog nav link meta svg canvas
    option
    """
)
"""Elements that are never an article's words."""
LIVE_ROLES = word_set(
    """
    navigation contentinfo banner search menu menubar tablist dialog alertdialog complementary
    """
)
FURNITURE = word_set(
    """
    nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager paginator footer masthead
    topbar toolbar social share sharing sharedaddy addtoany addthis sharebar cookie cookies consent
    onetrust gdpr subscribe subscription newsletter signup paywall piano promo promos promotion promoted
    advert adverts advertisement ads adslot sponsored outbrain taboola related relatedposts recommended
    recommendations recirc readnext comments comment disqus respond reply replies sidebar popular
    trending toc editsection navbox catlinks printfooter skip screenreader popup pullquote signature
    postprofile gutter lineno linenos lnum copybtn clipboard postnav prevnext cta
    donate donation
    """
)
"""Words of what stands around an article or between its paragraphs."""
DOUBTED = word_set("banner ad ads sponsor jump hidden modal overlay copyright rail player")
"""Words of the same, where the article's own words do not stand in it."""
BUILT = word_set("widget widgets infobox collapsed breakout box")
"""Words of the same where it is made of links besides: builders of pages call everything so."""
NOTES = word_set(
    """
    footnote footnotes endnote endnotes references reflist admonition note tip warning hint callout
    """
)
"""Words of what belongs to the article, whatever element it stands in."""
LEAD = word_set(
    """
    byline author authors meta date dateline published posted time timestamp tags tag kicker credits
    info
    """
)
"""Words of the short lines above and below an article."""
PEOPLE = word_set("byline author authors")
"""Those of them that are about people, whose pictures stand beside their names."""
TOOLS = word_set("toolbar clipboard copybtn")
"""Words of furniture after which the box of a program is named, too."""
_PAIRS = """
read next, read more, see also, more stories, more on, also read, sr only, visually hidden, screen reader,
post ufi, button wrapper, links block, follow us, sign up, up next, author bio, about author, author box,
author info, post navigation, page links, article bottom, post tags, you may, edit link, edit page, back top,
go top, no print, print only, jump link
"""
PAIRS = tuple(" ".join(pair.split()) for pair in _PAIRS.split(","))
"""The same in two words, of which neither alone says so."""


def words(element: etree._Element) -> list[str]:
    """The words of an element's class and id, lower case, in their order."""
    name = " ".join(element.get(one) or "" for one in ("class", "id", "data-component"))
    return words_in(name[:400])


@lru_cache(maxsize=2048)
def words_in(name: str) -> list[str]:
    """The words of a name, lower case, in their order."""
    return [word.lower() for word in _WORD.findall(name)]


def is_named(element: etree._Element, names: frozenset[str] = FURNITURE) -> bool:
    """Whether the element is called one of these, or (of furniture) two words together are."""
    found = words(element)
    if not names.isdisjoint(found):
        return True
    if names is not FURNITURE or len(found) < 2:
        return False
    told = f" {' '.join(found)} "
    return any(f" {pair} " in told for pair in PAIRS)
