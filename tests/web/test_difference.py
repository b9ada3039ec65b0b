"""What an edit changed is told word by word, whatever the script, in bounded time."""

from __future__ import annotations

import pytest

from feedsvc.web.difference import MOST_WORDS, difference


def told(before: str, after: str) -> str:
    """A difference in one line: [-gone-] and [+new+]; lines are parted by a stroke."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return " / ".join(
        "".join(marks[p.kind].format(p.text) for p in line) for line in difference(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("The quay opens", "The new quay opens", "The[+ new+] quay opens", id="put in"),
        pytest.param("The new quay", "The quay", "The[- new-] quay", id="taken out"),
        pytest.param("The red quay", "The blue quay", "The[- red-][+ blue+] quay", id="exchanged"),
        pytest.param("A heron", "A heron, corrected", "A heron[+, corrected+]", id="after a word"),
        pytest.param("one\ntwo", "one\ntwo\nthree", "one / two / [+three+]", id="a line"),
        pytest.param("北京的春天", "北京的秋天", "北京的[-春-][+秋+]天", id="a script without spaces"),
        pytest.param("don't go", "don't stop", "don't[- go-][+ stop+]", id="an apostrophe"),
        pytest.param("", "new", "[+new+]", id="from nothing"),
        pytest.param("same", "same", "", id="nothing"),
    ],
)
def test_words_are_compared(before: str, after: str, said: str) -> None:
    assert told(before, after) == said


def test_long_stretches_without_a_change_are_cut() -> None:
    words = " ".join(f"w{n}" for n in range(300))
    said = told(f"{words} old {words}", f"{words} new {words}")
    assert said.startswith(" … w")
    assert said.endswith(" … ")
    assert "w299[- old-][+ new+] w0" in said
    assert len(said) < 400


def test_very_long_versions_are_compared_line_by_line() -> None:
    lines = [f"line {n} of the long list" for n in range(MOST_WORDS)]
    said = told("\n".join(lines), "\n".join([*lines[:5], "another", *lines[6:]]))
    assert "[-line 5 of the long list-][+another+]" in said


def test_a_change_is_shown_wherever_it_stands_in_a_very_long_version() -> None:
    lines = [f"line {n} of the long list" for n in range(2 * MOST_WORDS)]
    said = told("\n".join(lines), "\n".join([*lines[:-5], "another", *lines[-4:]]))
    assert f"[-line {2 * MOST_WORDS - 5} of the long list-][+another+]" in said
    said = told("\n".join(lines), "\n".join([*lines[:-5], lines[-5].replace("list", "roll"), *lines[-4:]]))
    assert "long[- list-][+ roll+]" in said
    said = told("\n".join(lines), "\n".join([f"{line}." for line in lines]))
    assert said.count("[+line ") == MOST_WORDS // 2


def test_both_texts_come_back_whole_from_their_difference() -> None:
    before, after = "a b c d\ne f g", "a x c\ne f y g h"
    pieces = [p for line in difference(before, after) for p in (*line, None)]
    for kind, text in (("gone", before), ("new", after)):
        whole = "".join(
            "\n" if p is None else p.text for p in pieces if p is None or p.kind in ("same", kind)
        )
        assert whole.strip() == text
