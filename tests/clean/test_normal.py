from __future__ import annotations

from unicodedata import normalize

import pytest

from feedsvc.clean.normal import MOST_MARKS, nfkc

ACCENTS = "\u0300\u0316"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plain", id="plain"),
        pytest.param("So\uff10 \ufb01ne \u212b " * 60, id="compatibility forms"),
        pytest.param("Une e\u0301te\u0301 a\u0300 la mer " * 60, id="accents apart"),
        pytest.param("ที่นี่ น้ำ " * 60, id="Thai"),
        pytest.param("שָׁלוֹם עֲלֵיכֶם " * 60, id="Hebrew with points"),
        pytest.param("བཀྲ་ཤིས་བདེ་ལེགས " * 60, id="Tibetan"),
        pytest.param(f"Z{ACCENTS * 12}a{ACCENTS * 12}lgo " * 20, id="a joke with accents"),
    ],
)
def test_what_people_write_is_in_unicode_s_own_form(text: str) -> None:
    assert nfkc(text) == normalize("NFKC", text)


def test_of_a_pile_of_accents_some_stay_and_the_words_around_it() -> None:
    found = nfkc(f"Quay o{ACCENTS * 5000}pens")
    assert found.startswith("Quay ")
    assert found.endswith("pens")
    assert len(found) <= len("Quay opens") + MOST_MARKS
