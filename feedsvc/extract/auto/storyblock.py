"""One story's place in a page's repeated structure: which link is its own, what is its title, its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from feedsvc.clean.phrases import MONTH
from feedsvc.extract.auto.addresses import PERSON, is_document
from feedsvc.extract.auto.alone import name_alone
from feedsvc.extract.auto.blocklinks import choose, links_of
from feedsvc.extract.auto.blocknames import bylined
from feedsvc.extract.auto.blocktitle import card_title, is_paper, title_of
from feedsvc.extract.auto.components import is_component
from feedsvc.extract.auto.datelabels import is_date_label
from feedsvc.extract.auto.datelines import day_of, is_dateline, naming
from feedsvc.extract.auto.dayheads import day_above
from feedsvc.extract.auto.linkplaces import Place
from feedsvc.extract.auto.linkworth import ENOUGH, VERSION
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.owndate import leading_date, own_date
from feedsvc.extract.auto.rowtitle import says_little
from feedsvc.extract.auto.titleparts import with_names
from feedsvc.extract.auto.words import weight
from feedsvc.extract.auto.wrappers import is_wrapper

COLUMN = 24
"""What a title from the column that names the rows says at least, in letters."""
DATELINE = 10
"""What a date, or the name of a paper, says as a title, in letters."""
SPOKEN = 20
"""What the number of a version says as a title, and the month of an issue, in letters."""
_ISSUE = re.compile(rf"\W*{MONTH}\W+(?:19|20)\d\d\W*", re.IGNORECASE)


class Block(NamedTuple):
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
    """The link is an author's, or the title but that of one to a kind or a reply, or a date."""
    agreed: bool = False
    """Its link stands where the other blocks have theirs."""
    spoken: int = 0
    """Letters that its title counts as, where it says more than it has."""
    named: bool = False
    """Its title is the column that names the rows of its list."""
    pieced: bool = False
    """Its title is but a part of what its element says, which no selector gives."""

    @property
    def leads(self) -> str:
        """What tells it from others: its address, else its title."""
        return self.link.href or self.title

    @property
    def said(self) -> int:
        """How much its title says, in letters.

        The heading of a dated story says enough, however short; so does what stands where other titles do.
        """
        own = max(weight(self.title), self.spoken, COLUMN * self.named)
        dated = self.date is not None and self.title.startswith(self.date.text)
        if is_paper(self.title) or (dated and self._is_dated_paper()):
            return min(own, DATELINE)
        if not (self.date and self.date.sure):
            return SPOKEN if own < SPOKEN and _is_issue(self.title, self.link.href) else own
        if self.title == self.date.text:
            return min(own, DATELINE)
        if own < SPOKEN and VERSION.fullmatch(self.title):
            return SPOKEN
        return max(own, ENOUGH) if self.heading or self.agreed else own

    def _is_dated_paper(self) -> bool:
        """Whether its title is but the name of a paper behind its date ("3 May 2026: Agenda")."""
        return self.date is not None and is_paper(self.title[len(self.date.text) :].removeprefix(": "))


@lru_cache(maxsize=1024)
def _is_issue(title: str, href: str) -> bool:
    """Whether the title is but a month, whose paper the link leads to: "March 2026"."""
    return _ISSUE.fullmatch(title) is not None and is_document(href)


def read_block(
    out: Outline, item: int, start: int, end: int, worn: Collection[str] = (), own: Place | None = None
) -> Block | None:
    """The story at this place, or None where it has neither a link with words nor a name and a date.

    Links that share a story are none. `worn` are
    titles that say nothing because most blocks bear them ("Full text of this warning"); `own` is where the
    other blocks of the list have their link.
    """
    if worn:
        return _read((item, start, end), out, worn, own)
    key = (item, start, end, own)
    if key not in out.blocks:
        out.blocks[key] = _read_inside(key[:3], out) if own is None else _read(key[:3], out, worn, own)
    known: Block | None = out.blocks[key]
    return known


def _read_inside(place: tuple[int, int, int], out: Outline) -> Block | None:
    """The block, or that of the only element in it, which is the same one with a wrapper around it."""
    item, start, end = place
    if start != item or not is_wrapper(out, item, end):
        return _read(place, out, (), None)
    inner = read_block(out, item + 1, item + 1, end)
    return inner and inner._replace(item=item, start=start)


def _read(
    place: tuple[int, int, int], out: Outline, worn: Collection[str], own: Place | None
) -> Block | None:
    item, start, end = place
    links = links_of(out, place)
    if not links and not out.within(out.dates, start, end):
        return None
    lines = [heading for heading in out.within(out.headings, start, end) if heading.text]
    headings = naming(lines, links)
    chosen = choose(out, item, links if headings else with_names(out, links), headings, own)
    if chosen is None:
        return _unlinked(out, item, start, end, headings)
    title, link = title_of(out, place, chosen, headings, worn)
    date = _date(out, start, end, title.around) or day_of(h for h in lines if h.at not in title.around)
    date = date or day_above(out, start) or leading_date(out, start, end)
    if date and not title.heading and is_paper(title.text):
        title = title._replace(text=f"{date.text}: {title.text}")
    if weight(title.text) < 4 and not (chosen.agreed or (title.heading and date and date.sure)):
        return None
    return Block(
        *(item, start, end, link, title.text, title.at, title.heading, date),
        extra=chosen.rivals,
        beside=chosen.beside and _is_named_aside(title.text, link),
        agreed=chosen.agreed,
        pieced=title.pieced,
    )


def _is_named_aside(title: str, link: Hit) -> bool:
    """Whether a link beside the story, and what names it, are all: the link's words, a person, a byline."""
    return title == link.text or bool(PERSON.search(link.href) or bylined(title))


def _unlinked(out: Outline, item: int, start: int, end: int, headings: Sequence[Hit]) -> Block | None:
    """The story without an address that a heading or a link for scripts names and a complete date dates."""
    acting = (link for link in out.within(out.acting, start, end) if not says_little(link.text))
    name = next(iter(headings), None) or next(_named_by(out, acting), None)
    around = range(name.at, out.ends[name.at]) if name else range(0)
    if name is None and out.alone:
        name = name_alone(out, start, end)
    if name is None or sum(map(str.isalpha, name.text)) < 2 or is_dateline(name.text):
        return None
    date = _date(out, start, end, around)
    if date is None or not date.sure:
        return None
    return Block(item, start, end, Hit(name.at, name.text), name.text, name.at, bool(headings), date)


def _named_by(out: Outline, acting: Iterable[Hit]) -> Iterator[Hit]:
    """What names the card around which each link for scripts stands, or its words."""
    for link in acting:
        title = card_title(out, link)
        yield Hit(title.at, title.text)


def _date(out: Outline, start: int, end: int, title: range) -> Hit | None:
    """The block's date; dates inside the title are part of it."""
    found = [d for d in out.within(out.dates, start, end) if d.at not in title or _is_label(out, d)]
    return own_date(out, found)


def _is_label(out: Outline, date: Hit) -> bool:
    """Whether the date has an element or attribute of its own (a `time` in the link), or a label."""
    own, tag = out.texts[date.at], out.tags[date.at]
    return tag == "time" or is_component(tag) or own == date.text or is_date_label(own)
