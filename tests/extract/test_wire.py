"""Parent and child exchange data: each answer is of its task's type, whatever a child that was taken over says."""

from __future__ import annotations

import os
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from feedsvc.config import ArticleOptions
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.wire import (
    OUT_OF_MEMORY,
    TASKS,
    Failure,
    Nonsense,
    done,
    failed,
    read_answer,
    read_request,
    request,
)
from feedsvc.models import (
    Article,
    Extraction,
    Image,
    LoginForm,
    LoginPage,
    Page,
    ParsedStory,
    Piece,
    Proposal,
    Related,
    Reread,
    Survey,
)

NOW = datetime(2026, 3, 4, 7, 0, 30, 123456, tzinfo=UTC)
PAGE = Page(
    url="https://harbour.example/",
    content=b"<p>\xff\x00",
    media_type="text/html",
    charset="utf-8",
    fetched_at=NOW,
    max_age=timedelta(minutes=3),
)
STORY = ParsedStory(
    title="Second quay opens",
    published=NOW,
    authors=("Ada",),
    related=(Related(title="Ferry", url="https://harbour.example/2"),),
    images=(Image(url="https://harbour.example/a.jpg", length=1 << 40),),
    reasons={"title": "h2"},
)
ANSWERS = {
    "extract": Extraction(
        strategy="auto",
        stories=(STORY,),
        proposals=(Proposal(extractor="json", options={"items": "a[*]", "pages": 2, "on": True}),),
    ),
    "reread": Reread(extraction=Extraction(strategy="auto", stories=(STORY,)), keys=(b"\xff" * 16, b"")),
    "article": Article(story=STORY, pieces=(Piece(markup="<p>a", text="a"),)),
    "survey": Survey(feeds=("https://harbour.example/feed",)),
    "frame": "<p>a",
    "kind": None,
    "listed": {"item": "li", "date": {"xpath": "preceding::h3[1]"}},
    "places": [("Second quay opens", {"item": 4, "title": 5})],
    "point": {"date": {"xpath": "../time"}},
    "relearn": {"title": "h2"},
    "login": LoginPage(
        asks=True, form=LoginForm(action="https://harbour.example/in", posts=True, fields=(("word", "7"),))
    ),
}


@pytest.mark.parametrize("task", TASKS)
def test_what_a_task_gives_comes_back_as_it_was(task: str) -> None:
    assert read_answer(task, done(ANSWERS[task])) == ANSWERS[task]


def test_a_request_comes_to_the_child_as_it_was() -> None:
    settings = ExtractSettings(options={"item": "li", "n": [1, {"a": None}]}, article=ArticleOptions())
    args = (PAGE, settings, NOW)
    assert read_request(request("extract", args)) == ("extract", args)


def test_a_failure_keeps_all_that_it_tells() -> None:
    failure = Failure("no stories", ("jsonld: none",), "login", ("https://harbour.example/feed",))
    assert read_answer("extract", failed(failure)) == failure
    error = failure.error("harbour")
    assert (error.attempts, error.kind, error.feeds) == (failure.attempts, failure.kind, failure.feeds)


def test_memory_that_ran_out_is_told_as_such() -> None:
    with pytest.raises(MemoryError):
        read_answer("extract", OUT_OF_MEMORY)


@pytest.mark.parametrize("other", TASKS)
@pytest.mark.parametrize("task", ["extract", "article", "frame", "relearn"])
def test_an_answer_of_another_task_is_refused(task: str, other: str) -> None:
    if task != other:
        with pytest.raises(Nonsense):
            read_answer(task, done(ANSWERS[other]))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(pickle.dumps(os.system), id="code"),
        pytest.param(done(ANSWERS["extract"])[:-1], id="cut"),
        pytest.param(done(replace(STORY, title="x")), id="part of an answer"),
        pytest.param(msgspec.msgpack.encode(("done", {"strategy": "a", "stories": 3})), id="wrong field"),
        pytest.param(msgspec.msgpack.encode(("well", None)), id="another word"),
        pytest.param(b"\x92\xa4done\xc1", id="no MessagePack"),
        pytest.param(b"\x92\xa4done" + b"\x91" * 100_000, id="nested"),
    ],
)
def test_nonsense_is_refused(answer: bytes) -> None:
    with pytest.raises(Nonsense):
        read_answer("extract", answer)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(answer: bytes) -> None:
    with pytest.raises(Nonsense):
        read_answer("extract", answer)


def test_half_a_pair_of_surrogates_costs_itself_alone() -> None:
    found = Extraction(
        strategy="auto", stories=(STORY,), page_title="Quays \ud83d", attempts=("json: \udc00",)
    )
    read = read_answer("extract", done(found))
    assert (read.page_title, read.attempts, read.stories) == ("Quays \ufffd", ("json: \ufffd",), (STORY,))


def test_no_module_of_ours_reads_pickles() -> None:
    root = Path(__file__).parents[2] / "feedsvc"
    assert [path.name for path in root.rglob("*.py") if "import pickle" in path.read_text("utf-8")] == []


@pytest.mark.parametrize(
    "told",
    [
        {"published": NOW.replace(tzinfo=None)},
        {"url": "javascript:alert(1)"},
        {"images": (Image(url="file:///etc/passwd"),)},
        {"related": (Related(title="Ferry", url="data:text/html,x"),)},
    ],
    ids=str,
)
@pytest.mark.parametrize("task", ["extract", "reread", "article"])
def test_a_story_that_no_pipeline_makes_is_nonsense(task: str, told: dict[str, Any]) -> None:
    story = replace(STORY, **told)
    found = Extraction(strategy="auto", stories=(STORY, story))
    answers = {"extract": found, "reread": Reread(extraction=found), "article": Article(story=story)}
    with pytest.raises(Nonsense):
        read_answer(task, done(answers[task]))
