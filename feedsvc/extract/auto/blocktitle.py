"""What a block's title is: a heading's words, its link's, those beside it, or two sides of a match."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from feedsvc.extract.auto.addresses import PERSON
from feedsvc.extract.auto.blocklinks import Chosen
from feedsvc.extract.auto.datelines import is_dateline, version_behind_date
from feedsvc.extract.auto.linkworth import TITLE, VERSION, heading_of, names_nothing
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowtitle import row_title, says_little
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.titlemarks import without_marks
from feedsvc.extract.auto.titleparts import PART, goes_on, next_part, of_words, shown_part
from feedsvc.extract.auto.versus import contest
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.datetext import find_date

LONGEST_DATE = 24
"""Letters of a date beside a title in its link ("[2026-11-22 10:05]")."""
_STRONG = word_set("b strong summary caption legend th")


class Title(NamedTuple):
    """A block's title: its words, the element that says them, and what around it is part of it."""

    text: str
    at: int
    around: range
    heading: bool = False
    pieced: bool = False
    """It is put together, which no selector does."""


def title_of(
    out: Outline, place: tuple[int, int, int], chosen: Chosen, headings: Sequence[Hit], worn: Collection[str]
) -> tuple[Title, Hit]:
    """The title of the block at this place, and its link: that of a match stands between its sides."""
    title, link = _title(out, chosen, headings), chosen.link
    title = _shown(out, place, title, link)
    if not title.heading and (match := contest(out, place[1], place[2], link)):
        title, link = Title(match.text, match.at, match.around, pieced=True), match.link
    if title.text in worn and not title.heading:
        others = _apart_title(out, *place[1:], worn) or _next_part(out, title, link, worn)
        title = others or _row_title(out, place, link) or title
    elif _says_too_little(title, chosen):
        title = _row_title(out, place, link) or title
    if title.heading and title.text[:1].isdigit() and (version := version_behind_date(title.text)):
        at = title.at  # whose date is none of the title
        return Title(version, at, range(at, at), heading=True, pieced=True), link
    rest = without_marks(out, title.text, title.at)
    return (title if rest == title.text else title._replace(text=rest, pieced=True)), link


def _shown(out: Outline, place: tuple[int, int, int], title: Title, link: Hit) -> Title:
    """The title as the block shows it, where its link has no words but a label for programs."""
    if title.heading or title.text != link.text or out.words(link.at):
        return title
    at = shown_part(out, *place[1:], link.text)
    return title if at is None else Title(out.texts[at], at, range(at, out.ends[at]))


def _says_too_little(title: Title, chosen: Chosen) -> bool:
    if title.heading:
        return is_dateline(title.text)
    return says_little(title.text) and not (chosen.agreed and _has_words(title.text))


def _has_words(text: str) -> bool:
    """Whether the text, short as it is, has letters and is no label of a file or a way on."""
    return any(map(str.isalpha, text)) and not names_nothing(text)


@lru_cache(maxsize=4096)
def is_paper(text: str) -> bool:
    """Whether the words name but a paper, such as "Agenda"."""
    return any(map(str.isalpha, text)) and names_nothing(text)


def _of_heading(out: Outline, heading: Hit) -> Title:
    return Title(heading.text, heading.at, range(heading.at, out.ends[heading.at]), heading=True)


def _title(out: Outline, chosen: Chosen, headings: Sequence[Hit]) -> Title:
    """The title, and where it stands."""
    link, links = chosen.link, chosen.links
    inner = out.within(headings, link.at, out.ends[link.at])
    if inner:
        return _of_heading(out, _below_kicker(out, inner))
    for heading in headings:
        if heading.at < link.at < out.ends[heading.at]:
            if bare := _beside_date(out, link):
                return bare._replace(heading=True)
            if link.text and not goes_on(out, heading, link):  # what stands beside it is no part of it
                return Title(link.text, heading.at, range(link.at, out.ends[link.at]), heading=True)
            return _of_heading(out, heading)
    if named := heading_of(link, headings):
        return _of_heading(out, named)
    speaks = link.text and not (PERSON.search(link.href) or names_nothing(link.text))
    short = headings and speaks and 2 * weight(headings[0].text) <= weight(link.text)
    apart = not short and not any(h.at < k.at < out.ends[h.at] for h in headings for k in links)
    if headings and apart:
        return _of_heading(out, _below_kicker(out, headings))
    return card_title(out, link)


def _below_kicker(out: Outline, headings: Sequence[Hit]) -> Hit:
    """The first heading; where a larger one follows it with nothing between them, that one."""
    first = headings[0]
    for second in headings[1:2]:
        if out.letters[second.at] == out.letters[out.ends[first.at]] and _is_larger(out, second, first):
            return second
    return first


def _is_larger(out: Outline, one: Hit, other: Hit) -> bool:
    tags = out.tags[one.at], out.tags[other.at]
    return HEADINGS.issuperset(tags) and tags[0] < tags[1]


def _apart_title(out: Outline, start: int, end: int, worn: Collection[str]) -> Title | None:
    """The first words of the block that are called its title or stand out; other words are no title."""
    for number in range(start, end):
        text = out.texts[number]
        called = out.tokens[number] & TITLE or out.tags[number] in _STRONG
        if called and weight(text) >= 12 and text not in worn and not find_date(text):
            return Title(text, number, range(number, out.ends[number]), heading=True)
    return None


def _next_part(out: Outline, title: Title, link: Hit, worn: Collection[str]) -> Title | None:
    at = next_part(out, link.at, title.at, worn)
    return Title(out.texts[at], at, range(at, out.ends[at])) if at else None


def _row_title(out: Outline, place: tuple[int, int, int], link: Hit) -> Title | None:
    found = row_title(out, place, link)
    if found is None:
        return None
    text, at = found
    own = at < link.at < out.ends[at]  # the row's own words: its other parts are no title
    return Title(text, at, range(at, at + 1 if own else out.ends[at]))


def card_title(out: Outline, link: Hit) -> Title:
    """Of a link around a whole card, the part that is called title, else the first longer text."""
    around = range(link.at, out.ends[link.at])
    if spelt := of_words(out, link.at, out.ends[link.at]):
        return Title(*spelt, range(spelt[1], out.ends[spelt[1]]))
    parts = [n for n in around[1:] if out.texts[n]]
    at = next((n for n in parts if out.texts[n] == link.text), link.at)
    if bare := _beside_date(out, link):
        return bare
    if len(parts) < 2 or out.texts[link.at]:
        return Title(link.text, at, around)
    called = [n for n in parts if out.tokens[n] & TITLE]
    dates = {d.at for d in out.within(out.dates, link.at, out.ends[link.at])}
    longer = [n for n in parts if n not in dates and weight(out.texts[n]) >= PART]
    version = [n for n in parts[:1] if VERSION.fullmatch(out.texts[n])]
    if chosen := called or _behind_date(out, parts, dates) or longer or version:
        return Title(out.texts[chosen[0]], chosen[0], range(chosen[0], out.ends[chosen[0]]))
    return Title(link.text, at, around)


def _behind_date(out: Outline, parts: Sequence[int], dates: Collection[int]) -> list[int]:
    """The part behind the date of a card that begins with a word: [Announcements] [29 May] [A letter …]."""
    if len(parts) < 3 or parts[1] not in dates or parts[0] in dates:
        return []
    label, title = out.texts[parts[0]], out.texts[parts[2]]
    longer = weight(title) >= PART and 2 * weight(label) <= 3 * weight(title) and " " in title
    short = " " not in label and not VERSION.fullmatch(label)
    return [parts[2]] if longer and short and not title.endswith((".", "。", "…")) else []


def _beside_date(out: Outline, link: Hit) -> Title | None:
    """The link's own words, where besides them it holds but a date in an element of its own, and signs."""
    own = out.texts[link.at]
    found = out.within(out.dates, link.at, out.ends[link.at]) if own else ()
    if not found:
        return None
    dates = {date.at for date in found}
    inside = range(link.at + 1, out.ends[link.at])
    said = [n for n in inside if any(map(str.isalnum, out.texts[n]))]
    beside = bool(said) and all(n in dates and len(out.texts[n]) <= LONGEST_DATE for n in said)
    return Title(own, link.at, range(link.at, link.at + 1), pieced=True) if beside else None
