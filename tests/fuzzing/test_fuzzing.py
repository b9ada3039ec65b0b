"""5,000 inputs that follow from the kept ones, the same in every run, break nothing.

They are led by nothing: to instrument our modules takes longer than to try four times as many. Of the branches
that 20,000 inputs reach which are led by what they cover, as in `make fuzz`, they reach 96 in a hundred.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzzing.targets import TARGETS

pytest.importorskip("atheris", reason="atheris is not installed: it has wheels for Linux alone")

RUNS = {
    "auto": 70,
    "lists": 70,
    "dates": 70,
    "upstream": 130,
    "selectors": 130,
    "byline": 190,
    "jsonld": 190,
    "state": 130,
    "json": 190,
    "sitemap": 190,
    "settings": 190,
    "markup": 380,
    "addresses": 500,
    "curl": 250,
    "heads": 500,
    "filters": 620,
    "asked": 620,
    "wire": 620,
}


@pytest.mark.slow
@pytest.mark.no_cover
def test_mutated_inputs_break_no_law(tmp_path: Path) -> None:
    plan = ",".join(f"{name}:{runs}" for name, runs in RUNS.items())
    command = [sys.executable, "-m", "tests.fuzzing", plan, "-blind", "-seed=20261128", "-max_len=600"]
    done = subprocess.run(
        [*command, f"-artifact_prefix={tmp_path}/"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    told = done.stdout[-3000:] + done.stderr[-6000:]
    assert done.returncode == 0, told
    assert done.stderr.count("DONE") == len(RUNS), told


def test_every_target_is_fuzzed_and_in_all_often() -> None:
    assert set(RUNS) == set(TARGETS)
    assert sum(RUNS.values()) >= 5_000


def test_a_defect_is_found_and_its_input_is_kept(tmp_path: Path) -> None:
    """The fuzzer is no good that cannot fail."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "one").write_bytes(b"\x00" * 40)
    command = [sys.executable, "-m", "tests.fuzzing", "broken:3", "-seed=1", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "broken: ended with" in done.stderr
    assert list(tmp_path.glob("crash-*"))
