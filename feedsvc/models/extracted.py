"""What reading one page gave, as its reader, a child, answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedsvc.models.parsed import ParsedStory
from feedsvc.models.value import Value


class Piece(Value, frozen=True, kw_only=True):
    """A block of an article: a paragraph, a heading, a picture, one link of a list."""

    markup: str
    """Sanitised HTML; that of all pieces in a row is the article's content."""
    text: str
    kind: str = "text"
    """`text`, `heading`, `link` (of a list of links), `edge` (of such a list: nothing by itself)."""


class Article(Value, frozen=True, kw_only=True):
    """What a story's own page gave: the story, the blocks of its content, and where it goes on."""

    story: ParsedStory
    pieces: tuple[Piece, ...] = ()
    next_url: str | None = None
    whole_url: str | None = None
    """The address of all of it on one page, where there are several."""


class Proposal(Value, frozen=True, kw_only=True):
    """Another strategy, and the `[options]` with which it reads the same stories."""

    extractor: str
    options: Mapping[str, Any]
    refused: str = ""
    """Why these are no stories, in words for the operator; empty where they may be some."""


class Survey(Value, frozen=True, kw_only=True):
    """What a page says besides its best stories: every list on it, and what made it."""

    lists: tuple[Proposal, ...] = ()
    generator: str = ""
    """The `generator` that the page names, in lower case."""
    canonical: str = ""
    """The address that the page gives itself."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses of its links that read like feeds, which it does not name as such."""


class Extraction(Value, frozen=True, kw_only=True):
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
    ends: int = 0
    """Stories whose only date is the day on which something ends: none of publication."""
    date_order: str | None = None
    """In what order the page writes day and month (`DMY`), where its dates or its country tell."""
    date_language: str | None = None
    """The language of its dates, where their months have names."""
    date_doubt: str = ""
    """Why that order is doubtful, a clause; empty where it is not."""
    doubts: tuple[str, ...] = ()
    """Why the stories may not be the page's, or not all, a clause each (`auto`)."""


class LoginForm(Value, frozen=True, kw_only=True):
    """A form as it would be sent by who has typed nothing into it."""

    action: str
    """The absolute address that it goes to, as the page says."""
    posts: bool
    fields: tuple[tuple[str, str], ...]
    captcha: bool = False
    """Whether it asks for what only a person may answer."""


class LoginPage(Value, frozen=True, kw_only=True):
    """What a page says of a login: whether it is shown to who has signed in, and how one would."""

    shows: bool = False
    """Whether it holds what only somebody who has signed in is shown."""
    asks: bool = False
    """Whether it is shown in the place of one that wants a login."""
    form: LoginForm | None = None
    """The one with the fields that were asked for."""
    names: tuple[str, ...] = ()
    """Fields of the form that asks for a password, whatever they are called."""


class Reread(Value, frozen=True, kw_only=True):
    """What a page gives, without the stories that its reader has from the last time."""

    extraction: Extraction
    keys: tuple[bytes, ...] = ()
    """Of every story of the page, in its order: what it is known by (extract.cleanedbefore)."""
