from __future__ import annotations

from feedsvc.render import Subscription, opml
from tests.render.helpers import child, parse
from tests.render.validator import opml_complaints

WORLD = Subscription(
    title='Ferries & "lanterns" <now>',
    xml_url="https://feeds.example/feeds/world.atom",
    html_url="https://feeds.example/topics/world",
    description="News of\nthe world",
    language="en",
)


def test_a_list_names_every_feed_for_readers_to_import() -> None:
    root = parse(opml("All feeds", [WORLD]))

    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "All feeds"
    assert [dict(n.attrib) for n in root.iter("outline")] == [
        {
            "type": "rss",
            "text": 'Ferries & "lanterns" <now>',
            "title": 'Ferries & "lanterns" <now>',
            "description": "News of the world",
            "language": "en",
            "xmlUrl": "https://feeds.example/feeds/world.atom",
            "htmlUrl": "https://feeds.example/topics/world",
        }
    ]


def test_a_validator_finds_nothing_to_say_of_a_list() -> None:
    assert opml_complaints(opml("All feeds", [WORLD, WORLD])) == []


def test_a_list_with_hostile_titles_is_still_a_list() -> None:
    root = parse(opml("\x00", [Subscription(title="\x0b", xml_url="https://x/", html_url="https://x/")]))

    assert root.findtext("head/title") == "feedsvc"
    assert child(root, "body/outline").get("text") == "https://x/"
