"""Texts in UTF-8 that were read as Windows-1252, and those that only look a little like it."""

from __future__ import annotations

import pytest

from feedsvc.clean.misread import means, reread
from tests.extract.feeds import rss


def misread(text: str) -> str:
    """The text as programs have it that take UTF-8 for Windows-1252."""
    return "".join(_sign(byte) for byte in text.encode())


def _sign(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "text",
    ["Café – déjà vu", "CAFÉ", "ESPAÑA", "KÖLN", "It’s here", "25 °C", "Žluťoučký kůň", "Второй причал", "Ελληνικά νέα", "港口新闻报道", "😀 ok"],
)  # fmt: skip
def test_a_misread_text_is_read_again(text: str) -> None:
    assert misread(text) != text
    assert reread(misread(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Harbour", id="ASCII"),
        pytest.param("Café – déjà vu", id="as it was meant"),
        pytest.param("SÃO JOÃO NÃO É", id="capitals"),
        pytest.param("„PÅ“ heißt auf", id="a letter before a quotation mark, beside others"),
        pytest.param("PÅ“", id="one sequence that may be meant"),
        pytest.param("5 ×²", id="signs of mathematics"),
        pytest.param("CONFIRA AMANHÃ…", id="a capital before an ellipsis"),
        pytest.param("AMANHÃ’s diary, AMANHÃ—QUEM", id="capitals before an apostrophe and a dash"),
        pytest.param("Sempre amanhã”…", id="a letter before two signs"),
        pytest.param("How CafÃ© came to be – and why", id="a text about it"),
        pytest.param("â€", id="half a sign"),
        pytest.param("Ã©Ã", id="a sign and a half"),
        pytest.param("íÂ\xa0Â\x80Ã©í\xa0\x80", id="half of a pair"),
    ],
)
def test_what_nobody_misread_stays(text: str) -> None:
    assert reread(text) == text


@pytest.mark.parametrize(
    ("text", "now", "same"),
    [
        pytest.param(misread("Café opens"), "Café opens", True, id="what was meant"),
        pytest.param(misread("Die Brücke öffnet")[:-1] + " ", "Die Brücke öffne", True, id="blanks beside"),
        pytest.param(misread("Café opens"), "Café shuts", False, id="other words"),
        pytest.param("Café opens", "Café opens", False, id="nothing misread"),
    ],
)
def test_a_misread_text_means_what_has_its_plain_letters(text: str, now: str, same: bool) -> None:
    assert means(text, now) is same


def test_a_feed_s_misread_texts_are_shown_as_they_were_meant() -> None:
    told = f"<description>{misread('<![CDATA[<p>Déjà</p><p>vu</p>]]>')}</description>"
    story = rss(told, f"<title>{misread('Café – quay')}</title><link>https://mill.example/1</link>")
    assert (story.title, story.content) == ("Café – quay", "<p>Déjà</p><p>vu</p>")


def test_so_are_names_beside_words_that_are_none() -> None:
    story = rss(f"<author>{misread('Zoé Tan')}</author><description>It opens.</description>")
    assert story.authors == ("Zoé Tan",)
