from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from feedsvc.models import Image, ParsedStory, Related
from tests.builders import make_parsed

STORY = make_parsed(1, related=(Related(title="Quay"),), images=(Image(url="https://news.example/pier.jpg"),))


def test_a_value_becomes_plain_as_a_dataclass_does() -> None:
    told: Any = dataclasses.asdict(STORY)
    assert list(told) == list(ParsedStory.__struct_fields__)
    assert (told["title"], told["published"]) == (STORY.title, STORY.published)
    assert told["related"] == ({"title": "Quay", "url": None, "rel": "related", "media_type": ""},)
    assert told["images"][0]["url"] == "https://news.example/pier.jpg"


def test_a_value_is_copied_with_another_field_as_a_dataclass_is() -> None:
    changed: Any = dataclasses.replace(STORY, title="Piers")
    assert changed == msgspec.structs.replace(STORY, title="Piers")
    assert [field.name for field in dataclasses.fields(changed)] == list(ParsedStory.__struct_fields__)


def test_each_class_tells_its_own_fields() -> None:
    assert [field.name for field in dataclasses.fields(Related)] == ["title", "url", "rel", "media_type"]
    assert dataclasses.is_dataclass(Image)


def test_a_value_stays_as_it_is() -> None:
    with pytest.raises(AttributeError):
        STORY.title = "Piers"  # type: ignore[misc]


def test_a_value_is_written_as_a_struct() -> None:
    assert msgspec.json.encode(Related(title="Quay")) == (
        b'{"title":"Quay","url":null,"rel":"related","media_type":""}'
    )
