"""What is found at the elements of an outline: main part, links, headings, dates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import and_, methodcaller, not_, or_, sub
from urllib.parse import unquote

from feedsvc.clean.urls import is_route
from feedsvc.extract.auto.addresses import buys
from feedsvc.extract.auto.components import acts, component_title, is_component
from feedsvc.extract.auto.elementdates import DATED, DATES_SAID, MAX_BADGE, MAX_LEAF, MAX_PARTS, date_at
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowaddress import SAYING, called_address, leads_away, own_address
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.titlemarks import BULLETS
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.datetext import find_date

_MAIN = word_set("main")
"""The tag and the role of the main part."""
_ACTING = word_set("role") | SAYING
"""Attributes that may make a heading or a link of an element."""
_FEW = range(3, MAX_PARTS + 2)
"""Elements of what a date may be put together in."""
_LITTLE = range(1, MAX_BADGE + 1)
"""Letters of it."""
MAX_ROW = 300
"""Elements of a row that acts as a link."""


def collect(out: Outline) -> None:
    """Notes the main part, links, headings and dates of the page."""
    noted = {"a", *HEADINGS, *filter(is_component, set(out.tags))}
    named, acting = map(noted.__contains__, out.tags), map(not_, map(_ACTING.isdisjoint, out.attributes))
    for number in compress(range(len(out)), map(or_, named, acting)):
        _collect_at(out, number, out.tags[number], out.attributes[number])
    out.main = _main(out)
    out.dates = _dates(out)


def _collect_at(out: Outline, number: int, tag: str, attributes: dict[str, str | None]) -> None:
    """Notes what the element is of link and heading."""
    if tag == "a" and (href := _href(out, number)):
        if not buys(href):
            out.links.append(Hit(number, _link_text(out, number), href))
    elif is_component(tag) and (title := component_title(attributes)):
        if href := _href(out, number):
            out.links.append(Hit(number, title, href))
    elif tag == "a" and acts(attributes):
        out.acting.append(Hit(number, out.words(number)))
    elif href := _row_address(out, number):
        out.links.append(Hit(number, _row_text(out, number), href))
    elif tag in HEADINGS or attributes.get("role") == "heading":
        out.headings.append(Hit(number, out.words(number)))


def _main(out: Outline) -> tuple[int, int] | None:
    """Where the first element that is called so begins and ends."""
    roles = map(methodcaller("get", "role"), out.attributes)
    called = map(or_, map(_MAIN.__contains__, out.tags), map(_MAIN.__contains__, roles))
    number = next(compress(range(len(out)), called), None)
    return None if number is None else (number, out.ends[number])


def _dates(out: Outline) -> list[Hit]:
    """The dates without those around others that say no less."""
    found: list[Hit] = []  # the last first, as what stands inside an element comes behind it
    tags, ends = out.tags, out.ends
    for number in _may_be_dated(out):
        inner = found[-1] if found and found[-1].at < ends[number] else None
        if date := date_at(out, number, tags[number], inner):
            found.append(Hit(number, date[0], sure=date[1]))
    found.reverse()
    return [d for k, d in enumerate(found) if not _holds_better(out, d, found[k + 1 : k + 2])]


def _may_be_dated(out: Outline) -> list[int]:
    """The elements that a date may be said at, the last first: what is marked, or says little.

    What says much for itself is looked at where its words hold a date, or name what follows.
    """
    everything, texts = range(len(out)), out.texts
    saying = {"time", *filter(is_component, set(out.tags))}
    tagged = map(saying.__contains__, out.tags)
    marked = compress(everything, map(or_, tagged, map(not_, map(DATES_SAID.isdisjoint, out.attributes))))
    said = ((n, texts[n]) for n in compress(everything, texts))
    leaves = (n for n, own in said if len(own) <= MAX_LEAF and (find_date(own) or own[-1] in ":："))
    return sorted({*marked, *out.called(DATED), *leaves, *_small(out)}, reverse=True)


def _small(out: Outline) -> list[int]:
    """The elements of a few parts that say but little, and nothing themselves."""
    everything, letters = range(len(out)), out.letters
    few = map(_FEW.__contains__, map(sub, out.ends, everything))
    little = map(_LITTLE.__contains__, map(sub, map(letters.__getitem__, out.ends), letters))
    return [n for n in compress(everything, map(and_, few, little)) if not out.texts[n]]


def _holds_better(out: Outline, date: Hit, following: Sequence[Hit]) -> bool:
    """Whether the next date stands inside this one's element and says no less."""
    return any(d.at < out.ends[date.at] and d.sure >= date.sure for d in following)


def _href(out: Outline, number: int) -> str:
    href = (out.attributes[number].get("href") or "").strip()
    if href[:1] in "/h" and href:  # as nearly all begin, and no script
        return href
    if not href or href.startswith("#"):  # a place on this page, unless scripts show another one for it
        return href if is_route(href) else _clicked(out.attributes[number])
    if href.lower().startswith("javascript:"):
        return called_address(unquote(href)) or _clicked(out.attributes[number])
    return "" if href.lower().startswith(("mailto:", "tel:", "data:")) else href


def _clicked(attributes: dict[str, str | None]) -> str:
    """Where a click on a link without an address leads."""
    click = attributes.get("onclick")
    return called_address(click) if click else ""


def _row_address(out: Outline, number: int) -> str:
    """Where a row leads that holds no link."""
    href = own_address(out.tags[number], out.attributes[number])
    inside = range(number + 1, out.ends[number])
    if not href or len(inside) > MAX_ROW:
        return ""
    inner = {_href(out, n) for n in inside if out.tags[n] == "a"} - {""}
    clicked = inner and href not in inner and leads_away(out.attributes[number])
    return href if not inner or clicked else ""


def _row_text(out: Outline, number: int) -> str:
    """The words of a row that leads somewhere; none where links in it have words of their own."""
    linked = any(out.tags[n] == "a" and _href(out, n) for n in range(number + 1, out.ends[number]))
    return "" if linked else out.words(number)


def _link_text(out: Outline, number: int) -> str:
    text, given = out.words(number), out.attributes[number].get("title")
    if not given:
        return text
    full = " ".join(given.split())
    if not full or not text.rstrip().endswith(("…", "...", "．．")):
        return text
    bare = text.rstrip().rstrip("….．").rstrip().lstrip(f"{BULLETS} \u3000")
    return full if bare and full.casefold().startswith(bare.casefold()) else text
