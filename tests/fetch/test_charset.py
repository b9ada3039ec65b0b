"""In which charset a body is written."""

from __future__ import annotations

import codecs
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.fetch.charset import decide_charset
from feedsvc.fetch.codecnames import text_codec
from feedsvc.models import Page
from tests.builders import NOW

HTML = "text/html"
CYRILLIC = "<p>Привет, мир: новости дня</p>"
NAMES = sorted(
    {*aliases, *aliases.values(), "utf-16", "undefined", "unicode_escape", "mbcs", "oem", "idna", "punycode"}
)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        pytest.param("text/html; charset=utf-8", CYRILLIC.encode(), "utf-8", id="header"),
        pytest.param('text/html; charset="UTF-8"', CYRILLIC.encode(), "utf-8", id="quoted"),
        pytest.param(
            "text/html; charset=windows-1251", CYRILLIC.encode("cp1251"), "cp1251", id="header cp1251"
        ),
        pytest.param(HTML, b'<meta charset="koi8-r">' + CYRILLIC.encode("koi8-r"), "koi8-r", id="meta"),
        pytest.param(
            HTML, b'<meta charset="iso-8859-8-i">\xf9\xec\xe5\xed', "iso8859-8", id="a browser's name"
        ),
        pytest.param(HTML, b'<meta charset="x-mac-roman">Caf\x8e', "mac-roman", id="another one"),
        pytest.param(
            "text/html; charset=win-1251", CYRILLIC.encode("cp1251"), "cp1251", id="a careless name"
        ),
        pytest.param(
            HTML,
            b"<html lang=ja>" + ("新しい桟橋が開通しました" * 3).encode("euc-jp"),
            "euc_jp",
            id="its language tells",
        ),
        pytest.param(
            HTML, b"<html lang=ja>" + CYRILLIC.encode("cp1251") * 9, "cp1251", id="its language tells nothing"
        ),
        pytest.param(
            HTML,
            b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + "新闻网".encode("gbk"),
            "gb18030",
            id="meta http-equiv",
        ),
        pytest.param(HTML, b'<?xml version="1.0" encoding="iso-8859-2"?>\xb1', "iso8859-2", id="XML"),
        pytest.param("text/html; charset=latin-1", codecs.BOM_UTF8 + b"x", "utf-8", id="BOM wins"),
        pytest.param(
            "text/html; charset=utf-8",
            codecs.BOM_UTF16_LE + "новости".encode("utf-16-le"),
            "utf-16-le",
            id="16LE",
        ),
        pytest.param(HTML, codecs.BOM_UTF16_BE + "новости".encode("utf-16-be"), "utf-16-be", id="16BE"),
        pytest.param(HTML, "<html>новости".encode("utf-16-le"), "utf-16-le", id="UTF-16 without BOM"),
        pytest.param(HTML, "<html>новости".encode("utf-16-be"), "utf-16-be", id="UTF-16 BE without BOM"),
        pytest.param(HTML, b'<meta charset="utf-16">hello', "utf-8", id="meta cannot be UTF-16"),
        pytest.param("text/html; charset=iso-8859-1", b"caf\xe9 \x93x\x94", "cp1252", id="latin-1 is cp1252"),
        pytest.param(HTML, CYRILLIC.encode(), "utf-8", id="nothing said, UTF-8"),
        pytest.param(HTML, b"caf\xe9", "cp1252", id="nothing said, not UTF-8"),
        pytest.param(HTML, b"", "utf-8", id="empty"),
        pytest.param("text/html; charset=utf-8", CYRILLIC.encode() + b"\xff", "utf-8", id="one damaged byte"),
        pytest.param("text/html; charset=gbk", CYRILLIC.encode() + b"\xff", "utf-8", id="header wrong"),
        pytest.param(
            "text/html; charset=utf-8",
            b'<meta charset="windows-1251">' + CYRILLIC.encode("cp1251"),
            "cp1251",
            id="meta right",
        ),
        pytest.param("text/html; charset=klingon", CYRILLIC.encode(), "utf-8", id="unknown"),
        pytest.param("text/html; charset=zlib_codec", b"caf\xe9", "cp1252", id="not text"),
        pytest.param("text/html; charset=idna", b"caf\xe9", "cp1252", id="idna"),
        pytest.param("text/html; charset=" + "x" * 9000, b"x", "utf-8", id="long"),
        pytest.param("text/html; charset=\x00", b"x", "utf-8", id="NUL"),
        pytest.param("text/html; charset=\udcff", b"x", "utf-8", id="half of a pair"),
    ],
)
def test_charsets_are_decided(content_type: str, body: bytes, expected: str) -> None:
    assert decide_charset(content_type, body) == expected


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_server_names_decoding_never_raises(name: str) -> None:
    every = bytes(range(256)) * 3 + b"x"
    codec = decide_charset(f"text/html; charset={name}", every)
    assert isinstance(every.decode(codec, "replace"), str)
    assert codec not in ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7")


@pytest.mark.parametrize(
    "name", [None, "", "zlib_codec", "base64", "rot13", "hex", "bz2", "uu", "nope", "é", "a\0b"]
)
def test_only_real_text_codecs_are_accepted(name: str | None) -> None:
    assert text_codec(name) is None


@given(st.text(max_size=60), st.binary(max_size=200))
def test_any_header_and_any_bytes_give_a_codec(content_type: str, body: bytes) -> None:
    assert isinstance(body.decode(decide_charset(content_type, body), "replace"), str)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(b"Gr\xc3\xbc\xc3\x9fe, F\xe4hrmann", "Grüße, Fährmann", id="a letter of one byte"),
        pytest.param(b"Gr\xc3\xbc\xc3\x9fe: it\x92s \x93late\x94 now", "Grüße: it’s “late” now", id="quotation marks"),
        pytest.param("Größe der Möwe".encode()[:-3] + b"...", "Größe der M\ufffd...", id="a character cut off"),
        pytest.param(b"\xcf\xf0\xe8\xe2\xe5\xf2 a", "\ufffd" * 6 + " a", id="another script"),
    ],
)  # fmt: skip
def test_what_was_pasted_into_utf_8_from_another_charset_is(body: bytes, text: str) -> None:
    page = Page(url="https://p.example/", content=body, media_type=HTML, charset="utf-8", fetched_at=NOW)
    assert page.text == text
