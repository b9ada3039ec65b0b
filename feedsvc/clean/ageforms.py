"""How each language says an age: the expressions, and what a match of one comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from feedsvc.clean.phrases.ages import AGES, Ages
from feedsvc.clean.phrases.monthnames import folded

SECONDS = (1, 60, 3600, 86_400, 7 * 86_400)
"""Those of a second, minute, hour, day, week."""
_ENDING = r"[^\s\d.,;:()|]*"
_BETWEEN = r"(?:[,،\s&]|and|und|et|y|e|og|och|en|i|и|і|ve|dan|و|ו){0,8}"
"""Each in one way only: what two of these could read, a page repeats until nobody has time for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Age:
    """How long ago something was, and where the text says so."""

    start: int
    end: int
    seconds: int = 0
    months: int = 0

    def before(self, now: datetime) -> datetime | None:
        """The moment this long before now; None where it lies before the calendar."""
        try:
            return _months_before(now, self.months) - timedelta(seconds=self.seconds)
        except (ValueError, OverflowError):
            return None


def _months_before(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in range(now.day, 27, -1):  # the last day of February
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return now.replace(year=year, month=month + 1)


_CODES = {one.code: one for one in AGES}
_UNSPACED = ("zh", "ko", "th")
_GLUED = (*_UNSPACED, "mr", "ta", "te")
"""Languages whose units and words behind them may be written as one word."""
_DUALS = {"ar": "ين", "he": "יים"}
"""The ending of two of a unit."""


def _keys(words: str) -> Iterator[str]:
    """The word that tells of each alternative: its longest."""
    for alternative in words.split("|"):
        yield folded(max(re.sub(r"\(\?:.*?\)\??", " ", alternative).split(), key=len))


def _languages_by_key() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in AGES:
        for key in {key for words in (one.before, one.after) if words for key in _keys(words)}:
            found[key] = (*found.get(key, ()), one.code)
    return found


KEYS = _languages_by_key()
"""Languages by the words that ages have before or behind them."""
GLUED_MARKS = {code: re.compile(_CODES[code].after) for code in _GLUED}


@cache
def expression_of(code: str) -> re.Pattern[str]:
    """An age in one language."""
    one = _CODES[code]
    part = rf"(?:{_number_of(one)}){_unit(one)}(?:-\w+)?"
    parts = rf"{part}(?:{_BETWEEN}{part}){{0,2}}"
    about = rf"(?:(?:{one.about})(?:\s|(?<=['’מכ-])))?" if one.about else ""
    before = rf"(?<!\w)(?:{one.before})\s{about}{parts}" if one.before else ""
    after = (
        rf"(?<!\d)(?<!\d[.,:])(?<![月월])(?<![月월]\s){parts}\s?(?:{one.after})(?!\w)" if one.after else ""
    )
    return re.compile("|".join(filter(None, (before, after))), re.IGNORECASE)


@cache
def _part(code: str) -> re.Pattern[str]:
    """One number with its unit; the number in a group of its own where it is one."""
    return re.compile(rf"(?:{_number_of(_CODES[code])}){_unit(_CODES[code])}", re.IGNORECASE)


def _number_of(one: Ages) -> str:
    said = rf"|(?<!\w)(?:{one.one})(?:\s|(?<=['’])|(?<=\bse))" if one.one else ""
    return r"\d{1,3}\s?" + said + (r"|(?<!\w)" if one.bare else "")


def _unit(one: Ages) -> str:
    """A group for every unit from second to year, the longer form first."""
    stop = "" if one.code in _GLUED else r"(?!\w)"
    units = (_forms(unit) for unit in one.units.split())
    return "(?:" + "|".join(f"(?:{forms}){stop}" for forms in units) + ")"


def _forms(unit: str) -> str:
    forms = sorted(unit.split("/"), key=len, reverse=True)
    stems = (re.escape(form.rstrip("*")).replace("_", r"\s") for form in forms)
    return "|".join(s + (_ENDING if f.endswith("*") else "") for s, f in zip(stems, forms, strict=True))


def age_of(code: str, match: re.Match[str]) -> Age:
    """The age that a match of the language's expression tells."""
    seconds = months = 0
    for part in _part(code).finditer(match.group()):
        number, unit = _number(code, part), _unit_of(code, part)
        seconds += number * SECONDS[unit] if unit < len(SECONDS) else 0
        months += number * (1, 12)[unit - len(SECONDS)] if unit >= len(SECONDS) else 0
    return Age(start=match.start(), end=match.end(), seconds=seconds, months=months)


def _number(code: str, part: re.Match[str]) -> int:
    if digits := re.match(r"\d+", part.group()):
        return int(digits.group())
    return 2 if code in _DUALS and part.group().endswith(_DUALS[code]) else 1


def _unit_of(code: str, part: re.Match[str]) -> int:
    """0 for a second to 6 for a year."""
    units = [rf"(?:{_number_of(_CODES[code])})(?:{_forms(unit)})" for unit in _CODES[code].units.split()]
    return next((n for n, unit in enumerate(units) if re.fullmatch(unit, part.group(), re.IGNORECASE)), 0)
