"""Walls: which one an answer is that keeps a page from us.

    wall_of(Answer(status=403, headers={"cf-mitigated": "challenge"}))      → "cloudflare"
    wall_in("<script src=/_Incapsula_Resource…", "captcha")                 → "imperva"

A refusal is judged by its status, headers, cookies and the beginning of its body; a page that was had only
once it is known to stand in for the one that was wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedsvc.decide.walladvice import WALLS
from feedsvc.decide.wallsigns import SERVICES, Signs

REFUSING = frozenset((401, 403, 405, 428, 429, 503))
LOOKED_AT = 100_000
"""Characters of a page in which signatures stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A refusal: names of headers in lower case, names of the cookies that it sets, its body's beginning."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: frozenset[str] = frozenset()
    body: str = ""


_CAPTCHA = re.compile(
    r"<title>[^<]{0,60}(?:attention required|just a moment|captcha|security (?:check|verification)"
    r"|one more step|are you (?:a )?(?:human|robot)|verify (?:that )?you are|checking your browser"
    r"|pardon our interruption|ddos.protection|bot (?:check|verification|detection)|unusual traffic)"
    r"|g-recaptcha|h-captcha|cf-turnstile",
    re.IGNORECASE,
)
"""How the pages begin that ask whether a person is reading, whoever has built them."""
_REGION = re.compile(
    r"(?:not|un|isn['’]t )\s?(?:currently )?available (?:in|to|from) (?:users in )?(?:your|this) "
    r"(?:country|region|location)"
    r"|(?:blocked|restricted) in your (?:country|region|location)|unavailable (?:for|due to) legal reasons"
    r"|(?:unavailable|blocked|no access) .{0,60}european (?:economic area|union)"
    r"|not (?:currently )?available (?:to|for) (?:visitors|users|readers|people) (?:in|from|outside) "
    r"|(?:access|visitors|traffic) from your (?:country|region|location) (?:is|are|has been) "
    r"(?:blocked|restricted|not (?:allowed|permitted))",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"too many requests|rate limit(?:ing)? (?:has been )?(?:exceeded|reached|hit)"
    r"|(?:exceeded|reached|hit) (?:the|your|our) (?:rate|request) limit",
    re.IGNORECASE,
)
"""How sites say so that answer 403 or 503 to it."""
_LOGIN = re.compile(
    r"<title>[^<]{0,40}\b(?:log|sign)[ -]?in\b"
    r"|(?:must|need to|have to|please) (?:be )?(?:logged|signed|log|sign)[ -]?in\b",
    re.IGNORECASE,
)
_BODIES = {name: re.compile(signs.body, re.IGNORECASE) for name, signs in SERVICES.items()}


def wall_of(answer: Answer) -> str:
    """The name of the wall that a refusal is; "" where nothing tells one."""
    if answer.status in (404, 410):
        return ""  # an edge says so of pages that it lets through
    named = (name for name, signs in SERVICES.items() if _signed(name, signs, answer))
    return next(named, "") or _by_status(answer)


def wall_in(text: str, kind: str | None) -> str:
    """The name of the wall that a page is which stands in as this kind (`pagekind`); "" where it is none."""
    if kind != "captcha":
        return kind if kind and kind in WALLS else ""
    return _by_body(text[:LOOKED_AT]) or "captcha"


def is_challenge(name: str) -> bool:
    """Whether it asks who is reading, as captchas do."""
    return name in SERVICES or name == "captcha"


def _signed(name: str, signs: Signs, answer: Answer) -> bool:
    if _told(signs.headers, answer):
        return True
    if answer.status not in REFUSING:
        return answer.status == 202 and bool(_BODIES[name].search(answer.body))
    return (
        _told(signs.edges, answer)
        or (bool(signs.cookie) and signs.cookie in answer.cookies)
        or bool(_BODIES[name].search(answer.body))
    )


def _told(patterns: Mapping[str, str], answer: Answer) -> bool:
    values = ((answer.headers.get(name, "").lower(), pattern) for name, pattern in patterns.items())
    return any(re.fullmatch(pattern, value) for value, pattern in values)


def _by_status(answer: Answer) -> str:
    if answer.status == 451 or (answer.status == 403 and _REGION.search(answer.body)):
        return "region"
    if answer.status in REFUSING and _CAPTCHA.search(answer.body):
        return "captcha"
    if answer.status in (403, 503) and _RATE.search(answer.body):
        return "rate"
    if answer.status == 403 and _LOGIN.search(answer.body):
        return "login"
    return {401: "login", 429: "rate"}.get(answer.status, "")


def _by_body(text: str) -> str:
    return next((name for name, pattern in _BODIES.items() if pattern.search(text)), "")
