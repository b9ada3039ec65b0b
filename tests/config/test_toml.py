from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import pytest

from feedsvc.config.toml import toml_value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param('Ferries & "lanterns"\n\\ é', id="string"),
        pytest.param("a\x7f\x00\u2028b", id="control characters"),
        pytest.param({"a\x7f": 1}, id="a key with a control character"),
        pytest.param(3, id="number"),
        pytest.param(True, id="flag"),
        pytest.param(datetime(2026, 3, 4, 5, 6, tzinfo=UTC), id="time"),
        pytest.param(["a", [1, 2]], id="list in a list"),
        pytest.param({"a b": {"c.d": ["x"]}}, id="table in a table"),
    ],
)
def test_what_is_written_is_read_back(value: object) -> None:
    assert tomllib.loads(f"key = {toml_value(value)}") == {"key": value}
