"""Stand-ins with verbs: a clock that is told the time, a web that is told what to serve, an extractor in process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from feedsvc.config import SourceConfig
from feedsvc.errors import FetchError
from feedsvc.extract.auto.survey import survey
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.loginform import read_login
from feedsvc.extract.pagekind import page_kind
from feedsvc.extract.pipeline import run
from feedsvc.extract.pointing.lists import listed
from feedsvc.extract.pointing.point import point
from feedsvc.extract.relearn import relearn
from feedsvc.fetch.session import Sessions
from feedsvc.models import Extraction, LoginPage, NotModified, Page, Survey, Validators
from tests.builders import NOW


class FakeClock:
    """Gives the time it was told; `sleep` passes time instead of waiting."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def advances(self, **delta: float) -> None:
        """Let time pass: `advances(minutes=10)`."""
        self.now += timedelta(**delta)

    def sleep(self, seconds: float) -> None:
        """Pass time without waiting."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


class Seconds:
    """A monotonic clock, on which seconds pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class FakeWeb:
    """A fetcher over pages held in memory; remembers every request it was asked for."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._answers: dict[str, Page | NotModified | FetchError] = {}
        self.requests: list[tuple[str, Validators]] = []
        self.posts: list[tuple[str, bytes]] = []
        self.post_status = 204
        self.sessions = Sessions()

    def serves(
        self,
        url: str,
        body: str | bytes,
        *,
        media_type: str = "text/html",
        etag: str | None = None,
        max_age: timedelta | None = None,
    ) -> None:
        """Answer `url` with this body from now on."""
        content = body.encode() if isinstance(body, str) else body
        self._answers[url] = Page(
            url=url,
            content=content,
            media_type=media_type,
            charset="utf-8",
            fetched_at=self._clock(),
            validators=Validators(etag=etag),
            max_age=max_age,
            requested_url=url,
        )

    def fails(self, url: str, rule: str = "connect", **facts: object) -> None:
        """Refuse `url` from now on."""
        self._answers[url] = FetchError(f"{url}: {rule}", rule=rule, url=url, **facts)  # type: ignore[arg-type]

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """What fetch.Fetcher.fetch does."""
        self.requests.append((source.url, validators))
        return self._answer(source.url)

    def fetch_url(self, url: str, **_: object) -> Page:
        """What fetch.Fetcher.fetch_url does."""
        self.requests.append((url, Validators()))
        answer = self._answer(url)
        if isinstance(answer, NotModified):
            raise FetchError(f"{url}: an unasked 304", rule="status", url=url)
        return answer

    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page:
        """What fetch.Fetcher.submit does."""
        self.posts.append((url, form))
        return self.fetch_url(url)

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """What fetch.Fetcher.post does."""
        self.posts.append((url, data))
        return self.post_status

    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]:
        return dict(source.cookies)

    def close(self) -> None:
        """Nothing is open."""

    def _answer(self, url: str) -> Page | NotModified:
        answer = self._answers.get(
            url, FetchError(f"{url}: no such page", rule="status", url=url, status=404)
        )
        if isinstance(answer, FetchError):
            raise answer
        return answer


class InProcessExtractor:
    """What extract.child.ExtractorPool does, without the child."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction:
        """Run the pipeline here."""
        return run(page, settings, now)

    def survey(self, page: Page, like: str = "") -> Survey:
        """The page's lists, found here."""
        return survey(page, like)

    def kind(self, page: Page) -> str | None:
        """What the page stands in as, found here."""
        return page_kind(page)

    def login(self, page: Page, success: str, names: Sequence[str], source: str) -> LoginPage:
        """What the page says of a login, found here."""
        return read_login(page, success, names)

    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Fields by their known values, found here."""
        return relearn(page, item, stories)

    def listed(self, page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Selectors of known stories, found here."""
        return dict(listed(page, stories))

    def point(self, page: Page, options: Mapping[str, Any], field: str, at: int) -> dict[str, Any]:
        """What was pressed, found here."""
        return dict(point(page, options, field, at))

    def close(self) -> None:
        """Nothing is open."""
