"""Names out of bylines, each alone and clean."""

from __future__ import annotations

import pytest

from feedsvc.clean.names import clean_name, clean_names, without_addresses


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Write to ada@example.org today", "Write to  today"),
        ("Ada Lin (ada.lin+x@mail.example.co.uk)", "Ada Lin"),
        ("Ada Lin <ada@example.org>", "Ada Lin"),
        ("see https://social.example/@ada", "see https://social.example/@ada"),
        ("5 @ 3 dollars", "5 @ 3 dollars"),
    ],
)
def test_addresses_are_taken_out(raw: str, clean: str) -> None:
    assert without_addresses(raw) == clean


@pytest.mark.parametrize(
    ("raw", "name"),
    [("By Ada Lin", "Ada Lin"), ("ada@example.org (Ada Lin)", "(Ada Lin)"), ("Byron Lee,", "Byron Lee"), (" by: X ", "X"), ("a@b.example", "")],
)  # fmt: skip
def test_names_are_names(raw: str, name: str) -> None:
    assert clean_name(raw) == name


@pytest.mark.parametrize(
    ("written", "names"),
    [
        pytest.param("noreply@mill.example (Unknown)", (), id="a program's word"),
        pytest.param("(author unknown)", (), id="two of them"),
        pytest.param("N/A", (), id="for nothing"),
        pytest.param("Unknown Pleasures", ("Unknown Pleasures",), id="a name"),
        pytest.param("Nona Null", ("Nona Null",), id="a person's"),
    ],
)
def test_nobody_is_no_author(written: str, names: tuple[str, ...]) -> None:
    assert clean_names([written]) == names


def test_names_stand_once_and_are_limited() -> None:
    assert clean_names(["A", "B", "A", " "]) == ("A", "B")
    assert len(clean_names(map(str, range(1000)))) == 20


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Joe <joe@x.example>, joe2@x.example, Ann Lee", ("Joe", "Ann Lee")),
        ("joe@x.example (Joe Ray)", ("Joe Ray",)),
        ('"Lee, Ann" <ann@x.example> and Bob Ray (e-mail: bob@x.example)', ("Lee, Ann", "Bob Ray")),
        ("By Ann Lee and Bob Ray, ann@x.example", ("Ann Lee", "Bob Ray")),
        ("joe@x.example, mailto:ann@x.example", ()),
    ],
)
def test_addresses_part_names_and_leave_nothing(written: str, names: tuple[str, ...]) -> None:
    assert clean_names([written]) == names


def test_a_long_line_of_names_is_not_cut_before_it_is_split() -> None:
    names = tuple(f"Ann Lee{chr(0x61 + n)}{chr(0x61 + n)}" for n in range(20))
    assert clean_names([", ".join(names)]) == names
