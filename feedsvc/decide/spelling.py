"""Addresses that are spelt otherwise and lead to one page; asked only where the titles agree.

    https://pier.example/quay         https://m.pier.example/quay.html?ref=rss
    https://pier.example/a?b=1&c=2    https://pier.example//a?c=2&b=1

No story is stored under another spelling: an address alone tells nothing of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from html.entities import name2codepoint
from itertools import permutations
from unicodedata import normalize
from urllib.parse import unquote, unquote_plus, urlsplit

from feedsvc.clean.phrases import LANGUAGES
from feedsvc.clean.urls import is_route

_ASIDE = re.compile(r"(?:www\d?|m|mobile|amp)\.")
"""Before the host of a site's pages for other screens."""
_FRONT = re.compile(r"\A/(?:amp|print|mobile)(?=/)", re.IGNORECASE)
"""Before the path of such pages, and of those for printers."""
_ENDING = re.compile(r"(?:/(?:amp|index|default))?(?:\.(?:amp|s?html?|php|aspx?))?/?\Z", re.IGNORECASE)
_WAY = re.compile(
    r"ref(?:_|_?src|err?er)?|source|src|from|via|partner|feed|rss(?:_?id)?|cmp|cid|campaign(?:_?id)?|medium|channel|feature"
    r"|(?:traffic|int|ns)_\w+|at_\w+|ftag|wprov|trk|smid|smtyp|emc|guccounter|srnd|share\w*|amp|output(?:type)?"
    r"|nocache|cb|rnd|_t|print(?:able|_?view)?",
    re.IGNORECASE,
)
"""Names of what only says how a reader comes to the page; they name it where both addresses bear them."""
_MADE = re.compile(r"t|ts|_|v|ver|time(?:stamp)?|mtime|modified|updated", re.IGNORECASE)
_MOMENT = re.compile(r"1\d{9}(?:\d{3})?")
"""Seconds or milliseconds since 1970."""
_UNESCAPED = re.compile(r"&([A-Za-z]{2,8})(?=[=&]|\Z)")
"""`?a=1&copy=2` that stood unescaped in a feed, and was read as `?a=1©=2`."""
_TWO_SCHEMES = re.compile(r"\Ahttps?://https?//")
"""Before an address that was written behind another scheme, as it was stored: `http://https//pier.example`."""
_WITHOUT_SCHEME = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)
NUMBERS = re.compile(r"\d+")
MOSTLY = 0.8
"""Share of letters above which a word is a slip of another one: `fals` of `falls`, `west` not of `east`."""
_WORDS = re.compile(r"[^\W_]+")
_REGION = re.compile(r"(?<![^/])([a-z]{2})[-_][a-z]{2}(?=/)")
"""Of a language in a path: `en-us`."""
_COUNTRIES = {"be", "uk"}
"""Codes of languages that stand for editions of countries in most addresses."""
_CODES = "|".join(sorted({language.code for language in LANGUAGES} - _COUNTRIES))
_LANGUAGE = re.compile(rf"\A([^/]+/)({_CODES})(?:[-_][a-z]{{2}})?(?=/)", re.IGNORECASE)
"""Before the path of a site in one of its languages: `pier.example/en/quay`."""
MANY_WORDS = 3
"""Words of the last part of an address from which on it says what its page tells."""
MOST = 300
"""Characters of an address that is looked at."""


def one_page(one: str, other: str) -> bool:
    """True for two addresses that differ in spelling alone, or in what says where readers come from."""
    if max(len(one), len(other)) > MOST:
        return False
    try:
        (place, given), (there, others) = _taken_apart(one), _taken_apart(other)
    except ValueError:  # no address, as of a host in half a bracket
        return False
    added = {name for name, _ in given} ^ {name for name, _ in others}
    apart = (given - others) + (others - given)
    ways = ((name in added and _WAY.fullmatch(name)) or _is_moment(name, value) for name, value in apart)
    return place == there and all(ways)


def is_extended(one: str, other: str) -> bool:
    """True for two addresses of which one has but parameters more, behind a path that names their page.

    /crane-falls-again?slot=4 and /click/4471?pos=3; the post behind `/job?ref=7&town=2` is in another town.
    """
    place = one.partition("?")[0]
    if max(len(one), len(other)) > MOST or not (_says(place) or NUMBERS.search(place.rpartition("/")[2])):
        return False
    try:
        (place, given), (there, others) = _taken_apart(one), _taken_apart(other)
    except ValueError:
        return False
    return place == there and (given <= others or others <= given)


def is_in_another_language(one: str, other: str) -> bool:
    """True for two addresses that differ in the language of the site, or in a host within the other's.

    /en/quay → /es/quay        journals.pier.example/crane-falls-again → pier.example/crane-falls-again

    Another country (/en-us, /en-au, /uk) has another edition, and another host a page 12 of its own.
    """
    ours, theirs = (_WITHOUT_SCHEME.sub("", address) for address in (one, other))
    (host, _, path), (there, _, way) = ours.partition("/"), theirs.partition("/")
    if path and path == way:
        named = _says(path.partition("?")[0]) or len(_WORDS.findall(path)) > MANY_WORDS
        return named and (host.endswith(f".{there}") or there.endswith(f".{host}"))
    spoken, others = _LANGUAGE.match(ours), _LANGUAGE.match(theirs)
    if not (spoken and others) or spoken[2].lower() == others[2].lower():
        return False
    return spoken[1] + ours[spoken.end() :] == others[1] + theirs[others.end() :]


def _says(place: str) -> bool:
    """Whether the last part of an address says what its page tells."""
    return len(_WORDS.findall(place.rstrip("/").rpartition("/")[2])) >= MANY_WORDS


def is_in_another_section(one: str, other: str) -> bool:
    """True for two addresses of one site whose last part is the same, and has several words.

    /local/crane-falls-again → /business/crane-falls-again        not /03/09/ask-us-all → /03/10/ask-us-all
    """
    ours, theirs = (_WITHOUT_SCHEME.sub("", address).rstrip("/") for address in (one, other))
    slug = ours.rpartition("/")[2]
    if "?" in slug or slug != theirs.rpartition("/")[2] or not _says(slug):
        return False
    numbers, others = NUMBERS.findall(ours), NUMBERS.findall(theirs)
    if numbers != others and not (set(numbers) <= set(others) or set(others) <= set(numbers)):
        return False
    return ours.partition("/")[0] == theirs.partition("/")[0]


def _is_moment(name: str, value: str) -> bool:
    """Whether a part of a query says when a file was made, so that no old copy is shown."""
    return bool(_MADE.fullmatch(name) and _MOMENT.fullmatch(value))


@lru_cache(maxsize=1024)
def _taken_apart(url: str) -> tuple[str, Counter[tuple[str, str]]]:
    """Host and path in one spelling, with a route behind them, and the names and values of the query."""
    parts = urlsplit(_TWO_SCHEMES.sub("https://", url))
    path = re.sub(r"/{2,}", "/", normalize("NFC", unquote(parts.path))).removeprefix(f"/{parts.netloc}")
    query = _UNESCAPED.sub(_as_read, parts.query)
    pairs = (unquote_plus(pair).partition("=") for pair in query.split("&") if pair)
    place = _ASIDE.sub("", parts.netloc, count=1) + _ENDING.sub("", _FRONT.sub("", path))
    route = parts.fragment if is_route(f"#{parts.fragment}") else ""
    return f"{place}#{route}", Counter((name, value) for name, _, value in pairs)


def is_corrected(one: str, other: str) -> bool:
    """True for two addresses of one site that differ in a few letters, and in no number or word.

    /crane-fals → /crane-falls        /en/crane → /en-us/crane        mail.pier.example → pier.example
    """
    if max(len(one), len(other)) > MOST or NUMBERS.findall(one) != NUMBERS.findall(other):
        return False
    ours, theirs = (_WITHOUT_SCHEME.sub("", address).lower().partition("/") for address in (one, other))
    if ours[0] != theirs[0] and not any(a.endswith(f".{b}") for a, b in permutations((ours[0], theirs[0]))):
        return False
    words, others = (_WORDS.findall(_REGION.sub(r"\1", path)) for path in (ours[2], theirs[2]))
    return are_slips(words, others)


def are_slips(words: Sequence[str], others: Sequence[str]) -> bool:
    """True for as many words, each of them the other's, or a slip of it."""
    return len(words) == len(others) and all(map(_is_slip, words, others))


def _is_slip(one: str, other: str) -> bool:
    """Whether a long word has one letter more, less or other, or two that changed places."""
    if one == other:
        return True
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(min(one, other)))
    ours, theirs = one[same:], other[same:]
    once = theirs in (ours[1:], ours[1:2] + ours[:1] + ours[2:]) or theirs[1:] in (ours, ours[1:])
    return once and SequenceMatcher(None, one, other, autojunk=False).ratio() > MOSTLY


def _as_read(found: re.Match[str]) -> str:
    code = name2codepoint.get(found[1])
    return chr(code) if code else found[0]
