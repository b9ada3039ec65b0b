"""Further pages of a source: how many are read, and what of them is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, FetchError
from feedsvc.models import Validators
from feedsvc.poll.reading import MOST_PAGES, Reader
from tests.builders import NOW, make_extraction, make_page, make_stories

START = "https://news.example/1"


@dataclass
class Shelf:
    """Numbered pages, each with one story where `stories` names it, each naming the next."""

    pages: int
    stories: frozenset[int]
    ring: bool = False
    asked: list[str] = field(default_factory=list)

    def fetch_url(self, url: Any, *, robots: Any = "obey", **_: Any) -> Any:
        self.asked.append(f"{url} {robots}")
        return make_page(url=url, validators=Validators(etag='"of another address"'))

    def extract(self, page: Any, settings: Any, now: Any) -> Any:
        number = int(page.url.rpartition("/")[2])
        following = number + 1 if number < self.pages else 1
        more = number < self.pages or self.ring
        stories = [
            replace(s, title=f"Story {number}", url=page.url)
            for s in make_stories(int(number in self.stories))
        ]
        return make_extraction(
            *stories,
            next_url=f"https://news.example/{following}" if more else None,
        )


def source(**options: Any) -> Any:
    return SourceConfig(
        slug="world", title="World", url=START, extractor="selectors", robots="ignore", options=options
    )


def read(shelf: Any, **options: Any) -> Any:
    first = make_page(url=START, validators=Validators(etag='"own"'))
    return Reader(shelf, shelf).read(source(**options), first)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(1, 1, id="one unless more are asked for"),
        pytest.param(3, 3, id="as many as are asked for"),
        pytest.param(1000, MOST_PAGES, id="never more than the most"),
    ],
)
def test_a_list_is_followed_over_so_many_pages(pages: int, expected: Any) -> None:
    shelf = Shelf(50, frozenset(range(51)))
    page, extraction = read(shelf, pages=pages)
    assert (len(extraction.stories), len(shelf.asked)) == (expected, expected - 1)
    assert page.validators == Validators(etag='"own"')


def test_pages_that_lead_in_a_circle_are_read_once() -> None:
    shelf = Shelf(3, frozenset((1, 2, 3)), ring=True)
    assert len(read(shelf, pages=10)[1].stories) == 3
    assert shelf.asked == ["https://news.example/2 ignore", "https://news.example/3 ignore"]


def test_a_page_that_another_leads_to_has_no_validators_of_the_source() -> None:
    page, extraction = read(Shelf(2, frozenset((2,))))
    assert (page.url, page.validators) == ("https://news.example/2", Validators())
    assert len(extraction.stories) == 1


def test_pages_that_only_lead_on_are_an_error() -> None:
    with pytest.raises(ExtractError, match="no stories on the pages it leads to"):
        read(Shelf(9, frozenset()))


@dataclass
class Short(Shelf):
    """A shelf whose numbers go on though there are no more pages."""

    beyond: Any = None

    def fetch_url(self, url: Any, *, robots: Any = "obey", **more: Any) -> Any:
        if isinstance(self.beyond, FetchError) and int(url.rpartition("/")[2]) > self.pages:
            raise self.beyond
        return super().fetch_url(url, robots=robots, **more)

    def extract(self, page: Any, settings: Any, now: Any) -> Any:
        number = int(page.url.rpartition("/")[2])
        if number > self.pages and isinstance(self.beyond, ExtractError):
            raise self.beyond
        shown = replace(page, url=f"https://news.example/{min(number, self.pages)}")
        found = super().extract(shown, settings, now)
        return replace(found, next_url=f"https://news.example/{number + 1}")


@pytest.mark.parametrize(
    "beyond",
    [
        pytest.param(None, id="the last page again"),
        pytest.param(FetchError("the server answered 404", rule="status", status=404), id="not found"),
        pytest.param(ExtractError("no stories on the page"), id="no stories"),
        pytest.param(ExtractError("no stories: it is a soft-404 page", kind="soft-404"), id="soft 404"),
    ],
)
def test_what_lies_beyond_the_last_page_is_the_end(beyond: Any) -> None:
    shelf = Short(2, frozenset((1, 2)), beyond=beyond)
    assert [s.title for s in read(shelf, pages=9)[1].stories] == ["Story 1", "Story 2"]
    assert len(shelf.asked) <= 2


@pytest.mark.parametrize(
    "beyond",
    [
        pytest.param(FetchError("the server answered 503", rule="status", status=503), id="unavailable"),
        pytest.param(ExtractError("no stories: it is a captcha page", kind="captcha"), id="captcha"),
    ],
)
def test_a_further_page_that_cannot_be_had_fails_the_poll(beyond: Any) -> None:
    with pytest.raises(type(beyond)):
        read(Short(2, frozenset((1, 2)), beyond=beyond), pages=9)


@dataclass
class Index:
    """An index whose pages each have one story; some of them are gone."""

    gone: frozenset[int] = frozenset()
    asked: list[int] = field(default_factory=list)
    status: int = 404

    def fetch_url(self, url: Any, **_: Any) -> Any:
        number = int(url.rpartition("/")[2])
        self.asked.append(number)
        if number in self.gone:
            gone = self.status == 410
            raise FetchError(
                f"the server answered {self.status}", rule="status", status=self.status, permanent=gone
            )
        return make_page(url=url)

    def extract(self, page: Any, settings: Any, now: Any) -> Any:
        number = int(page.url.rpartition("/")[2])
        if number == 1:
            leads = tuple(f"https://news.example/{n}" for n in (2, 3, 4))
            return make_extraction(next_url=leads[0], leads=leads)
        dated = replace(
            make_stories(1)[0], url=f"https://news.example/s{number}", published=NOW + timedelta(days=number)
        )
        return make_extraction(dated, dated)


def test_the_pages_that_an_index_leads_to_are_read_together_newest_first() -> None:
    shelf = Index()
    page, extraction = read(shelf)
    assert (page.url, shelf.asked) == ("https://news.example/2", [2, 3, 4])
    assert [story.url for story in extraction.stories if story.url][::2] == [
        "https://news.example/s4",
        "https://news.example/s3",
        "https://news.example/s2",
    ]
    assert not extraction.truncated


def test_a_page_beside_the_first_that_is_gone_costs_only_itself() -> None:
    _, extraction = read(Index(frozenset((3,))))
    assert len(extraction.stories) == 4
    assert extraction.truncated
    assert "https://news.example/3 cannot be read" in extraction.attempts[-1]


def test_the_first_page_of_an_index_must_be_there() -> None:
    with pytest.raises(FetchError):
        read(Index(frozenset((2,))))


def test_a_source_that_leads_to_what_is_gone_for_good_is_not_gone_itself() -> None:
    with pytest.raises(ExtractError) as caught:
        read(Index(frozenset((2,)), status=410))
    assert not caught.value.permanent
    assert "410" in str(caught.value)
