"""Who takes part in a poll: the network, and the killable children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from feedsvc.config import SourceConfig
from feedsvc.models import NotModified, Page, Survey, Validators
from feedsvc.poll import drawing, fulltext, login, reading


class Fetcher(login.Fetcher, Protocol):
    """The network, as polling needs it (fetch.Fetcher)."""

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified: ...
    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]: ...
    def post(self, url: str, data: bytes, content_type: str) -> int: ...
    def close(self) -> None: ...


class Extractor(reading.Extractor, fulltext.Extractor, drawing.Kinds, login.Extractor, Protocol):
    """The killable child, as polling needs it (extract.child.ExtractorPool)."""

    def survey(self, page: Page, like: str = "") -> Survey: ...
    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]: ...
    def close(self) -> None: ...
