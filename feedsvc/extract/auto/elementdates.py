"""The date that one element of a page says: in an attribute, in its own words, or in those of its parts.

<time datetime="2026-03-04T08:00Z">today</time>   <span class="date"><b>4</b> <i>March</i> 2026</span>
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from feedsvc.clean.ages import bare_age
from feedsvc.clean.phrases.weekdays import weekday_beside
from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.components import DATES, is_component
from feedsvc.extract.auto.datelabels import is_date_label, labelled_date
from feedsvc.extract.auto.lives import end_of_life
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.extract.parteddates import parted_date

if TYPE_CHECKING:  # which looks for dates by what is here
    from feedsvc.extract.auto.outline import Hit, Outline

DATED = frozenset(
    [
        "date",
        "time",
        "datetime",
        "timestamp",
        "published",
        "posted",
        "pubdate",
        "datum",
        "fecha",
        "data",
        "tarih",
        "dato",
        "day",
        "when",
        "age",
        "updated",
        "created",
    ]
)
_PROPERTIES = frozenset(["datePublished", "startDate", "dateCreated", "datePosted"])
"""Of microdata and, behind a prefix, of RDFa (schema.org)."""
_CREATED = frozenset(["dc:date", "dc:created", "dcterms:created", "dcterms:issued", "dc:issued"])
"""Of Dublin Core in RDFa."""
_SAYING = (
    *("title", "data-date", "data-datetime", "data-time", "data-published", "data-published-at"),
    *("data-publish-date", "data-pubdate", "data-created-at", "data-start-date"),
)
"""Attributes that say a date."""
_SORTED = ("data-sort", "data-order", "data-sort-value")
"""Attributes by which scripts put a date in order that the element shows in short."""
_COUNTED = (
    *("data-timestamp", "data-time", "data-unix", "data-epoch"),
    *("data-utime", "data-livestamp", "data-ts"),
)
"""Attributes from which scripts make a date: seconds, or thousandths of them, since 1970."""
_COUNT = re.compile(r"1\d{9}(?:\d{3})?")
_DIGITS = re.compile(r"\d{8}")
"""What a moment has that is written for programs alone: `1342797581`, `20120720T151941Z`."""
_ZEROS = ("0000-00-00", "0001-01-01", "1970-01-01")
"""What programs write for no date."""
DATES_SAID = frozenset(["datetime", "itemprop", "property", *_SAYING, *_SORTED, *_COUNTED])
_LASTS = frozenset(
    ["read", "reading", "duration", "length", "runtime", "video", "cook", "prep", "total", "recipe", "baking"]
)
"""What says how long something lasts, which is no age."""
MAX_PARTS = 6
MAX_BADGE = 30
MAX_LEAF = 100
"""Longer texts that mention a date are prose, not datelines."""
SENTENCE = 8
"""Words beside a date from which on a text with a full stop is prose too."""
_ROWS = frozenset(["tr", "li", "a", "dl", "ul", "ol", "table", "tbody", "p"])
"""What with a month and a number may be the row of an archive ("March" and how many)."""
_WORD = re.compile(r"[^\W\d_]+")
_FULL_STOP = re.compile(r"[.!?。！？…][\"”’»)]*$")


def date_at(out: Outline, number: int, tag: str, inner: Hit | None) -> tuple[str, bool] | None:
    """The date that the element says, in which the `inner` one is known."""
    attributes, own = out.attributes[number], out.texts[number]
    says = "-" in tag or not DATES_SAID.isdisjoint(attributes)
    if says and (found := _date_said(attributes, tag, own) or _in_rdfa(attributes, own)):
        return found
    end = out.ends[number]
    labelled = tag == "time" or not DATED.isdisjoint(out.tokens[number])
    if labelled and number + 1 < end <= number + 12:
        # Day, month and year may have an element each.
        whole = " ".join(out.nodes[number].text(separator=" ").split())
        return (find_date(whole) or parted_date(whole)) if len(whole) <= 60 else None
    if not own:
        parts = number + 2 < end <= number + 1 + MAX_PARTS
        return _badge(out, number) if parts and not (inner and inner.sure) else None
    if len(own) > MAX_LEAF:
        return None
    if own[-1] in ":：" and is_date_label(own):
        return labelled_date(out.nodes[number])
    leaf = find_date(own) or (bare_date(own) if labelled and not out.tokens[number] & _LASTS else None)
    if leaf is None or (not labelled and _in_sentence(own, leaf[0])):
        return None
    leaf = end_of_life(own) or leaf
    if tag == "a" and not leaf[1] and not _WORD.search(own):  # `26-09` that leads somewhere is a number
        return None
    return leaf if leaf[1] or labelled or len(own) <= 2 * len(leaf[0]) + 12 else None


def _date_said(attributes: dict[str, str | None], tag: str, own: str) -> tuple[str, bool] | None:
    """The date that an element's attributes say, for programs or under the mouse."""
    if DATES_SAID.isdisjoint(attributes) and not is_component(tag):
        return None
    if given := (attributes.get("datetime") or "").strip():  # time, relative-time, time-ago …
        found = find_date(given) or ((given, True) if _DIGITS.search(given) else None)
        is_nothing = found is None or given.startswith(_ZEROS)
        return (_complete(own) if is_nothing else None) or found or (given, True)
    for name in (*_SAYING, *DATES) if is_component(tag) else _SAYING:
        text = attributes.get(name) if tag != "a" or _is_age(own) else None
        if text and len(text) < 60 and (found := find_date(text)) and found[1]:
            return found
    counts = (attributes.get(name) or "" for name in _COUNTED)
    if count := next(filter(_COUNT.fullmatch, counts), None):
        return count, True
    if not attributes.keys().isdisjoint(_SORTED) and (key := _sorted_by(attributes, own)):
        return key, True
    return _property(attributes) if "itemprop" in attributes else None


def _sorted_by(attributes: dict[str, str | None], own: str) -> str | None:
    """The complete date by which an element is put in order that shows one without its year."""
    shown = find_date(own) if len(own) <= MAX_BADGE else None
    if shown is None or shown[1]:
        return None
    for given in filter(None, map(attributes.get, _SORTED)):
        said = find_date(given[:60]) or bare_date(given[:60])
        if _COUNT.fullmatch(given) or (said and said[1]):
            return given if said is None else said[0]
    return None


@lru_cache(maxsize=1024)
def _is_age(text: str) -> bool:
    """Whether a link says but how long ago something was, so that its title may say when."""
    return bare_age(text) is not None


def _property(attributes: dict[str, str | None]) -> tuple[str, bool] | None:
    """The complete date of microdata that no reader sees (`<meta itemprop=startDate content=…>`)."""
    if not _PROPERTIES & set((attributes.get("itemprop") or "").split()):
        return None
    return _content(attributes)


def _in_rdfa(attributes: dict[str, str | None], own: str) -> tuple[str, bool] | None:
    """The complete date of RDFa, where readers see less of it (`<b property=dc:date content=…>4/3</b>`)."""
    names = (attributes.get("property") or "").split()
    if _PROPERTIES.isdisjoint(name.rpartition(":")[2] for name in names) and _CREATED.isdisjoint(names):
        return None
    shown = find_date(own)
    return None if shown and shown[1] else _content(attributes)


def _content(attributes: dict[str, str | None]) -> tuple[str, bool] | None:
    return _complete((attributes.get("content") or "")[:60])


def _complete(text: str) -> tuple[str, bool] | None:
    """The date in a text where day, month and year are there."""
    found = find_date(text)
    return found if found and found[1] else None


def _in_sentence(text: str, date: str) -> bool:
    """Whether the date stands in running text: behind other words of a sentence that has an end."""
    before, _, after = text.partition(date)
    words = len(_WORD.findall(f"{before} {after}"))
    return words >= SENTENCE and len(_WORD.findall(before)) > 2 and bool(_FULL_STOP.search(text))


def _badge(out: Outline, number: int) -> tuple[str, bool] | None:
    """The date that few short elements make together, and nothing else; its year may lack."""
    whole = " ".join(filter(None, out.texts[number : out.ends[number]]))
    if len(whole) > MAX_BADGE:
        return None
    found = find_date(whole)
    if found and found[0] != whole and (weekday := weekday_beside(whole))[1]:  # Fri | 27 | Nov
        whole = " ".join(weekday[0].split()).strip(" ,.")
    if found is None or found[0] != whole:
        return parted_date(whole)
    return found if found[1] or (out.tags[number] not in _ROWS and find_worded(whole)) else None
