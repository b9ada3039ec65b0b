"""Dates inside other text, as pages in several languages write them.

Only their place is found here; what they mean is decided by `clean.dates`.
"""

from __future__ import annotations

import re

from feedsvc.clean.phrases import MONTH
from feedsvc.clean.zones import ZONE

MAX_TEXT = 400

_CLOCK = (
    r"(?:,?\s(?:at\s|um\s|às?\s|a\slas\s|ore\s|kl\.?\s|[-–|]\s)?"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    rf"(?:{ZONE})?)?"
)
_YEAR = r"(?:19|20)\d{2}"
_AGO = r"\d{1,3}\s?(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|month|year)s?"
_DAY, _OF_YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_ERA = r"(?:令和|平成|昭和|大正|民[國国])\s?(?:元|\d{1,3})\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
_ABSOLUTE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/]){_YEAR}-\d{{1,2}}-\d{{1,2}}(?!\d)"
        rf"(?:[T\s]{{1,2}}\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?"
        rf"(?:\s?(?:Z\b|[+-]\d{{2}}(?::?\d{{2}})?(?!\d))|{ZONE})?)?",
        rf"{_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일](?:\s?\d{{1,2}}[:：时時]\d{{2}}分?(?:{ZONE})?)?",
        rf"(?<![\d/.]){_YEAR}([./])\d{{1,2}}\1\d{{1,2}}(?![\d/])(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:{ZONE})?)?",
        rf"\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}\b{_CLOCK}",
        rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?(?:[\s-]de|\sof)?[\s-]{MONTH}(?:\sde|,)?[\s-]{_YEAR}\b{_CLOCK}",
        rf"(?<![\d/.-])\d{{1,2}}([./-])\d{{1,2}}\1{_YEAR}(?!\d){_CLOCK}",
        rf"(?<![\d.])\d{{1,2}}\.\s\d{{1,2}}\.\s{_YEAR}(?!\d){_CLOCK}",
        _ERA,
    )
)
_SHORT_YEAR = re.compile(
    rf"[\[(（]?((?:{_DAY}/{_OF_YEAR}|{_OF_YEAR}/{_DAY})/\d{{2}}|(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d{{2}}"
    rf"(?:,?\s\d{{1,2}}:\d{{2}}(?:\s?[ap]m)?)?)[\])）]?",
    re.IGNORECASE,
)
"""A whole text that is a date with a year of two digits; inside others it may be a version or a fraction."""
_ANY_LANGUAGE = re.compile(
    rf"\d{{1,2}}[.,]?\s(?:\w{{1,3}}\s)?[^\W\d_]{{2,15}}[.,]?\s(?:\w{{1,3}}\s)?{_YEAR}{_CLOCK}"
    rf"|[^\W\d_]{{3,15}}\s\d{{1,2}},?\s{_YEAR}{_CLOCK}",
    re.IGNORECASE,
)
"""A whole text of day, a word and a year: a date in whatever language."""
_VAGUE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_AGO},?\s(?:and\s)?)?{_AGO}\sago\b",
        r"\b(?:vor|il y a|hace|há|for|před|acum|πριν από|منذ|قبل|לפני)\s\d{1,3}\s[^\W\d_]{1,10}\b",
        r"\b(?:\d{1,3}\s[^\W\d_]{1,10},?\s)?\d{1,3}\s[^\W\d_]{1,10}\s"
        r"(?:fa|geleden|sedan|siden|назад|тому|temu|önce|(?:yang )?lalu|trước"
        r"|sitten|ezelőtt|پیش)(?!\w)",
        r"\d{1,3}\s?(?:초|분|시간|일|주|개월|년)\s?전",
        r"\d{1,3}\s?(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|个月|ヶ月)[之以]?前",
        r"\b(?:yesterday|today|gestern|heute|hier|aujourd'hui|ayer|hoy|ieri|oggi|ontem|hoje|вчера|сегодня)\b"
        rf"{_CLOCK}",
        r"(?:昨天|今天|前天|昨日|本日)(?:\s?\d{1,2}:\d{2})?",
        rf"\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?\d)",
        rf"(?<!\d)\d{{1,2}}(?:\.|st|nd|rd|th)?(?:\sde)?\s{MONTH}(?!\w)",
        r"(?<!\d)\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?\d{1,2}[:：时時]\d{2}分?)?",
    )
)
_BARE_DAY = re.compile(r"[\[(（]?(\d{1,2}[-/]\d{1,2}(?: \d{1,2}:\d{2})?)[\])）]?")


def find_date(text: str) -> tuple[str, bool] | None:
    """The first date in a text and whether it is complete (day, month and year), or None."""
    if not any(c.isdigit() for c in text) and len(text) > 40:
        return None
    text = text[:MAX_TEXT]
    for pattern in _ABSOLUTE:
        if found := pattern.search(text):
            return found.group().strip(), True
    if found := _SHORT_YEAR.fullmatch(text.strip()):
        return found.group(1), True
    for pattern in _VAGUE:
        if found := pattern.search(text):
            return found.group().strip(), False
    if found := _ANY_LANGUAGE.fullmatch(text.strip()):
        return found.group(), True
    whole = _BARE_DAY.fullmatch(text.strip())
    return (whole.group(1), False) if whole else None
