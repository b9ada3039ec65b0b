"""What a source cut off, and what only trails off."""

from __future__ import annotations

import pytest

from feedsvc.clean.teaser import SHORT, cut_off

LONG = "Ships no longer wait in the roads. " * 40


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        pytest.param("Ships wait for as long as…", "Ships wait for as long as…", id="ellipsis"),
        pytest.param("Ships wait for as long as ....", "Ships wait for as long as…", id="points"),
        pytest.param("Ships would [...]", "Ships would…", id="square brackets"),
        pytest.param("Ships would [ … ]", "Ships would…", id="spaces in them"),
        pytest.param("Ships would (…)", "Ships would…", id="round brackets"),
        pytest.param("船只不再等待【……】", "船只不再等待…", id="Chinese brackets"),
        pytest.param("Ships wait. (more…)", "Ships wait. …", id="after a sentence"),
        pytest.param(
            "One.\nTwo.\nThree would […]", "One.\nTwo.\nThree would…", id="brackets after much text"
        ),
        pytest.param(LONG + "\nThree would […]", LONG + "\nThree would…", id="brackets after a long text"),
        pytest.param("Ships wait… Read more", "Ships wait…", id="a link behind"),
        pytest.param("Ships wait [...]\nContinue reading “Ships” →", "Ships wait…", id="a link below"),
        pytest.param("Ships wait … Weiterlesen »", "Ships wait…", id="a German link"),
        pytest.param("船只等待…阅读全文", "船只等待…", id="a Chinese link"),
        pytest.param(
            "Ships wait […]\nThe post Ships appeared first on The Harbour.", "Ships wait…", id="WordPress"
        ),
    ],
)
def test_a_text_is_cut_off(text: str, teaser: str) -> None:
    assert cut_off(text) == teaser


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("…", id="no words"),
        pytest.param("Ships wait.", id="a sentence"),
        pytest.param("Ships wait… and wait.", id="a mark inside"),
        pytest.param("Ships [...] wait.", id="a gap inside"),
        pytest.param("He said: “We wait…”", id="a quotation"),
        pytest.param("One.\nTwo.\nAnd so they wait…", id="several paragraphs"),
        pytest.param(LONG + "And so they wait…", id="a long paragraph"),
        pytest.param("Ships wait.\nRead more", id="a link alone"),
    ],
)
def test_a_text_is_whole(text: str) -> None:
    assert cut_off(text) == ""


def test_a_lone_paragraph_trails_off_up_to_a_length() -> None:
    assert cut_off("a" * (SHORT - 1) + "b…")
    assert not cut_off("a" * SHORT + "b…")


def test_a_tail_of_marks_is_read_in_time() -> None:
    assert cut_off("a " + "... [" * 100_000) == ""
    assert cut_off("a" + "\n…" * 100_000 + "the post " * 1000) == ""
