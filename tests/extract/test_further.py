"""Where a list goes on: by the page's plain link, by a template, and never by a guess."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.further import page_link, template_of
from feedsvc.extract.paging import Numbered
from feedsvc.extract.pipeline import run
from feedsvc.models import Page
from feedsvc.operate.detect import detect
from feedsvc.operate.sourcefile import source_toml
from tests.extract.helpers import NOW, make_page, make_settings
from tests.extract.strategies import problems

URL = "https://news.example/live/"
LIST = "<ul>" + "".join(f'<li>2026-03-0{n + 1} <a href="/n/{n}">A story of the harbour, the {n}th</a></li>' for n in range(4)) + "</ul>"  # fmt: skip


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param('<link rel="next" href="/live/page/2/">', "/live/page/2/", id="link in the head"),
        pytest.param('<a rel="nofollow next" href="?before=x7f">Older</a>', "/live/?before=x7f", id="rel on an anchor"),
        pytest.param('<b>1</b> <a href="?page=2">2</a> <a href="?page=3">3</a> <a href="?page=9">Last</a>', "/live/?page=2", id="numbers"),
        pytest.param('<a href="page/2">Older posts →</a>', "/live/page/2", id="words"),
        pytest.param('<a href="/live/?start=20">Weiter »</a>', "/live/?start=20", id="offset, German"),
        pytest.param('<a href="/live/index_2.html">下一页</a>', "/live/index_2.html", id="Chinese"),
        pytest.param('<a class="pagination-next" href="/live/p2">»</a>', "/live/p2", id="class and arrow"),
        pytest.param('<a aria-label="Next page" href="?p=2"><svg></svg></a>', "/live/?p=2", id="label"),
        pytest.param('<button data-next-url="/live/more?page=2">Load more</button>', "/live/more?page=2", id="load more"),
        pytest.param('<div hx-get="/live/items?page=2" hx-trigger="revealed"></div>', "/live/items?page=2", id="htmx"),
        pytest.param('<button class="load-more" data-href="/live/part/2">+</button>', "/live/part/2", id="a button's address"),
        pytest.param('<base href="/x/"><a rel="next" href="2">Next</a>', "/x/2", id="base"),
        pytest.param('<a href="http://[x/page/2">2</a> <a rel="next" href="http://[y">N</a> <a href="?page=2">2</a>', "/live/?page=2", id="no addresses beside it"),
        pytest.param('<a href="./page/../page/2">2</a>', "/live/page/2", id="dots"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(body: str, found: str) -> None:
    assert page_link(LexborHTMLParser(body), URL) == f"https://news.example{found}"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<a href="/n/2">2</a>', id="a number that leads elsewhere"),
        pytest.param('<a href="/other/?page=2">2</a>', id="another list"),
        pytest.param('<a href="/gallery">Next</a>', id="a word alone"),
        pytest.param('<a href="#">Load more</a>', id="no plain address"),
        pytest.param('<a href="javascript:more(2)">Load more</a><button onclick="more()">More</button>', id="script"),
        pytest.param('<a rel="next" href="https://other.example/live/page/2">Next</a>', id="another site"),
        pytest.param('<a rel="next" href="#top">Next</a>', id="itself"),
        pytest.param('<a href="?page=7">Last</a> <a href="?page=3">3</a>', id="not the one after this"),
        pytest.param('<div data-url="/share?u=1"></div><a data-href="/menu" class="item">Menu</a>', id="other data"),
        pytest.param("<p>2</p>", id="none"),
    ],
)  # fmt: skip
def test_what_is_none_is_not_followed(body: str) -> None:
    assert page_link(LexborHTMLParser(body), URL) is None


def test_the_third_page_follows_the_second() -> None:
    body = '<a href="/live/">1</a> <b>2</b> <a href="/live/?page=3">3</a>'
    assert page_link(LexborHTMLParser(body), f"{URL}?page=2") == f"{URL}?page=3"


@pytest.mark.parametrize(
    ("template", "source", "urls"),
    [
        pytest.param("?page={n}", URL, ["?page=2", "?page=3"], id="query"),
        pytest.param("page/{n}/", URL, ["page/2/", "page/3/"], id="path"),
        pytest.param("?start={offset}", URL, ["?start=4", "?start=8"], id="offset"),
    ],
)
def test_a_template_counts_on(template: str, source: str, urls: list[str]) -> None:
    at, found = source, []
    for _ in urls:
        at = Numbered(template=template).after(at, source, 4)
        found.append(at)
    assert found == [f"{source}{url}" for url in urls]


def test_a_template_may_be_added_to_the_source_s_query() -> None:
    rule = Numbered(template="&page={n}")
    assert rule.after(f"{URL}?cat=7", f"{URL}?cat=7", 4) == f"{URL}?cat=7&page=2"
    assert rule.after(f"{URL}?cat=7&page=2", f"{URL}?cat=7", 4) == f"{URL}?cat=7&page=3"
    assert rule.after(URL, URL, 4) == f"{URL}?page=2"


@pytest.mark.parametrize(
    ("further", "template"),
    [
        pytest.param(f"{URL}?page=2", "?page={n}", id="query"),
        pytest.param(f"{URL}?cat=7&page=2", "?cat=7&page={n}", id="longer query"),
        pytest.param(f"{URL}page/2/", "/live/page/{n}/", id="path"),
        pytest.param(f"{URL}?start=20", "?start={offset}", id="offset"),
        pytest.param(f"{URL}?page=1", "", id="counted from nought"),
        pytest.param(f"{URL}?before=x7f", "", id="no number"),
    ],
)
def test_a_template_is_learnt_from_the_second_page(further: str, template: str) -> None:
    assert template_of(URL, further) == template


def page(body: str = LIST, url: str = URL) -> Page:
    return make_page(f"<body>{body}</body>", url=url)


@pytest.mark.parametrize(
    ("options", "following"),
    [
        pytest.param({}, None, id="one page unless more are asked for"),
        pytest.param({"pages": 3}, f"{URL}?page=2", id="the page's link"),
        pytest.param({"pages": 3, "next": "?seite={n}"}, f"{URL}?seite=2", id="a template"),
        pytest.param({"pages": 3, "next": "?from={offset}"}, f"{URL}?from=4", id="as many as it shows"),
    ],
)
def test_auto_names_the_next_page_where_more_are_wanted(
    options: dict[str, object], following: str | None
) -> None:
    shown = page(f'{LIST}<a href="?page=2">2</a>')
    found = run(shown, make_settings(extractor="auto", options=options, url=URL), NOW)
    assert (found.next_url, found.further, len(found.stories)) == (following, f"{URL}?page=2", 4)


def test_selectors_take_a_template_too() -> None:
    options = {"item": "li", "title": "a", "link": "a@href", "pages": 2, "next": "?page={n}"}
    assert (
        run(page(), make_settings(extractor="selectors", options=options, url=URL), NOW).next_url
        == f"{URL}?page=2"
    )


def test_an_api_is_followed_by_a_template() -> None:
    url = f"{URL}posts?per=2"
    shown = make_page('[{"t": "One"}, {"t": "Two"}]', media_type="application/json", url=url)
    options = {"items": "@", "title": "t", "pages": 2, "next": "&skip={offset}"}
    assert (
        run(shown, make_settings(extractor="json", options=options, url=url), NOW).next_url == f"{url}&skip=2"
    )


def test_that_no_link_leads_on_is_said() -> None:
    found = run(page(), make_settings(extractor="auto", options={"pages": 2}, url=URL), NOW)
    assert found.attempts[-1] == "auto: no link to a further page"


def test_a_template_without_a_number_is_a_mistake() -> None:
    told = "must be an address with {n} or {offset} (for example '?page={n}')"
    assert problems("auto", next="?page=2", pages=0) == {
        "next": told,
        "pages": problems("auto", pages=0)["pages"],
    }


def test_new_says_that_a_list_goes_on() -> None:
    shown = page(f'{LIST}<a href="?page=2">Older posts</a>')
    found = detect(
        shown, lambda name, options: run(shown, make_settings(extractor=name, options=options), NOW)
    )
    written = source_toml(found)
    assert found.further == f"{URL}?page=2"
    assert (
        f"# The list goes on at {URL}?page=2; so many pages are read at every poll:\n# pages = 3\n" in written
    )
    assert '# next = "?page={n}"\n' in written
