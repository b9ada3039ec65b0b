"""What names a row in which nothing leads anywhere, as of a band's gigs or a service's notes.

    <li><span>27 Nov 2026</span> <strong>Lamps of the long quay</strong> <span>Mill Hall</span></li>
    <p><b>26/11/2026</b> – The ferry sails again.</p>

gives "Lamps of the long quay" and "The ferry sails again." Such rows are stories only on a page that shows
no others. Each has a day, which stands apart from its words or before them.
"""

from __future__ import annotations

from feedsvc.extract.auto.linkworth import TITLE
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowpieces import trimmed
from feedsvc.extract.auto.rowtitle import names_story
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.datetext import find_date

LARGEST = 40
"""Elements of a row; what has more is a part of the page."""
_STRONG = word_set("b strong em summary caption legend th dt")


def name_alone(out: Outline, start: int, end: int) -> Hit | None:
    """The words that stand out in the row, else its first ones; None where its day is one of running text."""
    dates = out.within(out.dates, start, end)
    if end - start > LARGEST or not all(_stands_apart(out, date) for date in dates):
        return None
    said = [Hit(number, but_date(out.texts[number])) for number in range(start, end) if out.texts[number]]
    names = [name for name in said if names_story(name.text)]
    called = (name for name in names if out.tokens[name.at] & TITLE or out.tags[name.at] in _STRONG)
    return next(called, None) or next(iter(names), None)


def _stands_apart(out: Outline, date: Hit) -> bool:
    """Whether nothing is said before the date in its element."""
    before, found, _ = out.texts[date.at].partition(date.text)
    return not found or not any(map(str.isalnum, before))


def but_date(text: str) -> str:
    """The text without the date in it, and what joined them."""
    found = find_date(text)
    return trimmed(text.replace(found[0], " ", 1).strip()) if found else trimmed(text)
