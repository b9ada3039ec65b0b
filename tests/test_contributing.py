"""CONTRIBUTING.md is followed to the letter, in a copy of the project."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FILES = re.findall(r"```(\w+) (\S+)\n(.*?)```", TEXT, re.S)
SOURCE = 'title = "Harbour"\nurl = "https://harbour.example/notices.csv"\nextractor = "csvlist"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the example needs of the project, with the example's files and lines in it."""
    shutil.copytree(ROOT / "feedsvc", tmp_path / "feedsvc", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "__init__.py",
        "chromium.py",
        "cold.py",
        "compiled.py",
        "conftest.py",
        "disks.py",
        "driven.py",
        "forgetful.py",
        "golden.py",
        "lanes.py",
        "patience.py",
        "tables.py",
        "extract/__init__.py",
        "extract/helpers.py",
        "extract/test_pages.py",
    ):
        (tmp_path / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for kind, name, block in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(patched(path.read_text("utf-8"), block) if kind == "diff" else block, "utf-8")
    return tmp_path


def patched(text: str, block: str) -> str:
    """The text with the lines of a block changed as its signs say."""
    lines = block.splitlines()
    before = "\n".join(line[1:] for line in lines if line[0] in " -")
    after = "\n".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"CONTRIBUTING.md changes what is not there: {before}"
    return text.replace(before, after)


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"FEEDSVC_GOLDEN": "write", "PYTHONPATH": str(project)}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, timeout=PATIENCE)


def test_the_example_is_an_extractor_that_a_source_may_name(project: Path) -> None:
    (command,) = re.findall(r"^FEEDSVC_GOLDEN=write \.venv/bin/python (.*)$", TEXT, re.M)
    done = run(project, *command.split(), "-p", "no:cacheprovider", "-q")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
    expected = json.loads((project / "tests/pages/csvlist/harbour/expected.json").read_text("utf-8"))
    assert [(s["title"], s["url"], s["published"]) for s in expected["stories"]] == [
        ("Second quay opens", "https://harbour.example/quay-101.html", "2026-03-04T07:00:00+00:00"),
        ("Ferry is late", "https://harbour.example/ferry-102.html", "2026-03-03T16:30:00+00:00"),
    ]
    sources = project / "config" / "sources"
    sources.mkdir(parents=True)
    (sources / "harbour.toml").write_text(SOURCE + "[options]\nskip = 1000\n", "utf-8")
    check = "import sys; from feedsvc.cli import main; sys.exit(main(['check']))"
    refused = run(project, "-c", check)
    assert refused.returncode == 2
    assert "harbour.toml: options.skip: 1000 is not a whole number" in refused.stderr


def test_the_drawing_shows_the_floors_that_are_checked() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    (drawing,) = re.findall(r"```\n(cli.*?)```", TEXT, re.S)
    drawn = [re.split(r"\s{3,}", line)[0] if "|" not in line else line for line in drawing.splitlines()]
    rooms = [re.findall(r"[a-z]+", layer) for layer in layers if layer != "__main__"]
    assert [
        re.findall(r"[a-z]+", line)[: len(floor)] for line, floor in zip(drawn, rooms, strict=True)
    ] == rooms


def test_the_readme_names_the_same_floors() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    (told,) = re.findall(
        r"Imports only point down \(checked\): (.*?)\.", (ROOT / "README.md").read_text("utf-8"), re.S
    )
    named = [re.findall(r"\b(?!then|and)[a-z]+", floor) for floor in told.split(";")]
    rooms = [[room for room in re.findall(r"\w+", layer) if room != "wsgi"] for layer in layers]
    assert named == rooms[1:]


def test_every_file_and_target_that_is_named_is_there() -> None:
    named = re.findall(r"`([a-z]+/\w+\.py)`", TEXT)
    assert len(named) >= 20
    assert [name for name in named if not (ROOT / "feedsvc" / name).is_file()] == []
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"`make (\w+)`", TEXT)
    assert len(targets) >= 4
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []


def test_every_module_that_the_index_of_a_package_names_is_there() -> None:
    indexes = (ROOT / "feedsvc").rglob("__init__.py")
    named = [path.parent / f"{name}.py" for path in indexes for name in names_in(path.read_text("utf-8"))]
    assert len(named) >= 40
    assert [path for path in named if not path.is_file()] == []


def names_in(index: str) -> list[str]:
    """The modules that a package's docstring lists, each at the beginning of its line."""
    listed = ast.get_docstring(ast.parse(index)) or ""
    return re.findall(r"^(?: {4})?([a-z]+)(?:, [a-z]+)*  +\w", listed, re.M)


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/notes.md", "docs/threat-model.md"]
)
def test_every_file_that_is_referred_to_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    linked = [(ROOT / name).parent / link for link in re.findall(r"\]\(([\w./-]+)\)", text)]
    tests = [ROOT / path for path in re.findall(r"`(tests/[\w/]+\.py)`", text)]
    assert linked + tests
    assert [path for path in linked + tests if not path.exists()] == []
