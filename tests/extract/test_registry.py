"""A strategy is one file and one line: everything else that knows of strategies asks the registry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from feedsvc import extract
from feedsvc.config import load_config
from feedsvc.errors import ConfigError
from feedsvc.extract import EXTRACTORS, options_problems
from feedsvc.extract.base import Extractor, NoOptions, RawExtraction
from feedsvc.extract.pipeline import run
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page
from feedsvc.operate.detect import detect, strategies
from feedsvc.operate.sourcefile import source_toml
from tests.extract.helpers import NOW, make_page, make_settings

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


class Shouting(Extractor[NoOptions]):
    """Every line in capitals is a story."""

    name = "shouting"
    reads = "pages whose headlines are lines in capitals"
    purpose = 9
    hints = ("# there is nothing to set",)

    def extract(self, page: Page) -> RawExtraction:
        lines = [line for line in page.text.splitlines() if line.isupper()]
        return RawExtraction(stories=tuple(RawStory(title=line) for line in lines))


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry with one line more."""
    monkeypatch.setitem(extract._WHERE, "shouting", f"{__name__}:Shouting")


def configuration(directory: Path, extractor: str) -> Path:
    (directory / "sources").mkdir()
    file = directory / "sources" / "a.toml"
    file.write_text(f'title = "A"\nurl = "https://a.example/"\nextractor = "{extractor}"\n', "utf-8")
    return directory


def detected(text: str) -> Any:
    page = make_page(text)
    return detect(page, lambda name, options: run(page, make_settings(extractor=name, options=options), NOW))


@pytest.mark.usefixtures("shouting")
def test_a_new_strategy_is_accepted_tried_chosen_and_written(tmp_path: Path) -> None:
    place = configuration(tmp_path, "shouting")
    config = load_config(place, {}, extractors=EXTRACTORS, options_problems=options_problems)
    assert config.sources[0].extractor == "shouting"
    found = detected("QUAY OPENS\nAnd nobody saw it.\nFISH MARKET MOVES\n")
    assert found.best.strategy == strategies()[0] == "shouting"
    written = source_toml(found)
    assert 'extractor = "shouting"\n' in written
    assert "# byline, selectors, jsonld, upstream, json, state, sitemap, auto or shouting\n" in written
    assert written.endswith("[options]\n# there is nothing to set\n")


def test_without_its_line_the_name_is_a_mistake_told_once(tmp_path: Path) -> None:
    place = configuration(tmp_path, "shouting")
    with pytest.raises(ConfigError) as raised:
        load_config(place, {}, extractors=EXTRACTORS, options_problems=options_problems)
    (problem,) = raised.value.problems
    assert (problem.key, problem.text) == (
        "extractor",
        '"shouting" is not known (one of byline, selectors, jsonld, upstream, json, state, sitemap, auto)',
    )


def test_who_reads_no_pages_takes_any_name(tmp_path: Path) -> None:
    assert load_config(configuration(tmp_path, "shouting"), {}).sources[0].extractor == "shouting"


@pytest.mark.parametrize("name", extract._OPTIONS)
def test_options_that_are_checked_alone_are_all_that_the_strategy_checks(name: str) -> None:
    strategy = EXTRACTORS[name]
    assert extract._loaded(extract._OPTIONS[name]) is strategy.Options
    assert "check_options" not in vars(strategy)
    assert "parse_options" not in vars(strategy)
    assert [key for key, _ in options_problems(name, {"limt": 1})] == ["limt"]


def test_the_order_among_equals_is_how_much_the_page_says_on_purpose() -> None:
    assert strategies() == ["upstream", "sitemap", "jsonld", "byline", "selectors", "json", "state", "auto"]


def test_the_readme_s_table_is_that_of_the_registry() -> None:
    table = README.partition("| extractor | reads |\n|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [f"| `{name}` | {kind.reads} |" for name, kind in EXTRACTORS.items()]


def test_the_readme_s_example_names_every_strategy() -> None:
    (choice,) = re.findall(r'^extractor = "selectors" +# (.*)$', README, re.MULTILINE)
    assert choice.split(" | ") == list(EXTRACTORS)
