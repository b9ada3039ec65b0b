"""The page about growth names what is there, and its tables are what was measured."""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from feedsvc.cli.root import cli
from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.config.load import _TABLES
from feedsvc.config.options import declared
from feedsvc.models import State
from feedsvc.render import gunzip
from feedsvc.web.directory import Directory
from feedsvc.web.metrics import packed_metrics
from feedsvc.web.reads import Reads
from tests.builders import NOW
from tests.furnished import new_store

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")
MARKED = re.findall(r"`([^`\n]+)`", PAGE)
BENCH = ROOT / "bench"


def scrape(folder: Path) -> str:
    """What /metrics says of one source and one topic."""
    source = SourceConfig(slug="world", title="World", url="https://news.example/", extractor="byline")
    topic = TopicConfig(slug="world", title="World")
    config = Config(directory=folder, sources=(source,), topics=(topic,))
    store = new_store(folder / "feedsvc.db")
    store.sync_sources(config.sources, NOW)
    store.sync_topics(config.topics, lambda _story: frozenset(), NOW)
    text = gunzip(packed_metrics(Directory(config, store, Reads(), lambda: NOW))).decode()
    store.close()
    return text


def test_every_metric_that_it_names_is_scraped(tmp_path: Path) -> None:
    text = scrape(tmp_path)
    named = {re.sub(r"\{.*", "", word) for word in re.findall(r"`(feedsvc_[\w*]+(?:\{[^}]*\})?)", PAGE)}
    assert len(named) >= 8
    assert [n for n in sorted(named) if f"# TYPE {n} " not in text and not n.endswith("*")] == []
    states = set(re.findall(r'state="(\w+)"', PAGE))
    assert states
    assert states <= {str(state) for state in State}


def test_every_command_that_it_names_is_there() -> None:
    told = [*MARKED, *(line.removeprefix("$ ") for line in PAGE.splitlines() if line.startswith("$ "))]
    words = [command.split()[1:] for command in told if command.startswith("feedsvc ")]
    assert len(words) >= 8
    assert [w for w in words if not found(cli, w)] == []


def found(command: click.Command, words: list[str]) -> bool:
    """Whether the words name a command, with options that it has."""
    context = click.Context(command)
    if isinstance(command, click.Group) and words:
        below = command.get_command(context, words[0])
        return below is not None and found(below, words[1:])
    known = {opt for parameter in command.params for opt in parameter.opts}
    return {word for word in words if word.startswith("-")} <= known


def test_every_key_that_it_names_is_one_of_the_configuration() -> None:
    tables = {name: set(declared(table)) for name, table in _TABLES.items()}
    named = re.findall(r"`\[(\w+)\](?: (\w+))?", PAGE)
    assert len(named) >= 8
    assert [n for n in named if n[0] not in tables or (n[1] and n[1] not in tables[n[0]])] == []
    every = set(declared(SourceConfig)) | set(declared(TopicConfig)) | set().union(*tables.values())
    alone = [match[1] for word in MARKED if (match := re.match(r'(\w+) = [\d"t]', word))]
    assert len(alone) >= 3
    assert [key for key in alone if key not in every] == []


def test_every_file_and_target_that_it_names_is_there() -> None:
    linked = [ROOT / "docs" / link for link in re.findall(r"\]\(([\w./-]+)\)", PAGE)]
    marked = [ROOT / name for name in MARKED if re.fullmatch(r"(?:bench|config)/[\w./-]*", name)]
    units = [ROOT / "config" / "deploy" / name for name in MARKED if name.endswith(".service")]
    assert linked
    assert units
    assert [path for path in linked + marked + units if not path.exists()] == []
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"`make ([\w-]+)`", PAGE)
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_it_is_linked(name: str) -> None:
    assert "(docs/scale.md)" in (ROOT / name).read_text("utf-8")


@pytest.fixture
def program(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What stands in a file of bench/, not run."""
    before = list(sys.path)
    try:
        sys.path.insert(0, str(BENCH))
        return runpy.run_path(str(BENCH / request.param))
    finally:
        sys.path[:] = before
        sys.modules.pop("_sizing", None)


@pytest.mark.parametrize("program", ["_sizing.py"], indirect=True)
def test_its_tables_are_computed_from_what_was_measured(program: dict[str, Any]) -> None:
    told: Callable[[str, dict[str, Any]], str] = program["told"]
    figures = json.loads((BENCH / "results" / "figures.json").read_text("utf-8"))
    assert told(PAGE, figures) == PAGE


@pytest.mark.parametrize("program", ["_writing.py"], indirect=True)
def test_the_results_are_what_was_measured_with_a_plot_of_each_curve(program: dict[str, Any]) -> None:
    written: Callable[[dict[str, Any]], str] = program["written"]
    figures = json.loads((BENCH / "results" / "figures.json").read_text("utf-8"))
    page = (BENCH / "RESULTS.md").read_text("utf-8")
    assert written(figures) == page
    plots = [BENCH / link for link in re.findall(r"\]\((results/\w+\.svg)\)", page)]
    assert len(plots) == len(figures["curves"]) >= 5
    assert [plot for plot in plots if not plot.is_file()] == []
