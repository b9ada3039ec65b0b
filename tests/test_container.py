"""The container's file: its steps are run as they stand, in a directory that stands for its root.

What needs an engine is not seen here: the base image, its read-only root, its user, the compose files at work.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml  # type: ignore[import-untyped]

from tests.installed import ROOT, bare, borrow_packages, done, running, sources
from tests.patience import PATIENCE, served
from tests.web.servers import free_port

TEXT = (ROOT / "Containerfile").read_text("utf-8")
BROWSER = (ROOT / "Containerfile.browser").read_text("utf-8")
OURS = {"feedsvc": "Containerfile", "feedsvc-browser": "Containerfile.browser"}
COMPOSE = {
    name: yaml.safe_load((ROOT / name).read_text("utf-8"))
    for name in ("compose.yaml", "compose.postgres.yaml")
}
PLACES = ("/opt/feedsvc", "/etc/feedsvc", "/var/lib/feedsvc")
ANY = [
    pytest.param(name, service, id=f"{service} of {name}")
    for name, file in COMPOSE.items()
    for service in file["services"]
]


class Step(NamedTuple):
    """One instruction: `RUN`, and what it runs."""

    name: str
    text: str


def steps(text: str) -> list[Step]:
    return [Step(*line.split(maxsplit=1)) for line in text.splitlines() if line and not line.startswith("#")]


STEPS = steps(TEXT)


def texts(name: str) -> list[str]:
    return [step.text for step in STEPS if step.name == name]


class Root:
    """A directory that stands for `/` of the image; `run` does what a RUN line does."""

    def __init__(self, place: Path) -> None:
        self.place, self.build, self.env = place, place / "build", bare(HOME=str(place))
        self.build.mkdir(parents=True)

    def here(self, text: str) -> str:
        """The text with the image's paths below this root, and this user for the image's."""
        for path in PLACES:
            text = re.sub(rf"{path}(?![\w.])", str(self.place) + path, text)
        return text.replace("10001:10001", f"{os.getuid()}:{os.getgid()}")

    def copy(self, text: str) -> None:
        *names, _target = text.split()
        if not names[0].startswith("--from="):  # both stages have one root here
            sources(self.build, [path.name for name in names for path in ROOT.glob(name)])

    def run(self, text: str) -> None:
        python = getattr(sys, "_base_executable", sys.executable)
        # The installer is borrowed with the rest: making one takes as long as all other steps.
        command = re.sub(r"^python -m venv", f"{python} -m venv --without-pip", self.here(text))
        done(["sh", "-euc", command], cwd=self.build, env=self.env)
        if " -m venv " in text:
            borrow_packages(self.place / "opt/feedsvc")

    def setenv(self, text: str) -> None:
        name, value = text.split("=", 1)
        self.env[name] = self.here(value)

    def files(self) -> set[str]:
        return {str(path.relative_to(self.place)) for path in self.place.rglob("*")}


def test_the_steps_of_the_image_give_a_service_that_writes_only_to_its_volume(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    act = {"COPY": root.copy, "RUN": root.run, "ENV": root.setenv}
    for step in STEPS:
        act.get(step.name, lambda _text: None)(step.text)
    before, port = root.files(), free_port()
    (command,) = texts("CMD")
    environ = root.env | {"PORT": str(port), "HOME": str(tmp_path)}
    words = json.loads(command)
    program = str(root.place / "opt/feedsvc/bin" / words[0])
    with running([program, *words[1:]], env=environ, cwd=tmp_path):
        assert served(f"http://127.0.0.1:{port}/feeds/all.json", "Harbour Ferry Goes Electric")
        assert healthy(port) == 0
    assert healthy(port) != 0
    written = root.files() - before
    assert written != set()
    assert [name for name in written if not name.startswith("var/lib/feedsvc/")] == []


def healthy(port: int) -> int:
    """The status of the image's own health check, at this port."""
    (check,) = texts("HEALTHCHECK")
    words = json.loads(check[check.index("[") :].replace("8000", str(port)))
    assert words[0] == "python"
    return subprocess.run([sys.executable, *words[1:]], capture_output=True, timeout=PATIENCE).returncode


def test_the_image_is_made_of_pinned_bases_in_two_stages() -> None:
    bases = [text.split()[0] for text in texts("FROM")]
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+\.\d+-slim-\w+", bases[0])


def test_the_image_runs_as_nobody_special_and_is_asked_how_it_is() -> None:
    uid, _, gid = texts("USER")[-1].partition(":")
    assert int(uid) > 0
    assert int(gid) > 0
    names = [step.name for step in STEPS]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name == "RUN")
    assert texts("VOLUME") == ["/var/lib/feedsvc"]
    assert len(texts("HEALTHCHECK")) == len(texts("CMD")) == 1


def test_nothing_unchecked_and_nothing_secret_gets_into_the_image() -> None:
    assert texts("ADD") == []
    assert not re.search(r"curl|wget|https?://(?!127)", "\n".join(texts("RUN") + texts("COPY")))
    installs = [part for text in texts("RUN") for part in text.split(";") if "pip install" in part]
    assert installs
    assert all("--require-hashes" in i or "--no-deps --no-build-isolation" in i for i in installs)
    assert not re.search(r"(?i)(token|password|secret)\s*=", TEXT)


def test_the_build_is_given_what_it_copies_and_nothing_else() -> None:
    given = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    copied = [step.text for step in STEPS + steps(BROWSER) if step.name == "COPY"]
    named = {name for text in copied if "--from" not in text for name in text.split()[:-1]}
    assert named == {
        name.replace("requirements-installer.lock", "requirements-installer.loc[k]") for name in given
    }


def test_the_image_with_a_browser_is_the_other_s_and_adds_it_alone() -> None:
    base, root, packages, lock, install, user, *_ = steps(BROWSER)
    assert (base, root.name, user) == (Step("FROM", "feedsvc"), "USER", Step("USER", texts("USER")[-1]))
    assert "install --yes --no-install-recommends chromium-headless-shell " in packages.text
    assert lock.text.split() == ["requirements-browser.lock", "/opt/feedsvc/"]
    assert "--require-hashes -r /opt/feedsvc/requirements-browser.lock" in install.text


def test_the_renderer_is_confined_by_a_profile_that_is_there() -> None:
    services = COMPOSE["compose.postgres.yaml"]["services"]
    own, other = services["renderer"], services["worker"]
    differ = {name for name in own.keys() | other.keys() if own.get(name) != other.get(name)}
    assert differ == {
        "profiles",
        "image",
        "build",
        "command",
        "security_opt",
        "mem_limit",
        "pids_limit",
        "deploy",
    }
    (profile,) = [opt.partition(":")[2] for opt in own["security_opt"] if opt.startswith("seccomp:")]
    assert json.loads((ROOT / profile).read_text("utf-8"))["defaultAction"] == "SCMP_ACT_ERRNO"
    assert own["build"]["additional_contexts"] == {"feedsvc": "service:scheduler"}


@pytest.mark.parametrize(("name", "service"), ANY)
def test_every_service_is_confined_and_pinned(name: str, service: str) -> None:
    given = COMPOSE[name]["services"][service]
    assert given["read_only"] is True
    assert "no-new-privileges:true" in given["security_opt"]
    assert given["restart"] == "unless-stopped"
    assert given.get("build", {}).get("dockerfile") == OURS.get(given["image"])
    assert given["image"] in OURS or re.search(r":\d+\.\d+(\.\d+)?-\w+$", given["image"])
    assert service == "db" or given["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in given.get("ports", []))
    assert not given.get("privileged")
    for key, value in (given.get("environment") or {}).items():
        assert (
            key == "GLIBC_TUNABLES"
            or value.startswith(("${", "postgresql+psycopg://feedsvc@db/"))
            or value == "feedsvc"
        )


COMMANDS = {
    tuple(map(str, service["command"]))
    for file in COMPOSE.values()
    for service in file["services"].values()
    if service["image"] in OURS
}


@pytest.mark.parametrize("words", [pytest.param(w, id=" ".join(w[:2])) for w in sorted(COMMANDS)])
def test_every_command_and_option_of_ours_is_there(words: tuple[str, ...]) -> None:
    asked = words[:2] if words[0] == "feedsvc" else words[:1]
    said = done([Path(sys.executable).parent / asked[0], *asked[1:], "--help"])
    assert [word for word in words if word.startswith("--") and word not in said] == []


def test_nginx_is_given_the_shipped_file_beside_the_application() -> None:
    services = COMPOSE["compose.postgres.yaml"]["services"]
    (mount,) = services["nginx"]["volumes"]
    assert (ROOT / mount.split(":")[0]).is_file()
    assert services["nginx"]["network_mode"] == "service:web"
    assert services["web"]["ports"] == ["127.0.0.1:8000:80"]
