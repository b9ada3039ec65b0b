"""Links whose fragment is a route: scripts show another page for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.byline.pagelinks import usable
from feedsvc.extract.cleaning import clean_story
from feedsvc.extract.rawstory import RawStory

NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "number"),
    [("/app#/news/71", "71"), ("/news/5#/news/71", "5"), ("/app#news/71", None), ("/news/5#top", "5")],
)
def test_a_number_is_looked_for_in_a_route_where_its_page_has_none(link: str, number: str | None) -> None:
    raw = RawStory(title="Quay opens", link=link)
    story = clean_story(raw, "https://a.example/", ExtractSettings(article_id=r"news/(\d+)"), NOW)
    assert story is not None
    assert story.article == number


def test_a_route_leads_to_a_story_and_a_place_on_the_page_does_not() -> None:
    assert usable("#!/news/7") == "#!/news/7"
    assert usable("#top") is None
