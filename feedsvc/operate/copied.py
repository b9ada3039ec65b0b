"""What a command copied from a browser asks, as a source asks it: its secrets are named, and kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from feedsvc.config import SourceConfig
from feedsvc.config.toml import toml_value
from feedsvc.models import Page, Validators
from feedsvc.operate.sourcefile import above_options

if TYPE_CHECKING:
    from feedsvc.fetch import Fetcher


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """What a command asks, with the names of its secrets in place of them."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Each secret by the name of its variable."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What each secret is, by the name of its variable."""
    notes: tuple[str, ...] = ()
    """What was left out of the command, a sentence each."""
    real: Copied | None = field(default=None, repr=False)
    """The same with its secrets, for this one look."""

    def source(self) -> SourceConfig:
        """A source that asks what the command asks; it is written nowhere."""
        real = self.real or self
        method: Literal["GET", "POST"] = "POST" if real.method == "POST" else "GET"
        return SourceConfig(
            slug="new",
            title=real.url,
            url=real.url,
            extractor="auto",
            headers=real.headers,
            params=real.params,
            method=method,
            body=real.body,
        )

    def page(self, fetcher: Fetcher) -> Page:
        """What the command is answered, asked with its secrets; raises FetchError."""
        page = fetcher.fetch(self.source(), Validators())
        return page if isinstance(page, Page) else fetcher.fetch_url(self.url)

    def written_into(self, text: str) -> str:
        """The text of a source's file with the lines that ask so, above its options."""
        return above_options(text, self.lines())

    def variables(self) -> Iterator[str]:
        """What is to be set in the environment, a line a secret, without it."""
        for name, told in self.told.items():
            yield f"set {name} in feedsvc's environment: {told} (its value is written nowhere)"

    def lines(self) -> list[str]:
        """The lines of the source's file that ask so."""
        tables = {"headers": dict(self.headers), "params": dict(self.params)}
        lines = [f"{name} = {toml_value(table)}" for name, table in tables.items() if table]
        if self.body:
            return [*lines, f"body = {toml_value(self.body)}"]
        return [*lines, 'method = "POST"'] if self.method == "POST" else lines
