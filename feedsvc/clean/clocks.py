"""The clock behind a date, in any language."""

from __future__ import annotations

import re
from typing import Any

from feedsvc.clean.zones import ZONE

AT = (
    r"(?:at|um|ab|à|às|as|a las|de|alle(?: ore)?|ore|ora|la|om|kl|klo|ob|o|v|u|в|у|о|об|saat|saa|lúc|pukul"
    r"|jam|στις|kell|plkst|الساعة|ساعت|בשעה|เวลา|godz)\b\.?"
)
"""What stands between a day and its clock, as a regular expression."""
_HALVES = r"(?:[ap]\.?\s?m\b\.?|صباحا?ً?|مساءً?|ص(?!\w)|م(?!\w)|[πμ]\.?\s?μ\.?)"
CLOCK = re.compile(
    r"(?:\s?(?:г|года|год|р|року|ж|m|d|năm|წ|[(（][^\W\d_][)）]|(?:pazar(?:tesi)?|salı|çarşamba|perşembe|cuma(?:rtesi)?))"
    r"\.?(?=[\s,\d]))?[\s,،|·•(–—-]{0,4}"
    rf"(?:{AT}[\s,:]{{0,2}})?"
    r"(?P<early>上午|午前|오전|ก่อน)?(?P<late>下午|午後|오후)?\s?"
    r"(?!(?:(?<=[–—-])|(?<=[–—-]\s))\d{1,2}\.\d{1,2}\.\d{2})"  # the last of some days
    r"(?P<hour>[01]?\d|2[0-4])(?:(?:[:.h時时시]|\s?Uhr\s?|\sh\s)(?P<minute>[0-5]\d)(?!\d)"
    r"(?:[:.](?P<second>[0-5]\d)(?!\d))?"
    rf"|(?:\s?Uhr|\s?h(?:eures?)?)(?!\w)|[時时시](?![間间간\d])|(?=\s?{_HALVES}))"
    rf"(?:\s?(?P<half>{_HALVES}))?(?P<zone>{ZONE})?",
    re.IGNORECASE,
)
_LATE = re.compile(r"p|μ\.?\s?μ|م", re.IGNORECASE)


def told_by(clock: re.Match[str]) -> dict[str, Any]:
    """The fields of a date that a match of CLOCK tells beside its hour."""
    return {
        "minute": int(clock["minute"] or 0),
        "second": int(clock["second"] or 0),
        "zone": (clock["zone"] or "").strip(" ()"),
        "clocked": True,
    }


def hour_of(clock: re.Match[str]) -> int | None:
    """The hour of the day that a match of CLOCK shows; None where it shows none."""
    hour, half = int(clock["hour"]), clock["half"] or ""
    if not (half or clock["early"] or clock["late"]):
        return hour % 24
    if hour > 12:  # 13:05 PM is written by programs that mean 13:05
        return hour if hour < 24 else None
    return hour % 12 + (12 if clock["late"] or _LATE.match(half) else 0)
