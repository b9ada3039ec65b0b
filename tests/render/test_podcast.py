"""Podcasts and discussions come out as they went in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedsvc.models import Image, Related
from feedsvc.render.podcast import clock
from tests.builders import make_story
from tests.render.helpers import render

SOUND = Image(
    url="https://pod.example/1.mp3",
    media_type="audio/mpeg",
    length=9,
    duration=1930,
    season=2,
    episode=7,
    sort="trailer",
    explicit=False,
)
FILM = Image(url="https://pod.example/1.mp4", media_type="video/mp4", duration=90)
COVER = Image(url="https://pod.example/1.jpg", media_type="image/jpeg")
LINKS = (
    Related(title="Comments", url="https://talk.example/5", rel="replies"),
    Related(title="Chapters", url="https://pod.example/1.json", rel="chapters"),
    Related(title="Transcript", url="https://pod.example/1.vtt", rel="transcript", media_type="text/vtt"),
)


def episode(fmt: str, **given: Any) -> str:
    values = {"images": (SOUND, FILM, COVER), "related": LINKS} | given
    return render([make_story(1, **values)], fmt).decode()


@pytest.mark.parametrize(
    "told",
    [
        '<enclosure url="https://pod.example/1.mp3" length="9" type="audio/mpeg"/>',
        ">32:10</itunes:duration>",
        ">2</itunes:season>",
        ">7</itunes:episode>",
        ">trailer</itunes:episodeType>",
        ">false</itunes:explicit>",
        'href="https://pod.example/1.jpg"/>',
        'url="https://pod.example/1.json" type="application/json+chapters"/>',
        'url="https://pod.example/1.vtt" type="text/vtt"/>',
        '<media:content url="https://pod.example/1.mp4" type="video/mp4" duration="90"/>',
        '<media:content url="https://pod.example/1.jpg" type="image/jpeg" medium="image"/>',
        "<comments>https://talk.example/5</comments>",
    ],
)
def test_an_rss_item_tells(told: str) -> None:
    assert told in episode("rss")


def test_atom_and_json_tell_where_a_story_is_discussed_and_how_long_it_lasts() -> None:
    assert '<link href="https://talk.example/5" rel="replies"/>' in episode("atom")
    item = json.loads(episode("json"))["items"][0]
    assert item["attachments"][0]["duration_in_seconds"] == 1930
    assert item["_feedsvc"]["replies"] == "https://talk.example/5"


@pytest.mark.parametrize("fmt", ["atom", "rss", "json"])
def test_a_discussion_is_no_related_story(fmt: str) -> None:
    assert "Related stories" not in episode(fmt)


def test_a_story_with_a_picture_alone_knows_nothing_of_podcasts() -> None:
    assert "itunes" not in episode("rss", images=(COVER,), related=())


@pytest.mark.parametrize(("seconds", "shown"), [(1930, "32:10"), (3723, "1:02:03"), (59, "0:59"), (None, "")])
def test_a_duration_is_written(seconds: int | None, shown: str) -> None:
    assert clock(seconds) == shown
