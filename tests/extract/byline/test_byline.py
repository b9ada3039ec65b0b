"""The byline strategy on the real capture and on what designs do to bylines."""

from __future__ import annotations

import hashlib
import random

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.byline.anchors import byline_match, split_names
from feedsvc.extract.byline.furniture import kind_of
from feedsvc.extract.byline.linekinds import Kind
from feedsvc.extract.byline.walk import html_lines
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from tests.extract.helpers import NOW, PAGES, SEED, as_json, make_page, make_settings, read_case

# Of each story of the capture: authors, minute in UTC, paragraphs, related headlines, and eight
# digits of the SHA-256 of its first and its last three words.
STORIES = [
    ("Bloomberg", "2020-10-29 02:29", 11, 1, "71e14fd6", "babc139d"),
    ("Ding Yi", "2020-10-28 10:09", 7, 1, "89ae0ecc", "ad29a54a"),
    ("Anniek Bao", "2020-10-26 10:48", 4, 2, "071b268d", "878569fe"),
    ("Bloomberg", "2020-10-26 02:49", 3, 1, "88053c16", "a16883c9"),
    ("Han Wei", "2020-10-23 19:02", 5, 0, "0eab106e", "8970cb74"),
    ("Yang Ge", "2020-10-22 05:34", 5, 1, "2d27c595", "6a2b63c6"),
    ("Ding Yi", "2020-10-22 04:28", 6, 1, "cee8f0da", "d8453dbc"),
    ("Anniek Bao", "2020-10-21 09:58", 4, 0, "52dd4c75", "772066d9"),
    ("Yang Ge", "2020-10-16 05:48", 5, 0, "2008be99", "2a200567"),
    ("Bloomberg", "2020-10-09 02:40", 7, 1, "ed958962", "6dafec38"),
    ("Heather Mowbray", "2020-10-08 08:50", 5, 1, "2cae201c", "3acbf7f6"),
    ("Ding Yi", "2020-10-07 09:19", 7, 1, "712ebe28", "0b2c9c52"),
    ("Han Wei", "2020-10-06 03:02", 5, 0, "d769977a", "60d7a6ff"),
    ("Ding Yi", "2020-09-30 08:44", 6, 1, "67515251", "687cb998"),
    ("Ding Yi", "2020-09-24 09:25", 4, 1, "52ffead2", "df9066b2"),
    ("Ding Yi", "2020-09-24 05:00", 8, 1, "5ad9ec55", "cbd0cf4f"),
    ("Ding Yi", "2020-09-23 10:37", 5, 1, "620e5043", "4f7bf8c9"),
    ("Ding Yi", "2020-09-23 05:48", 6, 1, "e1b65b55", "565a1cb9"),
    ("Bloomberg", "2020-09-18 01:29", 9, 1, "dab10d9e", "54124a6b"),
    ("Ding Yi", "2020-09-16 04:47", 5, 1, "3e33487f", "03c76189"),
]


@pytest.fixture(scope="module")
def capture() -> Extraction:
    if not SEED.exists():
        pytest.skip("the capture is third-party text and does not travel with the project")
    page = make_page(
        SEED.read_bytes(), media_type="text/plain", url="https://www.caixinglobal.com/world-live/"
    )
    return run(page, make_settings(), NOW)


def words_digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]


def test_the_capture_gives_its_twenty_stories_field_by_field(capture: Extraction) -> None:
    found = [
        (
            " and ".join(story.authors),
            f"{story.published:%Y-%m-%d %H:%M}",
            len(story.text.splitlines()),
            len(story.related),
            words_digest(story.text.split()[:3]),
            words_digest(story.text.split()[-3:]),
        )
        for story in capture.stories
    ]
    assert found == STORIES
    assert capture.dropped == 0


def test_the_captures_stories_are_all_of_section_world_without_links(capture: Extraction) -> None:
    assert {story.section for story in capture.stories} == {"World"}
    assert {story.url for story in capture.stories} == {None}
    assert not any(story.headline_given for story in capture.stories)


def test_the_captures_titles_are_opening_words_of_at_most_100_characters(capture: Extraction) -> None:
    titles = [story.title for story in capture.stories]
    assert len(set(titles)) == 20
    for story in capture.stories:
        assert 20 < len(story.title) <= 100
        assert story.text.startswith(story.title.removesuffix("…"))
        assert story.title.endswith("…") or story.title[-1] in ".!?”"


def test_no_furniture_of_the_capture_is_left_in_a_story(capture: Extraction) -> None:
    for line in (line for story in capture.stories for line in story.text.splitlines()):
        lowered = line.lower()
        assert not lowered.startswith(("photo", "contact ", "editor ", "related", "share this", "by "))
        assert "full story" not in lowered
        assert "qr code" not in lowered


def test_sixteen_stories_of_the_capture_have_a_related_headline_and_one_has_two(capture: Extraction) -> None:
    counts = [len(story.related) for story in capture.stories]
    assert (counts.count(0), counts.count(1), counts.count(2)) == (4, 15, 1)


def test_one_correction_stays(capture: Extraction) -> None:
    assert sum("has been corrected" in story.text for story in capture.stories) == 1


@pytest.mark.parametrize(
    ("text", "authors", "date", "section"),
    [
        pytest.param("By A B / Oct 29, 2020 10:29 AM / World", "A B", "Oct 29, 2020 10:29 AM", "World", id="plain"),
        pytest.param("A B / Oct 29, 2020 10:29 AM / World", "A B", "Oct 29, 2020 10:29 AM", "World", id="no-by"),
        pytest.param("by A B/Oct 29, 2020 10:29am/World", "A B", "Oct 29, 2020 10:29am", "World", id="tight"),
        pytest.param("By: A／October 9, 2020 1:29 p.m.／Politics & Law", "A", "October 9, 2020 1:29 p.m.", "Politics & Law", id="full-width"),
    ],
)  # fmt: skip
def test_a_byline_is_read(text: str, authors: str, date: str, section: str) -> None:
    match = byline_match(text)
    assert match is not None
    assert (match[1].strip(), match[2], match[3]) == (authors, date, section)


@pytest.mark.parametrize(
    "text",
    [
        "The talks / Oct 29, 2020 10:29 AM",
        "On Oct 29, 2020 10:29 AM the doors opened.",
        "A headline By A B / Oct 29, 2020 10:29 AM / World",
        "By A / Oct 29, 2020 10:29 AM / World. And then a sentence of the body follows here.",
        "",
    ],
)
def test_what_is_no_byline_is_not_read_as_one(text: str) -> None:
    assert byline_match(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lin", ("Ada Lin",)),
        ("Ada Lin and Bo Wu", ("Ada Lin", "Bo Wu")),
        ("Ada Lin, Bo Wu and Cy Park", ("Ada Lin", "Bo Wu", "Cy Park")),
        ("Ada Lin, Bo Wu, Cy Park, and Di Ames", ("Ada Lin", "Bo Wu", "Cy Park", "Di Ames")),
        ("Ada Lin & Bo Wu", ("Ada Lin", "Bo Wu")),
        ("Sandy Anderson", ("Sandy Anderson",)),
        ("李雷、韩梅梅", ("李雷", "韩梅梅")),
    ],
)
def test_names_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Photo: VCG", Kind.CREDIT),
        ("Somebody somewhere. Photo: Stock", Kind.CREDIT),
        ("Read the full story on Caixin Global later.", Kind.FULL_STORY),
        ("To read the full story, click here", Kind.FULL_STORY),
        ("Click here to read the full story.", Kind.FULL_STORY),
        ("Contact reporter Ada Lin (", Kind.CONTACT),
        ("Contact Reporter Ada Lin (ada@example.org) and editor Bo Wu (bo@example.org)", Kind.CONTACT),
        ("Editor Bo Wu (", Kind.CONTACT),
        ("Edited by: Bo Wu and Cy Park", Kind.CONTACT),
        ("Edited by hand for years, the list has errors", Kind.BODY),
        ("Related: Chips", Kind.RELATED),
        ("RELATED STORIES", Kind.RELATED),
        ("More", Kind.MORE),
        ("TRENDING", Kind.LIST),
        ("Latest News", Kind.LIST),
        ("Share this article", Kind.FOOTER),
        ("Open WeChat and scan the QR code", Kind.FOOTER),
        ("WeChat", Kind.FOOTER),
        ("Email", Kind.FOOTER),
        ("相关阅读：", Kind.RELATED),
        ("相关报道: 灯", Kind.RELATED),
        ("Home > World", Kind.FOOTER),
        ("CX Live is a portal.", Kind.FOOTER),
        ("This story has been corrected to say 6, not 7.", Kind.BODY),
        ("Contact with the probe was lost on Sunday.", Kind.BODY),
        ("Photos of the launch were shared widely.", Kind.BODY),
        ("Related industries will suffer as well, the bank said.", Kind.BODY),
        ("More than half of the phones were sold abroad.", Kind.BODY),
        ("Editors at the paper said that the story stands.", Kind.BODY),
        ("Share prices fell on Monday.", Kind.BODY),
        ("WeChat was down for an hour.", Kind.BODY),
        ("Emails were read, the court heard.", Kind.BODY),
        ("相关部门说，灯都亮了。", Kind.BODY),
        ("Reading the full story of the chip takes patience.", Kind.BODY),
        ("Latest figures show that exports rose.", Kind.BODY),
        ("Video games sold better than films in May.", Kind.BODY),
        ("Subscribers of the service rose to 6 million.", Kind.BODY),
    ],
)
def test_furniture_is_told_from_body_by_whole_phrases(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_a_storys_own_page_names_it_by_its_own_address() -> None:
    story = as_json(run(*read_case(PAGES / "byline" / "story-page")))["stories"][0]
    assert (
        story["url"] == "https://www.caixinglobal.com/2026-03-03/lighthouse-sells-quiet-drones-102300003.html"
    )
    assert story["article"] == "102300003"
    assert story["images"][0]["url"] == "https://www.caixinglobal.com/upload/drone.jpg"


def test_a_page_cut_short_loses_its_last_story_and_says_so() -> None:
    found = run(*read_case(PAGES / "byline" / "cut"))
    assert (len(found.stories), found.truncated) == (2, True)


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><div><p>half",
        "<p>x</p><a href='",
        "<HTML><BODY><DIV><P>half",
        "<html><body><ul><li>x</li><li>half",
        "<html><body><p>x</p><p>half",
        "<html><body><x-item><p>x</p>",
    ],
)
def test_a_cut_page_is_seen(body: str) -> None:
    assert looks_cut(body)


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><p>x</p></body></html>",
        "<p>x<p>y",
        "<html><p>a < b",
        "",
        "<body><p>x<p>y<br><ul><li>z</ul>",
    ],
)
def test_a_whole_page_is_not_called_cut(body: str) -> None:
    assert not looks_cut(body)


def test_a_page_without_bylines_is_an_error_that_says_what_was_looked_for() -> None:
    with pytest.raises(ExtractError, match="no stories") as caught:
        run(make_page("<p>Nothing here</p>"), make_settings(), NOW)
    assert caught.value.attempts[0].startswith("byline: ")
    assert caught.value.source == "sample"


def test_relative_links_follow_the_pages_base() -> None:
    body = (
        "<base href='https://other.example/'><h2><a href='/a-101.html'>A Headline</a></h2>"
        "<p>By A / Oct 29, 2020 10:29 AM / World</p><p>Text.</p>"
    )
    story = run(make_page(body, url="file:///page.html"), make_settings(), NOW).stories[0]
    assert story.url == "https://other.example/a-101.html"


def test_a_page_from_a_file_without_a_base_keeps_its_stories_without_links() -> None:
    body = (
        "<h2><a href='/a-101.html'>A Headline</a></h2><p>By A / Oct 29, 2020 10:29 AM / World</p><p>Text.</p>"
    )
    story = run(make_page(body, url="file:///page.html"), make_settings(), NOW).stories[0]
    assert (story.title, story.url) == ("A Headline", None)


def test_a_poison_link_costs_only_itself() -> None:
    block = "<div><h2><a href='{}'>Headline number {}</a></h2><p>By A / Oct 29, 2020 10:2{} AM / World</p><p>Text.</p></div>"
    links = ["/good-101.html", "http://[::1", "http://news.example:99999/", "/fine-104.html"]
    body = "".join(block.format(link, n, n) for n, link in enumerate(links))
    found = run(make_page(body), make_settings(), NOW)
    assert [story.article for story in found.stories] == ["101", None, None, "104"]
    assert [story.url is None for story in found.stories] == [False, True, True, False]
    assert found.dropped == 0


def test_the_shipped_sample_page_has_its_stories_in_several_sections() -> None:
    sample = PAGES.parents[1] / "config" / "samples" / "cx-tech.html"
    found = run(make_page(sample.read_bytes(), url="file:///cx-tech.html"), make_settings(), NOW)
    assert len(found.stories) >= 25
    assert len({story.section for story in found.stories}) >= 6
    assert all(story.url and story.article and story.published and story.content for story in found.stories)
    assert not any(
        "contact " in story.text.lower() or "photo:" in story.text.lower() for story in found.stories
    )


def test_lines_of_unclosed_and_unknown_elements_are_still_lines() -> None:
    lines = html_lines("<x-a>one<x-b>two</x-a><p>three<p>four<br>five &lt;6&gt; <b>bold</b>")
    assert [line.text for line in lines] == ["one", "two", "three", "four", "five <6> bold"]


def mutated(body: bytes, rng: random.Random) -> bytes:
    """The page with some bytes changed, cut out, doubled or replaced by markup."""
    page = bytearray(body)
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(page) + 1)
        piece = rng.choice(
            [b"<", b">", b'"', b"<div>", b"</div>", b"\0", b"<!--", b"<table>", b" / ", b"<script>", b"\xff"]
        )
        page[at : at + rng.choice([0, 0, 1, 40])] = rng.choice([piece, bytes(page[at : at + 120]) * 2])
    return bytes(page)


@pytest.mark.slow
@pytest.mark.no_cover
def test_mutated_pages_raise_nothing_but_the_error_of_having_no_stories() -> None:
    rng = random.Random(7)
    pages = [path.read_bytes() for path in sorted((PAGES / "byline").glob("*/page.*"))]
    read = 0
    for _ in range(300):
        try:
            run(make_page(mutated(rng.choice(pages), rng)), make_settings(), NOW)
            read += 1
        except ExtractError:
            pass
    assert read > 100
