"""A file gets other values, and everything else in it stays as it stands."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomlkit

from feedsvc.config.edit import edited, encoded_as, parsed, put_last

FILE = """\
# By hand.
title = "Quay"     # its name
every = "30m"
# robots = "ignore"

[options]
item = "li"        # one story
title = { select = "h3", regex = "^(.*)$" }

[headers]
X-Key = "${QUAY_KEY}"
"""


@pytest.mark.parametrize(
    ("values", "line"),
    [
        pytest.param({"title": "Pier"}, 'title = "Pier"     # its name', id="changed where it stands"),
        pytest.param({"enabled": False}, "enabled = false", id="new, above the tables"),
        pytest.param({"options": {"item": "li", "pages": 3}}, 'item = "li"        # one story', id="equal"),
        pytest.param({"options": {"item": "ul"}}, 'item = "ul"        # one story', id="in a table"),
        pytest.param({"article": {"content": "main"}}, 'content = "main"', id="a new table"),
    ],
)
def test_a_value_is_set_and_every_comment_stays(values: dict[str, Any], line: str) -> None:
    text = edited(FILE, values)
    assert line in text.splitlines()
    assert tomllib.loads(text) == {**tomllib.loads(FILE), **values}
    for comment in ("# By hand.", '# robots = "ignore"'):
        assert comment in text


def test_none_takes_a_key_out_and_one_that_is_not_there_is_no_mistake() -> None:
    values = tomllib.loads(edited(FILE, {"every": None, "expect": None}))
    assert "every" not in values
    assert "expect" not in values


def test_a_flag_is_never_taken_for_the_number_that_it_equals() -> None:
    assert tomllib.loads(edited("pages = 1\n", {"pages": True}))["pages"] is True


def test_equal_values_change_no_byte() -> None:
    assert edited(FILE, tomllib.loads(FILE)) == FILE


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        edited("title = ", {"title": "Quay"})


WORDS = """\
words = [
    "one", # the first
    "two",
    "three", # the last
]
"""


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        pytest.param(["one", "three", "four"], ("# the first", "# the last"), id="some go, some come"),
        pytest.param(["one", "two", "three"], (WORDS,), id="the same"),
        pytest.param(["three", "one"], (), id="another order"),
    ],
)
def test_a_list_keeps_the_lines_and_comments_of_what_stays_in_it(
    values: list[str], stays: tuple[str, ...]
) -> None:
    text = edited(WORDS, {"words": values})
    assert tomllib.loads(text) == {"words": values}
    assert all(line in text for line in stays)


def test_a_new_key_of_a_listed_table_stands_above_the_comments_that_tell_of_the_next() -> None:
    document = parsed('[[topic]]\nslug = "a"\n\n# -- the others --\n\n[[topic]]\nslug = "b"\n')
    for number, value in enumerate(("A", "B")):
        put_last(document["topic"][number], "title", value)
    put_last(document["topic"][0], "slug", "c")
    put_last(document["topic"][1], "slug", None)
    text = tomlkit.dumps(document)
    assert text == '[[topic]]\nslug = "c"\ntitle = "A"\n\n# -- the others --\n\n[[topic]]\ntitle = "B"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"a = 1\n", b"a = 2\nb = 3\n", id="as it is"),
        pytest.param(b"", b"a = 2\nb = 3\n", id="a new file"),
        pytest.param(b"a = 1\r\n", b"a = 2\r\nb = 3\r\n", id="of Windows"),
        pytest.param(b"a = 1\n# mine\r\n", b"a = 2\nb = 3\n", id="the first line says how lines end"),
        pytest.param(b"\xef\xbb\xbfa = 1\r\n", b"\xef\xbb\xbfa = 2\r\nb = 3\r\n", id="with a mark"),
    ],
)
def test_a_file_keeps_its_line_ends_and_its_mark(before: bytes, after: bytes) -> None:
    assert encoded_as(before, "a = 2\nb = 3\n") == after
    assert encoded_as(before, after.decode("utf-8-sig")) == after
