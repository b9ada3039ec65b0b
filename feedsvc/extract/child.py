"""Extraction in killable children: no page can stop, bloat or crash the process that polls.

A parser held up by a hostile page cannot be interrupted from a thread, so pages are read in child
processes with a memory limit and a deadline (docs/notes.md). The deadline counts the time that the
child computes, so that a busy machine costs no page. A child comes of a fresh interpreter (`nursery.py`)
and shares nothing with its parent but one socket: no database connection, no terminal signal. It is reused
from page to page of one source at one host, so that a page that takes it over can lie about its own source
alone, and replaced when it dies.

    pool = ExtractorPool(size=2)
    pool.prepare("auto")                              # while the page is still fetched
    extraction = pool.extract(page, settings, now)    # ExtractError, ExtractorDied
    pool.close()
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from feedsvc.errors import ExtractorDied
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.idle import Idle
from feedsvc.extract.keeper import ChildError
from feedsvc.extract.memory import Memory
from feedsvc.extract.wire import Failure, Nonsense
from feedsvc.models import Article, Extraction, LoginPage, Page, Reread, Survey

GIB = 1 << 30


class ExtractorPool:
    """At most `size` children, started when needed, shared by any number of threads."""

    def __init__(
        self, size: int = 2, *, memory: int = GIB, deadline: timedelta | float = timedelta(seconds=3)
    ) -> None:
        self._deadline = deadline.total_seconds() if isinstance(deadline, timedelta) else deadline
        self._memory = Memory()
        self._idle = Idle(size, memory, self._deadline)

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction:
        """What `pipeline.run` gives, or raises, for the page; ExtractorDied when a limit is hit."""
        place = f"{site_of(page, settings.source)}\0{page.url}"
        known = self._memory.of(place)
        told: Reread = self.call("reread", page, settings, now, tuple(known))
        try:
            return self._memory.whole(place, known, told)
        except Nonsense as error:
            raise ExtractorDied(
                f"{settings.extractor}: the extractor answered nonsense", source=settings.source
            ) from error

    def article(self, page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article:
        """The article on a story's own page (`article.read_article`); ExtractError where there is none."""
        answer: Article = self.call("article", page, settings, now, first)
        return answer

    def survey(self, page: Page, like: str = "") -> Survey:
        """Every list of the page (`survey.survey`); ExtractorDied when a limit is hit."""
        answer: Survey = self.call("survey", page, like)
        return answer

    def kind(self, page: Page) -> str | None:
        """What the page stands in as (`pagekind.page_kind`); ExtractorDied when a limit is hit."""
        answer: str | None = self.call("kind", page)
        return answer

    def login(self, page: Page, success: str, names: tuple[str, ...], source: str) -> LoginPage:
        """What the page says of a login (`loginform.read_login`); ExtractorDied when a limit is hit."""
        answer: LoginPage = self.call("login", page, success, names, source=source)
        return answer

    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Where known values stand in a list's items (`relearn.relearn`); ExtractorDied at a limit."""
        answer: dict[str, str] = self.call("relearn", page, item, [dict(story) for story in stories])
        return answer

    def frame(self, page: Page, marks: Mapping[int, str], pressed: str = "") -> str:
        """The page as a frame may show it (`frame.frame`); ExtractorDied when a limit is hit."""
        answer: str = self.call("frame", page, dict(marks), pressed)
        return answer

    def places(self, page: Page, options: Mapping[str, Any]) -> list[tuple[str, dict[str, int]]]:
        """Where each story's fields stand (`fieldplaces`); ExtractError where nothing can be read so."""
        answer: list[tuple[str, dict[str, int]]] = self.call("places", page, dict(options))
        return answer

    def point(self, page: Page, options: Mapping[str, Any], field: str, at: int) -> dict[str, Any]:
        """The option for what was pressed (`point.point`); ExtractError where there is none."""
        answer: dict[str, Any] = self.call("point", page, dict(options), field, at)
        return answer

    def listed(self, page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Selectors that read known stories (`lists.listed`); ExtractorDied when a limit is hit."""
        answer: dict[str, Any] = self.call("listed", page, [dict(story) for story in stories])
        return answer

    def call(self, task: str, *args: Any, source: str = "") -> Any:
        """The result of one of TASKS in a child; ExtractError as raised there, or ExtractorDied."""
        given = next((a for a in args if isinstance(a, ExtractSettings)), ExtractSettings())
        source = source or given.source
        child = self._idle.take(task, given.extractor)
        try:
            answer = child.ask(task, args, self._deadline, site_of(args[0], source))
        except ChildError as death:
            child.stop()
            reader = given.extractor if task in ("extract", "reread") else task
            raise ExtractorDied(f"{reader}: {death}", source=source) from death
        except BaseException:
            child.stop()  # its answer would reach the next caller
            raise
        finally:
            self._idle.give_back(child)
        if isinstance(answer, Failure):
            raise answer.error(source)
        return answer

    def prepare(self, strategy: str, task: str = "extract") -> None:
        """Starts a child for a page that is on its way, where none is idle; nobody waits for it."""
        self._idle.prepare(task, strategy)

    def close(self) -> None:
        """Ends every child; one that is at work ends with its page."""
        self._idle.close()

    def __enter__(self) -> ExtractorPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def site_of(page: Page, source: str) -> str:
    """Whose page it is: what a child has read may not touch what is read of another source or host."""
    return f"{source} {urlsplit(page.url).netloc.lower()}"
