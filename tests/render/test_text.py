from __future__ import annotations

import pytest

from feedsvc.render import RenderContext
from feedsvc.render.text import cut, language_tag, legal, line, people, web_url
from tests.render.helpers import CTX


@pytest.mark.parametrize(
    "code", [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, 0x80, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]
)
def test_an_illegal_character_is_taken_out(code: int) -> None:
    assert legal(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize(
    "character", ["\t", "\n", "\r", " ", "\xa0", "\u200f", "\ue000", "\ufffd", "\U0010ffff"]
)
def test_a_legal_character_stays(character: str) -> None:
    assert legal(f"a{character}b") == f"a{character}b"


def test_the_next_line_control_is_a_line_end() -> None:
    assert line("a\x85b\u2028c") == "a b c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("short", "short", id="fits"),
        pytest.param("one two three four", "one two…", id="at a word"),
        pytest.param("x" * 30, "xxxxxxxxxxx…", id="one endless word"),
        pytest.param(
            "今天天气很好。我们出去走走吧好不好呀", "今天天气很好。…", id="at a sentence without spaces"
        ),
    ],
)
def test_a_text_is_cut_at_a_boundary(text: str, shown: str) -> None:
    assert cut(text, 12) == shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        pytest.param("https://e.example/a?b=1&c=%20#d", "https://e.example/a?b=1&c=%20#d", id="as it is"),
        pytest.param(" https://e.example/a b ", "https://e.example/a%20b", id="blank"),
        pytest.param('https://e.example/"><x>', "https://e.example/%22%3E%3Cx%3E", id="markup"),
        pytest.param("https://e.example/é", "https://e.example/%C3%A9", id="beyond ASCII"),
        pytest.param("https://münchen.example:81/ü", "https://xn--mnchen-3ya.example:81/%C3%BC", id="IDN"),
        pytest.param(f"https://{'ü' * 70}.example/", None, id="no name of a host"),
        pytest.param("HTTPS://e.example/", "HTTPS://e.example/", id="upper case"),
        pytest.param("mailto:a@e.example", None, id="no web address"),
        pytest.param("https:///path", None, id="no host"),
        pytest.param("java\x00script:alert(1)", None, id="hidden scheme"),
    ],
)
def test_only_web_addresses_pass(url: str, safe: str | None) -> None:
    assert web_url(url) == safe


@pytest.mark.parametrize(
    ("tag", "good"), [("en", "en"), ("zh-Hans-CN", "zh-Hans-CN"), ("x y", None), ("", None), (None, None)]
)
def test_only_language_tags_pass(tag: str | None, good: str | None) -> None:
    assert language_tag(tag) == good


def test_people_are_named_once_and_without_addresses() -> None:
    assert people(("Mei <mei@x.example> Tan", "Mei Tan", " ", "@mei")) == ("Mei Tan", "@mei")


def test_whatever_shows_in_an_entry_besides_its_story_changes_the_key_of_fragments() -> None:
    assert RenderContext(base_url="https://other.example").key != CTX.key


def test_a_new_source_leaves_the_key_of_fragments_alone() -> None:
    assert RenderContext(base_url=CTX.base_url, sources={"new": "https://new.example/"}).key == CTX.key
