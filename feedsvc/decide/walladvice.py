"""What each wall is called, and what the operator of a source can do about it.

None is climbed: who reads honestly asks its owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    """One kind of wall: what it is called, and what can be done about it."""

    title: str
    advice: str


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


def titled(text: str, name: str) -> str:
    """A reason with the wall named, where it does not say so itself."""
    wall = WALLS.get(name)
    return f"{text} ({wall.title})" if wall and wall.title not in text else text


def advised(name: str, source: str = "SOURCE") -> str:
    """What can be done about the wall, in words for the operator of this source; "" for none."""
    wall = WALLS.get(name)
    return wall.advice.replace("SOURCE", source) if wall else ""
