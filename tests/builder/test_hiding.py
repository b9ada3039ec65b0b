"""Secrets of a file are not shown, and are still there after what was shown is saved."""

from __future__ import annotations

import pytest

from feedsvc.builder.hiding import HIDDEN, hidden, restored

FILE = """\
title = "Quay"   # its name
body = { query = "news", deep = [{ pin = "abc" }] }

[headers]
Authorization = "Bearer abcdef"    # of the harbour
X-Key = "${QUAY_KEY}"
Cookie = "Session ${QUAY_SESSION}"

[params]
key = "geheim"
"""


def test_what_may_be_secret_is_not_shown_and_its_names_are() -> None:
    shown = hidden(FILE)
    assert shown is not None
    for secret in ("abcdef", "geheim", '"abc"', '"news"'):
        assert secret not in shown
    for plain in ("${QUAY_KEY}", "Session ${QUAY_SESSION}", "# of the harbour", "# its name"):
        assert plain in shown


def test_what_is_saved_as_it_was_shown_is_the_file_again() -> None:
    assert restored(str(hidden(FILE)), FILE) == FILE


MEMBERS = """\
cookies = { session = "abcdef", theme = "${QUAY_THEME}" }
[login]
url = "https://quay.example/login"
form = { user = "${QUAY_USER}", password = "geheim" }
success = "a.logout"
"""


def test_cookies_and_a_login_are_not_shown_and_are_saved_as_they_were() -> None:
    shown = str(hidden(MEMBERS))
    assert not [secret for secret in ("abcdef", "geheim") if secret in shown]
    assert all(plain in shown for plain in ("${QUAY_THEME}", "${QUAY_USER}"))
    assert restored(shown, MEMBERS) == MEMBERS


def test_numbers_are_secrets_too() -> None:
    file = 'title = "Quay"\nbody = { pin = 4711, rate = 2.5, all = true, deep = [8123] }\n'
    shown = str(hidden(file))
    assert not [secret for secret in ("4711", "2.5", "8123") if secret in shown]
    assert "all = true" in shown
    assert restored(shown, file) == file


COMMENTED = """\
title = "Quay"
# headers = { Authorization = "Bearer old-one" }
#params.key = 'old-two'
[options]
item = "li"
# item = "article"     # as it was

[headers]
X-Key = "${QUAY_KEY}"
# Authorization = "Basic old-three"
# "X-Api-Token" = "old-four"
  # Cookie = "old-five"
  # Cookie = "old-six"
"""


def test_values_that_are_commented_out_are_hidden_and_come_back() -> None:
    shown = str(hidden(COMMENTED))
    assert "old-" not in shown
    assert '# item = "article"     # as it was' in shown
    assert restored(shown, COMMENTED) == COMMENTED
    assert restored(shown.replace("Quay", "Pier"), COMMENTED) == COMMENTED.replace("Quay", "Pier")


def test_other_keys_of_the_shown_text_can_change() -> None:
    changed = str(hidden(FILE)).replace('"Quay"', '"Pier"')
    assert restored(changed, FILE) == FILE.replace('"Quay"', '"Pier"')


def test_what_stands_for_a_value_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match=r"headers\.X-New"):
        restored(f'[headers]\nX-New = "{HIDDEN}"\n', FILE)


@pytest.mark.parametrize(
    "line", ['[headers]\nX = "abc"', 'headers = { X = "abc" }', '  params.key = "abc"', '# body = "abc"']
)
def test_a_file_that_cannot_be_read_is_shown_only_without_such_keys(line: str) -> None:
    assert hidden(f"title = \n{line}\n") is None
    assert hidden("title = \n") == "title = \n"


def test_what_is_no_toml_stays_as_it_is() -> None:
    assert restored("title = \n", FILE) == "title = \n"


def test_a_file_without_secrets_is_shown_byte_by_byte() -> None:
    assert hidden('title = "Quay"') == 'title = "Quay"'
