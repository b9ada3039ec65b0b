"""Releases that a page tells of whole: a heading with a version, a date and what is new, no page of its own.

    <h2 id="v9"><a href="#v9">9.0.0</a> <small>(2026-11-10)</small></h2>
    <ul><li>Opens a file twice without harm.</li></ul>

gives the story "9.0.0" of 2026-11-10 with the list as its content. It has no link: the address of the
page, with whichever fragment, is that of all of them. The heading may go on after the version ("Version
5.2 – Offline maps") where most headings of its place do so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from feedsvc.clean.dates import in_turn
from feedsvc.clean.datewords import has_digit
from feedsvc.clean.phrases import ALONE, READ_ON
from feedsvc.extract.auto.blocklinks import enclosing_link
from feedsvc.extract.auto.datelines import is_dateline
from feedsvc.extract.auto.linkworth import MONEY, VERSION
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight
from feedsvc.extract.datetext import find_date
from feedsvc.extract.rawstory import RawStory

MIN_RELEASES = 3
NEAR = 6
"""A release's date stands within so many elements after its heading."""
HEADLINE = 15
_MARKS = re.compile(r"^[\s\[(#¶§🔗:|–—-]+|[\s\[\](){}#¶§🔗,;:|·•/–—-]+$")
_RELEASED = re.compile(
    r"\s*[(\[]\s*(?:release(?:d)?(?: date)?|date|published|from|as of|on)(?: on)?:?[\s)\]]*$"
    r"|\s*[,;|–—-]\s*release(?:d|date| date)(?: on)?:?\s*$",
    re.IGNORECASE,
)
"""What stands before the date in a heading: "2.1 (released …)"."""
_NAMED = re.compile(
    rf"(?:version|release|v|r)[\s.]?\d[\d.]*\.\d\S*(?:\s|$)|\d+(?:\.\d+){{2,}}\S*(?:\s|$)"
    rf"|{VERSION.pattern}(?::\s|\s?[–—|(\[]|\s-\s|$)",
    re.IGNORECASE,
)
"""The beginning of a heading that names a release and goes on."""
_WHOLE = re.compile(rf"\W*(?:{READ_ON}|{ALONE})\W*", re.IGNORECASE)
"""What the link to a release's own page says."""
_COMPARES = re.compile(r"/compare/[^?#]*\.\.|/branches/compare/|[?&]compare=")
"""Addresses at which two versions of a program are compared line by line, which tell nobody what is new."""
_NUMBER = re.compile(r"(?<!\d)\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class _Release:
    """A heading with a version: what it says, its date, and where its text begins and ends."""

    heading: Hit
    title: str
    date: Hit
    start: int
    end: int


def releases(out: Outline) -> tuple[RawStory, ...]:
    """The releases that the page tells of, in page order; empty where they have pages of their own."""
    places = Counter(out.paths[h.at] for h in out.headings if out.furniture[h.at] < 2)
    for headings in _alike(out):
        named = [r for r in _read(out, headings) if _NAMED.match(r.title) and not _has_page(out, r)]
        bare = [r for r in named if VERSION.fullmatch(r.title)]
        for found, among in ((named, places[out.paths[headings[0].at]]), (bare, len(headings))):
            if len(found) >= MIN_RELEASES and 2 * len(found) > among and not _are_frames(out, found):
                return tuple(_story(out, release) for release in found)
    return ()


def days_told(out: Outline) -> tuple[RawStory, ...]:
    """What the page tells under headings that are days, where nothing else names it; else empty.

    A log begins with its newest day; holidays to come and a history go the other way.

    <h2>November 20, 2026</h2><ul><li>Prints the tide table.</li></ul>
    """
    places: dict[int, list[Hit]] = defaultdict(list)
    for heading in out.headings:
        if not out.furniture[heading.at] and has_digit(heading.text) and is_dateline(heading.text):
            places[out.paths[heading.at]].append(heading)
    for headings in places.values():
        read = _read(out, headings) if len(headings) >= MIN_RELEASES else ()
        found = [r for r in read if out.letters[r.end] - out.letters[r.start] >= HEADLINE]
        if len(found) == len(headings) and in_turn([r.date.text for r in found]):
            return tuple(_story(out, replace(r, title=r.heading.text)) for r in found)
    return ()


def _alike(out: Outline) -> Iterator[list[Hit]]:
    """Headings of equal place outside furniture, in page order."""
    places: dict[int, list[Hit]] = defaultdict(list)
    for heading in out.headings:
        if out.furniture[heading.at] < 2 and _NUMBER.search(heading.text) and not MONEY.search(heading.text):
            places[out.paths[heading.at]].append(heading)
    yield from (headings for headings in places.values() if len(headings) >= MIN_RELEASES)


def _read(out: Outline, headings: Sequence[Hit]) -> Iterator[_Release]:
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        start, end = out.ends[heading.at], out.ends[out.parents[heading.at]]
        if following and following.at < end:
            end = following.at
        date = _date(out, heading, end) or _date_before(out, heading, headings)
        title = _title(heading.text, date.text if date else "")
        if date:
            yield _Release(heading, title, date, start, end)


def _date(out: Outline, heading: Hit, end: int) -> Hit | None:
    inside = find_date(heading.text)
    if inside and inside[1]:
        return Hit(heading.at, inside[0])
    near = out.within(out.dates, heading.at, min(out.ends[heading.at] + NEAR, end))
    return next((d for d in near if d.sure and len(out.texts[d.at]) <= len(d.text) + 30), None)


def _date_before(out: Outline, heading: Hit, headings: Sequence[Hit]) -> Hit | None:
    """The date that stands before the heading in what holds no other one of them."""
    others = [other.at for other in headings if other.at != heading.at]
    top = heading.at
    while (above := out.parents[top]) > 0 and not any(above < at < out.ends[above] for at in others):
        top = above
    before = out.within(out.dates, top + 1, heading.at)
    return next((d for d in before if d.sure and len(out.texts[d.at]) <= len(d.text) + 30), None)


def _title(text: str, date: str) -> str:
    bare = text.replace(date, " ")
    return _MARKS.sub("", _RELEASED.sub("", _MARKS.sub("", bare)) if date else bare)


def _has_page(out: Outline, release: _Release) -> bool:
    """Whether a link of the release leads to it."""
    own = out.within(out.links, release.heading.at, release.start)
    if any(not _COMPARES.search(link.href) for link in own) or enclosing_link(out, release.heading.at):
        return True
    number = _NUMBER.search(release.title)
    links = out.within(out.links, release.start, release.end)
    told = number.group() if number else release.title
    return any(told in link.text or _WHOLE.fullmatch(link.text) for link in links)


def _are_frames(out: Outline, found: Sequence[_Release]) -> bool:
    """Whether below each bare version stands a headline of its own, which is the better title."""
    bare = [r for r in found if VERSION.fullmatch(r.title)]
    inner = [next(iter(out.within(out.headings, r.start, r.end)), None) for r in bare]
    titles = [heading.text for heading in inner if heading]
    if 2 * len(titles) <= len(found) or 2 * len(set(titles)) <= len(titles):
        return False
    return fmean(weight(title) for title in titles) >= HEADLINE


def _story(out: Outline, release: _Release) -> RawStory:
    content = "".join(_parts(out, release))
    reasons = {"title": "heading with a version", "date": f"text {release.date.text!r}"}
    return RawStory(
        title=release.title,
        published=release.date.text,
        content=content or None,
        reasons=reasons | ({"content": "what follows the heading"} if content else {}),
    )


def _parts(out: Outline, release: _Release) -> Iterator[str]:
    """What stands beside the heading but its dateline."""
    at = release.start
    while at < release.end:
        inside = at <= release.date.at < out.ends[at]
        bare = (
            inside
            and out.ends[at] - at <= NEAR
            and weight(out.nodes[at].text()) < len(release.date.text) + 30
        )
        if out.tags[at] != TEXT and not bare:
            yield out.nodes[at].html or ""
        at = out.ends[at]
