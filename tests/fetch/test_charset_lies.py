"""Labels that are wrong, and bytes that are damaged."""

from __future__ import annotations

import time
from random import Random

import pytest

from feedsvc.fetch.charset import decide_charset, telling

UTF8 = "text/html; charset=utf-8"
ENGLISH = "<p>“It’s a café,” said Zoé’s friend.</p>\n"
FRENCH = "<p>L’été a été très agréable à Zürich, où déjà… ça va – « là ».</p>\n"
CHINESE = "<p>新闻网报道，“中国经济增长。”记者李雷</p>\n"
SCRIPTS = [
    pytest.param(CHINESE, "gb18030", id="Chinese"),
    pytest.param("<p>新聞網報導，中國經濟增長。</p>\n", "big5", id="Chinese, traditional"),
    pytest.param("<p>日本のニュースです。東京で発表されました。</p>\n", "cp932", id="Japanese"),
    pytest.param("<p>日本のニュースです。東京で発表されました。</p>\n", "euc_jp", id="Japanese, EUC"),
    pytest.param("<p>한국 뉴스입니다. 서울에서 발표했다.</p>\n", "cp949", id="Korean"),
    pytest.param("<p>Привет мир, новости дня.</p>\n", "cp1251", id="Russian"),
    pytest.param("<p>Привет мир, новости дня.</p>\n", "koi8-r", id="Russian, KOI8"),
]


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("charset", ["cp1252", "gb18030"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, "<p>It’s</p>"], ids=["English", "French", "one sign"])
def test_a_page_that_is_not_the_utf8_it_says_is_read_as_what_it_is(
    text: str, charset: str, times: int
) -> None:
    body = text.replace("«", "").replace("»", "").encode(charset) * times
    for label in (UTF8, "text/html"):
        assert decide_charset(label, body) == charset


@pytest.mark.parametrize(("text", "charset"), SCRIPTS)
def test_other_scripts_are_told_by_what_they_say(text: str, charset: str) -> None:
    assert decide_charset(UTF8, text.encode(charset) * 10) == charset


@pytest.mark.parametrize(
    "label", ["koi8-r", "windows-1251", "iso-8859-1", "macintosh", "gbk", "big5", "nope"]
)
@pytest.mark.parametrize("text", [ENGLISH, CHINESE, FRENCH])
def test_utf8_proves_itself_under_any_label(text: str, label: str) -> None:
    assert decide_charset(f"text/html; charset={label}", text.encode() * 3) == "utf-8"


def test_a_single_sign_proves_nothing() -> None:
    assert decide_charset("text/html; charset=koi8-r", "é".encode()) == "koi8-r"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        pytest.param(ENGLISH, b"\xff", id="a byte"),
        pytest.param(ENGLISH * 10, b"\xe2\x80x \xe9 \xc3x", id="cut characters"),
        pytest.param("’", b"\xe2\x80x", id="one whole, one cut"),
        pytest.param("plain", b"\xff", id="a byte in plain ASCII"),
    ],
)
def test_a_few_damaged_bytes_leave_utf8_what_it_is(good: str, bad: bytes) -> None:
    assert decide_charset(UTF8, good.encode() + bad) == "utf-8"


def test_a_damaged_page_stays_what_it_says() -> None:
    body = CHINESE.encode("gbk") * 5
    assert decide_charset("text/html; charset=gbk", body + b"\xff ") == "gb18030"
    assert decide_charset("text/html; charset=utf-8", b'<meta charset="gbk">' + body + b"\xff ") == "gb18030"


def test_western_text_labelled_utf8_is_western() -> None:
    assert decide_charset(UTF8, b"caf\xe9") == "cp1252"
    assert decide_charset(UTF8, b"caf\xe9 " * 20 + b"\x81 ") == "cp1252"


def test_words_that_tell_are_the_ones_beyond_ascii() -> None:
    assert telling("plain <b>cafés</b> plain\ntoo".encode()) == "cafés".encode()
    assert telling(b"plain") == b""
    assert len(telling(b"\xe9 " * 100_000)) < 200_000


@pytest.mark.parametrize(
    "body",
    [
        Random(7).randbytes(1_000_000),
        b"\xe9" * 1_000_000,
        "文".encode("gbk") * 500_000,
        b"a" * 1_000_000 + b"\xe9",
    ],
    ids=["noise", "one word", "Chinese without a space", "a long word"],
)
def test_no_body_is_expensive(body: bytes) -> None:
    began = time.process_time()
    decide_charset(UTF8, body)
    assert time.process_time() - began < 2
