"""A wheel in a bare environment: from an empty folder to the first feed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.installed import ROOT, bare, done, install, make_wheel, running
from tests.patience import PATIENCE, served
from tests.web.servers import free_port

DATA = [
    "feedsvc/py.typed",
    "feedsvc/store/migrations/versions/v0001_first.py",
    "feedsvc/cli/starter/topics.toml",
]

README = re.findall(
    r"^## Install$.*?^```sh$(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.S | re.M
)[0].split("\n")[1:-1]
"""What the README tells those to type who have no checkout."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


def test_a_wheel_carries_all_that_is_no_code(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    folders = ("feedsvc/web/templates", "feedsvc/web/static", "feedsvc/cli/starter")
    there = [str(p.relative_to(ROOT)) for f in folders for p in (ROOT / f).rglob("*") if p.is_file()]
    assert len(there) > 12
    assert {*there, *DATA} - packed == set()
    assert [name for name in packed if name.startswith(("tests/", "config/", "bench/"))] == []


def test_from_a_wheel_and_an_empty_folder_to_the_first_feed(wheel: Path, tmp_path: Path) -> None:
    environment, place = tmp_path / "environment", tmp_path / "place"
    place.mkdir()
    install(environment, wheel)
    program = str(environment / "bin" / "feedsvc")
    where = done([environment / "bin" / "python", "-c", "import feedsvc; print(feedsvc.__file__)"], cwd=place)
    assert where.startswith(str(environment))
    assert README[0] == "pip install feedsvc-*.whl"
    begin, serve = ([program, *line.split()[1:]] for line in README[1:])
    assert done(begin, cwd=place).splitlines()[-1] == "next: feedsvc run --sign-in --config feedsvc"
    environ = bare(PORT=str(free_port()), HOME=str(tmp_path))
    with running(serve, cwd=place, env=environ) as address:
        assert served(f"{address}/feeds/harbour.atom", "Harbour Ferry Goes Electric")
    assert os.listdir(place) == ["feedsvc"]
    assert (place / "feedsvc" / "var" / "feedsvc.db").is_file()


NO_VERSION = [
    pytest.param("## Soon", "CHANGELOG.md: ## Soon: is no version (write ## X.Y.Z – DATE)", id="no number"),
    pytest.param("", "CHANGELOG.md: ## : is no version (write ## X.Y.Z – DATE)", id="no heading"),
]


@pytest.mark.parametrize(("heading", "line"), NO_VERSION)
def test_a_release_without_a_version_is_refused_in_one_line(tmp_path: Path, heading: str, line: str) -> None:
    (tmp_path / ".ci").mkdir()
    for name in (".ci/release", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n", "utf-8")
    said = subprocess.run([tmp_path / ".ci/release"], capture_output=True, text=True, timeout=PATIENCE)
    assert (said.returncode, said.stdout, said.stderr) == (1, "", f"{line}\n")
    assert not (tmp_path / "dist").exists()
