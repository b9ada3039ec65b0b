"""What a repair is looked for with: a source, its known stories, and who reads, compares and judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Changes, Extraction, KnownStory, Page
from feedsvc.operate.fields import Stored
from feedsvc.operate.tries import Surveys

Compare = Callable[[SourceConfig, Extraction], tuple[Changes, Sequence[KnownStory]]]
"""What stories mean against the store (Decider.compare)."""
Judge = Callable[[Extraction, Changes, Sequence[KnownStory]], Sequence[str]]
"""Why a poll would not believe them; nothing where it would."""


class Children(Surveys, Protocol):
    """The killable child, as repairs need it (extract.child.ExtractorPool)."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction: ...
    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]: ...


class NoRepair(FeedsvcError):
    """There is nothing to propose; the text says why."""

    def __init__(self, text: str, *, is_well: bool = False) -> None:
        super().__init__(text)
        self.is_well = is_well
        """Because nothing needs to be mended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A source whose page is to be read anew: what is known of it, and who reads and judges."""

    source: SourceConfig
    known: Sequence[KnownStory]
    """Those that stood on its page when it was last read well."""
    stored: Stored
    children: Children
    compare: Compare
    judged: Judge
    former: Sequence[SourceConfig] = ()
    """How it was read before, the latest way first."""
