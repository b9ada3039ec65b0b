"""What a filter asks of a topic's stories: from a query string into canonical form, and into words. Pure.

    query → parse_filter → Filter → `filtered.py` (its feed), `finder.py` (its page)

Which parameters there are: `q`, `author`, `section`, `source`, `exclude` (each repeatable), `since`, `limit`.
Every word of `q` must occur, one of the authors must match, and so on; nothing in `exclude` may occur.
A word is looked up as a word, text in double quotes as a phrase. A parameter that is a filter's
name but for a slip (`exlude`) is refused; others change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote_plus, urlencode

from feedsvc.errors import QueryError
from feedsvc.models import SearchQuery
from feedsvc.web.misspelt import misspelt
from feedsvc.web.paths import FEED_PATH

LISTS = ("q", "author", "section", "source", "exclude")
SINGLES = ("since", "limit")
NAMES = frozenset(LISTS + SINGLES)
FOLDED = frozenset(LISTS) - {"source"}
LONGEST_QUERY = 2000
LONGEST_VALUE = 200
MOST_TERMS = 12
MOST_ENTRIES = 200
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_ASIS = "%!$'()*,/:;?@+=&"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What a filtered feed is asked for, in canonical form: equal wishes, equal values."""

    q: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int | None = None

    def __bool__(self) -> bool:
        """False where nothing is asked for: that is the topic's own feed."""
        return self != Filter()

    def query(self) -> str:
        """The canonical query string; parsing it gives the same filter."""
        pairs = [(name, _written(name, value)) for name in LISTS for value in getattr(self, name)]
        if self.since:
            pairs.append(("since", self.since.isoformat().replace("+00:00", "Z")))
        if self.limit:
            pairs.append(("limit", str(self.limit)))
        return urlencode(pairs)

    def search_query(self, entries: int) -> SearchQuery:
        """The same for the store."""
        return SearchQuery(
            terms=self.q,
            authors=self.author,
            sections=self.section,
            sources=self.source,
            exclude=self.exclude,
            since=self.since,
            limit=self.limit or entries,
        )


def is_filtered(path: str, query: str) -> bool:
    """True when a query names a filter on a subscription document; archives and OPML take none."""
    match = FEED_PATH.match(path)
    return match is not None and match[2] is None and names_filter(query)


def names_filter(query: str) -> bool:
    """True when a query names a filter, rightly or with a slip that `parse_filter` refuses."""
    return any(name in NAMES or misspelt(name, NAMES) for name, _ in _pairs(query))


def parse_filter(query: str) -> Filter:
    """The filter of a raw query string; QueryError, with a sentence for a person, where it cannot be served.

    >>> parse_filter("q=Chips+huawei&utm_source=x&q=huawei").query()
    'q=chips&q=huawei'
    """
    _check_length(query)
    given: dict[str, list[str]] = {}
    for name, value in _pairs(query):
        if meant := misspelt(name, NAMES):
            raise QueryError(f'There is no filter "{_printable(name)}": did you mean "{meant}"?')
        if name in NAMES and (text := _clean(name, value)):
            given.setdefault(name, []).append(text)
    lists = {n: _values(n, given[n]) for n in LISTS if n in given}
    if sum(map(len, lists.values())) > MOST_TERMS:
        raise QueryError(f"Too many terms: at most {MOST_TERMS} are searched for.")
    since = _parse_since(_single("since", given)) if "since" in given else None
    limit = _parse_limit(_single("limit", given)) if "limit" in given else None
    wanted = Filter(**lists, since=since, limit=limit)
    _check_length(wanted.query())
    return wanted


def asked_for(query: str) -> str:
    """What of a query string names the filter, as it was written: what a self link says of the address.

    >>> asked_for("limit=5&q=Pier&utm_source=x&q=%C3%96l")
    'limit=5&q=Pier&q=%C3%96l'
    """
    named = (pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) in NAMES)
    return quote("&".join(named), safe=_ASIS, encoding="latin-1", errors="replace")


def _check_length(query: str) -> None:
    if len(query) > LONGEST_QUERY:
        raise QueryError(f"The query is too long: at most {LONGEST_QUERY} characters are read.")


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query[: LONGEST_QUERY + 1], errors="replace")


def _clean(name: str, value: str) -> str:
    """One value with its white space folded, and its case where a search folds it: ß then counts as two."""
    if not value.replace("\t", " ").isprintable() or "\ufffd" in value:
        raise QueryError(f"{name} holds characters that are no text.")
    text = " ".join(value.split())
    folded = text.casefold() if name in FOLDED else text
    if len(folded) > LONGEST_VALUE:
        raise QueryError(f"{name} is too long: at most {LONGEST_VALUE} characters are searched for.")
    return folded


def _printable(name: str) -> str:
    return "".join(filter(str.isprintable, name))


def _values(name: str, values: Sequence[str]) -> tuple[str, ...]:
    """Each value once and in order; words and phrases apart where text is searched."""
    split = [t for v in values for t in _terms(v)] if name in ("q", "exclude") else values
    return tuple(sorted({v for v in split if v}))


def _terms(value: str) -> list[str]:
    return [(phrase or word).strip('" ') for phrase, word in _TERM.findall(value)]


def _written(name: str, value: str) -> str:
    return f'"{value}"' if name in ("q", "exclude") and " " in value else value


def _single(name: str, given: dict[str, list[str]]) -> str:
    if len(set(given[name])) > 1:
        raise QueryError(f"{name} can be given only once.")
    return given[name][0]


def _parse_since(value: str) -> datetime:
    try:
        # A plus sign that was not escaped arrives as a space.
        moment = datetime.fromisoformat(re.sub(r" (\d\d:?\d\d)$", r"+\1", value))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise QueryError("since must be a date such as 2026-01-31 or 2026-01-31T08:00:00Z.") from None


def _parse_limit(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value, re.ASCII) or not 1 <= int(value) <= MOST_ENTRIES:
        raise QueryError(f"limit must be a whole number from 1 to {MOST_ENTRIES}.")
    return int(value)


def describe(wanted: Filter) -> str:
    """A filter in words.

    >>> describe(parse_filter("q=chips&author=Mei+Tan"))
    '“chips”, author mei tan'
    """
    parts = [", ".join(f"“{t}”" for t in wanted.q)]
    parts += [f"{n} {' or '.join(getattr(wanted, n))}" for n in ("author", "section", "source")]
    parts = [p for p in parts if not p.endswith(" ") and p]
    parts += [f"not “{t}”" for t in wanted.exclude]
    if wanted.since:
        parts.append(f"since {wanted.since.date().isoformat()}")
    if wanted.limit:
        parts.append(f"at most {wanted.limit}")
    return ", ".join(parts) or "everything"
