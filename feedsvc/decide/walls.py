"""Walls: which one an answer is that keeps a page from us, and what its operator can do. Pure.

    wall_of(Answer(status=403, headers={"cf-mitigated": "challenge"}))      → "cloudflare"
    wall_in("<script src=/_Incapsula_Resource…", "captcha")                 → "imperva"

A refusal is judged by its status, headers, cookies and the beginning of its body; a page that was had only
once it is known to stand in for the one that was wanted. The services below sign ordinary pages, too: what
tells a wall is what they say while they refuse. None is climbed: who reads honestly asks its owner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    """One kind of wall: what it is called, and what can be done about it."""

    title: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What tells one service's wall: any of its headers, cookies or words in the body of a refusal."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Patterns of values that say alone that this is a wall."""
    edges: Mapping[str, str] = field(default_factory=dict)
    """Patterns of values that say so together with a status that refuses."""
    cookie: str = ""
    body: str = ""


ASK = "ask the page's owner to let feedsvc in"
OF_SERVICES = f"{ASK} (feedsvc letter SOURCE), or look for a feed of the site"
OF_PEOPLE = "it is made for people who agree or sign in; look for another page or a feed of the site"

WALLS: Mapping[str, Wall] = {
    "cloudflare": Wall(title="Cloudflare challenge", advice=OF_SERVICES),
    "akamai": Wall(title="Akamai bot manager", advice=OF_SERVICES),
    "datadome": Wall(title="DataDome", advice=OF_SERVICES),
    "perimeterx": Wall(title="HUMAN (PerimeterX)", advice=OF_SERVICES),
    "imperva": Wall(title="Imperva (Incapsula)", advice=OF_SERVICES),
    "kasada": Wall(title="Kasada", advice=OF_SERVICES),
    "aws-waf": Wall(title="AWS WAF", advice=OF_SERVICES),
    "captcha": Wall(title="captcha", advice=OF_SERVICES),
    "login": Wall(
        title="login", advice=f"{OF_PEOPLE}, or give the source what your own account has (login, cookies)"
    ),
    "signed-out": Wall(
        title="signed out",
        advice="look whether the account still opens in a browser, correct what login.form is filled with, "
        "then feedsvc poll SOURCE",
    ),
    "consent": Wall(title="consent page", advice=OF_PEOPLE),
    "age": Wall(title="age check", advice=OF_PEOPLE),
    "region": Wall(
        title="closed to this region",
        advice="poll from a country in which the page may be read, or look for another page of the site",
    ),
    "rate": Wall(
        title="rate limit",
        advice=f"poll less often (every = of the source), or {ASK} (feedsvc letter SOURCE)",
    ),
}
"""By the name that `/status.json` and metrics give them."""

SERVICES: Mapping[str, Signs] = {
    "cloudflare": Signs(
        headers={"cf-mitigated": "challenge|block"},
        # Below scripts/ lies what Cloudflare adds to pages that it lets through.
        body=r"cdn-cgi/challenge-platform/(?!scripts/)|_cf_chl_|cf-captcha|cf-browser-verification"
        r"|cf-error-details|attention required! \| cloudflare|used cloudflare to restrict access"
        # What programs get; 1009 means the region, 1015 the rate, most others a broken site.
        r"|\A\s*error code: 10(?:0[5-8]|10|12|20)\s*\Z",
    ),
    "datadome": Signs(
        headers={"x-dd-b": r"[1-9]\d*"},
        edges={"server": "datadome"},
        cookie="datadome",
        body=r"captcha-delivery\.com|geo\.captcha",
    ),
    "kasada": Signs(
        headers={"x-kpsdk-ct": ".+", "x-kpsdk-r": ".+"},
        body=r"\bkpsdk\b|149e9513-01fa-4fb0-aad4-566afd725d1b",
    ),
    "aws-waf": Signs(
        headers={"x-amzn-waf-action": "captcha|challenge"},
        body=r"awswafcaptcha|awswafintegration|\.awswaf\.com/",
    ),
    "perimeterx": Signs(
        cookie="_pxhd",
        body=r"px-captcha|captcha\.px-c(?:dn|loud)\.net|human-challenge\.com|\b_pxblock|\"jsclientsrc\"\s*:",
    ),
    "imperva": Signs(
        edges={"x-cdn": "imperva|incapsula"},
        body=r"_incapsula_resource|incapsula incident id|powered by imperva|<title>pardon our interruption",
    ),
    # The edge names itself as the server of what it answers alone.
    "akamai": Signs(
        edges={"server": "akamaighost|akamainetstorage"},
        body=r"errors\.edgesuite\.net|bm-verify=|sec-if-cpt-container|_sec/cp_challenge|\"sec-cp-challenge\"",
    ),
}

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


def titled(text: str, name: str) -> str:
    """A reason with the wall named, where it does not say so itself."""
    wall = WALLS.get(name)
    return f"{text} ({wall.title})" if wall and wall.title not in text else text


def advised(name: str, source: str = "SOURCE") -> str:
    """What can be done about the wall, in words for the operator of this source; "" for none."""
    wall = WALLS.get(name)
    return wall.advice.replace("SOURCE", source) if wall else ""


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
