"""Every command in the README is run, or shown to refer to what is there."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedsvc.cli import main
from tests.living import LivingSite, invent, serving
from tests.patience import PATIENCE, served

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
BIN = Path(sys.executable).parent
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
CONSOLE = [line for block in re.findall(r"```console\n(.*?)```", README, re.S) for line in block.splitlines()]
COMMANDS = [line.removeprefix(".venv/bin/feedsvc ") for line in SHELL if line.startswith(".venv/bin/")]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[Any]:
    """Commands set up the log of their process; later tests have theirs."""
    root, own = logging.getLogger(), logging.getLogger("feedsvc")
    before = root.handlers[:], root.level, own.level
    yield
    root.handlers[:], root.level, own.level = before


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A copy of the shipped configuration without the pages of others, and a page to add."""
    directory = tmp_path_factory.mktemp("readme")
    config = directory / "config"
    shutil.copytree(ROOT / "config", config)
    for source in config.glob("sources/cx-tech-*.toml"):
        source.unlink()
    settings = config / "feedsvc.toml"
    settings.write_text('[fetch]\nallow_networks = ["127.0.0.0/8"]\nhost_pause = "0s"\n')
    environment = os.environ | {
        "FEEDSVC_CONFIG": str(config),
        "FEEDSVC_STORE_URL": f"sqlite:///{directory}/feedsvc.db",
    }
    with serving(LivingSite()) as site:
        item = "<item><title>Second quay opens</title><guid>quay-2</guid></item>"
        site.answers(
            "/quay.xml", 200, f"<rss><channel>{item}</channel></rss>".encode(), "application/rss+xml"
        )
        feed = f'<outline text="Quay" xmlUrl="{site.base}/quay.xml"/>'
        (directory / "subscriptions.opml").write_text(f"<opml><body>{feed}</body></opml>")
        site.shows("/news", *(invent(n) for n in range(1, 9)))
        yield directory, environment, site.base


def run(command: Any, workplace: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Exit status of a command, run in this process: a dozen interpreters would take most of the time."""
    directory, environment, base = workplace
    for name in ("FEEDSVC_CONFIG", "FEEDSVC_STORE_URL"):
        monkeypatch.setenv(name, environment[name])
    monkeypatch.chdir(ROOT)
    words = command.replace("https://example.org", base).replace(" var/", f" {directory}/").split()
    return main(words)


def test_every_feedsvc_command_works_in_the_readme_s_order(
    workplace: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        status, said = run(command, workplace, monkeypatch), capfd.readouterr().err
        assert status == 0, f"{command}: {said}"
        assert "Traceback" not in said


def test_make_targets_are_there() -> None:
    targets = [line.split()[-1] for line in SHELL if line.startswith("make ")]
    assert targets == ["run", "test"]
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_what_make_run_starts_serves_the_sample(workplace: Any) -> None:
    _, environment, _ = workplace
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [BIN / "feedsvc", "run"],
        env=environment | {"PORT": str(port)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        assert f"http://127.0.0.1:{port}" in server.stdout.readline()
        feed = f"http://127.0.0.1:{port}/feeds/all.atom"
        own = f'href="{feed}" rel="self"'
        assert own in served(feed, own)
    finally:
        server.terminate()
        assert server.wait(PATIENCE) == 0
        server.stdout.close()


def test_files_named_for_deployment_are_there() -> None:
    named = set(re.findall(r"config/[\w./-]+\.(?:conf\.py|conf|service|toml)", README))
    named -= {"config/sources/example.toml"}
    assert len(named) >= 5
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
    assert all(line.startswith("# ") for line in CONSOLE)


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", README, re.S))
def test_configuration_shown_is_toml(block: Any) -> None:
    assert tomllib.loads(block)


def test_pictures_are_there() -> None:
    assert all((ROOT / picture).is_file() for picture in re.findall(r"!\[.*?\]\((.*?)\)", README))
