"""Lists of subscriptions as readers export them: what they name, and what is refused before it is read."""

from __future__ import annotations

import time

import pytest

from feedsvc.operate.opml import LARGEST, MOST, NoOpml, read_opml

QUAY = '<outline text="Quay" type="rss" xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example/"/>'
PIER = '<outline text="Pier" htmlUrl="https://pier.example/news"/>'


def told(body: str, head: str = "", before: str = "") -> list[tuple[str, str, str, str]]:
    """Title, feed, page and folder of every subscription."""
    text = f'{before}<opml version="2.0"><head>{head}</head><body>{body}</body></opml>'
    found = read_opml(text.encode(), "mine.opml").outlines
    return [(one.title, one.feed, one.page, one.folder) for one in found]


QUAY_TOLD = ("Quay", "https://quay.example/feed", "https://quay.example/")
PIER_TOLD = ("Pier", "", "https://pier.example/news")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(QUAY, [(*QUAY_TOLD, "")], id="in no folder"),
        pytest.param(f'<outline text="Port">{PIER}</outline>', [(*PIER_TOLD, "Port")], id="in a folder"),
        pytest.param(
            f'<outline text="A"><outline title="B">{QUAY}</outline>{PIER}</outline>',
            [(*QUAY_TOLD, "A / B"), (*PIER_TOLD, "A")],
            id="in a folder of a folder",
        ),
        pytest.param(
            '<outline text="x" title="Quay" XMLURL=" https://quay.example/feed "/>',
            [("Quay", "https://quay.example/feed", "", "")],
            id="its title before its text, names in any case",
        ),
        pytest.param(
            '<outline text="Pier" type="link" url="https://pier.example/news"/>',
            [(*PIER_TOLD, "")],
            id="a link",
        ),
        pytest.param(
            '<outline text="Pier" url="https://pier.example/news"/>' + QUAY, [(*QUAY_TOLD, "")], id="no link"
        ),
        pytest.param(
            '<outline text="Caf&eacute; &lt;b&gt; R&D" xmlUrl="https://a.example/?x=1&y=2"/>',
            [("Café <b> R&D", "https://a.example/?x=1&y=2", "", "")],
            id="names of HTML, and ampersands as they come",
        ),
        pytest.param(
            '<outline text="two&#10;lines &#x202e;" xmlUrl="https://a.example/"/>',
            [("two lines", "https://a.example/", "", "")],
            id="a name is one line",
        ),
        pytest.param(
            '<outline text="a" xmlUrl="feed://a.example/x"/><outline text="b" xmlUrl="Feed:https://b.example/"/>'
            '<outline text="c" xmlUrl="feed:c.example/x"/><outline text="d" xmlUrl="feed://https://d.example/"/>'
            '<outline text="e" xmlUrl="https://e.example/?feed://x"/>',
            [
                ("a", "http://a.example/x", "", ""),
                ("b", "https://b.example/", "", ""),
                ("c", "http://c.example/x", "", ""),
                ("d", "https://d.example/", "", ""),
                ("e", "https://e.example/?feed://x", "", ""),
            ],
            id="the address that one of the scheme feed means",
        ),
        pytest.param(
            f'<outline text="{"a" * 200}"><outline text="{"b" * 200}">{QUAY}</outline></outline>',
            [(*QUAY_TOLD, f"{'a' * 200} / {'b' * 97}")],
            id="folders of a sensible length together",
        ),
    ],
)
def test_each_outline_with_an_address_is_a_subscription(body: str, found: list[tuple[str, ...]]) -> None:
    assert told(body) == found


def test_the_list_has_a_name_and_any_charset() -> None:
    head = "<head><title> My  list </title></head>"
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?><opml>{head}<body>{QUAY.replace("Quay", "Märkt")}</body></opml>'
    found = read_opml(text.encode("latin-1"), "mine.opml")
    assert (found.title, found.outlines[0].title) == ("My list", "Märkt")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f'<opml xmlns="http://opml.example/ns"><head><title>Mine</title></head><body>'
            f'<outline text="A">{QUAY}<!-- new --></outline></body></opml>',
            id="a namespace",
        ),
        pytest.param(
            f"<o:opml xmlns:o='urn:o'><o:head><o:title>Mine</o:title></o:head>"
            f"<o:body><o:outline text='A'>{QUAY}</o:outline></o:body></o:opml>",
            id="a prefix",
        ),
        pytest.param(
            "<OPML><HEAD><TITLE>Mine</TITLE></HEAD><BODY><OUTLINE TEXT='A'><Outline TITLE='Quay' "
            "XMLURL='https://quay.example/feed' HTMLURL='https://quay.example/'/></OUTLINE></BODY></OPML>",
            id="capitals",
        ),
    ],
)
def test_elements_are_known_under_any_namespace_and_in_capitals(text: str) -> None:
    found = read_opml(text.encode(), "mine.opml")
    assert found.title == "Mine"
    assert [(one.title, one.feed, one.page, one.folder) for one in found.outlines] == [(*QUAY_TOLD, "A")]


def test_an_outline_of_a_hundred_thousand_attributes_is_read_in_time() -> None:
    many = " ".join(f"a{number}=''" for number in range(90_000))
    began = time.thread_time()
    assert told(f"<outline {many} TITLE='Quay' xmlUrl='https://quay.example/feed'/>") == [
        ("Quay", "https://quay.example/feed", "", "")
    ]
    assert time.thread_time() - began < 15  # it took a minute, in which the whole process stood still


BOMB = '<!DOCTYPE l [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE opml SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b"\0\xff" * 40, "is no OPML", id="no text"),
        pytest.param(b"<!doctype html><html></html>", "is a web page, not XML", id="a page"),
        pytest.param(b"<rss><channel/></rss>", "is no OPML (its first element is rss)", id="a feed"),
        pytest.param(
            f"{BOMB}<opml><body>{QUAY}</body></opml>".encode(), "declares XML entities", id="a bomb"
        ),
        pytest.param(
            f"{OUTSIDE}<opml><body>{QUAY}</body></opml>".encode(), "definition, which is refused", id="a file"
        ),
        pytest.param(b"<outline>" * 200, "nests XML elements more than", id="no bottom"),
        pytest.param(b"<opml><body><outline></opml>", "is no well-formed XML (", id="broken"),
        pytest.param(
            b"<opml><body><outline text='a'/></body></opml>", "names no feed and no page", id="no address"
        ),
        pytest.param(b"<opml>" + b" " * LARGEST, "is larger than 1 MB (split it)", id="too large"),
        pytest.param(
            b"<opml><body>" + b'<outline xmlUrl="http://a.example/"/>' * (MOST + 1) + b"</body></opml>",
            "names more than 2,000 feeds (split it)",
            id="too many",
        ),
    ],
)
def test_what_is_no_list_is_refused_in_one_line_that_names_it(content: bytes, reason: str) -> None:
    with pytest.raises(NoOpml) as refused:
        read_opml(content, "mine.opml")
    assert str(refused.value).startswith("mine.opml: ")
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
