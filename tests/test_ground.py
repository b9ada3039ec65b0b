"""A fresh machine, in any year: the locks alone decide what `make` installs, and mishaps heal or are told in a line."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.installed import OFFLINE
from tests.patience import PATIENCE

ROOT = Path(__file__).parent.parent
LOCKS = (
    "requirements-installer.lock",
    "requirements-browser.lock",
    "requirements.lock",
    "requirements-dev.lock",
)
PIN = re.compile(r"^([\w.-]+)(\[[\w., -]+\])?==(\S+)( ; .*?)? \\$", re.M)
PART = "part.lock"
"""Of the last lock the lines with extras, which old pips take their own way, and a few others."""
REAL = {"pip", "setuptools"}
NEWEST = "9999.0"
BROUGHT = """
import ensurepip, importlib.util, pathlib, sysconfig
places = [pathlib.Path(ensurepip.__file__).parent / "_bundled", sysconfig.get_config_var("WHEEL_PKG_DIR")]
wheel = max(str(wheel) for place in places if place for wheel in pathlib.Path(place).glob("pip-*.whl"))
if importlib.util.find_spec("pip"):
    import pip
    installed = f"/pip-{pip.__version__}-" in wheel
    wheel = pathlib.Path(pip.__file__).parents[1] if installed else wheel
print(f"{wheel}/pip")
"""
"""The same pip where it is installed, for it is compiled there: out of its wheel it is compiled at every run."""


def pins(name: str) -> dict[str, str]:
    """Version by name, as a lock gives it."""
    return {m[1]: m[3] for m in PIN.finditer((ROOT / name).read_text("utf-8"))}


LOCKED = {name: version for lock in LOCKS for name, version in pins(lock).items()}


# The locks themselves.


def test_the_locks_agree_with_each_other() -> None:
    assert all(pins(lock).items() <= LOCKED.items() for lock in LOCKS)
    assert set(pins("requirements-installer.lock")) == REAL


def test_all_that_an_installation_or_an_image_is_made_of_is_audited() -> None:
    told = re.search(r"^\t.*pip-audit .*$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert told
    assert set(re.findall(r"-r (\S+)", told[0])) == set(LOCKS[:-1])


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_its_command_and_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "make lock" in text.partition("==")[0]
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_every_extra_that_a_locked_package_is_asked_for_stays_in_the_lock() -> None:
    kept = {m[1]: m[2] for m in PIN.finditer((ROOT / LOCKS[-1]).read_text("utf-8")) if m[2]}
    assert {"cachecontrol", "coverage", "lxml", "psycopg"} <= set(kept)
    assert kept["psycopg"] == "[binary, pool]"


def test_the_locks_are_whole() -> None:
    """make resolves nothing (`--no-deps`): before pip 24 a resolver takes each extra of a locked package anew."""
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(r for extra in project["optional-dependencies"].values() for r in extra),
    ]
    assert {re.match(r"[\w.-]+", requirement)[0] for requirement in asked} <= set(LOCKED)  # type: ignore[index]


# An index that offers newer versions of everything.


def make_wheel(folder: Path, name: str, version: str, metadata: str) -> str:
    """A wheel that holds nothing but its metadata; returns its digest."""
    stem = f"{name.replace('-', '_')}-{version}"
    return zipped(
        folder / f"{stem}-py3-none-any.whl",
        {
            f"{stem}.dist-info/METADATA": re.sub(
                r"(?m)^Version: .*$", f"Version: {version}", metadata, count=1
            ).encode(),
            f"{stem}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{stem}.dist-info/RECORD": b"",
        },
    )


def repack(folder: Path, name: str) -> str:
    """The installed package as a wheel again: what installs the others must work."""
    found = distribution(name)
    files = [f for f in found.files or () if ".." not in f.parts and f.suffix != ".pyc"]
    held = {
        str(f): Path(str(f.locate())).read_bytes() for f in files if f.name not in {"RECORD", "INSTALLER"}
    }
    record = next(str(f) for f in files if f.name == "RECORD")
    return zipped(folder / f"{name}-{found.version}-py3-none-any.whl", held | {record: b""})


def zipped(path: Path, files: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of every locked package with its real metadata, in the locked version and a newer one, and their locks."""
    folder = tmp_path_factory.mktemp("index")
    digests = {}
    for name, version in LOCKED.items():
        try:
            metadata = distribution(name).read_text("METADATA") or ""
        except PackageNotFoundError:
            continue  # Not for this system.
        digests[name] = repack(folder, name) if name in REAL else make_wheel(folder, name, version, metadata)
        make_wheel(folder, name, NEWEST, metadata)
    for lock in LOCKS:
        lines = [
            f"{m[1]}{m[2] or ''}=={m[3]}{m[4] or ''} --hash=sha256:{digests[m[1]]}"
            for m in PIN.finditer((ROOT / lock).read_text("utf-8"))
            if m[1] in digests
        ]
        (folder / lock).write_text("\n".join(lines) + "\n")
    part = [line for line in dict.fromkeys(lines) if "[" in line.partition("==")[0]] + lines[:3]
    (folder / PART).write_text("\n".join(dict.fromkeys(part)) + "\n")
    return folder


def pythons() -> dict[str, str]:
    """Pythons of this machine by minor version."""
    found = {}
    for minor in ("3.11", "3.12", "3.13"):
        homes = sorted(
            Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{minor}.*/bin/python3")
        )
        names = [*map(str, homes), f"/usr/bin/python{minor}", f"/usr/local/bin/python{minor}"]
        found[minor] = next((name for name in names if Path(name).exists()), "")
    return found


@pytest.mark.parametrize("minor", pythons())
def test_any_pip_that_a_python_brings_takes_the_locked_versions(
    minor: str, index: Path, tmp_path: Path
) -> None:
    python = pythons()[minor] or pytest.skip(f"there is no Python {minor}")
    brought = subprocess.run([python, "-I", "-c", BROUGHT], capture_output=True, text=True)
    pip = brought.stdout.strip() or pytest.skip(f"{python} brings no pip")
    report = tmp_path / "report.json"
    options = [
        "--dry-run",
        "--no-deps",
        "--ignore-installed",
        "--require-hashes",
        "--no-index",
        "--find-links",
        str(index),
        "--report",
        str(report),
    ]
    done = subprocess.run(
        [python, pip, "install", "-qq", "--isolated", *options, "-r", str(index / PART)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = {
        m["metadata"]["name"]: m["metadata"]["version"] for m in json.loads(report.read_text())["install"]
    }
    taken = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found.items()}
    assert taken.items() <= LOCKED.items()
    assert len(taken) == len((index / PART).read_text().splitlines()) >= 6


@pytest.fixture(scope="module")
def place(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in a folder with spaces, with the locks of the index, where `make dev` has run once."""
    folder = tmp_path_factory.mktemp("fresh") / "a new machine"
    (folder / "feedsvc").mkdir(parents=True)
    (folder / "feedsvc" / "__init__.py").touch()
    for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for lock in LOCKS:
        shutil.copy(index / lock, folder)
    done = make(folder, "dev", PIP_FIND_LINKS=str(index))
    assert done.returncode == 0, done.stderr
    assert not done.stderr, "warnings"
    (folder / "told").write_text(done.stdout)
    return folder


def make(folder: Path, target: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run make there with a pip that reaches no network."""
    environ = os.environ | OFFLINE | {"PYTHON": sys.executable} | given
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        environ.pop(name, None)
    return subprocess.run(
        ["make", target], cwd=folder, env=environ, capture_output=True, text=True, timeout=PATIENCE
    )


def test_make_installs_the_locked_versions_and_tells_its_steps(place: Path) -> None:
    program = "import importlib.metadata as m; print(*(f'{d.name}=={d.version}' for d in m.distributions()))"
    done = subprocess.run(
        [place / ".venv/bin/python", "-I", "-c", program], capture_output=True, text=True, check=True
    )
    found = dict(word.split("==") for word in done.stdout.split())
    taken = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found.items()}
    assert taken.pop("feedsvc")
    assert taken.items() <= LOCKED.items()
    assert len(taken) >= len(LOCKED) - 5
    told = (place / "told").read_text().splitlines()
    assert [line.split()[0] for line in told] == ["Making", "Installing", "Installing", "Installing", "Done"]


def test_a_fresh_environment_is_left_alone(place: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (place / ".venv").iterdir()}
    done = make(place, "dev", PIP_FIND_LINKS="/nowhere")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in (place / ".venv").iterdir()} == before


def ground(folder: Path) -> Any:
    """The script of a folder as a module."""
    spec = importlib.util.spec_from_file_location("ground", folder / ".ci" / "venv.py")
    assert spec
    assert spec.loader
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["ground"] = module
    spec.loader.exec_module(module)
    return module


def test_what_was_interrupted_or_moved_is_made_again(place: Path) -> None:
    script = ground(place)
    assert script.what_is_wrong() is None
    assert script.fresh("dev")
    (place / ".venv" / ".unfinished").touch()
    assert script.what_is_wrong() is None, "the packages are whole"
    assert not script.fresh("runtime")
    record = next((place / ".venv").glob("lib/*/site-packages/flask-*.dist-info/RECORD"))
    record.rename(record.with_name("RECORD.away"))
    assert script.what_is_wrong() == "it was left half made"
    record.with_name("RECORD.away").rename(record)
    (place / ".venv" / ".unfinished").unlink()
    program = place / ".venv" / "bin" / "pip"
    text = program.read_bytes()
    program.write_bytes(text.replace(b"a new machine", b"an old machine"))
    assert script.what_is_wrong() == "it was made in another folder"
    program.write_bytes(text)
    assert script.what_is_wrong() is None


def test_two_at_once_wait_for_each_other(place: Path) -> None:
    stamp = place / ".venv" / ".dev"
    kept = stamp.read_text()
    stamp.unlink()
    folder = os.open(place, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    second = subprocess.Popen(
        [sys.executable, "-I", place / ".ci" / "venv.py", "dev"], stdout=subprocess.PIPE, text=True
    )
    assert second.stdout
    assert "Waiting for another make" in second.stdout.readline()
    stamp.write_text(kept)
    os.close(folder)
    assert second.communicate(timeout=PATIENCE)[0] == ""
    assert second.returncode == 0


# Which Python.


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("Python 3.9.18", "is Python 3.9.18; feedsvc needs Python 3.11 or later"),
        (None, "does not run; feedsvc needs"),
    ],
    ids=["old", "none"],
)
def test_a_wrong_python_is_told_in_one_line(version: str | None, said: str, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    if version:
        python.write_text(f"#!/bin/sh\n[ $1 = --version ] && echo {version} || exit 1\n")
        python.chmod(0o755)
    environ = os.environ | {"PYTHON": str(python)}
    done = subprocess.run(
        ["sh", ROOT / ".ci/venv.sh", "runtime"], env=environ, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


HIDDEN, BARE, SYSTEM = "/home/root/python3", "/usr/bin/python3", "/usr/local/bin/python3"


@pytest.mark.parametrize(
    ("first", "others", "chosen", "said"),
    [
        pytest.param((True, True), {}, HIDDEN, "", id="good"),
        pytest.param(
            (True, False), {SYSTEM: (True, True)}, SYSTEM, "Only root can run", id="only root's, and another"
        ),
        pytest.param(
            (True, False), {BARE: (False, True)}, HIDDEN, "apt-get install python3.11-venv", id="no other"
        ),
        pytest.param(
            (False, True), {SYSTEM: (True, True)}, SYSTEM, "cannot make environments", id="without ensurepip"
        ),
        pytest.param((False, True), {}, None, "apt-get install python3.11-venv", id="none at all"),
    ],
)
def test_the_python_is_one_that_the_service_s_user_can_run(
    first: tuple[bool, bool],
    others: dict[str, tuple[bool, bool]],
    chosen: str | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = ground(ROOT)
    kinds = {HIDDEN: first} | others
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr(sys, "executable", HIDDEN)
    monkeypatch.setattr(
        script,
        "probe",
        lambda name: script.Python(name, (3, 11, 9), *kinds[name]) if name in kinds else None,
    )
    if chosen is None:
        with pytest.raises(script.Trouble, match=said):
            script.choose()
    else:
        assert script.choose().path == chosen
        told = capsys.readouterr().out
        assert said in told
        assert told.count("\n") == (1 if said else 0)


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = ground(ROOT)
    monkeypatch.setattr(script, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(script, "fresh", lambda step: False)
    monkeypatch.setattr(script.os, "access", lambda *_: False)
    with pytest.raises(script.Trouble, match="cannot be written: run make as its owner"):
        script.main("runtime")


def test_make_help_names_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"\.PHONY: (.*)", text)
    assert phony
    assert {line.split()[0] for line in done.stdout.splitlines()} >= set(phony[1].split())
