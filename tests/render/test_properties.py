"""Whatever Unicode a story is made of, it parses back as what was stored behind the cleaning border."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedsvc.models import Image, Related, Story
from feedsvc.render import FORMATS, syndication
from feedsvc.render.entry import make_entry
from feedsvc.render.syndication import make_feed_entry
from feedsvc.render.text import distinct_lines, legal, line, people
from tests.builders import make_story
from tests.render.helpers import BASE, CTX, Item, channel_for, items, parse, render

# Surrogates too: what a lenient JSON or charset decoder lets through.
CHARACTERS = st.one_of(
    st.characters(exclude_categories=()),
    st.sampled_from(
        "\x00\x08\x0b\x0c\x1f\x7f\x85\xa0\u2028\u202e\ud800\udfff\ufffe\uffff\ufeff]>&<;'\"\r\n\t"
    ),
)
TEXT = st.text(CHARACTERS, max_size=40)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2026, 3, 4), timezones=st.just(UTC))  # noqa: DTZ001
URLS = st.one_of(st.none(), TEXT, TEXT.map(lambda t: f"https://news.example/{t}"))
STORIES = st.builds(
    replace,
    st.just(make_story()),
    title=TEXT,
    url=URLS,
    authors=TEXTS,
    sections=TEXTS,
    tags=TEXTS,
    summary=TEXT,
    content=TEXT,
    text=TEXT,
    published=MOMENTS,
    updated=MOMENTS,
    related=st.lists(st.builds(Related, title=TEXT, url=URLS), max_size=3).map(tuple),
    images=st.lists(st.builds(Image, url=URLS.map(str), media_type=TEXT, title=TEXT), max_size=2).map(tuple),
    language=TEXT,
)
often = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@often
@given(story=STORIES)
def test_every_field_parses_back_in_every_format(story: Story) -> None:
    for fmt in FORMATS:
        (item,) = items(render([story], fmt), fmt)
        _same(item, story, fmt)


def _same(item: Item, story: Story, fmt: str) -> None:
    assert item.title
    if line(story.title):
        assert item.title == line(story.title)
    if line(story.summary):
        shown = line(story.summary)
        assert item.summary == (escape(shown, quote=False) if fmt == "rss" else shown)
    if legal(story.content).strip():
        assert item.content is not None
        assert item.content.startswith(legal(story.content))
    else:
        assert item.content is None
    assert item.link is not None
    assert item.link.startswith((BASE, "https://news.example/"))
    assert item.authors == people(story.authors)
    assert item.categories == distinct_lines(story.sections + story.tags)
    assert item.updated == story.updated.replace(microsecond=0).isoformat()


REPLIES = st.lists(st.builds(Related, title=TEXT, url=URLS, rel=st.just("replies")), max_size=2).map(tuple)


@often
@given(story=STORIES, others=STORIES, replies=REPLIES)
def test_an_entry_has_the_bytes_that_feedgen_alone_writes(
    story: Story, others: Story, replies: tuple[Related, ...]
) -> None:
    with_replies = replace(story, related=story.related + replies)
    of_one_shape = replace(story, title=others.title, content=others.content, published=others.published)
    for one in (story, with_replies, of_one_shape):
        for fmt in ("atom", "rss"):
            made = make_feed_entry(make_entry(one, CTX), fmt)
            assert FORMATS[fmt].fragment(one, CTX) == syndication._serialise(made, fmt)


@often
@given(story=STORIES)
def test_one_hostile_story_leaves_its_neighbours_alone(story: Story) -> None:
    for fmt in FORMATS:
        body = render([make_story(1), story, make_story(2)], fmt)
        first, _, last = items(body, fmt)

        assert [first, last] == items(render([make_story(1), make_story(2)], fmt), fmt)


@often
@given(title=TEXT, subtitle=TEXT, author=TEXT, language=TEXT, icon=URLS, hub=URLS)
def test_a_document_never_fails_for_clean_fragments(
    title: str, subtitle: str, author: str, language: str, icon: str | None, hub: str | None
) -> None:
    for fmt in FORMATS:
        fragment = FORMATS[fmt].fragment(make_story(), CTX)
        channel = channel_for(
            fmt, title=title, subtitle=subtitle, author=author, language=language, icon=icon, hub=hub
        )

        assert len(items(FORMATS[fmt].document(channel, [fragment]), fmt)) == 1


@often
@given(text=st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc", "Cn")), max_size=200))
def test_legal_text_comes_back_to_the_character(text: str) -> None:
    body = render([make_story(content=f"<p>{text}</p>")], "atom")

    assert items(body, "atom")[0].content == f"<p>{text}</p>"
    assert parse(body).tag == "{http://www.w3.org/2005/Atom}feed"
