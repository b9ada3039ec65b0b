"""Every strategy is tried on a page; the best becomes a source's file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from feedsvc.errors import ExtractError, ExtractorDied
from feedsvc.extract import options_problems
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction, Page
from feedsvc.operate.detect import detect, strategies
from feedsvc.operate.detection import Detection
from feedsvc.operate.sourcefile import source_toml, suggest_slug
from feedsvc.operate.worth import doubts
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case


def detected(page: Page, zone: str = "Europe/Oslo") -> Detection:
    def extract(name: str, options: Mapping[str, Any]) -> Extraction:
        return run(page, make_settings(extractor=name, options=options, timezone=zone, article_id=None), NOW)

    return detect(page, extract, timezone=zone)


def detected_case(name: str) -> Detection:
    return detected(read_case(PAGES / name)[0])


@pytest.mark.parametrize(
    ("case", "strategy"),
    [
        pytest.param("auto/cards", "selectors", id="cards"),
        pytest.param("auto/wordpress", "selectors", id="WordPress"),
        pytest.param("auto/link-table", "auto", id="rows that selectors cannot join"),
        pytest.param("auto/grouped-by-day", "auto", id="dates in headings"),
        pytest.param("auto/bylines", "byline", id="bylines"),
        pytest.param("auto/declared", "jsonld", id="declared"),
        pytest.param("upstream/rss", "upstream", id="feed"),
        pytest.param("sitemap/news", "sitemap", id="sitemap"),
        pytest.param("auto/json-posts", "json", id="JSON"),
        pytest.param("auto/json-in-script", "state", id="JSON in a script"),
    ],
)
def test_the_best_strategy_is_chosen_and_its_file_reads_the_page_again(case: str, strategy: str) -> None:
    page = read_case(PAGES / case)[0]
    found = detected(page)
    assert found.best is not None
    assert found.best.strategy == strategy
    source = tomllib.loads(source_toml(found))
    assert options_problems(source["extractor"], source["options"]) == []
    again = run(page, make_settings(extractor=source["extractor"], options=source["options"]), NOW)
    assert len(again.stories) == found.best.stories


def test_every_strategy_has_its_row() -> None:
    found = detected_case("auto/cards")
    assert tuple(finding.strategy for finding in found.findings) == tuple(strategies())
    rows = {finding.strategy: finding for finding in found.findings}
    assert (rows["auto"].stories, rows["auto"].dated, rows["auto"].linked, rows["auto"].authored) == (
        9,
        9,
        9,
        9,
    )
    assert len(rows["auto"].titles) == 3
    assert "no line of the form" in rows["byline"].reason


def test_a_linked_feed_is_told_with_its_whole_address() -> None:
    found = detected_case("auto/wordpress")
    assert found.feeds == ("https://post.example/feed/",)
    assert "# The page links a feed of its own: https://post.example/feed/" in source_toml(found)


def test_a_wall_is_known_by_its_kind_and_its_list_is_refused() -> None:
    listed = "".join(
        f"<li><a href='/{n}'>Terms of our service, chapter {n} of them all</a></li>" for n in range(9)
    )
    found = detected(make_page(f"<title>Log in</title><ul>{listed}</ul>"))
    assert (found.page_kind, found.best) == ("login", None)


def test_words_of_a_page_say_nothing_of_its_kind() -> None:
    """A reason for people may quote anything; only what the extractor recognised is believed."""

    def extract(name: str, options: Mapping[str, Any]) -> Extraction:
        raise ExtractError(f"{name}: the page says that it is a login page", attempts=("auto: x",))

    assert detect(make_page("<p>x"), extract).page_kind is None


TWICE = """<article><h2><a href="/t/{n}">How to mend a bicycle chain, part {n}</a></h2>
<b class="category">Tools</b> <time datetime="2026-03-0{n}T08:00:00Z">day</time><p>In <i>Tools</i></p></article>"""


def test_a_field_is_proposed_where_it_was_read_though_its_words_stand_twice() -> None:
    found = detected(listed(TWICE))
    assert found.best is not None
    assert (found.best.strategy, found.best.options["section"]) == ("selectors", "b.category")


def test_a_page_without_stories_gives_a_file_that_says_so() -> None:
    found = detected(make_page("<p>Nothing."))
    assert found.best is None
    assert tomllib.loads(source_toml(found))["extractor"] == "auto"
    assert "# " in source_toml(found)


def test_a_reason_is_told_with_all_its_brackets() -> None:
    found = detected(make_page("<p>Nothing."))
    assert {f.reason for f in found.findings if f.strategy == "jsonld"} == {
        "jsonld: the page declares no article (0 JSON-LD blocks)"
    }


def test_a_strategy_that_dies_costs_only_its_row() -> None:
    page = read_case(PAGES / "auto" / "cards")[0]

    def extract(name: str, options: Mapping[str, Any]) -> Extraction:
        if name == "byline":
            raise ExtractorDied("out of time")
        return run(page, make_settings(extractor=name, options=options), NOW)

    found = detect(page, extract)
    assert next(f for f in found.findings if f.strategy == "byline").reason == "out of time"
    assert found.best is not None


def listed(block: str, times: int = 6) -> Page:
    blocks = "".join(block.replace("{n}", str(n)) for n in range(1, times))
    return make_page(f"<html><body><div>{blocks}</div></body></html>")


FORUM = """<li class="row"><a class="topictitle" href="/t/{n}">How to mend a bicycle chain, part {n}</a>
by <a class="username" href="/u/{n}">rider{n}</a> <time datetime="2026-03-0{n}T08:00:00Z">day</time>
<dl><dd class="lastpost">by <a class="username" href="/u/x">lastguy</a> today</dd></dl></li>"""
LAZY = """<article><img class="lazy" src="data:image/gif;base64,R0lGODlhAQAB" data-src="/img/{n}-640.jpg"
data-srcset="/img/{n}-1280.jpg 2x"><h2><a href="/t/{n}">How to mend a bicycle chain, part {n}</a></h2>
<time datetime="2026-03-0{n}T08:00:00Z">day</time></article>"""
SOME = """<article><h2><a href="/t/{n}">How to mend a bicycle chain, part {n}</a></h2><p class="by">By
<b class="author">Ann Lee {n}</b></p><time datetime="2026-03-0{n}T08:00:00Z">day</time></article>"""

STORY = """<article><h2><a href="/t/{n}">How to mend a bicycle chain, part {n}</a></h2>
<p>Links wear out sooner in the rain than riders think, so oil them.</p>"""
TWO_SPANS = (
    STORY
    + """<div class="byline">By <span class="author">Ann Lee</span> and <span class="author">Bob Ray</span>
| Nov. 2{n}, 2026 at 4:05 p.m. EST</div></article>"""
)
TWO_LINKS = (
    STORY
    + """<p>By <a class="author" href="/ann">Ann Lee</a>, <a class="author" href="/bob">Bob Ray</a></p>
<time datetime="2026-03-0{n}T08:00:00Z">day</time></article>"""
)
TWO_RELATED = TWO_LINKS.replace('class="author"', 'rel="author"')


@pytest.mark.parametrize(
    ("block", "name", "selector"),
    [
        pytest.param(TWO_SPANS, "author", "span.author", id="two authors in spans"),
        pytest.param(TWO_LINKS, "author", "a.author", id="two authors in links"),
        pytest.param(TWO_RELATED, "author", "p a", id="two authors in related links"),
        pytest.param(FORUM, "author", "li.row > a.username", id="another author in the row"),
        pytest.param(LAZY, "image", "img.lazy", id="lazy images"),
        pytest.param(SOME, "author", "b.author", id="one author"),
    ],
)
def test_proposed_selectors_give_what_auto_finds(block: str, name: str, selector: str) -> None:
    page = listed(block)
    found = detected(page)
    assert found.best is not None
    assert (found.best.strategy, found.best.options[name]) == ("selectors", selector)
    source = tomllib.loads(source_toml(found))
    again = run(page, make_settings(extractor="selectors", options=source["options"]), NOW).stories
    auto = run(page, make_settings(extractor="auto"), NOW).stories
    assert [(s.authors, s.images) for s in again] == [(s.authors, s.images) for s in auto]


COMMENTED = TWO_SPANS.replace(" and ", "<!-- --> <i>and</i> ")


@pytest.mark.parametrize("block", [TWO_SPANS, TWO_LINKS, TWO_RELATED, COMMENTED])
def test_every_author_with_an_element_of_its_own_is_found(block: str) -> None:
    stories = run(listed(block), make_settings(extractor="auto"), NOW).stories
    assert {story.authors for story in stories} == {("Ann Lee", "Bob Ray")}


UNLINKED = """<article class="post"><h2>How to mend a bicycle chain, part {n}</h2>
<time datetime="2026-03-0{n}T08:00:00Z">day</time><div class="body"><p>Links wear out sooner in the rain.</p>
</div>SHARE</article>"""
LIVE = """<article class="block"><p class="block-time"><a href="?page=with:block-{n}#block-{n}"><time
datetime="2026-03-0{n}T08:00:00Z">8.00am GMT</time></a></p><h2>How to mend a bicycle chain, part {n}</h2>
<p>Links wear out sooner in the rain.</p><ul class="tools"><li>SHARE</li></ul></article>"""


@pytest.mark.parametrize(
    "share",
    [
        '<a href="https://www.facebook.com/sharer/sharer.php?u=x{n}">Share on Facebook</a>',
        '<a href="https://twitter.com/intent/tweet?url=x{n}">Tweet this story</a>',
        '<a href="https://fb.example/share?x={n}">Share on Facebook</a>',
        '<a href="https://www.linkedin.com/sharing/share-offsite/?url=x{n}">Share on LinkedIn</a>',
        '<a href="https://www.linkedin.com/shareArticle?url=x{n}">Share on LinkedIn</a>',
        '<a href="https://www.reddit.com/submit?url=x{n}">Share on Reddit</a>',
        '<a href="https://www.pinterest.co.uk/pin/create/button/?url=x{n}">Pin this story</a>',
        '<a href="https://t.me/share/url?url=x{n}">Send by Telegram</a>',
        '<a href="whatsapp://send?text=x{n}">Send by WhatsApp</a>',
        '<a href="https://wa.me/?text=x{n}">Send by WhatsApp</a>',
        '<a href="/story-{n}?share=facebook">Share on Facebook</a>',
        '<span class="social-buttons"><a href="https://any.example/?u={n}">Any Example</a></span>',
    ],
)
def test_what_shares_a_story_is_not_its_link(share: str) -> None:
    for block, option in ((UNLINKED, None), (LIVE, "a@href")):
        found = detected(listed(block.replace("SHARE", share)))
        assert found.best is not None
        assert (found.best.strategy, found.best.stories, found.best.dated) == ("selectors", 5, 5)
        assert found.best.options.get("link") == option
        assert found.best.linked == (5 if option else 0)


@pytest.mark.parametrize(
    "address", ["/news/whatsapp-{n}", "/share-prices/{n}", "/sharers/{n}", "/news/intent/{n}?from=list"]
)
def test_a_story_about_sharing_keeps_its_link(address: str) -> None:
    block = STORY.replace("<h2>", '<h2 class="social">').replace("/t/{n}", address)
    found = run(listed(block + "2026-03-0{n}</article>"), make_settings(extractor="auto"), NOW).stories
    assert [s.url for s in found] == [f"https://news.example{address.format(n=n)}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "title", ['Quotes " and \\ backslash', "line\nbreak \x07 bell", "emoji 🦆 and 港口", '"""', "\x7f del"]
)
def test_any_title_makes_a_readable_file(title: str) -> None:
    text = source_toml(detected_case("auto/cards"), title=title)
    assert tomllib.loads(text)["title"]


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.post.example/news/", "post-example-news"),
        ("https://post.example/a_b/C.html?x=1", "post-example-a-b-c"),
        ("file:pages/x.html", "pages-x"),
        ("https://post.example/" + "long/" * 40, ("post-example-" + "long-" * 40)[:50].strip("-")),
    ],
)
def test_a_slug_is_made_of_the_address(url: str, slug: str) -> None:
    assert suggest_slug(url) == slug


@pytest.mark.parametrize(
    ("lang", "dates", "written"),
    [
        pytest.param("en", ["03/03/2026", "28/02/2026", "27/02/2026"], {"date_order": "DMY"}, id="order"),
        pytest.param("cs", ["3. března 2026", "2. března 2026", "1. března 2026"], {"date_language": "cs"}, id="language"),
        pytest.param("en", ["2026-03-03", "2026-03-02", "2026-03-01"], {}, id="neither"),
    ],
)  # fmt: skip
def test_how_dates_are_written_stands_in_the_source_s_file(
    lang: str, dates: list[str], written: dict[str, str]
) -> None:
    rows = (
        f"<li><a href='/{n}'>The harbour opens its quay number {n}</a> <i>{d}</i>"
        for n, d in enumerate(dates)
    )
    found = detected(make_page(f"<html lang={lang}><body><ul>{''.join(rows)}</ul>"))
    source = tomllib.loads(source_toml(found))
    assert {name: source[name] for name in ("date_order", "date_language") if name in source} == written


@pytest.mark.parametrize(
    ("lang", "title", "written"),
    [
        pytest.param("ar", "الميناء يفتح رصيفه رقم", "ar", id="its own script"),
        pytest.param("pt-BR", "O porto abre o seu cais número", "pt-BR", id="with its region"),
        pytest.param("vi", "Cảng mở bến số của mình lần", "vi", id="letters with many marks"),
        pytest.param("sr", "Лука отвара свој кеј број", "sr", id="a language of two scripts"),
        pytest.param("en-US", "الميناء يفتح رصيفه رقم", None, id="left by a template"),
        pytest.param("ru", "The harbour opens its quay number", None, id="of another script"),
        pytest.param("x-default", "The harbour opens its quay number", None, id="no language"),
        pytest.param("", "The harbour opens its quay number", None, id="none named"),
    ],
)  # fmt: skip
def test_the_language_of_the_stories_stands_in_the_source_s_file(
    lang: str, title: str, written: str | None
) -> None:
    rows = (f"<li><a href='/{n}'>{title} {n}</a> <i>2026-03-0{n}</i>" for n in range(1, 5))
    found = detected(make_page(f"<html lang='{lang}'><body><ul>{''.join(rows)}</ul>"))
    assert found.best
    assert tomllib.loads(source_toml(found)).get("language") == written


def test_a_doubtful_order_is_told_in_the_file_and_as_a_warning() -> None:
    rows = (
        f"<li><a href='/{n}'>The harbour opens its quay number {n}</a> <i>03/02/2026</i>" for n in range(4)
    )
    found = detected(make_page(f"<html lang=en-GB><body><ul>{''.join(rows)}</ul>"))
    assert 'date_order = "DMY"' in source_toml(found)
    assert "(doubtful: which number" in source_toml(found)
    assert found.best
    assert any("is the month" in doubt for doubt in doubts(found.best))
