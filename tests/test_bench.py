"""The gate on instructions: told by name beyond fifteen percent, silent below."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture(scope="module")
def check() -> dict[str, Any]:
    """What stands in bench/check.py, not run."""
    before = list(sys.path)
    try:
        return runpy.run_path(str(BENCH / "check.py"))
    finally:
        sys.path[:] = before


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        pytest.param({"reading": 115}, True, id="as much as is allowed"),
        pytest.param({"reading": 116}, False, id="more"),
        pytest.param({"reading": 50}, True, id="less"),
        pytest.param({"another": 1}, False, id="a loop that nobody recorded"),
    ],
)
def test_a_loop_that_needs_more_than_recorded_is_named(
    check: dict[str, Any], capsys: pytest.CaptureFixture[str], now: dict[str, int], holds: bool
) -> None:
    compare: Callable[[dict[str, int], dict[str, int]], bool] = check["compare"]
    assert compare(now, {"reading": 100}) is holds
    assert ("make it cheaper" in capsys.readouterr().out) is not holds


def test_the_same_work_is_the_same_count_and_more_work_is_more(check: dict[str, Any]) -> None:
    counted: Callable[[Callable[[], object]], int] = check["counted"]
    once = counted(lambda: [n * n for n in range(20_000)])
    assert once > 0
    assert counted(lambda: [n * n for n in range(20_000)]) == once
    assert counted(lambda: [n * n for n in range(40_000)]) > 1.9 * once


MADE = """
import _reading, store, tempfile
from pathlib import Path
_reading.written("selectors", 3, 1)
with tempfile.TemporaryDirectory() as folder, store.sqlite(Path(folder)) as (url, _):
    one = store.open_store(url)
    one.upgrade()
    store.poll(one, store.fill(one, store.SEED))
    one.close()
"""


@pytest.mark.slow
def test_what_benchmarks_read_and_write_is_made() -> None:
    """Types do not tell there which `replace` a value takes."""
    subprocess.run([sys.executable, "-c", MADE], cwd=BENCH, check=True, timeout=PATIENCE)
