from __future__ import annotations

import pytest

from feedsvc.decide.spelling import (
    MOST,
    is_corrected,
    is_extended,
    is_in_another_language,
    is_in_another_section,
    one_page,
)

PAGE = "https://pier.example/big-quay"


@pytest.mark.parametrize(
    "other",
    [
        "https://www.pier.example/big-quay/",
        "https://m.pier.example/big-quay",
        "https://pier.example/big-quay.html",
        "https://pier.example/big-quay/index.php",
        "https://pier.example/big-quay/amp/",
        "https://pier.example//big-quay",
        "https://pier.example/big%2Dquay",
        "https://pier.example/pier.example/big-quay",
        "http://https//pier.example/big-quay",
        "https://pier.example/amp/big-quay",
        "https://pier.example/print/big-quay",
        f"{PAGE}?print=1",
        f"{PAGE}?source=rss",
        f"{PAGE}?partner=rss&emc=rss",
    ],
)
def test_a_page_has_many_spellings(other: str) -> None:
    assert one_page(PAGE, other)
    assert one_page(other, PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{PAGE}?a=1&b=2", f"{PAGE}?b=2&a=1"),
        (f"{PAGE}?q=two+words", f"{PAGE}?q=two%20words"),
        ("https://pier.example/gr%C3%B6%C3%9Fe", "https://pier.example/gro%CC%88%C3%9Fe"),
        (f"{PAGE}?a=1&copy=2&lang=en", f"{PAGE}?a=1%C2%A9=2%E2%8C%A9=en"),
        (f"{PAGE}?t=1683312440", f"{PAGE}?t=1683399999"),
    ],
    ids=[
        "order",
        "blanks",
        "letters in two forms",
        "names of characters that were taken for them",
        "a file's time",
    ],
)
def test_a_query_has_many_spellings(one: str, other: str) -> None:
    assert one_page(one, other)


@pytest.mark.parametrize(
    "other",
    [
        "https://other.example/big-quay",
        "https://pier.example/big-quay-2",
        "https://pier.example/en/big-quay",
        "https://pier.example/amplifier/big-quay",
        "https://pier.example/Big-Quay",
        f"{PAGE}?id=2",
        f"{PAGE}?page=2",
        f"{PAGE}?v=2",
        f"{PAGE}?{'a=1&' * MOST}",
    ],
)
def test_another_page_is_none(other: str) -> None:
    assert not one_page(PAGE, other)


def test_what_both_say_of_the_way_tells_them_apart() -> None:
    assert not one_page(f"{PAGE}?source=rss", f"{PAGE}?source=mail")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{PAGE}?t=1&t=5", f"{PAGE}?t=2&t=5"),
        (f"{PAGE}?t=168331", f"{PAGE}?t=168339"),
        (f"{PAGE}?id=1683312440", f"{PAGE}?id=1683399999"),
        ("https://pier.example/#/news/7", "https://pier.example/#/news/8"),
        ("http://[::1/a", PAGE),
    ],
)
def test_other_values_routes_and_no_addresses_are_no_spelling(one: str, other: str) -> None:
    assert not one_page(one, other)


@pytest.mark.parametrize(
    ("one", "other", "corrected"),
    [
        pytest.param("/crane-fals-again", "/crane-falls-again", True, id="a letter"),
        pytest.param("/Blog/Crane", "/blog/crane", True, id="capitals"),
        pytest.param("/en/crane-falls", "/en-us/crane-falls", True, id="a region"),
        pytest.param("/crane-7", "/crane-8", False, id="another number"),
        pytest.param("/crane-7", "/crane", False, id="a number less"),
        pytest.param("/crane-falls", "/rice-prices", False, id="other words"),
        pytest.param(
            "/minutes-of-the-council-west", "/minutes-of-the-council-east", False, id="another word"
        ),
        pytest.param("/minutes-a", "/minutes-b", False, id="another letter"),
        pytest.param("/cranes-fall", "/craens-fall", True, id="letters swapped"),
        pytest.param("/harbour-wall", "/harbaur-wall", True, id="one letter for another"),
        pytest.param(
            "/storms-northeast", "/storms-northwest", False, id="a word in which two letters differ"
        ),
        pytest.param("/advice-niger", "/advice-nigeria", False, id="a word of two letters more"),
        pytest.param("/minutes", "/minutes-north", False, id="a word more"),
    ],
)
def test_a_correction_of_an_address_changes_few_letters_and_no_number(
    one: str, other: str, corrected: bool
) -> None:
    assert is_corrected(f"https://pier.example{one}", f"http://www.pier.example{other}") is corrected


@pytest.mark.parametrize(
    ("host", "corrected"), [("mail.pier.example", True), ("pier.example", True), ("mypier.example", False)]
)
def test_a_correction_stays_on_its_site(host: str, corrected: bool) -> None:
    assert is_corrected(f"https://{host}/crane", "https://pier.example/crane") is corrected
    assert is_corrected("https://pier.example/crane", f"https://{host}/crane") is corrected


def test_very_long_addresses_are_no_corrections() -> None:
    assert not is_corrected(PAGE + "a" * MOST, PAGE + "a" * MOST)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://pier.example/en/quay", "https://pier.example/es/quay", True),
        ("https://pier.example/en-us/quay", "http://www.pier.example/de/quay", True),
        ("https://pier.example/en/quay", "https://pier.example/quay", False),
        ("https://pier.example/en/quay", "https://pier.example/es/crane", False),
        ("https://pier.example/art/quay", "https://pier.example/law/quay", False),
        ("https://pier.example/en-us/quay", "https://pier.example/en-au/quay", False),
        ("https://pier.example/uk/quay", "https://pier.example/us/quay", False),
        ("https://pier.example/de/nurse", "https://pier.example/at/nurse", False),
        ("https://pier.example/tv/quay", "https://pier.example/eu/quay", False),
        ("https://journals.pier.example/a-big-quay?id=4", "https://pier.example/a-big-quay?id=4", True),
        ("https://pier.example/a-big-quay/", "https://a.b.pier.example/a-big-quay/", True),
        ("https://a.pier.example/doi/10.1002/a.3901", "https://pier.example/doi/10.1002/a.3901", True),
        ("https://law.pier.example/node/12", "https://pier.example/node/12", False),
        ("https://a.pier.example/quay", "https://b.pier.example/quay", False),
        ("https://journals.pier.example/quay", "https://pier.example/crane", False),
        ("https://journals.pier.example/", "https://pier.example/", False),
        ("https://spier.example/quay", "https://pier.example/quay", False),
    ],
)
def test_a_page_in_another_language_or_in_a_host_of_its_site(one: str, other: str, same: bool) -> None:
    assert is_in_another_language(one, other) is same
    assert is_in_another_language(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://pier.example/local/crane-falls-again", "https://pier.example/business/crane-falls-again/", True),
        ("https://pier.example/2026/03/crane-falls-again", "http://www.pier.example/crane-falls-again", True),
        ("https://pier.example/local/crane-falls", "https://pier.example/business/crane-falls", False),
        ("https://pier.example/2026/03/09/ask-us-all", "https://pier.example/2026/03/10/ask-us-all", False),
        ("https://pier.example/local/crane-falls-again", "https://pier.example/local/crane-falls-twice", False),
        ("https://pier.example/local/crane-falls-again", "https://other.example/local/crane-falls-again", False),
        ("https://pier.example/a/x?crane-falls-again", "https://pier.example/b/x?crane-falls-again", False),
    ],
)  # fmt: skip
def test_a_page_in_another_section(one: str, other: str, same: bool) -> None:
    assert is_in_another_section(one, other) is same


NAMED = "https://pier.example/a-big-quay"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (f"{NAMED}?slot=4&cb=1", True),
        (f"{NAMED}.html?slot=4", True),
        ("https://pier.example/crane?slot=4", False),
        ("http://[::1/a", False),
        (f"{NAMED}?slot={'4' * MOST}", False),
    ],
)
def test_a_page_with_parameters_more(other: str, same: bool) -> None:
    assert is_extended(NAMED, other) is same
    assert is_extended(other, NAMED) is same


def test_other_parameters_are_another_page() -> None:
    assert is_extended("https://pier.example/click/4471", "https://pier.example/click/4471?pos=3")
    assert not is_extended("https://pier.example/doc", "https://pier.example/doc?id=3")
    assert not is_extended("https://pier.example/job?ref=7", "https://pier.example/job?ref=7&town=2")
    assert is_extended(f"{NAMED}?id=1", f"{NAMED}?id=1&slot=4")
    assert not is_extended(f"{NAMED}?id=1", f"{NAMED}?id=2")
