from __future__ import annotations

import json

from feedsvc.models import Image, Related
from feedsvc.render.jsonfeed import _dump
from tests.builders import NOW, make_story, story_id
from tests.render.helpers import BASE, PAGE, channel_for, render
from tests.render.validator import complaints


def test_a_json_feed_has_the_members_of_version_1_1_in_a_fixed_order() -> None:
    channel = channel_for(
        "json",
        icon="https://feeds.example/icon.png",
        hub="https://hub.example/",
        prev_archive_url=f"{BASE}/feeds/world/archive/2.json",
        authors=("Mei Tan",),
    )
    feed = json.loads(render([], "json", channel))

    assert list(feed.items()) == [
        ("version", "https://jsonfeed.org/version/1.1"),
        ("title", "World"),
        ("home_page_url", f"{BASE}/topics/world"),
        ("feed_url", f"{BASE}/feeds/world.json"),
        ("description", "News of the world"),
        ("next_url", f"{BASE}/feeds/world/archive/2.json"),
        ("icon", "https://feeds.example/icon.png"),
        ("favicon", "https://feeds.example/icon.png"),
        ("authors", [{"name": "Mei Tan"}]),
        ("language", "en"),
        ("hubs", [{"type": "WebSub", "url": "https://hub.example/"}]),
        (
            "_feedsvc",
            {
                "id": channel.id,
                "updated": "2026-03-04T05:06:00+00:00",
                "prev_archive_url": f"{BASE}/feeds/world/archive/2.json",
            },
        ),
        ("items", []),
    ]


def test_an_item_has_string_id_people_tags_picture_and_related_stories() -> None:
    story = make_story(
        2,
        published=NOW,
        images=(Image(url="https://news.example/p.png", media_type="image/png", length=9),),
        related=(Related(title="Alone"),),
        language="en-GB",
    )
    (item,) = json.loads(render([story], "json"))["items"]

    assert item == {
        "id": f"urn:uuid:{story_id(2)}",
        "url": story.url,
        "title": story.title,
        "content_html": story.content + "<p>Related stories:</p><ul><li>Alone</li></ul>",
        "summary": story.summary,
        "image": "https://news.example/p.png",
        "date_published": "2026-03-04T05:06:00+00:00",
        "date_modified": "2026-03-04T05:06:00+00:00",
        "authors": [{"name": "Mei Tan"}],
        "tags": ["World"],
        "language": "en-GB",
        "attachments": [
            {"url": "https://news.example/p.png", "mime_type": "image/png", "size_in_bytes": 9},
        ],
        "_feedsvc": {"via": PAGE, "related": [{"title": "Alone"}]},
    }


def test_an_item_without_content_carries_its_summary_as_text() -> None:
    (item,) = json.loads(render([make_story(content="", summary="Only this.")], "json"))["items"]

    assert item["content_text"] == "Only this."
    assert "content_html" not in item


def test_text_is_written_as_utf_8_and_not_as_escapes() -> None:
    body = render([make_story(title="灯笼")], "json")

    assert "灯笼".encode() in body
    assert body.startswith(b"{")


def test_an_archive_says_so_in_its_extension() -> None:
    channel = channel_for("json", archive=True, current_url=f"{BASE}/feeds/world.json")
    feed = json.loads(render([make_story()], "json", channel))

    assert feed["_feedsvc"]["archive"] is True
    assert feed["_feedsvc"]["current_url"] == f"{BASE}/feeds/world.json"
    assert complaints(render([make_story()], "json", channel), channel.self_url, NOW) == []


def test_a_sound_is_an_attachment_and_never_the_picture() -> None:
    sound = Image(url="https://news.example/talk.mp3", media_type="audio/mpeg", length=99)
    picture = Image(url="https://news.example/p.webp")
    alone, both = json.loads(
        render([make_story(1, images=(sound,)), make_story(2, images=(sound, picture))], "json")
    )["items"]

    attached = {"url": sound.url, "mime_type": "audio/mpeg", "size_in_bytes": 99}
    assert ("image" in alone, alone["attachments"]) == (False, [attached])
    assert both["image"] == picture.url
    assert both["attachments"] == [attached, {"url": picture.url, "mime_type": "image/webp"}]


def test_every_character_is_written_as_the_standard_library_writes_it() -> None:
    every = "".join(map(chr, (*range(0x3000), *range(0xE000, 0x10000), 0x1F4AC)))
    given = {"text": every, "numbers": [0, -1, 1 << 40], "said": [True, None]}
    assert _dump(given) == json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()
