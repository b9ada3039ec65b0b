"""What an address alone says of where its link leads: to a person, into replies, to all of one kind."""

from __future__ import annotations

import re
from functools import lru_cache

_PEOPLE = (
    "authors?|profiles?|contributors?|writers?|users?|members?|member-details|u|usuarios?|utilisateurs?|membres?"
    "|profils?|perfil|perfis|benutzer|mitglied(?:er)?|autor(?:en|es)?|uzytkownik|kayttaja"
)
PERSON = re.compile(
    rf"(?=[/?&;pums])(?:/(?:@|~|(?:{_PEOPLE})/(?:\d+/)?)[^/?#]+/?(?:[?#].*)?$|/member-details/"
    r"|(?:^|/)(?:profile|user|member|memberlist|userinfo)\.[a-z]{2,4}\?"
    r"|(?:^|/)(?:user|member|membre|profile)[-_]?\d+(?:-[^/?#]*)?(?:\.html?|/)?$"
    r"|[?&;](?:action|mode|do|view)=(?:view)?(?:profile|user|member)\b|[?&;]showuser=\d"
    r"|[?&;](?:search)?(?:type|field|by)=authors?\b|[?&;]author="
    r"|(?:^|/)space-(?:uid|username)-[^/?#]+\.html?|[?&;]mod=space(?:&|$))",
    re.IGNORECASE,
)
"""The pages of people; to look first for what each begins with takes a third of the time."""
_LATER = re.compile(
    r"#(?:p|pid|post|msg|message|comments?|reply|entry|new|last|unread)?[-_]?\d*$"
    r"|/(?:latest|unread|last|newest|page-?\d+)/?$"
    r"|[?&;](?:action|do|view|goto)=(?:get)?-?(?:last|new|first_?new|unread)\w*|[?&;](?:page|pageNo|start|offset)=\d+$",
    re.IGNORECASE,
)
"""What is said later in a thread, or its further pages."""
_KIND = re.compile(
    r"(?=[/?&rd])(?:(?<!/releases)/(?:tags?|categor(?:y|ies)|categor[ií]as?|kategorien?|labels?|venues?|organi[sz]ers?|orgs?|organi[sz]ations?|employers?|subreddit|domains?|from)"
    r"/[^/?#]+/?(?:[?#].*)?$|[?&](?:tag|cat|category|site|prefix_id|labelIDs)(?:=|$)|^/?r/[^/]+/?$"
    r"|(?:^|/)DepartmentDetail\.aspx\?)",
    re.IGNORECASE,
)
"""All that bears one tag, or happens at one place."""
_BUYS = re.compile(
    r"[?&;](?:action|do|act|cmd|task|mode)=(?:buy_?now|(?:add_?(?:to)?_?)?(?:cart|basket|wish_?list|compare))(?:[&;#]|$)"
    r"|[?&;/]add[-_]?to[-_]?(?:cart|basket|bag|wish-?list|compare)(?=[/?&;=#]|$)"
    r"|/(?:cart|basket|wish-?list|compare)/(?:add|product)(?=[/?#]|$)",
    re.IGNORECASE,
)
"""What puts a thing into a cart, or on a list of wishes."""
_WORK = (
    r"/(?:jobs?|job-?(?:offers?|postings?|openings?|listings?|details?)|careers?|karriere|vacanc(?:y|ies)|vacatures?"
    r"|positions?|openings?|stellen(?:angebote?|anzeigen?|markt)?|offres?-d-?emplois?|emplois?|empleos?|vagas?)"
)
_VACANCY = re.compile(rf"{_WORK}/(?:[^/?#]+/)*[^/?#]*\d{{2}}", re.IGNORECASE)
"""One of the places to work that somebody offers, which bears a number; a kind of them bears none."""
_BELOW_WORK = re.compile(rf"{_WORK}/[^/?#]", re.IGNORECASE)

_FRONT = re.compile(
    r"^https?://[^/?#]+(?:/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)\.[a-z]{3,5})?)?(?:[?#]|$)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?<![^/._=-])[a-z]{2}(?:[-_][a-z]{2})?(?![^/._&?#-])", re.IGNORECASE)
_SITE = re.compile(r"https?://[^/?#]+/?", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|epub)(?:[?#]|$)", re.IGNORECASE)
_SERIAL = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}(?!\d)")
"""A number that is no year."""
_OF_DAY = re.compile(
    r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01])[/-](?!\d*/?(?:[?#]|$))[^/?#]+/?(?:[?#]|$)"
)
"""A name behind a day (`/2026/03/04/harbour/`)."""


def translates(href: str, other: str) -> bool:
    """Whether two addresses are the same but for a language (`/en/900`, `/cy/900`)."""
    return href != other and _LANGUAGE.sub("", href) == _LANGUAGE.sub("", other)


@lru_cache(maxsize=4096)
def buys(href: str) -> bool:
    """Whether the address puts a thing into a cart instead of showing it."""
    return _BUYS.search(href) is not None


def folder_of(url: str) -> str:
    """The last name in a page's address; empty where a site begins, in any language (`https://paper.example/fr/`)."""
    return "" if _FRONT.match(url) else url.partition("?")[0].rstrip("/").rpartition("/")[2]


def leads_up(href: str) -> bool:
    """Whether the address is that of the site's first page, or of what is above this one."""
    return href in ("/", ".", "./", "..", "../")


def is_site(href: str) -> bool:
    """Whether the first page of another site stands there."""
    return _SITE.fullmatch(href) is not None


def is_document(href: str) -> bool:
    """Whether a document to read stands there."""
    return _DOCUMENT.search(href) is not None


def is_numbered(href: str) -> bool:
    """Whether the address bears a number as of a register."""
    return _SERIAL.search(href) is not None


def is_of_day(href: str) -> bool:
    """Whether what stands there is named behind its day, as a weblog names its posts."""
    return _OF_DAY.search(href) is not None


def is_vacancy(href: str) -> bool:
    """Whether one offer of work stands there."""
    return _VACANCY.search(href) is not None


def is_below_work(href: str) -> bool:
    """Whether an offer of work may stand there, or all of one kind."""
    return _BELOW_WORK.search(href) is not None


@lru_cache(maxsize=4096)
def leads_to_kind(href: str) -> bool:
    """Whether all of one kind, or of one body, stands there."""
    return _KIND.search(href) is not None


@lru_cache(maxsize=4096)
def leads_beside(href: str, *, called: bool) -> bool:
    """Whether the address is that of something beside a story: its author, its replies, its kind.

    What is `called` a title may be a thread's last page, but no person.
    """
    return bool(PERSON.search(href)) or (not called and any(p.search(href) for p in (_LATER, _KIND)))
