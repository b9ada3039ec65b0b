"""Charsets that a page calls by another's name, or does not name at all."""

from __future__ import annotations

import pytest

from feedsvc.fetch.charset import decide_charset
from feedsvc.models import Page
from tests.builders import NOW

CZECH = "<p>Příliš žluťoučký kůň</p>"
GREEK = "<p>Νέα αποβάθρα άνοιξε σήμερα μετά από καθυστερήσεις</p>"
HEBREW = "<p>רציף חדש נפתח היום לאחר עיכובים ארוכים</p>"
ARABIC = "<p>افتتاح رصيف جديد اليوم بعد تأخير طويل</p>"
THAI = "<p>ท่าเรือใหม่เปิดแล้ววันนี้หลังจากล่าช้ามานาน</p>"


@pytest.mark.parametrize(
    ("text", "written", "label", "expected"),
    [
        pytest.param(CZECH, "cp1250", "iso-8859-2", "cp1250", id="Czech"),
        pytest.param("<p>“İskele”</p>", "cp1254", "iso-8859-9", "cp1254", id="Turkish"),
        pytest.param("<p>Ά “νέα”</p>", "cp1253", "iso-8859-7", "cp1253", id="Greek"),
        pytest.param("<p>„Žąsys“</p>", "cp1257", "iso-8859-13", "cp1257", id="Lithuanian"),
        pytest.param(CZECH, "iso8859-2", "iso-8859-2", "iso8859-2", id="what it says"),
        pytest.param(GREEK, "iso8859-7", "iso-8859-7", "iso8859-7", id="Greek as it says"),
    ],
)
def test_letters_where_a_standard_has_controls_are_windows(
    text: str, written: str, label: str, expected: str
) -> None:
    body = text.encode(written)
    assert decide_charset(f"text/html; charset={label}", body) == expected
    assert body.decode(expected) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param(GREEK, "cp1253", id="Greek"),
        pytest.param(HEBREW, "cp1255", id="Hebrew"),
        pytest.param(ARABIC, "cp1256", id="Arabic"),
        pytest.param(THAI, "cp874", id="Thai"),
    ],
)
@pytest.mark.parametrize("label", ["text/html", "text/html; charset=utf-8"])
def test_scripts_of_their_own_are_told_by_what_they_say(text: str, written: str, label: str) -> None:
    assert decide_charset(label, text.encode(written) * 3) == written


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        pytest.param('<html lang="cs">', CZECH, "cp1250", id="Czech page"),
        pytest.param(
            "<rss><channel><language>pl</language>", "<p>Żółć i łódź</p>", "cp1250", id="Polish feed"
        ),
        pytest.param('<html lang="tr-TR">', "<p>Şişli’de iğne</p>", "cp1254", id="Turkish page"),
        pytest.param('<html lang="lt">', "<p>Žąsys ir ėriukai</p>", "cp1257", id="Lithuanian page"),
        pytest.param('<html lang="fr">', "<p>Déjà là-bas</p>", "cp1252", id="French page"),
        pytest.param("<html>", "<p>Déjà là-bas</p>", "cp1252", id="no language"),
    ],
)
def test_a_page_that_names_no_charset_has_that_of_its_language(start: str, text: str, expected: str) -> None:
    body = (start + text).encode(expected)
    assert decide_charset("text/html", body) == expected
    assert decide_charset("text/html; charset=utf-8", body) == expected


def test_a_charset_that_is_named_and_fits_outweighs_the_language() -> None:
    body = '<html lang="cs"><p>Déjà là-bas</p>'.encode("cp1252")
    assert decide_charset("text/html; charset=iso-8859-1", body) == "cp1252"


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", ["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
def test_zeros_between_letters_are_utf16_whatever_the_label(written: str, label: str) -> None:
    assert decide_charset(label, "<p>Quay opens</p>".encode(written)) == written


@pytest.mark.parametrize("label", ["text/html", "text/html; charset=utf-8"])
def test_escapes_to_japanese_are_read(label: str) -> None:
    assert decide_charset(label, "<p>新しい桟橋</p>".encode("iso-2022-jp")) == "iso2022_jp"


@pytest.mark.parametrize(
    "body",
    [b"<p>a \x1b[1m b</p>", b"<p>\x1b$B\xff</p>", "<p>\x1b$B, é</p>".encode()],
    ids=["ANSI", "high", "UTF-8"],
)
def test_other_escapes_are_not(body: bytes) -> None:
    assert decide_charset("text/html; charset=utf-8", body) != "iso2022_jp"


def in_halves(text: str) -> bytes:
    """The text as databases that know characters of three bytes at most write it (CESU-8)."""
    pairs = text.encode("utf-16-le", "surrogatepass")
    units = (pairs[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(pairs), 2))
    return "".join(units).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("label", ["text/html", "text/html; charset=utf-8", "text/xml; charset=iso-8859-1"])
def test_characters_in_halves_are_put_together(label: str) -> None:
    body = in_halves("<p>Hi 😀 there, café 🚢</p>")
    page = Page(url="", content=body, media_type="", charset=decide_charset(label, body), fetched_at=NOW)
    assert page.text == "<p>Hi 😀 there, café 🚢</p>"


def test_bytes_of_other_charsets_that_look_like_halves_are_left_alone() -> None:
    body = b"\xed\xa8\xb0\xed\xb1\xb2" * 8 + "新码头今天开放".encode("gb18030")
    assert decide_charset("text/html; charset=gb2312", body) == "gb18030"


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        pytest.param(b"Caf\xe9 opens", "Café opens", id="at the end of a word"),
        pytest.param(b"d\xe9j\xe0 vu", "déjà vu", id="inside and at the end"),
        pytest.param(b"Caf\xc3<", "Caf\ufffd<", id="half of a character"),
        pytest.param(b"Caf\xc3...", "Caf\ufffd...", id="half of one before an ellipsis"),
    ],
)
def test_what_was_pasted_into_utf8_is_read_where_it_can_be_nothing_else(pasted: bytes, text: str) -> None:
    whole = "<p>“Zoé’s” " * 10
    body = whole.encode() + pasted
    page = Page(url="", content=body, media_type="", charset=decide_charset("", body), fetched_at=NOW)
    assert page.text == whole + text


LITHUANIAN = "<p>Žąsys ir šunys trečiadienį</p>"
POLISH = "<p>Źródła mówią, że ścieżka będzie wąska</p>"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param(CZECH, "iso8859-2", id="Czech"),
        pytest.param(POLISH, "iso8859-2", id="Polish"),
        pytest.param(LITHUANIAN, "iso8859-4", id="Lithuanian"),
        pytest.param(ARABIC, "iso8859-6", id="Arabic"),
    ],
)
def test_a_quotation_mark_pasted_in_leaves_a_page_its_letters(text: str, label: str) -> None:
    body = text.encode(label) + b"<p>\x84x\x94 \x96</p>"
    assert decide_charset(f"text/html; charset={label}", body) == label


def test_what_has_vowel_signs_at_no_letter_is_neither_thai_nor_hebrew() -> None:
    assert decide_charset("text/html", "<p>Привет мир</p>".encode("koi8_r") * 20) == "koi8-r"
    pointed = "<p>שָׁלוֹם לָכֶם וּבְרָכָה לְכָל הַקּוֹרְאִים</p>"
    assert decide_charset("text/html", pointed.encode("cp1255") * 3) == "cp1255"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Il mare è calmo. La nave è blu. ", id="Italian"),
        pytest.param("Il va à Paris. On pense à elle. ", id="French"),
        pytest.param("Ele é bom. Ela é boa. Vamos à praia. ", id="Portuguese"),
    ],
)
def test_letters_that_stand_alone_are_no_script_of_their_own(text: str) -> None:
    assert decide_charset("text/html", text.encode("cp1252") * 40) == "cp1252"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("x-mac-cyrillic", "mac-cyrillic", id="a name that only browsers know"),
        pytest.param("x-unheard-of", "cp1252", id="no name"),
    ],
)
def test_a_document_s_own_word_is_read_as_browsers_read_it(label: str, expected: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?><rss>Причал</rss>'.encode("mac-cyrillic")
    assert decide_charset("text/xml", body) == expected


def test_what_a_page_says_of_itself_goes_before_its_first_line() -> None:
    head = '<?xml version="1.0" encoding="x-mac-cyrillic"?><html><meta charset="windows-1251">'
    assert decide_charset("text/html", f"{head}<p>Причал".encode("cp1251")) == "cp1251"
