"""Filtered feeds: a topic's whole history under `?q=…&author=…`, in bounded time and space.

    query → parse_filter → Filter (canonical) → store.search → fragments → document → same answers as any feed

Which parameters there are: `q`, `author`, `section`, `source`, `exclude` (each repeatable), `since`, `limit`.
Every word of `q` must occur, one of the authors must match, and so on; nothing in `exclude` may occur.
A word is looked up as a word, text in double quotes as a phrase. A parameter that is a filter's
name but for two letters is refused; others change nothing.
"""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote_plus, urlencode

from feedsvc.config import Config, TopicConfig
from feedsvc.errors import QueryError, RenderError
from feedsvc.models import Channel, SearchQuery, Story, TopicState
from feedsvc.publish.channels import Channels, topic_id
from feedsvc.publish.publisher import make_context, make_document
from feedsvc.recent import Recent
from feedsvc.render import FORMATS
from feedsvc.store import Store
from feedsvc.web.headers import link_header
from feedsvc.web.misspelt import misspelt
from feedsvc.web.reads import Reads
from feedsvc.web.shelf import FEED_PATH, Missing, Served, Shelf, View, make_served

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
SETTLED = timedelta(seconds=2)
"""After a change another one may be dated in the same second: so long its date decides nothing."""
_KEPT, _KEPT_BYTES = 256, 32 * 1024 * 1024
Look = tuple[int, datetime]
"""What is published and what a search finds, as of one look at the store."""


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


class FilteredFeeds:
    """Filtered feeds, made on request and kept while no story changes; the oldest are forgotten first.

    Two changes may fall into one second: until it is over only the tag decides whether a copy is current.
    """

    def __init__(self, config: Config, store: Store, reads: Reads, shelf: Shelf) -> None:
        self._config, self._store, self._reads, self._shelf = config, store, reads, shelf
        self._context, self._channels = make_context(config), Channels(config)
        self._lock = threading.Lock()
        self._kept: Recent[tuple[Look, Served]] = Recent(_KEPT, room=_KEPT_BYTES, size=_size)

    def find(self, path: str, query: str) -> Served | Missing:
        """The filtered document, or why its topic has none; QueryError, StoreError.

        Where nothing is left of the query, the topic's own.
        """
        wanted = parse_filter(query)
        plain = self._shelf.find(path)
        if isinstance(plain, Missing) or not wanted:
            return plain
        key = f"{path}?{asked_for(query)}"
        view = self._shelf.view
        look = view.version, view.searched
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept[0] == look:
                return kept[1]
        made = self._make(path, key, wanted, plain, view)
        with self._lock:
            self._kept.keep(key, (look, made))
        return made

    def stories(self, slug: str, wanted: Filter) -> list[Story]:
        """The stories of a topic that pass the filter, newest first."""
        entries = min(MOST_ENTRIES, self._topic(slug).entries or self._config.publish.entries)
        return list(self._reads(self._store.search, slug, wanted.search_query(entries)))

    def _topic(self, slug: str) -> TopicConfig:
        title = self._shelf.topic_title(slug) or slug
        return self._config.topic(slug) or TopicConfig(slug=slug, title=title)

    def _make(self, path: str, key: str, wanted: Filter, plain: Served, view: View) -> Served:
        match = FEED_PATH.match(path)
        assert match is not None
        slug, form = match[1], match[3]
        stories = self.stories(slug, wanted)
        self_url = self._config.site.base_url + key
        channel = self._channel(slug, self_url, wanted, stories, plain)
        body = FORMATS[form].document(channel, self._fragments(stories, form))
        document = make_document(key, body, FORMATS[form].media_type, slug)
        published = view.modified.get(slug, plain.document.last_modified)
        modified = max(published, view.searched.replace(microsecond=0))
        link = link_header(self_url, None)
        served = make_served(replace(document, last_modified=modified), link, settles=modified + SETTLED)
        self._shelf.prepare(served)
        return served

    def _channel(
        self, slug: str, self_url: str, wanted: Filter, stories: Sequence[Story], plain: Served
    ) -> Channel:
        topic, state = self._topic(slug), self._shelf.view.topics.get(slug)
        return Channel(
            id=_filtered_id(state or _unseen(topic), wanted),
            title=f"{topic.title}: {describe(wanted)}",
            subtitle=f"Stories of {topic.title} with {describe(wanted)}",
            language=topic.language or self._config.site.language,
            self_url=self_url,
            html_url=f"{self._config.site.base_url}/topics/{slug}",
            updated=max((s.updated for s in stories), default=_born(state, plain)),
            published=max((min(s.published, s.updated) for s in stories), default=None),
            author=self._config.site.title,
            icon=topic.icon,
            ttl=self._channels.ttl(topic),
        )

    def _fragments(self, stories: Sequence[Story], form: str) -> list[bytes]:
        kept = self._reads(self._store.fragments, [s.id for s in stories], [form], self._context.key)[form]
        made = ((kept[s.id] if s.id in kept else self._fragment(s, form)) for s in stories)
        return [fragment for fragment in made if fragment]

    def _fragment(self, story: Story, form: str) -> bytes | None:
        try:
            return FORMATS[form].fragment(story, self._context)
        except RenderError:
            return None


def _size(kept: tuple[Look, Served]) -> int:
    return kept[1].size


def _born(state: TopicState | None, plain: Served) -> datetime:
    return state.created_at if state else plain.document.last_modified


def _filtered_id(state: TopicState, wanted: Filter) -> str:
    """An id of its own: two feeds with one id would be merged by readers (RFC 4287, section 4.2.6)."""
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(topic_id(state)), wanted.query())}"


def _unseen(topic: TopicConfig) -> TopicState:
    """A topic whose state has not been looked at yet."""
    origin = (topic.slug, *topic.former)[-1]
    return TopicState(slug=topic.slug, title=topic.title, version=0, published_version=0, origin=origin)


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
