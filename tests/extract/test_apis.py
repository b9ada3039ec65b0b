"""Answers of APIs in the shapes of many programs: `auto` finds their stories and the options that read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction, ParsedStory
from tests.extract.apis import ANSWERS, MOMENT, WORDS, Answer
from tests.extract.apis_more import MORE
from tests.extract.helpers import make_page

KINDS = [pytest.param(given, id=name) for name, given in {**ANSWERS, **MORE}.items()]
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def read(answer: Answer, extractor: str = "auto", **options: object) -> Extraction:
    """What a strategy finds in an answer."""
    page = make_page(answer.body, media_type="application/json", url=answer.url)
    return run(page, ExtractSettings(extractor=extractor, options=options, url=answer.url), NOW)


def first(answer: Answer) -> ParsedStory:
    """The newest story of an answer, wherever it stands."""
    found = read(answer)
    assert len(found.stories) == 3
    return max(found.stories, key=lambda story: story.published or NOW)


@pytest.mark.parametrize("answer", KINDS)
def test_an_api_s_stories_are_found(answer: Answer) -> None:
    story = first(answer)
    assert story.title == answer.title
    assert answer.link is None or story.url == answer.link
    assert story.published
    assert story.published == MOMENT or (not answer.dated and story.published.date() == MOMENT.date())
    assert answer.author is None or story.authors == (answer.author,)
    assert answer.tags is None or story.tags == answer.tags
    assert answer.section is None or story.section == answer.section
    shown = ("https://cdn.example/0.jpg", "https://pt.example/lazy/0.jpg")
    assert not answer.picture or any(image.url.startswith(shown) for image in story.images)
    assert not answer.content or (story.content and (WORDS[0] in story.text or story.text == answer.title))
    assert not answer.summary or story.summary


@pytest.mark.parametrize("answer", KINDS)
@pytest.mark.no_cover
def test_what_is_proposed_reads_the_same_stories(answer: Answer) -> None:
    found = read(answer)
    (proposal,) = found.proposals
    assert read(answer, proposal.extractor, **proposal.options).stories == found.stories
