"""Which of a block's links is the story's own: every link has a reason, and reasons are compared in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from feedsvc.clean.phrases import ALONE, MORE, READ_ON
from feedsvc.clean.phrases.papers import PAPER
from feedsvc.extract.auto.addresses import leads_beside
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.words import weight, word_set

GENERIC = word_set(
    "read more continue reading details comments comment reply share permalink here mehr la suite meer "
    "subscribe login hide download pdf view all full story article learn 更多 详细 "
    "zip tar.gz tgz tar.xz tar.bz2 7z exe msi dmg deb rpm iso apk csv xls xlsx epub"
)
_FETCHING = word_set("download downloads pdf")
"""With what a link ends that leads to the file of what another link names."""
_WAYS = word_set("read more continue reading view details full story article")
_READ_ON = re.compile(rf"\W*(?:{READ_ON}|{ALONE}|{MORE})\W*", re.IGNORECASE)
_PAPER = re.compile(rf"\W*{PAPER}\W*", re.IGNORECASE)
_META = word_set(
    "author category categories tag tags comment comments share user byline section kicker topic avatar"
)
_RELATED = word_set("author tag category")
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_ARCHIVE = re.compile(
    r"\.(?:zip|tar(?:\.\w{1,4})?|tgz|7z|rar|exe|msi|dmg|pkg|deb|rpm|apk|whl|jar|iso|asc|sig|sha\d+)$",
    re.IGNORECASE,
)
"""Addresses of files to install or unpack, which are no stories."""
_COMMIT = re.compile(r"(?=[a-f]*\d)[0-9a-f]{7,40}")
VERSION = re.compile(
    r"(?:\S{1,30}\s){0,2}(?:version|release|v|r)?[\s.]?\d{1,4}(?:\.\d{1,5})+(?:[-+.]?[a-z0-9]{1,12}){0,3}/?",
    re.IGNORECASE,
)
"""The name of a release: `v2.4.0`, `Version 5.2`, `widget 1.0.0-rc1`, or of its folder: `2.4.0/`."""
RELEASE = re.compile(r"\d{1,4}(?:\.\d{1,5}){2,3}/?")
"""A version of three numbers or four, or its folder: a name without letters; many days have as many."""
MONEY = re.compile(r"[€$£¥₹₽₩₺₴]|\b(?:eur|usd|chf|gbp|kr|pln|zł|kč|ft)\b", re.IGNORECASE)
TITLE = word_set("title headline heading name subject bookmark tit ttl titulo titel titre titolo")
"""Words of classes that name a title."""
ENOUGH = 12
"""Letters that a link to the same place must have to be taken for the title itself."""
RIVAL = 25
"""Letters of a plain link that may be a story of its own."""
BARE = 3
"""Letters that count of a link which says nothing: words are better than a number, the first are best."""
MOST = 120
"""Letters that count; longer texts are no better titles."""


class Reason(IntEnum):
    """What speaks for or against a link, worst first."""

    FILE = auto()
    """It leads to a file to install or unpack, or its text is the number of a commit."""
    SAYS_NOTHING = auto()
    """`Read more`, `12`, a picture without words."""
    BESIDE = auto()
    """It names the author, a tag or a section."""
    DATE = auto()
    """It says but when the story was told, or what is said of it was."""
    PLAIN = auto()
    CALLED = auto()
    """A class or `rel` calls it the title."""
    HEADING = auto()
    """It stands in a heading or around one, or says a heading's words."""
    CALLED_HEADING = auto()


class Worth(NamedTuple):
    """Greater is better; of equals the earlier link wins."""

    reason: Reason
    letters: int
    release: bool = False
    """It leads to a release, rather than to the same version's files."""

    @property
    def could_be_title(self) -> bool:
        """Whether its words are a title, where it leads to the same place as a link without."""
        return self.reason > Reason.PLAIN or (self.reason is Reason.PLAIN and self.letters >= ENOUGH)

    def rivals(self, best: Worth) -> bool:
        """Whether the link looks like a story of its own beside the block's best."""
        if self.reason < Reason.PLAIN or (self.reason is Reason.PLAIN and self.letters < RIVAL):
            return False
        if self.reason is best.reason is Reason.CALLED and self.letters < ENOUGH <= best.letters // 2:
            return False  # a label that stands before it
        step = best.reason - self.reason
        return step <= 0 or (step == 1 and self.letters > best.letters)


def link_worth(out: Outline, link: Hit, headings: Sequence[Hit], item: int) -> Worth:
    """How well the link would do as the story's own, in the block of this item."""
    letters = min(weight(link.text), MOST)
    near = _near(out, link, item)
    if against := _against(out, link, near):
        return Worth(against, min(letters, BARE) if against is Reason.SAYS_NOTHING else letters)
    inside = _in_heading(out, link, headings)
    named = not inside and heading_of(link, headings) is not None
    called = not near.isdisjoint(TITLE) or "bookmark" in (out.attributes[link.at].get("rel") or "").split()
    if not (inside or named) and leads_beside(link.href, called=called):
        return Worth(Reason.BESIDE, letters)
    if not (inside or named or called) and _is_date(out, link):
        return Worth(Reason.DATE, letters)
    reason = _for(headed=inside or named, called=called)
    if reason is Reason.PLAIN and _fetches(link.text):
        letters = min(letters, ENOUGH)
    return Worth(reason, letters, named and "/release" in link.href)


def _fetches(text: str) -> bool:
    """Whether the words end as those of links to files do: "Night Ferry Download"."""
    return text.rpartition(" ")[2].casefold() in _FETCHING


def _against(out: Outline, link: Hit, near: frozenset[str]) -> Reason | None:
    """What makes the link another than the story's; `near` are the words of classes around it."""
    if known := _says_no_story(link.href, link.text):
        return known
    if not near.isdisjoint(_META) and "title" not in near:
        return Reason.BESIDE
    rel = out.attributes[link.at].get("rel")
    return Reason.BESIDE if rel and not _RELATED.isdisjoint(rel.split()) else None


def is_file(link: Hit) -> bool:
    """Whether it leads to a file to install or unpack."""
    return _says_no_story(link.href, link.text) is Reason.FILE


@lru_cache(maxsize=4096)
def _says_no_story(href: str, text: str) -> Reason | None:
    """What address and words alone say against a link."""
    if _ARCHIVE.search(href.partition("?")[0]) or _COMMIT.fullmatch(text):
        return Reason.FILE
    if names_nothing(text) or not any(map(str.isalpha, text)):
        return None if RELEASE.fullmatch(text) else Reason.SAYS_NOTHING
    return None


def _in_heading(out: Outline, link: Hit, headings: Sequence[Hit]) -> bool:
    """Whether the link stands in a heading or around one."""
    ends, at = out.ends, link.at
    return any(h.at < at < ends[h.at] or at < h.at < ends[at] for h in headings)


def _is_date(out: Outline, link: Hit) -> bool:
    """Whether the link's words are a date and little else."""
    dates = out.within(out.dates, link.at, out.ends[link.at])
    shown = (out.texts[date.at] if out.tags[date.at] == "time" else date.text for date in dates)
    return any(text in link.text and 3 * len(text) >= 2 * len(link.text) for text in shown)


def _for(*, headed: bool, called: bool) -> Reason:
    if headed:
        return Reason.CALLED_HEADING if called else Reason.HEADING
    return Reason.CALLED if called else Reason.PLAIN


def _near(out: Outline, link: Hit, item: int) -> frozenset[str]:
    """The words that the classes of the link and its parent in the block are made of."""
    parent = out.parents[link.at]
    own, above = out.tokens[link.at], out.tokens[parent] if parent > item else None
    return own | above if above else own


def heading_of(link: Hit, headings: Sequence[Hit]) -> Hit | None:
    """The heading that says the same words as the link, which stands elsewhere in the block."""
    for heading in headings:
        if heading.text == link.text and (weight(heading.text) >= 12 or VERSION.fullmatch(heading.text)):
            return heading
    return None


def says_read_on(text: str) -> bool:
    """Whether the words lead on from what stands above them: "Read more", "View details"."""
    words = [_ENDS.sub("", word) for word in text.casefold().split()]
    return bool(words) and (_WAYS.issuperset(words) or _READ_ON.fullmatch(" ".join(words)) is not None)


def names_paper(text: str) -> bool:
    """Whether the words are the name of a paper, or lead to one: "Agenda (PDF)", "See notice"."""
    words = text.casefold().split()
    return len(words) <= 8 and _PAPER.fullmatch(" ".join(words)) is not None


@lru_cache(maxsize=4096)
def names_nothing(text: str) -> bool:
    """Whether a link's words are none, a way on or the name of a paper: "Read more", "Agenda (PDF)"."""
    words = text.casefold().split()
    return (
        (len(words) <= 4 and all(not w or w in GENERIC for w in (_ENDS.sub("", word) for word in words)))
        or (len(words) <= 6 and _READ_ON.fullmatch(" ".join(words)) is not None)
        or names_paper(text)
    )
