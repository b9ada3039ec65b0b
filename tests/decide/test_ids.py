from __future__ import annotations

from typing import Any
from uuid import UUID

from feedsvc.decide.ids import mint_id

RANDOM = UUID(int=7)


def minted(*keys: Any) -> Any:
    return mint_id(frozenset(keys), lambda: RANDOM)


def test_the_same_names_make_the_same_id() -> None:
    assert minted("url:news.example/a") == minted("url:news.example/a")


def test_other_names_make_another_id() -> None:
    assert minted("url:news.example/a") != minted("url:news.example/b")


def test_the_article_number_outlasts_links_and_guids() -> None:
    number = "article:news.example:1001"
    assert minted(number, "url:news.example/a", "guid:world:7") == minted(number)


def test_a_story_without_a_name_of_its_own_gets_a_random_id() -> None:
    assert minted() == str(RANDOM)
