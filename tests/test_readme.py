"""Every command in the README and its guides is run, or shown to refer to what is there; their tables name every key."""

from __future__ import annotations

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

from feedsvc.builder.failures import STATUS
from feedsvc.builder.topicrequest import GIVEN
from feedsvc.cli import main
from feedsvc.config import SourceConfig, TopicConfig
from feedsvc.config.options import declared, required
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.child import ExtractorPool
from feedsvc.extract.jsonitems import ItemOptions
from feedsvc.publish.status import WORST_FIRST
from tests.builder.conftest import service_in
from tests.living import LivingSite, invent, serving
from tests.patience import PATIENCE, served

pytestmark = pytest.mark.usefixtures("logging_as_before")
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
GUIDES = ("README.md", "docs/sources.md", "docs/deploy.md", "docs/operate.md")
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in GUIDES}
README, SOURCES = TEXTS["README.md"], TEXTS["docs/sources.md"]
PROGRAM = ".venv/bin/feedsvc "


def blocks(kind: str, *texts: str) -> list[str]:
    """The fenced blocks of a kind in texts, all guides if none are given."""
    return [
        block for text in texts or TEXTS.values() for block in re.findall(rf"```{kind}\n(.*?)```", text, re.S)
    ]


def lines(kind: str, *texts: str) -> list[str]:
    return [line for block in blocks(kind, *texts) for line in block.splitlines()]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Any]:
    """A copy of the shipped configuration without the pages of others, and a page to add."""
    directory = tmp_path
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


@pytest.mark.parametrize("guide", GUIDES)
def test_every_feedsvc_command_works_in_the_guide_s_order(
    guide: str, workplace: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    commands = [line.removeprefix(PROGRAM) for line in lines("sh", TEXTS[guide]) if line.startswith(PROGRAM)]
    assert len(commands) >= 2
    for command in commands:
        status, said = run(command, workplace, monkeypatch), capfd.readouterr().err
        assert status == 0, f"{command}: {said}"
        assert "Traceback" not in said


def test_make_targets_are_there() -> None:
    targets = [line.split()[-1] for line in lines("sh") if line.startswith("make ")]
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
    named = set(re.findall(r"config/[\w./-]+\.(?:conf\.py|conf|service|toml)", "".join(TEXTS.values())))
    named -= {"config/sources/example.toml"}
    assert len(named) >= 5
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
    console = lines("console")
    assert console
    assert all(line.startswith("# ") for line in console)


def test_nginx_is_told_to_bear_as_many_as_its_configuration_asks_for() -> None:
    head = (ROOT / "config/deploy/nginx.conf").read_text("utf-8").partition("proxy_cache_path")[0]
    asked = re.findall(r"^#   .*?(worker_\w+ \d+;)", head, re.MULTILINE)
    assert len(asked) == 2
    assert [setting for setting in asked if setting not in TEXTS["docs/deploy.md"]] == []


@pytest.mark.parametrize("block", blocks("toml"))
def test_configuration_shown_is_toml(block: Any) -> None:
    assert tomllib.loads(block)


@pytest.mark.parametrize("guide", GUIDES)
def test_what_is_linked_is_there(guide: str) -> None:
    links = re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", TEXTS[guide])
    assert links
    for path, anchor in links:
        file = (ROOT / guide).parent / path if path else ROOT / guide
        assert file.is_file(), path
        assert not anchor or anchor in anchors(file.read_text("utf-8")), anchor


def anchors(text: str) -> list[str]:
    """The anchors of a page's headings, as those who show Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


def table_after(heading: str) -> dict[str, list[str]]:
    """The rows of the first table below a heading: the names in the first column, and the other columns."""
    below = SOURCES.partition(f"\n## {heading}\n")[2].partition("\n|---")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in below.splitlines()[1:]]
    return {name: rest for first, *rest in rows for name in re.findall(r"`(\w+)`", first)}


TABLES = [
    pytest.param("The keys of a source", SourceConfig, id="source"),
    pytest.param("The keys of a topic", TopicConfig, id="topic"),
]


@pytest.mark.parametrize(("heading", "table"), TABLES)
def test_every_key_is_told_and_which_are_required(heading: str, table: type[Any]) -> None:
    keys, told = declared(table), table_after(heading)
    assert set(told) == set(keys)
    assert {name for name, row in told.items() if row[0] == "required"} == {
        name for name, spec in keys.items() if required(spec)
    }


@pytest.mark.parametrize(("heading", "table"), TABLES)
def test_defaults_told_are_those_in_force(heading: str, table: type[Any]) -> None:
    keys = declared(table)
    told = {name: row[0].strip("`") for name, row in table_after(heading).items() if row[0].startswith("`")}
    given = {name: shown for name, shown in told.items() if not shown.startswith("[") or shown == "[]"}
    assert len(given) >= 5
    for name, shown in given.items():
        value, default = tomllib.loads(f"it = {shown}")["it"], keys[name].default_factory
        assert callable(default)
        assert value == {} == default() or keys[name].metadata["check"](value) == default(), name


def test_every_address_for_programs_is_told(tmp_path: Path) -> None:
    with service_in(tmp_path, ExtractorPool(1)) as service:
        rules = [r for r in service.app.url_map.iter_rules() if r.rule.startswith("/api/")]
    there = {f"{way} {r.rule}" for r in rules for way in (r.methods or set()) - {"HEAD", "OPTIONS"}}
    below = SOURCES.partition("\n## For programs\n")[2]
    assert there == set(re.findall(r"^\| `([A-Z]+ /api/[^`]+)` \|", below, re.MULTILINE))
    told = re.findall(r"^\| (\d{3}(?:, \d{3})*) \|", below, re.MULTILINE)
    codes = {int(code) for row in told for code in row.split(", ")}
    assert codes == {401, 403, 405, 413, *STATUS.values()}
    named = re.search(r"Of a topic (.*?) can be sent", below)
    assert named
    assert set(re.findall(r"`(\w+)`", named[1])) == set(GIVEN)


def test_every_state_of_a_source_is_told_in_the_order_of_its_list() -> None:
    rows = re.findall(
        r"^\| (\w+) \| ", TEXTS["docs/operate.md"].partition("| a source is |")[2], re.MULTILINE
    )
    assert rows == list(WORST_FIRST)


def test_every_option_of_every_strategy_is_told() -> None:
    told = table_after("How a page is read")
    assert list(told) == list(EXTRACTORS)
    fields = set(declared(ItemOptions)) - {"items", "pages", "next"}
    for name, (options,) in told.items():
        names = set(re.findall(r"`(\w+)", options))
        assert names | (fields if name == "state" else set()) == set(declared(EXTRACTORS[name].Options)), name
        needed = {key for key, spec in declared(EXTRACTORS[name].Options).items() if required(spec)}
        assert set(re.findall(r"`(\w+)` \(required\)", options)) == needed, name
