"""One story's place in a page's repeated structure: which link is its own, what is its title, its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from feedsvc.extract.auto.datelabels import is_date_label
from feedsvc.extract.auto.datelines import day_of, is_dateline, naming
from feedsvc.extract.auto.linkworth import (
    ENOUGH,
    TITLE,
    VERSION,
    Reason,
    heading_of,
    link_worth,
    names_nothing,
)
from feedsvc.extract.auto.outline import HEADINGS, Hit, Outline, weight, word_set
from feedsvc.extract.auto.ownplace import Place, link_at
from feedsvc.extract.auto.rowtitle import row_title, says_little
from feedsvc.extract.auto.titleparts import goes_on, of_words, with_names
from feedsvc.extract.auto.versus import contest
from feedsvc.extract.datetext import find_date

MAX_LINKS = 30
"""Links of one block that are weighed."""
_SHARE = re.compile(
    r"/sharer?(?:\.php|\.html?)?/?(?:[?&]|$)|/sharer/|/share-offsite\b|//[^/]+/intent/\w+/?\?"
    r"|[?&]share=|/sharearticle\b|^(?:mailto|sms|whatsapp|viber|tg|fb-messenger):|//(?:api|web)\.whatsapp\.com/|//wa\.me/"
    r"|\breddit\.com/(?:r/[^/]+/)?submit\b|\bpinterest\.[a-z.]+/pin/create\b|/submitlink\?|/share/url/?\?"
    r"|\btumblr\.com/widgets/share\b|\bfacebook\.com/dialog/",
    re.IGNORECASE,
)
"""Addresses that pass a story on to others."""
_SHARING = word_set("share shares sharing sharer sharebar sharebuttons social socials addthis addtoany")
SPOKEN = 20
"""What the number of a version says as a title, in letters."""
COLUMN = 24
"""What a title from the column that names the rows says at least, in letters."""
DATELINE = 10
"""What a date says as a title, in letters."""
_STRONG = word_set("b strong summary caption legend th")


@dataclass(frozen=True, slots=True)
class Block:
    """One story's place on the page: its numbers from `start` to before `end`, and what it is about.

    The link has no address where the block has but those that share the story.
    """

    item: int
    start: int
    end: int
    link: Hit
    title: str
    title_at: int
    """The element whose words, or whose attribute, the title is."""
    heading: bool
    date: Hit | None
    extra: int = 0
    """Further links in the block that look like stories of their own."""
    beside: bool = False
    """The title is but that of a link to an author, a kind or a reply, or a date."""
    agreed: bool = False
    """Its link stands where the other blocks have theirs."""
    spoken: int = 0
    """Letters that its title counts as, where it says more than it has."""
    named: bool = False
    """Its title is the column that names the rows of its list."""
    pieced: bool = False
    """Its title is but a part of what its element says, which no selector gives."""

    @property
    def said(self) -> int:
        """How much its title says, in letters.

        The heading of a dated story says enough, however short; so does what stands where other titles do.
        """
        own = max(weight(self.title), self.spoken, COLUMN * self.named)
        if not (self.date and self.date.sure):
            return own
        if self.title == self.date.text:
            return min(own, DATELINE)
        if own < SPOKEN and VERSION.fullmatch(self.title):
            return SPOKEN
        return max(own, ENOUGH) if self.heading or self.agreed else own


def read_block(
    out: Outline, item: int, start: int, end: int, worn: Collection[str] = (), own: Place | None = None
) -> Block | None:
    """The story at this place, or None where it has no link with words.

    Links that share a story count only as a sign of one, which needs a heading and a date. `worn` are
    titles that say nothing because most blocks bear them ("Full text of this warning"); `own` is where the
    other blocks of the list have their link.
    """
    given = out.within(out.links, start, end)[:MAX_LINKS]
    links = [link for link in given if not _shares(out, link, item, start)]
    around = enclosing_link(out, item) if not links else None
    if around:
        links = [around]
    lines = [h for h in out.within(out.headings, start, end) if h.text]
    headings = naming(lines, links)
    links = links if headings else with_names(out, links)
    ranked = [(link_worth(out, link, headings, item), -place, link) for place, link in enumerate(links)]
    if not ranked:
        return _unlinked(out, item, start, end, headings) if given else None
    worth, _, link = max(ranked)
    agreed = link_at(out, item, links, own) if own else None
    if agreed and not _in_one_heading(out, headings, agreed, link):
        worth, link = next((w, k) for w, _, k in ranked if k.at == agreed.at)
    if worth.reason <= Reason.PLAIN:
        link = next((k for w, _, k in ranked if k.href == link.href and w.could_be_title), link)
    title = _title(out, link, links, headings)
    if not title.heading and (match := contest(out, start, end, link)):
        title, link = _Title(match.text, match.at, range(match.at, out.ends[match.at])), match.link
    if title.text in worn and not title.heading:
        title = _apart_title(out, start, end, worn) or _row_title(out, (item, start, end), link) or title
    elif (
        is_dateline(title.text)
        if title.heading
        else says_little(title.text) and not (agreed and _spoken(title.text))
    ):
        title = _row_title(out, (item, start, end), link) or title
    date = _date(out, start, end, title.around) or day_of(h for h in lines if h.at not in title.around)
    if date and not title.heading and _names_paper(title.text):
        title = title._replace(text=f"{date.text}: {title.text}")
    if weight(title.text) < 4 and not (agreed or (title.heading and date and date.sure)):
        return None
    others = [(w, k) for w, _, k in ranked if k.href != link.href and k.text != link.text]
    extra = {k.href for w, k in others if w.rivals(worth)}
    beside = worth.reason in (Reason.BESIDE, Reason.DATE) and title.text == link.text
    return Block(
        item, start, end, link, title.text, title.at, title.heading, date, len(extra), beside, bool(agreed)
    )


def _in_one_heading(out: Outline, headings: Sequence[Hit], one: Hit, other: Hit) -> bool:
    """Whether a heading holds both links, of which the longer one is what it is about."""
    return any(h.at < one.at < out.ends[h.at] and h.at < other.at < out.ends[h.at] for h in headings)


def _names_paper(text: str) -> bool:
    return any(c.isalpha() for c in text) and names_nothing(text)


def _spoken(text: str) -> bool:
    """Whether the text, short as it is, has letters and is no label of a file or a way on."""
    return any(c.isalpha() for c in text) and not names_nothing(text)


def _shares(out: Outline, link: Hit, item: int, start: int) -> bool:
    """Whether the link passes the story on instead of leading to it."""
    if _SHARE.search(link.href):
        return True
    at = link.at
    while at >= start and at != item:
        if out.tokens[at] & _SHARING:
            end = out.ends[at]  # what holds a heading or a date is more than a row of buttons
            return not out.within(out.headings, at, end) and not out.within(out.dates, at, end)
        if out.tags[at] in HEADINGS:
            return False
        at = out.parents[at]
    return False


def _unlinked(out: Outline, item: int, start: int, end: int, headings: Sequence[Hit]) -> Block | None:
    """The story without an address whose heading and complete date stand here."""
    heading = next(iter(headings), None)
    if heading is None or weight(heading.text) < 4:
        return None
    date = _date(out, start, end, range(heading.at, out.ends[heading.at]))
    if date is None or not date.sure:
        return None
    return Block(item, start, end, Hit(heading.at, heading.text), heading.text, heading.at, True, date)


def enclosing_link(out: Outline, item: int) -> Hit | None:
    """The link that an item stands in (`<a><div class=card>…`)."""
    parent = out.parents[item]
    if parent < 0 or out.tags[parent] != "a":
        return None
    return next(iter(out.within(out.links, parent, parent + 1)), None)


class _Title(NamedTuple):
    """A block's title: its words, the element that says them, and what around it is part of it."""

    text: str
    at: int
    around: range
    heading: bool = False


def _of_heading(out: Outline, heading: Hit, text: str = "") -> _Title:
    return _Title(text or heading.text, heading.at, range(heading.at, out.ends[heading.at]), heading=True)


def _title(out: Outline, link: Hit, links: Sequence[Hit], headings: Sequence[Hit]) -> _Title:
    """The title, and where it stands."""
    inner = out.within(headings, link.at, out.ends[link.at])
    if inner:
        return _of_heading(out, inner[0])
    for heading in headings:
        if heading.at < link.at < out.ends[heading.at]:
            return _of_heading(out, heading, "" if goes_on(out, heading, link) else link.text)
    if named := heading_of(link, headings):
        return _of_heading(out, named)
    short = headings and link.text and 2 * weight(headings[0].text) <= weight(link.text)
    apart = not short and not any(h.at < k.at < out.ends[h.at] for h in headings for k in links)
    if headings and apart:
        return _of_heading(out, headings[0])
    return _card_title(out, link)


def _apart_title(out: Outline, start: int, end: int, worn: Collection[str]) -> _Title | None:
    """The first words of the block that are called its title or stand out; other words are no title."""
    for number in range(start, end):
        text = out.texts[number]
        called = out.tokens[number] & TITLE or out.tags[number] in _STRONG
        if called and weight(text) >= 12 and text not in worn and not find_date(text):
            return _Title(text, number, range(number, out.ends[number]), heading=True)
    return None


def _row_title(out: Outline, place: tuple[int, int, int], link: Hit) -> _Title | None:
    found = row_title(out, place, link)
    if found is None:
        return None
    text, at = found
    own = at < link.at < out.ends[at]  # the row's own words: its other parts are no title
    return _Title(text, at, range(at, at + 1 if own else out.ends[at]))


def _card_title(out: Outline, link: Hit) -> _Title:
    """Of a link around a whole card, the part that is called title, else the first longer text."""
    around = range(link.at, out.ends[link.at])
    if spelt := of_words(out, link.at, out.ends[link.at]):
        return _Title(*spelt, range(spelt[1], out.ends[spelt[1]]))
    parts = [n for n in around[1:] if out.texts[n]]
    at = next((n for n in parts if out.texts[n] == link.text), link.at)
    if len(parts) < 2 or out.texts[link.at]:
        return _Title(link.text, at, around)
    called = [n for n in parts if out.tokens[n] & TITLE]
    dates = {d.at for d in out.within(out.dates, link.at, out.ends[link.at])}
    longer = [n for n in parts if n not in dates and weight(out.texts[n]) >= 12]
    if chosen := called or longer:
        return _Title(out.texts[chosen[0]], chosen[0], range(chosen[0], out.ends[chosen[0]]))
    return _Title(link.text, at, around)


def _date(out: Outline, start: int, end: int, title: range) -> Hit | None:
    """The block's date: a complete one if there is one; dates inside the title are part of it."""
    found = [d for d in out.within(out.dates, start, end) if d.at not in title or _is_label(out, d)]
    return next((d for d in found if d.sure), found[0] if found else None)


def _is_label(out: Outline, date: Hit) -> bool:
    """Whether the date has an element of its own (a `time` or `span` in the link), or a label."""
    own = out.texts[date.at]
    return out.tags[date.at] == "time" or own == date.text or is_date_label(own)
