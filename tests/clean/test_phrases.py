"""Every language's phrases are known wherever one of them is: nowhere does a way to the rest pass as text."""

from __future__ import annotations

import re

import pytest

from feedsvc.clean.phrases import ALONE, ALSO, LANGUAGES, MONTH, MORE, READ_ON
from feedsvc.clean.teaser import cut_off
from feedsvc.decide.essence import essence
from feedsvc.extract.byline.furniture import kind_of
from feedsvc.extract.byline.linekinds import Kind

READ_ON_IN = {
    "af": "Lees meer",
    "ar": "اقرأ المزيد",
    "az": "Ardını oxu",
    "be": "Чытаць далей",
    "bg": "Прочетете повече",
    "bn": "আরও পড়ুন",
    "ca": "Llegir més",
    "cs": "Číst dále",
    "cy": "Darllen mwy",
    "da": "Læs mere",
    "de": "Weiterlesen",
    "el": "Διαβάστε περισσότερα",
    "en": "Read more",
    "eo": "Legi pli",
    "es": "Leer más",
    "et": "Loe edasi",
    "eu": "Irakurri gehiago",
    "fa": "ادامه مطلب",
    "fi": "Lue lisää",
    "fr": "Lire la suite",
    "ga": "Léigh níos mó",
    "gl": "Ler máis",
    "gu": "વધુ વાંચો",
    "he": "קרא עוד",
    "hi": "और पढ़ें",
    "hr": "Pročitajte više",
    "hu": "Tovább olvasom",
    "hy": "Կարդալ ավելին",
    "id": "Baca selengkapnya",
    "is": "Lesa meira",
    "it": "Leggi tutto",
    "ja": "もっと見る",
    "ka": "წაიკითხეთ მეტი",
    "kk": "Толық оқу",
    "ko": "더 보기",
    "lt": "Skaityti daugiau",
    "lv": "Lasīt vairāk",
    "mk": "Прочитај повеќе",
    "ml": "കൂടുതൽ വായിക്കുക",
    "mn": "Цааш унших",
    "mr": "पुढे वाचा",
    "ms": "Baca seterusnya",
    "nb": "Les mer",
    "ne": "थप पढ्नुहोस्",
    "nl": "Lees verder",
    "pa": "ਹੋਰ ਪੜ੍ਹੋ",
    "pl": "Czytaj dalej",
    "pt": "Leia mais",
    "ro": "Citește mai departe",
    "ru": "Читать далее",
    "sk": "Čítať ďalej",
    "sl": "Preberi več",
    "sq": "Lexo më shumë",
    "sr": "Прочитај више",
    "sv": "Läs mer",
    "sw": "Soma zaidi",
    "ta": "மேலும் படிக்க",
    "te": "ఇంకా చదవండి",
    "th": "อ่านต่อ",
    "tl": "Magbasa pa",
    "tr": "Devamını oku",
    "uk": "Читати далі",
    "ur": "مزید پڑھیں",
    "uz": "Davomini o'qish",
    "vi": "Đọc tiếp",
    "zh": "阅读全文",
}
PHRASES = [pytest.param(phrase, id=code) for code, phrase in READ_ON_IN.items()]


def test_every_language_with_a_way_to_read_on_is_tried_here() -> None:
    assert set(READ_ON_IN) == {language.code for language in LANGUAGES if language.read_on}
    assert len(READ_ON_IN) >= 25


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_teaser_that_ends_in_a_read_on_phrase_is_none_of_the_content(phrase: str) -> None:
    for text in (f"Ships wait… {phrase}", f"Ships wait [...]\n{phrase.upper()} »", f"Ships wait… [{phrase}]"):
        assert cut_off(text) == "Ships wait…"


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_way_to_read_on_is_no_part_of_what_an_edit_compares(phrase: str) -> None:
    prose = "Ships no longer wait for the tide at the second quay."
    for text in (f"{prose} {phrase} »", f"{prose}\n{phrase}", f"{phrase}\n{prose}"):
        assert essence(text) == prose


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_line_that_leads_to_the_rest_is_furniture(phrase: str) -> None:
    assert kind_of(f"{phrase} »") is Kind.FULL_STORY


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("And so they wait… Mer", id="a bare word of the kind, without an arrow"),
        pytest.param("They came to read… moreover", id="a longer word"),
        pytest.param("Elle voulait… lire plusieurs livres", id="a phrase that goes on as another"),
        pytest.param("They wait… The full story emerged on Monday.", id="prose about a full story"),
        pytest.param("Він чекав… детальніше про це згодом", id="a word that says so only at the end"),
    ],
)
def test_prose_behind_a_pause_is_no_way_to_read_on(text: str) -> None:
    assert cut_off(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ships wait… Mehr »", id="German"),
        pytest.param("Ships wait… Więcej →", id="Polish"),
        pytest.param("Ships wait… Подробнее", id="Russian"),
        pytest.param("Ships wait… Selengkapnya", id="Indonesian"),
        pytest.param("Ships wait… Read\u00a0more on example.org", id="a space that does not break"),
    ],
)
def test_words_for_more_say_so_at_the_very_end(text: str) -> None:
    assert cut_off(text) == "Ships wait…"


@pytest.mark.parametrize("atom", [READ_ON, ALONE, MORE, ALSO], ids=["read on", "alone", "more", "also"])
def test_no_phrase_is_empty_or_found_inside_a_word(atom: str) -> None:
    expression = re.compile(atom, re.IGNORECASE)
    assert not expression.fullmatch("")
    assert not expression.search("xxread morexx xxfull storyxx xxmorexx xxsee alsoxx")


MONTHS = "Oct. octobre Juillet févr. März augustus mei październik мая Ekim settembre desember enero outubro"


@pytest.mark.parametrize("month", MONTHS.split())
def test_a_month_is_known_whole_and_shortened(month: str) -> None:
    assert re.fullmatch(MONTH, month, re.IGNORECASE)
