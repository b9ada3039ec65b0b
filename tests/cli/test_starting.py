"""`feedsvc init`, and commands that find its configuration or do without."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc.cli import main
from feedsvc.config import load_config
from feedsvc.extract import options_problems
from tests.cli.conftest import STORY, Done

SHIPPED = Path(__file__).parents[2] / "config"
FILES = ["feedsvc.toml", "samples/gazette.html", "sources/sample.toml", "topics.toml"]
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands started in an empty directory of somebody who has no configuration."""
    for name in ("FEEDSVC_CONFIG", "FEEDSVC_STORE_URL", "FEEDSVC_DEBUG", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*args: str) -> Done:
        capsys.readouterr()
        return Done(main(args), *capsys.readouterr())

    return run


def files_below(directory: str) -> list[str]:
    place = Path(directory)
    return sorted(str(p.relative_to(place)) for p in place.rglob("*") if p.is_file())


def test_init_writes_a_configuration_and_says_what_comes_next(run: Run) -> None:
    done = run("init")
    assert (done.status, done.err) == (0, "")
    assert files_below("feedsvc") == FILES
    assert done.out.splitlines()[-1] == "next: feedsvc run --sign-in --config feedsvc"


def test_what_init_writes_is_polled_by_commands_that_are_told_nothing(run: Run) -> None:
    run("init")
    assert run("check").status == 0
    assert run("poll").status == 0
    counts = {topic["slug"]: topic["stories"] for topic in run("status", "--json").json["topics"]}
    assert counts == {"all": 8, "harbour": 3, "energy": 2}
    assert Path("feedsvc/var/feedsvc.db").is_file()


NAMED = [
    pytest.param(["init", "a b/c"], "a b/c", "'a b/c'", id="by its argument"),
    pytest.param(["init", "--config", "mine"], "mine", "mine", id="by the option"),
    pytest.param(["--config", "mine", "init"], "mine", "mine", id="by the option before"),
    pytest.param(["init", "."], ".", ".", id="the one we are in"),
]


@pytest.mark.parametrize(("args", "directory", "shown"), NAMED)
def test_init_fills_the_directory_that_is_named(
    run: Run, args: list[str], directory: str, shown: str
) -> None:
    assert run(*args).out.splitlines()[-1] == f"next: feedsvc run --sign-in --config {shown}"
    assert files_below(directory) == FILES


@pytest.mark.parametrize("taken", FILES)
def test_init_touches_nothing_where_one_of_its_files_is_there(run: Run, taken: str) -> None:
    place = Path("feedsvc", taken)
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    done = run("init")
    assert done.status == 2
    assert done.err == f"{place}: is already there (name another directory: feedsvc init DIR)\n"
    assert files_below("feedsvc") == [taken]
    assert place.read_text() == "mine"


def test_init_touches_no_file_that_has_the_directory_s_name(run: Run) -> None:
    Path("feedsvc").write_text("mine")
    assert run("init").err.startswith("feedsvc: is already there (")
    assert Path("feedsvc").read_text() == "mine"


def test_init_where_nothing_can_be_written_is_one_line(run: Run) -> None:
    done = run("init", "/dev/null/mine")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("Error: /dev/null/mine")


def test_init_that_fails_on_its_way_leaves_nothing_behind(run: Run) -> None:
    Path("mine").mkdir()
    Path("mine/sources").write_text("where a folder should be")
    done = run("init", "mine")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("Error: mine/sources: ")
    assert os.listdir("mine") == ["sources"]


def test_the_sample_and_the_shipped_configuration_both_load_and_show_the_same_keys(run: Run) -> None:
    run("init")
    for directory in (Path("feedsvc"), SHIPPED):
        config = load_config(directory, {}, options_problems=options_problems)
        assert config.sources
        assert config.topics
    # One text in two places: cp config/feedsvc.toml feedsvc/cli/starter/feedsvc.toml
    assert Path("feedsvc/feedsvc.toml").read_bytes() == (SHIPPED / "feedsvc.toml").read_bytes()


@pytest.mark.parametrize("command", ["run", "schedule", "worker", "poll", "publish", "check", "status"])
def test_without_a_configuration_one_line_says_how_to_make_one(run: Run, command: str) -> None:
    done = run(command)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "(make one: feedsvc init; or name its directory: --config DIR)" in done.err


BOTH = [
    pytest.param(["poll"], id="poll"),
    pytest.param(["run"], id="run"),
    pytest.param(["check"], id="check"),
    pytest.param(["db", "upgrade"], id="a command of a group"),
]


@pytest.mark.parametrize("command", BOTH)
def test_the_configuration_may_be_named_before_and_after_a_command(run: Run, command: list[str]) -> None:
    said = "absent: no such directory (name one with --config DIR or FEEDSVC_CONFIG)\n"
    assert run("--config", "absent", *command).err == said
    assert run(*command, "--config", "absent").err == said
    assert run("--config", "elsewhere", *command, "--config", "absent").err == said


def test_a_group_s_own_option_reaches_its_commands(run: Run) -> None:
    assert run("db", "--config", "absent", "upgrade").err.startswith("absent: no such directory")


def test_the_environment_names_it_for_all_commands(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDSVC_CONFIG", "absent")
    assert run("poll").err.startswith("absent: no such directory")
    assert run("poll", "--config", "nearer").err.startswith("nearer: no such directory")


@pytest.mark.parametrize("command", [["check"], ["status"], ["db", "upgrade"]])
def test_a_database_left_where_earlier_versions_looked_is_not_passed_in_silence(
    run: Run, command: list[str]
) -> None:
    run("init", "mine")
    Path("var").mkdir()
    Path("var/feedsvc.db").write_bytes(b"")
    said = run(*command, "--config", "mine")
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "/here/var/feedsvc.db is where earlier versions kept the database" in said.err
    assert not Path("mine/var").exists()
    Path("var/feedsvc.db").unlink()
    assert run(*command, "--config", "mine").err == ""


def page_here() -> None:
    body = "".join(STORY.format(n=n) for n in range(1, 5))
    Path("page.html").write_text(f"<html><body>{body}</body></html>", "utf-8")


def test_extract_needs_no_configuration(run: Run) -> None:
    page_here()
    found = run("extract", "page.html", "--json")
    assert (found.status, found.err) == (0, "")
    assert [story["title"] for story in found.json["stories"]] == [f"Lantern {n} is lit" for n in range(1, 5)]
    assert os.listdir(".") == ["page.html"]


def test_new_without_a_configuration_prints_the_source_and_writes_nothing(run: Run) -> None:
    page_here()
    done = run("new", "file:page.html", "--title", "Lanterns", "--slug", "lanterns")
    assert done.status == 0
    text = done.out[done.out.index("title = ") :]
    assert tomllib.loads(text)["title"] == "Lanterns"
    assert done.err == (
        "nothing was written: there is no configuration (feedsvc init makes one, for its sources/lanterns.toml)\n"
    )
    assert os.listdir(".") == ["page.html"]


def test_a_configuration_with_mistakes_is_not_passed_over(run: Run) -> None:
    page_here()
    run("init")
    Path("feedsvc/topics.toml").write_text("[[topic]]\n")
    assert run("extract", "page.html").status == 2
    assert run("new", "file:page.html").status == 2
