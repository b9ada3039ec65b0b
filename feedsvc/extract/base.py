"""What every strategy is made of: the extractor, its typed options, what it gives back.

A strategy is given a page and never fetches. It returns raw stories, or raises `UseFallback` when
the page is not of its kind (the pipeline makes an `ExtractError` of that; `auto` goes on with the
next strategy).

    @dataclass(frozen=True, kw_only=True, slots=True)
    class Options:
        item: str = option(css)                            # required
        pages: int = option(number(1, 20), 1)        # check, and default as TOML would say it

    class Selectors(Extractor[Options]):
        name = "selectors"
        Options = Options

        def extract(self, page: Page) -> RawExtraction: ...
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar
from zoneinfo import ZoneInfo

from feedsvc.config.article import ArticleOptions
from feedsvc.config.options import KeyedProblem, read_table
from feedsvc.extract.rawstory import RawStory
from feedsvc.models.value import Value

if TYPE_CHECKING:  # which takes long to load, and not every command reads pages
    from selectolax.lexbor import LexborHTMLParser

    from feedsvc.models import Page, Proposal

OptionsT = TypeVar("OptionsT")


class UseFallback(Exception):
    """The page is not of this strategy's kind; the text is the reason, one sentence on one line."""

    def __init__(self, reason: str) -> None:
        # Parsers quote the page in their mistakes, line breaks and all.
        super().__init__(" ".join(reason.split()))


class OptionsError(Exception):
    """A source's `[options]` have mistakes; `problems` holds every one of them."""

    def __init__(self, problems: Sequence[KeyedProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{key}: {text}" if key else text for key, text in self.problems))


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractSettings:
    """What extraction needs to know of a source; plain values, for the way to the child (`wire`)."""

    extractor: str = "byline"
    options: Mapping[str, Any] = field(default_factory=dict)
    timezone: str = "UTC"
    """IANA name of the zone of dates that carry none."""
    article_id: str | None = None
    """re2 pattern with one group: the part of a URL that names the story for good."""
    language: str | None = None
    date_order: str | None = None
    """The order of dates in numbers (`DMY`, `MDY`, `YMD`) where it has been learned."""
    date_language: str | None = None
    """The language of the names of months where it has been learned."""
    article: ArticleOptions = field(default_factory=ArticleOptions)
    """Where its stories' own pages have their text and date, where the source says so."""
    url: str = ""
    """The source's configured URL."""
    source: str = ""
    """The source's slug, for messages."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of dates that carry none."""
        return ZoneInfo(self.timezone)


class RawExtraction(Value, frozen=True, kw_only=True):
    """What a strategy found, in page order, nothing cleaned yet.

    Titles, names, sections, tags and paragraphs of a raw story are text with its entities already
    decoded; `content` and `summary` are HTML (or text without markup).
    """

    stories: tuple[RawStory, ...] = ()
    next_url: str | None = None
    """A further page to read, absolute or relative to the page."""
    further: str | None = None
    """Where the page's list goes on, absolute, whether or not it is read further (`auto`)."""
    leads: tuple[str, ...] = ()
    """Pages that have the stories together where this one has none (an index); `next_url` is the first."""
    attempts: tuple[str, ...] = ()
    """One sentence per strategy tried, the successful one last; empty where only one was tried."""
    page_title: str | None = None
    strategy: str | None = None
    """The strategy that found them where it is not the configured one (`auto`)."""
    truncated: bool = False
    """The page ends early: its last story was left out, and nothing that is missing has gone."""
    feeds: tuple[str, ...] = ()
    """Addresses of feeds that the page names, absolute or relative to the page."""
    proposals: tuple[Proposal, ...] = ()
    """Other strategies that read the same stories."""
    doubts: tuple[str, ...] = ()
    """Why the stories may not be the page's, or not all, a clause each."""
    page_kind: str | None = None
    """What the page is instead of a list of stories (`pagekind`), where the strategy has seen that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoOptions:
    """A strategy without options."""


class Extractor(ABC, Generic[OptionsT]):
    """One way to read a page: `name` is its word in a source's file, `Options` its `[options]`."""

    name: ClassVar[str]
    Options: ClassVar[type[Any]] = NoOptions
    by_looks: ClassVar[bool] = False
    """Whether its candidates are blocks of a page, some of which may be furniture."""
    reads: ClassVar[str]
    """What pages it is for: its row in the README."""
    tries: ClassVar[tuple[str, ...]] = ()
    """Further strategies that it looks up when it reads a page; a child loads them before."""
    purpose: ClassVar[int] = 0
    """How much on purpose a page says what this reads; of equal findings the higher one is chosen."""
    unproposed: ClassVar[str] = ""
    """What to say where no `[options]` could be proposed for a strategy that reads nothing without."""
    hints: ClassVar[tuple[str, ...]] = ()
    """Comments for the `[options]` of a new source's file."""

    def __init__(self, options: OptionsT, settings: ExtractSettings) -> None:
        self.options = options
        self.settings = settings

    @abstractmethod
    def extract(self, page: Page) -> RawExtraction:
        """The raw stories of the page; raises UseFallback where the page is not of this kind."""

    @classmethod
    def refusal(cls, page: Page, tree: LexborHTMLParser) -> str:  # noqa: ARG003 (most cannot tell)
        """Why `extract` would refuse the page, parsed as this tree; empty where that takes a longer look."""
        return ""

    @classmethod
    def make(cls, settings: ExtractSettings) -> Self:
        """The extractor for a source; raises OptionsError."""
        return cls(cls.parse_options(settings.options), settings)

    @classmethod
    def parse_options(cls, table: Mapping[str, Any]) -> OptionsT:
        """The typed options of a raw `[options]` table; raises OptionsError with every problem."""
        values, problems = read_table(cls.Options, table)
        if problems:
            raise OptionsError(problems)
        options: OptionsT = cls.Options(**values)
        if problems := cls.check_options(options):
            raise OptionsError(problems)
        return options

    @classmethod
    def check_options(cls, options: OptionsT) -> list[KeyedProblem]:  # noqa: ARG003
        """Problems that only show when several options are seen together."""
        return []
