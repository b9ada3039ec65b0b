"""Sources, a file each: one that says the same is not read again, and its keys are checked together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from feedsvc.config import checks, names
from feedsvc.config.access import access_problems
from feedsvc.config.addresses import Network
from feedsvc.config.filling import with_variables
from feedsvc.config.listed import SourceConfig
from feedsvc.config.options import KeyedProblem, Wrong
from feedsvc.config.place import file_of
from feedsvc.config.readbefore import Reading
from feedsvc.config.reader import Reader

OptionsHook = Callable[[str, Mapping[str, Any]], Sequence[tuple[str, str]]]


def source_files(directory: Path) -> list[Path]:
    """The files of all sources, readable or not, in order of their names.

    One whose name begins with a dot is none: so editors and file servers call what they keep beside a file.
    """
    return sorted((directory / "sources").glob("[!.]*.toml"), key=attrgetter("name"))


class SourceFiles:
    """Reads sources, and notes every problem with its reader.

    `networks` are those that pages and passwords may be asked of and sent to, beside the public ones.
    """

    def __init__(
        self,
        reader: Reader,
        extractors: tuple[str, ...],
        networks: tuple[Network, ...],
        hook: OptionsHook | None,
    ) -> None:
        self.reader, self.extractors, self.networks, self.hook = reader, extractors, networks, hook

    def read(self, files: Iterable[Path], reading: Reading) -> tuple[SourceConfig, ...]:
        """The sources of all files that tell one."""
        return tuple(source for file in files if (source := self.read_changed(file, reading)))

    def read_changed(self, file: Path, reading: Reading) -> SourceConfig | None:
        """The source of a file, which is read as if for the first time where it has changed."""
        content = self.reader.read_bytes(file)
        if content is None:
            return None
        if source := reading.recall(file.stem, content):
            return source
        before = len(self.reader.problems)
        source = self.read_one(file, content)
        # Where a file: address leads is for the file system to say, each time.
        if source and len(self.reader.problems) == before and not source.is_file:
            reading.keep(source, content)
        return source

    def read_one(self, file: Path, content: bytes) -> SourceConfig | None:
        """The source that a file tells; None where it is no TOML at all."""
        try:
            names.slug(file.stem)
        except Wrong as wrong:
            self.reader.wrong(file, "", f"the file's name {wrong}")
        before = len(self.reader.problems)
        raw = self.reader.parsed(file, content)
        if not raw and len(self.reader.problems) > before:
            return None
        source = with_variables(self.reader.built(SourceConfig, file, "", raw, slug=file.stem), raw)
        for key, text in self.problems(source, raw):
            self.reader.wrong(file, key, text)
        return source

    def problems(self, source: SourceConfig, raw: Mapping[str, Any]) -> Iterator[KeyedProblem]:
        """What is wrong between the keys of one source."""
        yield from file_problems(self.reader.directory, source)
        # Cookies and passwords go to the source's own site, and by no way that others can read.
        yield from access_problems(source.url, source.cookies, source.login, self.networks)
        if raw.get("article") and not source.full_text:
            yield "article", "is read of stories' own pages (add full_text = true)"
        yield from render_problems(source, asked=raw.get("render", "never") != "never")
        yield from self.extractor_problems(source)

    def extractor_problems(self, source: SourceConfig) -> Iterator[KeyedProblem]:
        """Options can be checked for an extractor that is there."""
        if not source.extractor:
            return
        try:
            if self.extractors:
                checks.choice(*self.extractors)(source.extractor)
        except Wrong as wrong:
            yield "extractor", str(wrong)
            return
        for key, text in self.hook(source.extractor, source.options) if self.hook else ():
            yield f"options.{key}" if key else "options", text


def render_problems(source: SourceConfig, *, asked: bool) -> Iterator[KeyedProblem]:
    """A browser is given pages of the network that are asked for by GET, and by nobody who needs none."""
    if source.wait and not asked:
        yield "wait", 'is waited for in a browser (add render = "auto" or "always")'
    if source.may_draw and (source.posts or source.is_file):
        what = "an answer to a POST" if source.posts else "a file"
        yield "render", f"is for pages of the web, not for {what} (leave it out)"


def file_problems(directory: Path, source: SourceConfig) -> Iterator[KeyedProblem]:
    """A file lies below the configuration, and is asked with nothing."""
    if not source.is_file:
        return
    if source.posts or source.params:
        key = "params" if source.params else "method"
        yield key, "is nothing that a file can be asked with (leave it out)"
    below = directory.resolve()
    if "%00" in source.url or not file_of(below, source.url).is_relative_to(below):
        yield "url", "points outside the configuration directory (such as file:samples/page.html)"
