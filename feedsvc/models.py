"""Every frozen value that travels between the rooms of the house.

    Validators, Page            fetch
    ParsedStory, Extraction     extract, clean
    Piece, Article              a story's own page
    KnownStory, Sighting        what the store remembers for comparison
    Changes                     what is new, modified, moved, missing
    Story, Revision             what is stored and rendered
    Channel, Document           render, publish
    Claim, SourceState          schedule, store
    PollRecord, PollReport      one poll: what it writes, what it tells

Every datetime is aware and in UTC. Times come from the page or from `now`, never from the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self


class State(StrEnum):
    """What a source's last polls say of it (contract.md, `/status.json`)."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    HELD = "held"
    LATE = "late"
    """Overdue by several intervals: nobody polls it. Judged by time and never stored (decide.cadence)."""
    STALE = "stale"
    DISABLED = "disabled"


class Outcome(StrEnum):
    """How one attempt on a source ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not-modified"
    HELD = "held"
    FAILED = "failed"
    BUSY = "busy"
    """It never came to a request: the host was taken by other requests of ours."""

    @property
    def good(self) -> bool:
        """Whether the source was asked and its answer believed."""
        return self in (Outcome.OK, Outcome.UNCHANGED, Outcome.NOT_MODIFIED)

    @property
    def quiet(self) -> bool:
        """Whether it is good and brought nothing."""
        return self in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED)


# -- fetch ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """The ETag and Last-Modified to send next time, verbatim (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One fetched response: inflated bytes with what is needed to read them."""

    url: str
    """Final URL, after redirects."""
    content: bytes
    media_type: str
    """Lower case, without parameters; `text/html` where the server says nothing else usable."""
    charset: str
    """A text codec Python knows, already decided (header, BOM, meta, fallback)."""
    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None
    """Freshness the server announced (RFC 9111), a lower bound for the next poll."""
    requested_url: str = ""

    @property
    def text(self) -> str:
        """The decoded page; undecodable bytes become U+FFFD."""
        return self.content.decode(self.charset, "replace").removeprefix("\ufeff")


@dataclass(frozen=True, kw_only=True, slots=True)
class NotModified:
    """The server answered 304 to our validators."""

    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None


# -- extract and clean -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """A related headline, with its URL where the page gives one; or another link that belongs to a story.

    `rel` says which: `related`, `replies` (where it is discussed), `chapters`, `transcript`.
    """

    title: str
    url: str | None = None
    rel: str = "related"
    media_type: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what a mere headline does not say is left out, as it was always stored."""
        more = {"rel": self.rel, "media_type": self.media_type} if self.rel != "related" else {}
        return {"title": self.title, "url": self.url, **more}


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture of a story, or another file that goes with it (audio, video), as its media type says.

    `length` is in bytes where known; a picture's `media_type` may be empty where nobody has told it.
    An episode's file says its `duration` in seconds, its season and its number in it, of which `sort` it is
    (`full`, `trailer`, `bonus`) and whether it is `explicit`.
    """

    url: str
    media_type: str = ""
    length: int | None = None
    title: str | None = None
    duration: int | None = None
    season: int | None = None
    episode: int | None = None
    sort: str | None = None
    explicit: bool | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what only an episode says is left out of others, as they were always stored."""
        values = ((name, getattr(self, name)) for name in self.__slots__)  # all of them plain themselves
        always = ("url", "media_type", "length", "title")
        return {name: value for name, value in values if name in always or value is not None}

    @property
    def is_picture(self) -> bool:
        """Whether it may be shown as a picture."""
        return self.media_type.startswith("image/") or not self.media_type


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedStory:
    """One story as an extractor saw it: safe, comparable, absolute.

    No control characters anywhere; `content` is sanitised HTML with absolute URLs; `url` is
    canonical; `article` is the part of the URL that names the story for good.
    """

    title: str
    url: str | None = None
    article: str | None = None
    guid: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    section: str | None = None
    summary: str = ""
    content: str = ""
    text: str = ""
    """The content as plain text, paragraphs separated by newlines; what is compared and searched.

    Where the source cut the content off, `content` is empty and this is its beginning.
    """
    related: tuple[Related, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    headline_given: bool = True
    """False where the title is the opening sentence because the page gives no headline."""
    reasons: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives the same story back."""
        values = asdict(self)
        values["related"] = [related.to_json() for related in self.related]
        values["images"] = [image.to_json() for image in self.images]
        values["published"] = self.published.isoformat() if self.published else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The story that `to_json` wrote."""
        given = dict(values)
        if given.get("published"):
            given["published"] = datetime.fromisoformat(given["published"]).astimezone(UTC)
        given["related"] = tuple(Related(**r) for r in given.get("related", ()))
        given["images"] = tuple(Image(**i) for i in given.get("images", ()))
        for name in ("authors", "tags"):
            given[name] = tuple(given.get(name, ()))
        return cls(**given)


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A block of an article: a paragraph, a heading, a picture, one link of a list."""

    markup: str
    """Sanitised HTML; that of all pieces in a row is the article's content."""
    text: str
    kind: str = "text"
    """`text`, `heading`, `link` (of a list of links), `edge` (of such a list: nothing by itself)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What a story's own page gave: the story, the blocks of its content, and where it goes on."""

    story: ParsedStory
    pieces: tuple[Piece, ...] = ()
    next_url: str | None = None
    whole_url: str | None = None
    """The address of all of it on one page, where there are several."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Another strategy, and the `[options]` with which it reads the same stories."""

    extractor: str
    options: Mapping[str, Any]
    refused: str = ""
    """Why these are no stories, in words for the operator; empty where they may be some."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What a page says besides its best stories: every list on it, and what made it."""

    lists: tuple[Proposal, ...] = ()
    generator: str = ""
    """The `generator` that the page names, in lower case."""
    canonical: str = ""
    """The address that the page gives itself."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses of its links that read like feeds, which it does not name as such."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """What one page gave: its stories in page order, and how they were found."""

    strategy: str
    stories: tuple[ParsedStory, ...]
    dropped: int = 0
    """Stories that were seen but could not be made safe (a poison story costs only itself)."""
    attempts: tuple[str, ...] = ()
    """One sentence per strategy tried, the successful one last."""
    next_url: str | None = None
    """A further page to read, where the strategy names one."""
    further: str | None = None
    """Where the page's list goes on, whether or not it is read further (`auto`)."""
    leads: tuple[str, ...] = ()
    """Pages that have the stories together where this one has none; `next_url` is the first."""
    page_title: str | None = None
    page_kind: str | None = None
    """captcha, consent, login, soft-404 … where the page was recognised as such; else None."""
    truncated: bool = False
    """The page ends early: its last story was left out, and what is missing has not gone."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses of feeds that the page names, where the strategy looks for them (`auto`)."""
    proposals: tuple[Proposal, ...] = ()
    date_order: str | None = None
    """In what order the page writes day and month (`DMY`), where its dates or its country tell."""
    date_language: str | None = None
    """The language of its dates, where their months have names."""
    date_doubt: str = ""
    """Why that order is doubtful, a clause; empty where it is not."""
    doubts: tuple[str, ...] = ()
    """Why the stories may not be the page's, or not all, a clause each (`auto`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoginForm:
    """A form as it would be sent by who has typed nothing into it."""

    action: str
    """The absolute address that it goes to, as the page says."""
    posts: bool
    fields: tuple[tuple[str, str], ...]
    captcha: bool = False
    """Whether it asks for what only a person may answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoginPage:
    """What a page says of a login: whether it is shown to who has signed in, and how one would."""

    shows: bool = False
    """Whether it holds what only somebody who has signed in is shown."""
    asks: bool = False
    """Whether it is shown in the place of one that wants a login."""
    form: LoginForm | None = None
    """The one with the fields that were asked for."""
    names: tuple[str, ...] = ()
    """Fields of the form that asks for a password, whatever they are called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """What a page gives, without the stories that its reader has from the last time."""

    extraction: Extraction
    keys: tuple[bytes, ...] = ()
    """Of every story of the page, in its order: what it is known by (extract.remembered)."""


# -- the store's memory ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """How one source last showed one story."""

    source: str
    section: str | None
    digest: str
    """Content digest of what this source showed (decide.changes.digest)."""
    since: datetime
    """When this source first showed exactly this digest."""
    gone: str | None = None
    """None while it stands on the page; `scrolled` or `vanished` once it has left."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownStory:
    """A stored story as needed to recognise it again and to tell what changed."""

    id: str
    """Lower-case UUID without prefix."""
    title: str
    url: str | None
    article: str | None
    guid: str | None
    authors: tuple[str, ...]
    published: datetime
    dated: bool
    """False where `published` is the first-seen time because the page gave no date."""
    updated: datetime
    edited_at: datetime | None
    """When the last edit was published (poll time), for the one-edit-an-hour rule."""
    sections: tuple[str, ...]
    text: str
    digest: str
    revisions: tuple[str, ...] = ()
    """Digests of earlier versions, oldest first."""
    sightings: tuple[Sighting, ...] = ()
    withdrawn_at: datetime | None = None
    keys: frozenset[str] = frozenset()
    """The keys under which it is stored (strong and weak)."""
    stamp: int = field(default=0, compare=False)
    """Rises with every write of the story: a record decided on an older one is refused (KeyTaken)."""
    alias: str = field(default="", compare=False)
    """A key that its address would have without its source's session marks (decide.marks); not stored."""

    def sighting(self, source: str) -> Sighting | None:
        """This source's last sighting of the story, if it ever showed it."""
        for sighting in self.sightings:  # asked for hundreds of times a poll: no generator
            if sighting.source == source:
                return sighting
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What readers see of a stored story besides its headline."""

    text: str
    content: str
    images: tuple[Image, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A stored story: what is rendered."""

    id: str
    title: str
    published: datetime
    updated: datetime
    first_seen: datetime
    digest: str
    dated: bool = True
    url: str | None = None
    article: str | None = None
    guid: str | None = None
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    text: str = ""
    related: tuple[Related, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    sources: tuple[str, ...] = ()
    """Slugs of every source that showed it, first one first."""
    revision: int = 1
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    headline_given: bool = True
    stamp: int = field(default=0, compare=False)
    """Rises with every write of the story (KnownStory.stamp); FIRST_STAMP once it is stored."""


FIRST_STAMP = 1


PRUNED = "pruned"
"""Stands for the digest of a story that was kept for long enough: nothing but its identity is left."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Aged:
    """A stored story as retention looks at it: where it stands (topic → position), where it stood."""

    id: str
    published: datetime
    sources: tuple[str, ...]
    places: Mapping[str, int]
    left: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """An earlier version of an edited story, kept when the edit is published."""

    story: str
    number: int
    title: str
    content: str
    digest: str
    seen_at: datetime
    """The `updated` this version carried."""


# -- decide ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class NewStory:
    """A story nobody has seen before, with its minted id and the keys to store it under."""

    story: Story
    strong_keys: frozenset[str]
    weak_keys: frozenset[str]
    sighting: Sighting


@dataclass(frozen=True, kw_only=True, slots=True)
class ModifiedStory:
    """A known story whose stored row must change.

    `revision` is set when the edit is a published one (later `updated`); without it only silent
    things changed (sections, a new sighting, healed keys, URL).
    """

    story: Story
    revision: Revision | None = None
    strong_keys: frozenset[str] = frozenset()
    weak_keys: frozenset[str] = frozenset()
    sighting: Sighting | None = None
    fields: frozenset[str] = frozenset()
    """Names of the story's fields that differ from the stored row; all others stay as stored.

    `decide.complete` takes those others from the stored story before anything is recorded.
    """
    membership: bool = False
    """True when topics must be decided again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What a page means against the store."""

    new: tuple[NewStory, ...] = ()
    modified: tuple[ModifiedStory, ...] = ()
    unmodified: tuple[str, ...] = ()
    """Ids of stories seen again unchanged."""
    views: Mapping[str, ParsedStory] = field(default_factory=dict, compare=False, repr=False)
    """By id, how the page shows the unchanged ones that no other source shows."""
    scrolled: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    """Ids that left the page: naturally, or before they could have scrolled off."""
    withdrawn: tuple[str, ...] = ()
    """Vanished ids that the source's `vanish = "withdraw"` takes out of the feeds."""
    deferred: int = 0
    """Edits that wait because the story was edited less than an hour ago."""

    @property
    def edits(self) -> tuple[ModifiedStory, ...]:
        """The modifications that readers will see as an edit."""
        return tuple(m for m in self.modified if m.revision)

    def __bool__(self) -> bool:
        return bool(self.new or self.modified or self.scrolled or self.vanished or self.withdrawn)


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What a source's past says, for trust and cadence."""

    polls: int = 0
    stories: int = 0
    """Stories ever stored from it."""
    first_poll: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    last_news: datetime | None = None
    """When a story was last new."""
    newest: datetime | None = None
    """Latest source-given publication time among its stories."""
    usual_items: float = 0.0
    """Moving average of stories per page."""
    titles_share: float = 0.0
    dates_share: float = 0.0
    links_share: float = 0.0
    """Moving averages of the share of stories with a given headline, a date, a link."""
    per_day: float = 0.0
    """Moving average of new stories a day."""
    news_polls: int = 0
    """Polls that brought something new."""
    usual_gap: float = 0.0
    """Moving average of the hours between two polls that brought something new."""
    articles: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    """What is remembered of its articles, and what they have in common (decide.repeats)."""
    feed: str = ""
    """The feed that is read in place of the source's page, which only links it; empty for the page."""
    marks: tuple[str, ...] = ()
    """Parts of its addresses that say nothing of a story (decide.marks)."""
    refused: int = 0
    """Logins in a row that its site has refused (decide.logins)."""
    refused_at: datetime | None = None
    """When the last of them was."""
    shown: str = ""
    """Digest of the stories that its page showed at the last believed poll; empty while an edit waits."""
    looks: str = ""
    """How those of its stories looked whose pictures are the stored ones (decide.repictured)."""
    wall: str = ""
    """The wall that its last poll met in the place of its page (decide.walls); empty for none."""


# -- schedule ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """The right to poll one source until `until`; `epoch` fences every write made under it."""

    source: str
    owner: str
    epoch: int
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceState:
    """Everything stored about one source besides its stories."""

    slug: str
    title: str = ""
    url: str = ""
    state: State = State.NEW
    validators: Validators = Validators()
    page_digest: str | None = None
    """Digest of the last page whose extraction was stored, salted with configuration and version."""
    full_fetch_at: datetime | None = None
    """When the page was last had with a 200 (a stuck validator must not hide news: daily at least)."""
    last_poll: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    last_news: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    error: str | None = None
    interval_factor: float = 1.0
    """Adaptive cadence: the next interval is `every` times this, within 1 … 8."""
    stories: int = 0
    dropped: int = 0
    history: History = History()
    claim_until: datetime | None = None
    file: str | None = field(default=None, compare=False)
    """Digest of the source's file when this was read; another one at a poll's end means it has changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """A suspicious result kept aside for an operator."""

    source: str
    held_at: datetime
    reasons: tuple[str, ...]
    stories: tuple[ParsedStory, ...]
    page_digest: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """One raw page kept for replay."""

    source: str
    digest: str
    page: Page


CONFIGURATION = "-configuration"
"""Stands for the source of a Transition that is of the configuration; no source can be called so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """A source changed state; told to operators once."""

    source: str
    before: State
    after: State
    at: datetime
    reason: str = ""

    @property
    def mends(self) -> bool:
        """Whether nothing changed but the way in which the source's page is read."""
        return self.before is self.after is not State.HELD


@dataclass(frozen=True, kw_only=True, slots=True)
class PollRecord:
    """Everything one poll writes, in one transaction, fenced by its claim."""

    claim: Claim
    started: datetime
    finished: datetime
    state: SourceState
    changes: Changes = Changes()
    joins: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Story id → slugs of every topic it belongs to, for new stories and decided memberships."""
    hold: Hold | None = None
    clear_hold: bool = False
    snapshot: Snapshot | None = None
    transition: Transition | None = None
    outcome: Outcome = Outcome.OK
    auto_titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of topics that `[auto] sections` makes on first sight."""
    stamps: Mapping[str, int] = field(default_factory=dict)
    """Id → stamp of every known story that the decision rests on (KnownStory.stamp)."""
    file: str | None = None
    """Digest of the source's file as it was polled (store.file_digest); None where nobody asks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """One line of a source's history: an attempt that brought something or failed."""

    source: str
    started: datetime
    finished: datetime
    outcome: Outcome
    new: int = 0
    edited: int = 0
    withdrawn: int = 0
    error: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PolledDay:
    """What the attempts of one day came to, of those that brought something or failed."""

    number: int
    """Days since 1970-01-01, in UTC."""
    new: int
    failed: int
    held: int
    polls: int = 0
    took: timedelta = timedelta(0)
    """How long one of them lasted, on average."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """What one poll tells its caller."""

    source: str
    outcome: Outcome
    new: int = 0
    edited: int = 0
    withdrawn: int = 0
    seen: int = 0
    dropped: int = 0
    topics: tuple[str, ...] = ()
    error: str | None = None
    elapsed: timedelta = timedelta()
    next_poll: datetime | None = None
    page_at: datetime | None = None
    """When a kept page that was read again had been fetched."""

    @property
    def ok(self) -> bool:
        """True unless the poll failed or was held."""
        return self.outcome.good


# -- topics and documents ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicState:
    """A topic as stored: how far it has grown and how far it is published."""

    slug: str
    title: str
    version: int
    """Rises with every change that may touch its documents."""
    published_version: int
    archived: int = 0
    """Archive pages that have left the subscription document for good."""
    carried: Sequence[int] = ()
    """Places on archive pages that the subscription document shows too."""
    stories: int = 0
    updated: datetime | None = None
    """Latest `updated` of its stories."""
    auto: bool = False
    removed: bool = False
    seq: int = 0
    """The last place given in its history."""
    created_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the topic was first configured; the `updated` of an empty feed."""
    origin: str = ""
    """The slug that it had at first, from which its id is made."""
    fingerprint: str = ""
    """What its documents were last rendered with, besides stories (see publish.py)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One place in a topic's history: position `seq` (1, 2, 3 …, never reused) and its story.

    `left` marks a place whose story no longer belongs to the topic (moved or withdrawn): the place
    stays, so that archive boundaries stay fixed. `changed` is the topic version that last touched it.
    """

    seq: int
    story: str
    published: datetime
    updated: datetime
    changed: int
    left: bool = False
    withdrawn_at: datetime | None = None
    stamp: int = field(default=0, compare=False)
    """That of its story (Story.stamp)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """A withdrawn story, for `at:deleted-entry` (RFC 6721)."""

    id: str
    when: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """Feed-level metadata for rendering one document in one format."""

    id: str
    """`urn:uuid:` of the topic, the same in every format and archive page."""
    title: str
    subtitle: str
    language: str
    self_url: str
    html_url: str
    updated: datetime
    author: str
    published: datetime | None = None
    """When the newest story came out (RSS `pubDate`), never after `updated`; None: then."""
    authors: tuple[str, ...] = ()
    icon: str | None = None
    hub: str | None = None
    ttl: int = 10
    """Minutes (RSS `ttl`)."""
    archive: bool = False
    """True for RFC 5005 archive documents."""
    current_url: str | None = None
    prev_archive_url: str | None = None
    next_archive_url: str | None = None
    tombstones: tuple[Tombstone, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """Published bytes for one path.

    `etag` is the opaque part without quotes, of the identity bytes; a coding's tag is
    `etag + "-" + coding`. `codings` maps gzip, br, zstd to ready bytes.
    """

    path: str
    """As served, with the leading slash."""
    body: bytes
    media_type: str
    etag: str
    last_modified: datetime
    topic: str | None = None
    codings: Mapping[str, bytes] = field(default_factory=dict)
    digest: bytes = field(default=b"", compare=False)
    """SHA-256 of the body, where whoever made the document knows it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentHead:
    """What a listing needs to know of a document."""

    path: str
    etag: str
    last_modified: datetime
    topic: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ping:
    """A WebSub notification that waits in the outbox: tell `hub` that the feed at `topic_url` changed."""

    id: int
    hub: str
    topic_url: str
    attempts: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchQuery:
    """What a filtered feed asks of a topic's whole history.

    A story must match every term and, of each filter that is given, at least one value; `exclude`
    takes away. A term of several words is a phrase.
    """

    terms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One page of what a search finds; `count` and `by_topic` are of all its pages."""

    stories: tuple[Story, ...]
    count: int
    more: bool = False
    """Whether more match than are counted."""
    by_topic: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """What a list of stories beside others says of each."""

    id: str
    title: str
    published: datetime
    authors: tuple[str, ...]
    sections: tuple[str, ...]
