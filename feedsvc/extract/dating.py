"""The dates of one page's stories, read together: how the source writes them is learned from all of them.

What the source's file says (`date_order`, `date_language`) holds; what it does not say the page tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from feedsvc.clean.dateorders import Order, has_order, learn_order, usual_order
from feedsvc.clean.dates import has_no_year, read_date
from feedsvc.clean.habits import Habits
from feedsvc.clean.phrases.beside import EVENTS
from feedsvc.clean.wordeddates import languages_for, languages_of
from feedsvc.clean.yearsinturn import years_in_turn
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page

MAX_EXAMPLE = 60
GUESSES = 8
"""Failures of the slow date guesser that one page may cost (up to a second each)."""
ACCENTED = 3
"""More than one title of so many has such letters where it is not English."""
HEAD = 5000
"""Bytes of a page in which its language and its title stand."""
_LANG = re.compile(rb"<html\b[^>]*?\slang\s*=\s*[\"']?([A-Za-z-]+)", re.IGNORECASE)
_FEED_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s{0,9}([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)\s{0,9}</")
_AM_OR_PM = re.compile(r"\d\s?[AP]M\b")
_LOCALE = re.compile(rb"<meta\b[^>]*?og:locale[\"'][^>]*?content\s*=\s*[\"']?([A-Za-z_-]+)", re.IGNORECASE)
_TITLE = re.compile(rb"<title\b[^>]*>([^<]{0,300})", re.IGNORECASE)
# One pattern each: a fixed beginning is looked for ten times faster than one of two.
_EVENT_TYPES = (
    re.compile(rb"schema\.org/\w{0,20}Event\b"),
    re.compile(rb"\"@type\"\s*:\s*\"\w{0,20}Event\""),
)
_EVENTS = re.compile(EVENTS, re.IGNORECASE)


class Dates:
    """Reads the dates of one page; gives up guessing after a few slow failures."""

    def __init__(
        self, page: Page, settings: ExtractSettings, now: datetime, raws: Sequence[RawStory]
    ) -> None:
        self._settings, self._now, self._raws = settings, now, raws
        self._texts = texts = [raw.published for raw in raws if isinstance(raw.published, str)]
        spoken = page_language(page, settings) or _foreign_language(page, texts)
        self.future = tells_of_events(page)
        self.language = settings.date_language or _written_in(texts, spoken)
        usual = usual_order(spoken, page.url) or ("DMY" if not spoken and _is_accented(raws) else None)
        self.learned = self._order(texts, usual)
        self._habits = Habits(
            zone=settings.zone,
            now=now,
            order=self.learned.order,
            language=self.language,
            future=self.future,
        )
        self._guesses = GUESSES
        self._unread: list[RawStory] = []
        self._known: dict[tuple[str, tuple[str, ...], bool], datetime] = {}
        self._given = 0

    def _order(self, texts: Sequence[str], usual: str | None) -> Order:
        if self._settings.date_order:
            return Order(order=self._settings.date_order)
        here = self._now.astimezone(self._settings.zone).date()
        return learn_order(texts, here, usual=usual, future=self.future)

    def moments(self) -> list[datetime | None]:
        """The moment of every story, in page order; years that are not written keep the list in turn."""
        read = [self._read(raw) for raw in self._raws]
        bare = [has_no_year(raw.published) for raw in self._raws]
        return years_in_turn(read, bare, future=self.future) if any(bare) else read

    def _read(self, raw: RawStory) -> datetime | None:
        if not raw.published:
            return None
        formats = (raw.date_format,) if raw.date_format else ()
        found = self._moment(raw.published, formats)
        self._given += 1
        if found is None:
            self._guesses -= 1
            self._unread.append(raw)
        return None if raw.ends else found

    def _moment(self, given: str | datetime, formats: tuple[str, ...]) -> datetime | None:
        """The moment of a date; that of a day which several stories have is found out once."""
        guess = self._guesses > 0
        if not isinstance(given, str):
            return read_date(given, self._habits, formats, guess=guess)
        key = (given, formats, guess)
        found = self._known.get(key) or read_date(given, self._habits, formats, guess=guess)
        if found:
            self._known[key] = found
        return found

    def told(self) -> dict[str, Any]:
        """What was learned, as fields of an `Extraction`."""
        written = any(map(languages_of, self._texts))
        return {
            "ends": sum(raw.ends for raw in self._raws),
            "date_order": self.learned.order if self.learned.order and has_order(self._texts) else None,
            "date_language": self.language if written and self.language else None,
            "date_doubt": self._doubt(),
        }

    def _doubt(self) -> str:
        if not self.learned.doubtful:
            return ""
        why = "the custom of its language or country" if self.learned.order else "nothing"
        return f"which number of its dates is the month is told by {why} alone"

    def notes(self) -> Iterator[str]:
        """What is doubtful: that the order of day and month is not told, that most dates cannot be read."""
        if doubt := self._doubt():
            yield doubt
        if 2 * len(self._unread) > self._given:
            first = self._unread[0]
            named = "date" in self._settings.options
            what = f"date {first.reasons.get('date', '')!r} matches, but" if named else "the dates"
            shown = str(first.published)[:MAX_EXAMPLE]
            yield f"{what} cannot be read in {len(self._unread)} of {self._given} stories (as {shown!r})"


def page_language(page: Page, settings: ExtractSettings) -> str:
    """The language that the source or its page names, with its region where that is named, or ""."""
    return settings.language or named_language(page)


def _foreign_language(page: Page, texts: Sequence[str]) -> str:
    """The language that a feed names, but English: programs name that where nobody has chosen.

    None where its clocks are English, as a program's are that knows no other (`3/4/2026 10:00:00 AM`).
    """
    found = _FEED_LANGUAGE.search(page.content[:HEAD]) if "html" not in page.media_type else None
    named = found[1].decode("ascii", "ignore") if found else ""
    return "" if named.lower().startswith("en") or any(map(_AM_OR_PM.search, texts)) else named


def named_language(page: Page) -> str:
    """The language that the page names, with its region where that is named, or ""."""
    head = page.content[:HEAD]
    named = [
        found[1].decode("ascii", "ignore") for pattern in (_LANG, _LOCALE) if (found := pattern.search(head))
    ]
    if len(named) > 1 and "-" not in named[0] and named[1].lower().startswith(f"{named[0].lower()}_"):
        return named[1].replace("_", "-")
    return named[0] if named else ""


def tells_of_events(page: Page) -> bool:
    """Whether the page says that it lists events, whose days may be to come."""
    title = _TITLE.search(page.content[:HEAD])
    words = title[1].decode(page.charset, "ignore") if title else ""
    path = page.url.partition("://")[2].partition("/")[2].partition("?")[0]
    said = _EVENTS.search(words) or _EVENTS.search(re.sub(r"[-_/.+]", " ", path))
    return said is not None or _types_events(page.content)


def _is_accented(raws: Sequence[RawStory]) -> bool:
    """Whether titles have letters that English has not: the month stands first in no such language."""
    titles = [raw.title for raw in raws if raw.title]
    foreign = sum(not t.isascii() and any(c.isalpha() and not c.isascii() for c in t) for t in titles)
    return ACCENTED * foreign > len(titles)


def _types_events(content: bytes) -> bool:
    return b"Event" in content and any(pattern.search(content) for pattern in _EVENT_TYPES)


def _written_in(texts: Sequence[str], spoken: str) -> str:
    """The language of the dates: the page's where its words fit, else the only one that they fit."""
    own = spoken.partition("-")[0].lower()
    common = languages_for(texts)
    if common is None or own in common or len(common) > 1:  # nearly always; reading every date for it is dear
        return own
    named = [languages for text in texts if (languages := languages_of(text))]
    fitting = frozenset.intersection(*named) if named else frozenset()
    if own in fitting or not fitting:
        return own
    return next(iter(fitting)) if len(fitting) == 1 else own
