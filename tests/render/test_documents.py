from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedsvc.render import FORMATS
from tests.builders import NOW
from tests.golden import assert_golden
from tests.patience import PATIENCE
from tests.render.golden import CASES, expected_path, golden_bytes
from tests.render.validator import complaints

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from feedsvc.render import FORMATS, encode
from tests.render.golden import CASES, golden_bytes
for case in CASES:
    for fmt in FORMATS:
        body = golden_bytes(case, fmt)
        for coded in (body, *encode(body).values()):
            print(hashlib.sha256(coded).hexdigest())
"""
ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "de_DE.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "C"},
]


@pytest.mark.golden
@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_a_golden_document_is_made_to_the_byte(case: str, fmt: str) -> None:
    assert_golden(expected_path(case, fmt), golden_bytes(case, fmt))


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_a_validator_finds_nothing_to_say_of_a_golden_document(case: str, fmt: str) -> None:
    body = golden_bytes(case, fmt)
    url = f"https://feeds.example/feeds/{case}.{fmt}"

    assert complaints(body, url, NOW) == []


def test_every_process_makes_the_same_bytes_and_codings() -> None:
    """Whatever the hash seed, time zone and locale; PYTHONWARNINGS off for a locale that is missing."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        for environment in ENVIRONMENTS
    ]
    first, second = (run.communicate(timeout=PATIENCE)[0].split() for run in runs)

    assert len(first) == len(CASES) * len(FORMATS) * 4
    assert first == second
    assert first[0] == hashlib.sha256(golden_bytes(CASES[0], "atom")).hexdigest()
