"""An older and a newer feedsvc on one database, as during an upgrade of several processes."""

from __future__ import annotations

from feedsvc.models import History, Image
from feedsvc.store.rows import IMAGE_FIELDS, history_json, history_of, known_only

FIRST = {
    *("polls", "stories", "first_poll", "last_success", "last_change", "last_news", "newest"),
    *("usual_items", "titles_share", "dates_share", "links_share", "per_day", "news_polls", "usual_gap"),
}
"""What version 0.1 reads in a source's history; it fails on any other name."""


def test_what_an_older_process_wrote_is_read() -> None:
    older = {**history_json(History(polls=3)), "stories": 12}
    assert history_of(older, 7) == History(polls=3, stories=7)


def test_a_history_names_nothing_that_an_older_process_does_not_know() -> None:
    assert set(history_json(History(polls=3, feed="https://a.example/feed"))) == FIRST


def test_what_is_learnt_is_written_and_read_again() -> None:
    learnt = History(
        polls=3, articles=("aaaaaabbbbbb",), repeated=("-bbbbbb",), feed="https://a.example/feed"
    )
    assert history_of(history_json(learnt), 0) == learnt


def test_a_history_that_a_newer_process_wrote_is_read() -> None:
    assert history_of({**history_json(History(polls=3)), "later": [1]}, 7) == History(polls=3, stories=7)


def test_a_file_that_a_newer_process_described_is_read() -> None:
    image = Image(url="https://a.example/1.mp3", media_type="audio/mpeg")
    assert Image(**known_only({**image.to_json(), "later": 1}, IMAGE_FIELDS)) == image
