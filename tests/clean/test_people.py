"""Bylines that name several people, and those that only look like it."""

from __future__ import annotations

import pytest

from feedsvc.clean.people import split_people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee and Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Ann Lee & Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Ann Lee, Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Ann Lee, Bob Ray, and Jan de Wit", ("Ann Lee", "Bob Ray", "Jan de Wit")),
        ("Ann Lee; Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Jean-Luc O’Neil et Ursula von der Leyen", ("Jean-Luc O’Neil", "Ursula von der Leyen")),
        ("Ahmed al-Rashid and Mohammed bin Salman", ("Ahmed al-Rashid", "Mohammed bin Salman")),
        ("J. K. Rowling / ANN LEE", ("J. K. Rowling", "ANN LEE")),
        ("张三、李四", ("张三", "李四")),
        ("司马相如，李四", ("司马相如", "李四")),
    ],
)
def test_each_person_is_one_name(line: str, names: tuple[str, ...]) -> None:
    assert split_people(line) == names


@pytest.mark.parametrize(
    "line",
    [
        *("", "Ann Lee", "Johnson & Johnson", "Smith and Sons", "John Smith and Sons", "Lee, Ann"),
        *("University of Leeds and Others", "Reuters, Beijing", "Ann Lee, New York", "Ann Lee, Staff Writer"),
        *("Ann Lee, BBC Verify", "Martin Luther King, Jr.", "Ann Lee, M. D.", "José Ortega y Gasset"),
        *(
            "Ann Lee (Reuters), Bob Ray (AP)",
            "ann lee and bob ray",
            "新华社，北京 记者",
            "张三、财经新闻周刊",
        ),
        *("Ann Lee and 3 Others", "Food and Drug Administration", "Ann Lee, Bob"),
    ],
)
def test_what_may_be_one_name_stays_whole(line: str) -> None:
    assert split_people(line) == (line,)
