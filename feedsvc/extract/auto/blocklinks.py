"""A block's links without those that share its story, and which one of them is its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from feedsvc.extract.auto.addresses import leads_beside, translates
from feedsvc.extract.auto.linkplaces import Place, places_of
from feedsvc.extract.auto.linkworth import ENOUGH, Reason, Worth, link_worth, names_paper, says_read_on
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.words import word_set

MAX_LINKS = 30
"""Links of one block that are weighed."""
DIGITS = 5
"""Digits of a register's number; counters have fewer."""
_SHARE = re.compile(
    r"(?=[/?&mswvtfrp])(?:/sharer?(?:\.php|\.html?)?/?(?:[?&]|$)|/sharer/|/share-offsite\b|//[^/]+/intent/\w+/?\?"
    r"|[?&]share=|/sharearticle\b|^(?:mailto|sms|whatsapp|viber|tg|fb-messenger):|//(?:api|web)\.whatsapp\.com/|//wa\.me/"
    r"|\breddit\.com/(?:r/[^/]+/)?submit\b|\bpinterest\.[a-z.]+/pin/create\b|/submitlink\?|/share/url/?\?"
    r"|\btumblr\.com/widgets/share\b|\bfacebook\.com/dialog/)",
    re.IGNORECASE,
)
"""Addresses that pass a story on to others; what each begins with is looked for first."""
SHARING = word_set("share shares sharing sharer sharebar sharebuttons social socials addthis addtoany")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
"""Whose the page is that a title leads to, as boards say it behind that."""

_Ranked = tuple[Worth, int, Hit]
"""A link, how well it would do, and its place, counted down."""


class Chosen(NamedTuple):
    """A block's own link, and what is known of it."""

    link: Hit
    links: Sequence[Hit]
    """All that were to be chosen from."""
    beside: bool
    """It leads to an author, a kind or a reply, or says but a date."""
    agreed: bool
    """It stands where the other blocks have theirs."""
    rivals: int
    """Further places that links which look like stories of their own lead to."""


def links_of(out: Outline, place: tuple[int, int, int]) -> list[Hit]:
    """The links of the block at this place, else the one that it stands in."""
    item, start, end = place
    given = out.within(out.links, start, end)[:MAX_LINKS]
    links = [link for link in given if not _shares(out, link, item, start)]
    around = enclosing_link(out, item) if not links else None
    return [around] if around else links


def choose(
    out: Outline, item: int, links: Sequence[Hit], headings: Sequence[Hit], own: Place | None
) -> Chosen | None:
    """The link of greatest worth, or the one where other blocks have theirs; None where there are none."""
    if len(links) > 1 and (row := next((k for k in links if k.at == item and out.tags[item] != "a"), None)):
        return Chosen(row, links, beside=False, agreed=False, rivals=0)
    ranked = [(link_worth(out, link, headings, item), -place, link) for place, link in enumerate(links)]
    if not ranked:
        return None
    worth, _, link = _in_first_language(ranked, _foremost(ranked, headed=bool(headings)))
    agreed = places_of(out, item, links).get(own) if own else None
    if agreed and not _in_one_heading(out, headings, agreed, link):
        worth, link = next((w, k) for w, _, k in ranked if k.at == agreed.at)
    if worth.reason <= Reason.PLAIN:
        link = next((k for w, _, k in ranked if k.href == link.href and w.could_be_title), link)
    others = (k for w, _, k in ranked if k.href != link.href and k.text != link.text and w.rivals(worth))
    rivals = {k.href for k in others if not translates(k.href, link.href)}
    return Chosen(link, links, worth.reason in (Reason.BESIDE, Reason.DATE), bool(agreed), len(rivals))


def _foremost(ranked: Sequence[_Ranked], *, headed: bool) -> _Ranked:
    """The link of greatest worth; below a heading, a way to the story before one to its author."""
    best = max(ranked)
    if headed and best[0].reason is Reason.PLAIN and best[0].letters < ENOUGH:
        return next((one for one in ranked if _says_read_on(one, best)), best)
    if best[0].reason is not Reason.BESIDE:
        return best
    leads = _leads_on if headed else _is_number
    ways = [one for one in ranked if one[0].reason is Reason.SAYS_NOTHING and leads(one[2])]
    return max(ways, default=best)


def _in_first_language(ranked: Sequence[_Ranked], best: _Ranked) -> _Ranked:
    """The first of the links that are the best one in other languages, for the same reason."""
    if len(ranked) == 1:
        return best
    same = (o for o in ranked if o[0].reason is best[0].reason and translates(o[2].href, best[2].href))
    return max((best, *same), key=lambda one: one[1])


def _says_read_on(one: _Ranked, best: _Ranked) -> bool:
    """Whether the link leads on from the heading, or first to its paper, which `Apply` beside it does not."""
    said = says_read_on(one[2].text) or (one[1] > best[1] and names_paper(one[2].text))
    there = _host(one[2].href) in ("", _host(best[2].href))  # the story's place has a site of its own
    return said and there and one[0].reason is Reason.SAYS_NOTHING and _leads_on(one[2])


def _host(href: str) -> str:
    """The host that an address names; empty for one on the page's own."""
    return href.partition("//")[2].partition("/")[0] if "//" in href else ""


def _is_number(link: Hit) -> bool:
    """Whether the link says a number of a register, beside which the name stands."""
    return sum(map(str.isdigit, link.text)) >= DIGITS and not leads_beside(link.href, called=False)


def _leads_on(link: Hit) -> bool:
    """Whether a link that says nothing is a way to the story: no picture of its author, no counter."""
    return not (link.text and not any(c.isalpha() for c in link.text)) and not leads_beside(
        link.href, called=False
    )


def _in_one_heading(out: Outline, headings: Sequence[Hit], one: Hit, other: Hit) -> bool:
    """Whether a heading holds both links, of which the longer one is its subject, unless it says a host."""
    if _HOST.fullmatch(other.text):
        return False
    return any(h.at < one.at < out.ends[h.at] and h.at < other.at < out.ends[h.at] for h in headings)


def _shares(out: Outline, link: Hit, item: int, start: int) -> bool:
    """Whether the link passes the story on instead of leading to it."""
    if _passes_on(link.href):
        return True
    at, sharing = link.at, out.called(SHARING)
    if bisect_left(sharing, start) == bisect_right(sharing, at):  # none around it, as in most blocks
        return False
    while at >= start and at != item:
        if not out.tokens[at].isdisjoint(SHARING):
            end = out.ends[at]  # what holds a heading or a date is more than a row of buttons
            return not out.within(out.headings, at, end) and not out.within(out.dates, at, end)
        if out.tags[at] in HEADINGS:
            return False
        at = out.parents[at]
    return False


@lru_cache(maxsize=4096)
def _passes_on(href: str) -> bool:
    return _SHARE.search(href) is not None


def enclosing_link(out: Outline, item: int) -> Hit | None:
    """The link that an item stands in (`<a><div class=card>…`)."""
    parent = out.parents[item]
    if parent < 0 or out.tags[parent] != "a":
        return None
    return next(iter(out.within(out.links, parent, parent + 1)), None)
