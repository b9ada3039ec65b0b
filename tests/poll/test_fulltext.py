"""A story's own page gives its text where it says more than the listing, within the poll's budget."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from feedsvc.config import SourceConfig
from feedsvc.decide.repeats import Repeats
from feedsvc.errors import FetchError
from feedsvc.models import Article, Image, Piece
from feedsvc.poll.fulltext import BUDGET, MOST_PAGES, FullText
from tests.articles.reading import stories_of
from tests.builders import NOW, make_changes, make_new, make_page, make_parsed

SOURCE = SourceConfig(
    slug="world", title="World", url="https://news.example/", extractor="byline", full_text=True
)
HOUR = timedelta(hours=1)
LONG = "A long text of its own page. " * 40


@dataclass
class Articles:
    """Pages that hold this text; one that is not there is a FetchError."""

    text: str
    absent: bool = False
    asked: list[str] = field(default_factory=list)

    def fetch_url(self, url: Any, *, robots: Any = "obey", **_: Any) -> Any:
        self.asked.append(url)
        if self.absent:
            raise FetchError("the server answered 404", rule="status")
        return make_page(url=url)

    def article(self, page: Any, settings: Any, now: Any, first: Any = "") -> Any:
        return make_article(text=self.text)


def completed(articles: Any, changes: Any, source: Any = SOURCE) -> Any:
    return FullText(articles, articles).complete(source, changes, Repeats(), NOW)[0]


def make_article(*, text: str = LONG, **given: Any) -> Article:
    """What a child gives of a page with this text."""
    content = f"<p>{text}</p>"
    story = make_parsed(1, **({"text": text, "content": content} | given))
    return Article(story=story, pieces=(Piece(markup=content, text=text),))


def test_a_longer_text_replaces_that_of_the_listing() -> None:
    (new,) = completed(Articles(LONG), make_changes(1)).new
    assert (new.story.text, new.story.content) == (LONG, f"<p>{LONG}</p>")


@pytest.mark.parametrize(
    "articles",
    [pytest.param(Articles("."), id="shorter"), pytest.param(Articles(LONG, absent=True), id="absent")],
)
def test_a_page_that_says_less_changes_nothing(articles: Any) -> None:
    assert completed(articles, make_changes(1)) == make_changes(1)
    assert len(articles.asked) == 1


def test_the_budget_goes_to_the_newest() -> None:
    articles, changes = Articles(LONG), make_changes(*range(1, BUDGET + 6))
    completed(articles, changes)
    assert articles.asked == [new.story.url for new in reversed(changes.new)][:BUDGET]


def test_an_article_is_asked_for_with_what_its_source_is_asked_with() -> None:
    class Asking(Articles):
        def fetch_url(self, url: Any, **given: Any) -> Any:
            asked.append(given)
            return make_page(url=url)

    asked: list[Any] = []
    source = replace(SOURCE, headers={"Cookie": "a=b"}, robots="ignore")
    completed(Asking(LONG), make_changes(1), source)
    (given,) = asked
    told = {"headers": {"Cookie": "a=b"}, "home": source.url, "robots": "ignore", "owner": source}
    assert given.items() >= told.items()


def test_without_the_option_nothing_is_fetched() -> None:
    articles = Articles(LONG)
    assert completed(articles, make_changes(1), replace(SOURCE, full_text=False)) == make_changes(1)
    assert articles.asked == []


def test_an_article_takes_the_place_of_a_teaser_whose_words_stay_the_summary() -> None:
    teaser = {"content": "", "text": "A long text…", "summary": "A long text…"}
    (new,) = completed(Articles(LONG), make_changes(new=(make_new(1, **teaser),))).new
    assert (new.story.content, new.story.summary) == (f"<p>{LONG}</p>", "A long text…")


def test_an_article_that_is_cut_off_itself_takes_the_place_of_no_content() -> None:
    class Walled(Articles):
        def article(self, page: Any, settings: Any, now: Any, first: Any = "") -> Any:
            return make_article(content="", summary="A long text…", authors=("Bo Ek",))

    changes = make_changes(new=(make_new(1, authors=(), summary=""),))
    (new,), (listed,) = completed(Walled(LONG), changes).new, changes.new
    assert (new.story.content, new.story.text) == (listed.story.content, listed.story.text)
    assert new.story.authors == ("Bo Ek",)


@pytest.mark.parametrize(
    ("dated", "article", "published"),
    [
        pytest.param(False, NOW - HOUR, NOW - HOUR, id="takes its article's date where it has none"),
        pytest.param(False, NOW + HOUR, NOW, id="not one that is to come"),
        pytest.param(True, NOW - HOUR, NOW, id="keeps its own"),
    ],
)
def test_a_new_story(dated: Any, article: Any, published: Any) -> None:
    class Dated(Articles):
        def article(self, page: Any, settings: Any, now: Any, first: Any = "") -> Any:
            return make_article(published=article)

    changes = make_changes(new=(make_new(1, published=NOW, dated=dated),))
    (new,) = completed(Dated(LONG), changes).new
    assert (new.story.published, new.story.dated) == (published, dated or article == published)


PARAGRAPH = (
    "<p>Page {n} of the article says that ships no longer wait in the roads off harbour {n} today.</p>"
)
FIRST = "https://news.example/quay"


def page_of(n: int, *links: str) -> str:
    """A page of an article with links to others."""
    return f"<html><body><article><h1>Quay</h1>{PARAGRAPH.format(n=n)}{PARAGRAPH.format(n=n + 100)}<p>{' '.join(links)}</p></article></body></html>"


def text_at(pages: dict[str, str]) -> str:
    return stories_of(pages, FIRST)[0][0].text


def test_an_article_of_several_pages_is_had_whole() -> None:
    pages = {
        FIRST: page_of(1, f'<a href="{FIRST}/2">2</a>'),
        f"{FIRST}/2": page_of(2, f'<a href="{FIRST}">1</a>', f'<a href="{FIRST}/3">3</a>'),
        f"{FIRST}/3": page_of(3, f'<a href="{FIRST}/2">2</a>'),
    }
    assert [n for n in range(1, 5) if f"Page {n} of" in text_at(pages)] == [1, 2, 3]
    del pages[f"{FIRST}/3"]
    assert [n for n in range(1, 5) if f"Page {n} of" in text_at(pages)] == [1, 2]


def test_one_page_with_all_of_it_is_preferred() -> None:
    links = f'<a href="{FIRST}?page=2">2</a>', f'<a href="{FIRST}?view=all">Single page</a>'
    whole = page_of(1).replace("</article>", PARAGRAPH.format(n=7) + "</article>")
    pages = {FIRST: page_of(1, *links), f"{FIRST}?view=all": whole}
    assert "Page 7 of" in text_at(pages)


def test_pages_without_an_end_are_not_followed_for_ever() -> None:
    class Endless(dict[str, str]):
        def __contains__(self, url: object) -> bool:
            return True

        def __getitem__(self, url: str) -> str:
            asked.append(url)
            number = int(url.removeprefix(FIRST).strip("/") or 1)
            return page_of(number, f'<a href="{FIRST}/{number + 1}">{number + 1}</a>')

    asked: list[str] = []
    text_at(Endless())
    assert len(asked) == MOST_PAGES


def test_what_every_article_of_a_source_repeats_is_left_out() -> None:
    bio = "<p>Ann Lee has written about harbours and the ships in them for twenty years.</p>"
    pages = {f"{FIRST}/{chr(97 + n)}": page_of(n).replace("</article>", f"{bio}</article>") for n in range(5)}
    stories, known = stories_of(pages, *pages)
    assert not any("Ann Lee" in story.text + story.content for story in stories)
    late = {f"{FIRST}/z": page_of(9).replace("</article>", f"{bio}</article>")}
    assert "Ann Lee" in stories_of(late, *late)[0][0].text
    assert "Ann Lee" not in stories_of(late, *late, known=known)[0][0].text


def test_an_article_fills_in_what_the_listing_lacks_even_where_it_says_no_more() -> None:
    class Telling(Articles):
        def article(self, page: Any, settings: Any, now: Any, first: Any = "") -> Any:
            picture = Image(url="https://news.example/a.jpg", media_type="image/jpeg")
            return make_article(text="Less.", authors=("Bo Ek",), images=(picture,))

    changes = make_changes(new=(make_new(1, authors=(), images=()), make_new(2)))
    (bare, told), (_, listed) = completed(Telling(LONG), changes).new, changes.new
    assert (bare.story.authors, [i.url for i in bare.story.images]) == (
        ("Bo Ek",),
        ["https://news.example/a.jpg"],
    )
    assert (told.story.authors, told.story.text) == (listed.story.authors, listed.story.text)
