"""Where the opening sentence of a text ends."""

from __future__ import annotations

import pytest

from feedsvc.clean.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("The U.S. court ruled. Then it rose.", "The U.S. court ruled."),
        ("Acme Inc. of Waco sued. It lost.", "Acme Inc. of Waco sued."),
        ("Shares of Acme Co. Ltd. fell 1.5% on Dec. 4. They rose later.", "Shares of Acme Co. Ltd. fell 1.5% on Dec. 4."),
        ("“It works,” he said. “Always.”", "“It works,” he said."),
        ("He said “it works.” She agreed.", "He said “it works.”"),
        ("芯片来了。然后呢？", "芯片来了。"),
        ("No end at all", "No end at all"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_opening_sentence_ends_where_a_reader_would_say(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
