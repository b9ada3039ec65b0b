"""Whether two blocks of one page, or one name of two days, tell of one story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedsvc.decide.identity import is_next_issue
from feedsvc.decide.twins import are_one, days_apart, have_own_files, named_apart, say_otherwise
from feedsvc.models import Image
from tests.builders import NOW, make_known, make_parsed

EPISODE = "https://files.example/show/12.mp3"


@pytest.mark.parametrize(
    ("file", "own"),
    [
        pytest.param("https://files.example/show/13.mp3", True, id="another file"),
        pytest.param("https://files.example/old/show/12.mp3", True, id="in another folder"),
        pytest.param(f"{EPISODE}?listener=4", False, id="another query behind a file"),
        pytest.param("https://files.example/play?n=12", True, id="a query that names the file"),
        pytest.param("https://mirror.example/show/12.mp3", False, id="a copy on another host"),
        pytest.param("https://count.example/files/show/12.mp3", False, id="a copy behind folders"),
        pytest.param("https://mirror.example/show/13.mp3", True, id="another file on another host"),
    ],
)
def test_episodes_have_files_of_their_own(file: str, own: bool) -> None:
    one, other = (
        make_parsed(1, images=(Image(url=url, media_type="audio/mpeg"),)) for url in (EPISODE, file)
    )
    assert have_own_files(one, other) is own
    assert have_own_files(other, one) is own


def test_a_query_tells_files_without_names_apart() -> None:
    one, other = (
        make_parsed(1, images=(Image(url=f"https://files.example/play?n={n}", media_type="audio/mpeg"),))
        for n in (12, 13)
    )
    assert have_own_files(one, other)
    assert not have_own_files(one, one)


def test_pictures_are_no_files_of_an_episode() -> None:
    picture = make_parsed(1, images=(Image(url="https://a.example/1.jpg", media_type="image/jpeg"),))
    episode = make_parsed(1, images=(Image(url=EPISODE, media_type="audio/mpeg"),))
    assert not have_own_files(picture, episode)
    assert not have_own_files(make_parsed(1), episode)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param("/log#v1.4", "/log#v1.3", True, id="places of their own"),
        pytest.param("/log#v1.4", "/log", False, id="a place and none"),
        pytest.param("/log", "/notes", False, id="other links, no place"),
    ],
)
def test_places_of_a_page_name_what_stands_there(one: str, other: str, apart: bool) -> None:
    ours, theirs = (make_parsed(1, url=f"https://pier.example{link}") for link in (one, other))
    assert named_apart(ours, theirs) is apart


@pytest.mark.parametrize(
    ("hours", "apart"), [(None, False), (0, False), (23, False), (24, True), (-24, True)]
)
def test_days_lie_between_stories(hours: int | None, apart: bool) -> None:
    published = None if hours is None else NOW + timedelta(hours=hours)
    assert days_apart(make_parsed(1, published=NOW), make_parsed(1, published=published)) is apart


@pytest.mark.parametrize(
    ("text", "otherwise"), [("A crane fell.", True), ("A ship sank.", False), ("", False)]
)
def test_who_says_nothing_says_nothing_else(text: str, otherwise: bool) -> None:
    one, other = (make_parsed(1, text=said, summary="") for said in ("A ship sank.", text))
    assert say_otherwise(one, other) is otherwise
    assert say_otherwise(other, one) is otherwise


LONG = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
OTHER = "Nobody had seen so many herons beside the mill before the frost came early this winter."


@pytest.mark.parametrize(
    ("text", "days", "is_next"),
    [
        pytest.param(OTHER, 7, True, id="a week later, in other words"),
        pytest.param(LONG, 7, False, id="the same words"),
        pytest.param("Read on.", 7, False, id="hardly any words"),
        pytest.param(OTHER, 0, False, id="the same day"),
    ],
)
def test_what_recurs_at_one_address_has_a_next_issue(text: str, days: int, is_next: bool) -> None:
    known = make_known(1, text=LONG, published=NOW)
    story = make_parsed(1, text=text, published=NOW + timedelta(days=days))
    assert is_next_issue(story, known) is is_next


STATUS = "https://pier.example/status"


@pytest.mark.parametrize(
    ("url", "text", "minutes", "one"),
    [
        pytest.param(STATUS, OTHER, 7, False, id="entries of one page"),
        pytest.param(f"{STATUS}?page=2", OTHER, 7, False, id="a page with a number"),
        pytest.param("https://pier.example/", OTHER, 7, False, id="entries of the site"),
        pytest.param(f"{STATUS}/4711", OTHER, 7, True, id="a story's number"),
        pytest.param("https://pier.example/second-quay-opens", OTHER, 7, True, id="a story's headline"),
        pytest.param(STATUS, OTHER, 0, True, id="of one minute"),
        pytest.param(STATUS, LONG, 7, True, id="in the same words"),
        pytest.param(STATUS, f"Update: {LONG}", 7, True, id="in much the same words"),
        pytest.param(STATUS, "Read on.", 7, True, id="in hardly any words"),
    ],
)
def test_what_goes_on_at_one_address_under_one_title_is_one_story(
    url: str, text: str, minutes: int, one: bool
) -> None:
    told = {"url": url, "article": None, "title": "Status update", "authors": ()}
    first = make_parsed(1, text=LONG, published=NOW, **told)
    other = make_parsed(2, text=text, published=NOW + timedelta(minutes=minutes), **told)
    assert are_one(first, other) is one
    assert are_one(other, first) is one
