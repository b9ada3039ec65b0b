"""From an address to a feed over pages of many styles: the best card is the right one. Browsers go the same way elsewhere."""

from __future__ import annotations

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builder.conftest import Service, Site
from tests.builder.kinds import KINDS
from tests.builder.test_new import Operator, hidden

pytestmark = pytest.mark.slow


def texts(page: str, selector: str) -> list[str]:
    """What stands in the elements that this selects."""
    return [node.text() for node in LexborHTMLParser(page).css(selector)]


def suggested(page: str) -> str:
    """The title that stands in the form."""
    (field,) = LexborHTMLParser(page).css("#title")
    return field.attributes["value"] or ""


@pytest.mark.parametrize("path", KINDS)
def test_the_best_card_is_the_right_one_and_becomes_a_feed_of_its_stories(
    service: Service, site: Site, path: str
) -> None:
    operator, titles = Operator(service), list(KINDS[path].titles)
    operator.steps("look", url=site.address + path)
    assert texts(operator.page, ".list-card:first-child .story-title") == titles[:3]
    choice = hidden(operator.page, "choice")
    operator.steps("choose", choice=choice)
    assert texts(operator.page, ".found h3") == titles
    done = operator.steps("subscribe", choice=choice, title=suggested(operator.page))
    slug = done.headers["Location"].removeprefix("/sources/").removesuffix("?made")
    assert sorted(entry.title for entry in feedparser.parse(service.feed(slug)).entries) == sorted(titles)


def test_there_are_pages_enough() -> None:
    assert len(KINDS) >= 30
    assert len({kind.style for kind in KINDS.values()}) >= 10
