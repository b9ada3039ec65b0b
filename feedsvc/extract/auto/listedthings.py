"""Things that a page lists for search engines alone, where nothing that it shows looks like stories.

    {"@type": "ItemList", "itemListElement": [
      {"@type": "ListItem", "item": {"@type": "Product", "name": "Storm lantern", "url": "/p/7"}}, …]}

gives "Storm lantern" with its link. Things to buy, cook or see are no articles, and what stands beside an
article may be listed so, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.notes import Notes
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.base import RawExtraction
from feedsvc.extract.dom import node_text, page_title
from feedsvc.extract.jsonld import json_blocks, objects_in, story_of
from feedsvc.extract.linkeddata import is_object, kinds_of, line_of, listed, words_of
from feedsvc.extract.rawstory import RawStory

FEWEST = 5
"""Things that make a list of their own."""
_THINGS = word_set(
    "Product Recipe JobPosting VideoObject PodcastEpisode Episode Book Movie Course SoftwareApplication"
)
PROSE = 1500
"""Letters of paragraphs from which on a page is an article, beside which things are praised."""
_DATES = ("datePosted", "uploadDate", "startDate")


def listed_things(tree: LexborHTMLParser, notes: Notes) -> RawExtraction | None:
    """The things of the page's longest list, each with a page of its own; None where it declares none."""
    found = max((_things(one) for one in objects_in(json_blocks(tree)[0])), key=len, default=())
    if notes.page_kind or len({story.link for story in found}) < max(FEWEST, len(found)) or _tells(tree):
        return None
    notes.say(f"chose {len(found)} things that the page lists for search engines")
    return RawExtraction(
        stories=tuple(found), attempts=tuple(notes.attempts), page_title=page_title(tree), strategy="auto"
    )


def _tells(tree: LexborHTMLParser) -> bool:
    """Whether the page is an article itself."""
    return sum(len(node_text(node)) for node in tree.css("p")) > PROSE


def _things(node: Mapping[str, Any]) -> Sequence[RawStory]:
    if "ItemList" not in kinds_of(node):
        return ()
    things = [story for item in _items(node) if (story := _thing(item)).title and story.link]
    return things if len(things) == len(listed(node.get("itemListElement"))) else ()


def _items(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What is listed, with the address that its place in the list names."""
    for place in filter(is_object, listed(node.get("itemListElement"))):
        item = place.get("item", place)
        if is_object(item) and any(kind in _THINGS or kind.endswith("Event") for kind in kinds_of(item)):
            yield {"url": place.get("url"), **item}


def _thing(item: Mapping[str, Any]) -> RawStory:
    story = story_of(item, {}, "JSON-LD")
    day = next(filter(None, (words_of(item.get(name)) for name in _DATES)), None)
    return structs.replace(
        story, title=story.title or line_of(item.get("title")), published=story.published or day
    )
