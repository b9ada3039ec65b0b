"""A source's file: read, changed by one writer at a time, and left as it was where the change is wrong.

settings.file("pier")                                     its text, keys, and what is wrong with them
settings.change("pier", {"every": "2h"})                  keys; comments stay
settings.save("pier", make, version="…")                  whatever `make` makes of its text
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from feedsvc.builder.files import Change, Files, problems_of
from feedsvc.builder.hiding import TOLD
from feedsvc.builder.sourcefile import Changed, SourceFile, Unknown, read, values_of, with_values
from feedsvc.builder.topics import without_source
from feedsvc.builder.usable import check_address
from feedsvc.config import Config, SourceConfig
from feedsvc.config.names import slug as check_slug
from feedsvc.config.options import Wrong, declared, unknown_keys
from feedsvc.config.place import TOPICS_FILE
from feedsvc.config.sourcefiles import source_files
from feedsvc.config.toml import parse_toml
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.fetch.targets import parse_target

CHANGEABLE = frozenset(
    [
        "title",
        "url",
        "extractor",
        "options",
        "timezone",
        "every",
        "enabled",
        "robots",
        "language",
        "date_order",
        "date_language",
        "expect",
        "full_text",
        "article",
        "article_id",
        "vanish",
        "heal",
        "render",
        "wait",
        "keep",
        "keep_pages",
    ]
)
"""Keys of a source's file that can be changed here; what may hold secrets is not among them."""
ASKED = (*TOLD, "method", "proxy")
"""What is asked with, and who: a proxy may be at any address, and so is named in the file alone."""


class Settings:
    """Reads and changes the files of sources below one directory."""

    def __init__(self, files: Files, load: Callable[[], Config]) -> None:
        self._files, self._load = files, load

    def file(self, slug: str) -> SourceFile:
        """The source's file, whatever stands in it; raises Unknown where there is none."""
        path, problems = self._path(slug), problems_of(self._load)
        try:
            text = read(path)
        except OSError:
            raise Unknown(f'there is no source called "{slug[:100]}"') from None
        values = values_of(text)
        own = tuple(p for p in problems if p.file == str(path))
        others = tuple(p for p in problems if p.file != str(path))
        return SourceFile(slug=slug, text=text, values=values, problems=own, elsewhere=others)

    def titles(self) -> dict[str, str]:
        """What every source that has a file is called there, by its name."""
        found: dict[str, str] = {}
        for path in source_files(self._files.directory):
            with suppress(OSError):
                found[path.stem] = str(values_of(read(path)).get("title") or path.stem)
        return found

    def _path(self, slug: str) -> Path:
        """Where the file lies; raises Unknown for what is no name of a source."""
        try:
            check_slug(slug)
        except Wrong:
            raise Unknown(f'there is no source called "{slug[:100]}"') from None
        return self._files.directory / "sources" / f"{slug}.toml"

    def change(self, slug: str, values: Mapping[str, Any]) -> None:
        """Write these keys, None takes one out; raises ConfigError and leaves the file as it was."""
        file = str(self._path(slug))
        named = {key: value for key, value in values.items() if key != "slug"}
        if unknown := unknown_keys(named, declared(SourceConfig)):
            raise ConfigError([Problem(file=file, key=key, text=text) for key, text in unknown])
        for key in values:
            if key not in CHANGEABLE:
                raise FeedsvcError(f"{key}: cannot be changed here (edit sources/{slug}.toml)")
        self.save(slug, lambda text: with_values(text, values, slug))

    def remove(self, slug: str) -> list[str]:
        """Remove the source's file; gives the topics that were of it alone and are gone with it."""
        with self._files.changing() as change:
            before = self.file(slug)
            text, gone = without_source(change.text(TOPICS_FILE), slug)
            if text != change.text(TOPICS_FILE):
                change.write(TOPICS_FILE, text)
            change.write(f"sources/{slug}.toml", None)
            change.checked_against((*before.problems, *before.elsewhere), f"sources/{slug}.toml")
        return gone

    def save(
        self,
        slug: str,
        make: Callable[[str], str],
        *,
        version: str = "",
        also: Callable[[Change], object] = lambda _change: None,
    ) -> None:
        """Write what `make` makes of the file's text, and what `also` changes beside it.

        Raises Changed where the file is no longer of this version, ConfigError for mistakes, NotWritable.
        """
        with self._files.changing() as change:
            before = self.file(slug)
            if version and version != before.version:
                raise Changed(before)
            name = f"sources/{slug}.toml"
            text = make(before.text)
            self._refuse_told(before, text)
            try:
                if text != before.text:
                    change.write(name, text)
                also(change)
            except BaseException:
                change.undo()
                raise
            change.checked_against((*before.problems, *before.elsewhere), name)

    def _refuse_told(self, before: SourceFile, text: str) -> None:
        """Raises ConfigError where a source would be told, or tell another site, what may be secret."""
        try:
            after = parse_toml(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return  # which the check of the whole says, with its line
        file = str(self._path(before.slug))
        for key in ASKED:
            if before.values.get(key) != after.get(key):
                text = f"cannot be changed here (edit sources/{before.slug}.toml)"
                raise ConfigError([Problem(file=file, key=key, text=text)])
        url = after.get("url")
        if isinstance(url, str) and url and url != before.values.get("url"):
            check_new_address(before, file, url)


def check_new_address(before: SourceFile, file: str, url: str) -> None:
    """Raises ConfigError for an address that no poll asks for, or that secrets would be sent to."""
    try:
        check_address(url)
    except FeedsvcError as error:
        raise ConfigError([Problem(file=file, key="url", text=str(error))]) from error
    if any(before.values.get(key) for key in TOLD) and not stays_at(str(before.values.get("url")), url):
        told = "what the source sends with its requests would go to another site"
        text = f"{told} (edit sources/{before.slug}.toml)"
        raise ConfigError([Problem(file=file, key="url", text=text)])


def stays_at(before: str, url: str) -> bool:
    """Whether the address lies where the source's secrets go already."""
    return before.lower().startswith("http") and parse_target(before).trusts(parse_target(url))
