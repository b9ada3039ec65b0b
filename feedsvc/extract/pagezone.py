"""The time zone that a page is written in, where that is certain, for the source that `feedsvc new` writes.

A country with one zone tells it (the address's, or that of the page's locale), or the offsets of the page's
own dates together with its language; where they contradict each other, nothing is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedsvc.models import Page

HEAD = 20_000
"""Bytes in which a page names its language and country."""
MOST_OFFSETS = 100
_LOCALE = re.compile(
    rb"<html\b[^<>]*?\slang\s*=\s*[\"']?([a-z]{2,3})[-_]?([a-z]{2})?\b"
    rb"|og:locale[\"'][^<>]*?content\s*=\s*[\"']?([a-z]{2,3})[-_]?([a-z]{2})?\b",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    rb"\b(20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?[+-]\d\d:?\d\d)\b",
)


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


_COUNTRIES = """
at=Europe/Vienna be=Europe/Brussels bg=Europe/Sofia ch=Europe/Zurich cz=Europe/Prague de=Europe/Berlin
dk=Europe/Copenhagen ee=Europe/Tallinn fi=Europe/Helsinki fr=Europe/Paris gr=Europe/Athens
hr=Europe/Zagreb hu=Europe/Budapest ie=Europe/Dublin it=Europe/Rome lt=Europe/Vilnius
lu=Europe/Luxembourg lv=Europe/Riga mt=Europe/Malta nl=Europe/Amsterdam no=Europe/Oslo pl=Europe/Warsaw
ro=Europe/Bucharest rs=Europe/Belgrade se=Europe/Stockholm si=Europe/Ljubljana sk=Europe/Bratislava
uk=Europe/London gb=Europe/London ua=Europe/Kyiv by=Europe/Minsk md=Europe/Chisinau mk=Europe/Skopje
ba=Europe/Sarajevo al=Europe/Tirane is=Atlantic/Reykjavik tr=Europe/Istanbul il=Asia/Jerusalem
ir=Asia/Tehran iq=Asia/Baghdad sa=Asia/Riyadh ae=Asia/Dubai qa=Asia/Qatar kw=Asia/Kuwait lb=Asia/Beirut
jo=Asia/Amman eg=Africa/Cairo ma=Africa/Casablanca dz=Africa/Algiers tn=Africa/Tunis ng=Africa/Lagos
ke=Africa/Nairobi gh=Africa/Accra za=Africa/Johannesburg et=Africa/Addis_Ababa jp=Asia/Tokyo
kr=Asia/Seoul cn=Asia/Shanghai tw=Asia/Taipei hk=Asia/Hong_Kong sg=Asia/Singapore th=Asia/Bangkok
vn=Asia/Ho_Chi_Minh ph=Asia/Manila my=Asia/Kuala_Lumpur in=Asia/Kolkata pk=Asia/Karachi bd=Asia/Dhaka
lk=Asia/Colombo np=Asia/Kathmandu ge=Asia/Tbilisi am=Asia/Yerevan az=Asia/Baku uz=Asia/Tashkent
co=America/Bogota pe=America/Lima ve=America/Caracas uy=America/Montevideo py=America/Asuncion
bo=America/La_Paz ar=America/Argentina/Buenos_Aires gt=America/Guatemala cr=America/Costa_Rica
cu=America/Havana pa=America/Panama
"""
_OF_COUNTRY = _table(_COUNTRIES)
"""Countries that have one zone (islands far away aside: they have domains of their own)."""
_LANGUAGES = """
ja=jp ko=kr th=th vi=vn tr=tr pl=pl cs=cz sk=sk hu=hu fi=fi sv=se da=dk nb=no no=no et=ee lv=lv lt=lt
el=gr he=il bg=bg ro=ro hr=hr sl=si uk=ua be=by sq=al is=is ka=ge hy=am az=az mk=mk it=it
"""
_OF_LANGUAGE = _table(_LANGUAGES)
"""Languages of one country; they tell a zone only where the page's offsets are those of it."""
_NO_COUNTRIES = frozenset(["co", "ai", "io", "tv", "me", "fm", "ly", "to", "cc", "ws"])
"""Domains of countries that anybody takes."""


def page_zone(page: Page) -> str | None:
    """The zone's IANA name, or None where it is not certain."""
    offsets = list(_moments(page))
    countries = set(_countries(page))
    zones = {_OF_COUNTRY.get(country, "") for country in countries}
    if len(zones) == 1 and (zone := zones.pop()):
        return zone if _agree(zone, offsets) else None
    if countries or not offsets:
        return None
    zone = _OF_COUNTRY.get(_OF_LANGUAGE.get(_language(page), ""), "")
    return zone if zone and _agree(zone, offsets) else None


def _countries(page: Page) -> Iterator[str]:
    """The countries that the address and the page's locale name."""
    domain = (urlsplit(page.url).hostname or "").rpartition(".")[2]
    if len(domain) == 2 and domain.isalpha() and domain not in _NO_COUNTRIES:
        yield "gb" if domain == "uk" else domain
    for found in _LOCALE.finditer(page.content[:HEAD]):
        if region := found[2] or found[4]:
            yield region.decode("ascii").lower()


def _language(page: Page) -> str:
    found = _LOCALE.search(page.content[:HEAD])
    return (found[1] or found[3]).decode("ascii").lower() if found else ""


def _moments(page: Page) -> Iterator[datetime]:
    """The dates with an offset that the page writes for machines, but those in UTC, which say little."""
    for found, _ in zip(_OFFSET.finditer(page.content), range(MOST_OFFSETS), strict=False):
        try:
            moment = datetime.fromisoformat(found[1].decode("ascii"))
        except ValueError:
            continue
        if moment.utcoffset():
            yield moment


def _agree(zone: str, moments: list[datetime]) -> bool:
    """Whether the dates bear the offsets of the zone."""
    own = ZoneInfo(zone)
    return all(moment.astimezone(own).utcoffset() == moment.utcoffset() for moment in moments)
