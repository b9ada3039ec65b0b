"""The configuration's files as the builder writes them: whole or not at all, comments and line ends kept.

with files.changing() as change:        one writer at a time, among all processes
    change.write("sources/pier.toml", text)
    config = change.checked()            raises ConfigError, and everything is as it was
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from feedsvc.config import Config
from feedsvc.config.edit import encoded_as
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.files import one_writer, replace_file


class NotWritable(FeedsvcError):
    """The configuration's directory cannot be written; `text` is what would have been."""

    def __init__(self, message: str, text: str = "") -> None:
        super().__init__(message)
        self.text = text


class Change:
    """Files of one directory changed together."""

    def __init__(self, directory: Path, load: Callable[[], Config]) -> None:
        self._directory = directory
        self._load = load
        self._before: dict[str, bytes | None] = {}

    def text(self, name: str) -> str:
        """What a file says; nothing where it is not there. Raises FeedsvcError for what cannot be read."""
        path = self._directory / name
        try:
            return path.read_text("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise FeedsvcError(f"{path}: is no UTF-8 text (save it as UTF-8)") from error
        except OSError as error:
            raise FeedsvcError(f"{path}: {error.strerror} (let feedsvc read it)") from error

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return (self._directory / name).exists()

    def write(self, name: str, text: str | None) -> None:
        """Put this text into the file, or remove it (None); raises NotWritable."""
        path = self._directory / name
        before = self._before.setdefault(name, path.read_bytes() if path.exists() else None)
        try:
            put(path, None if text is None else encoded_as(before or b"", text))
        except OSError as error:
            self.undo()
            raise NotWritable(f"{path} cannot be written: {error.strerror}", text or "") from error

    def checked(self) -> Config:
        """The configuration with what was changed; raises ConfigError and undoes it where it is wrong."""
        try:
            return self._load()
        except BaseException:
            self.undo()
            raise

    def checked_against(self, before: Collection[Problem], name: str) -> None:
        """Raises ConfigError and undoes it where this file has mistakes, or others have new ones.

        What was wrong elsewhere before stands in nobody's way.
        """
        own = str(self._directory / name)
        found = [p for p in problems_of(self._load) if p.file == own or p not in before]
        if found:
            self.undo()
            raise ConfigError(found)

    def undo(self) -> None:
        """Every file as it was before."""
        for name, content in self._before.items():
            with suppress(OSError):
                put(self._directory / name, content)
        self._before = {}


class Files:
    """The files below one directory."""

    def __init__(self, directory: Path, load: Callable[[], Config]) -> None:
        self.directory = directory
        self._load = load

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """One writer at a time, among all processes of this machine."""
        with one_writer(self.directory):
            yield Change(self.directory, self._load)


def problems_of(load: Callable[[], object]) -> tuple[Problem, ...]:
    """Every mistake of the configuration's files as they are now."""
    try:
        load()
    except ConfigError as error:
        return error.problems
    return ()


def put(path: Path, content: bytes | None) -> None:
    """Replace a file, or what a link leads to, whole; None removes it."""
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path.resolve(), content)
