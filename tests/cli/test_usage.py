"""Exit statuses and one-line errors: what happens before anything is done."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from feedsvc.cli import main
from feedsvc.cli.root import COMMANDS, SECTIONS, cli
from tests.cli.conftest import Site
from tests.patience import PATIENCE

BIN = Path(sys.executable).parent / "feedsvc"
USAGE = [
    pytest.param(["poll", "nope"], 'no source "nope" (one of page)', id="unknown source"),
    pytest.param(["poll", "pags"], 'no source "pags" (did you mean "page"?)', id="misspelt source"),
    pytest.param(["poll", "--fast"], "No such option", id="unknown option"),
    pytest.param(["xyzzy"], "No such command 'xyzzy' (feedsvc", id="unknown command"),
    pytest.param(["stauts"], "No such command 'stauts' (did you mean \"status\"?)", id="misspelt command"),
    pytest.param(
        ["db", "upgrad"], "No such command 'upgrad' (did you mean \"upgrade\"?) (", id="below a group"
    ),
    pytest.param(
        ["status", "--jsn"], 'No such option --jsn (did you mean "--json"?) (', id="misspelt option"
    ),
    pytest.param(
        ["--confg", "x"], 'No such option --confg (did you mean "--config"?)', id="misspelt, before"
    ),
    pytest.param(["completion", "bsh"], '(did you mean "bash"?)', id="misspelt shell"),
    pytest.param(["review", "nope"], 'no source "nope"', id="review of an unknown source"),
    pytest.param(
        ["review", "page", "maybe"], "ACTION: 'maybe' is not one of accept, reject (", id="unknown action"
    ),
    pytest.param(["review", "page", "acept"], '(did you mean "accept"?) (', id="misspelt action"),
    pytest.param(
        ["alert", "test", "x"],
        "CHANNEL: 'x' is not a whole number (1 or more) (",
        id="no number of a channel",
    ),
    pytest.param(
        ["new", "x", "--choose", "x"], "--choose: 'x' is not a whole number (1 or more) (", id="no number"
    ),
    pytest.param(
        ["new", "x", "--choose", "0"], "--choose: 0 is not in the range (1 or more) (", id="too small"
    ),
    pytest.param(["replay", "nope"], 'no source "nope"', id="replay of an unknown source"),
    pytest.param(["record", "nope"], 'no source "nope"', id="record of an unknown source"),
    pytest.param(["extract"], "Missing argument", id="no page"),
    pytest.param(["completion"], "Missing argument '{bash|zsh|fish}' (", id="no shell"),
    pytest.param(["extract", "x.html", "--source", "nope"], 'no source "nope"', id="extract as unknown"),
    pytest.param(["new", "https://a.example/", "--slug", "A b"], "is not a slug", id="bad slug"),
    pytest.param(["new", "file:pages/page.html", "--timezone", "Mars"], "not a time zone", id="bad zone"),
    pytest.param(["schedule", "--health", "9" * 5000], "Error: --health: '999", id="port without end"),
    pytest.param(
        ["run", "--port", "99999"], "--port: 99999 is not in the range (0 to 65535)", id="port out of range"
    ),
]


@pytest.mark.parametrize(("args", "expected"), USAGE)
def test_wrong_usage_is_one_line_and_status_2(site: Site, args: list[str], expected: str) -> None:
    site.has_source("page")
    done = site.run(*args)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("Error: ")
    assert expected in done.err
    assert done.err.count("\n") == 1


def test_every_mistake_of_the_configuration_is_one_line_and_status_2(site: Site) -> None:
    site.has_source("page", timezone_='"x"', every_="1")
    (site.directory / "feedsvc.toml").write_text("[site]\ntitel = 1\n")
    done = site.run("poll")
    assert done.status == 2
    assert [line.removeprefix(str(site.directory)).split(": ")[0:2] for line in done.err.splitlines()] == [
        ["/feedsvc.toml", "site.titel"],
        ["/sources/page.toml", "timezone_"],
        ["/sources/page.toml", "every_"],
    ]


def test_mistakes_in_options_and_rules_are_found_too(site: Site) -> None:
    site.has_source("page")
    path = site.directory / "sources" / "page.toml"
    path.write_text(path.read_text().replace("byline", "selectors") + "[options]\nitm = 'li'\n")
    (site.directory / "topics.toml").write_text('[[topic]]\nslug = "a"\ntitle = "A"\nkeywords = ["/(/"]\n')
    done = site.run("check")
    assert done.status == 2
    assert "sources/page.toml: options" in done.err
    assert "topics.toml: topic[0].keywords" in done.err


def test_a_directory_that_is_not_there_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(tmp_path / "absent"), "poll"]) == 2
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/absent: no such directory (name one with --config DIR or FEEDSVC_CONFIG)\n"
    )


def test_a_database_that_cannot_be_had_is_one_line_and_status_1(site: Site) -> None:
    (site.directory / "feedsvc.toml").write_text('[store]\nurl = "sqlite:////proc/nothing/feedsvc.db"\n')
    done = site.run("poll")
    assert done.status == 1
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1


def test_a_mistake_of_ours_is_one_line_without_a_trace(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedsvc.config.load_config", lambda *args, **kwargs: 1 / 0)
    done = site.run("poll")
    assert done.status == 1
    assert done.err.startswith("Error: unexpected ZeroDivisionError: division by zero")
    assert done.err.count("\n") == 1
    monkeypatch.setenv("FEEDSVC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        site.run("poll")


def test_an_interrupted_command_says_so_by_its_status(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("feedsvc.config.load_config", interrupted)
    assert site.run("poll").status == 130


def test_ctrl_c_while_a_command_is_loaded_ends_it_without_a_trace() -> None:
    pressed = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "import feedsvc.cli\n"
    )
    done = subprocess.run([sys.executable, "-c", pressed], capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_the_help_names_every_command_once() -> None:
    assert sorted(" ".join(SECTIONS.values()).split()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(site: Site, name: str) -> None:
    done = site.run(name, "--help")
    assert done.status == 0
    assert done.out.startswith(f"Usage: feedsvc {name}")


def commands_below(
    command: click.Command, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and those below it, each with the words that name it."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands_below(below, (*words, name))


def test_every_option_says_what_it_does_and_every_example_is_a_command() -> None:
    examples = []
    for words, command in commands_below(cli, ()):
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (words, option.name)
        said = [line.strip() for line in (command.help or "").splitlines()]
        for line in said:
            if line.startswith("feedsvc "):
                examples.append(line)
                given = shlex.split(line)[1 + len(words) :]
                assert shlex.split(line)[1 : 1 + len(words)] == list(words), line
                command.make_context(" ".join(words), given, resilient_parsing=False)
    assert len(examples) >= 10


def test_every_command_of_the_contract_is_there() -> None:
    names = "run poll extract new schedule worker publish check review db status replay record reload init completion man"
    assert set(names.split()) <= set(COMMANDS)


def test_no_command_shows_the_commands_and_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commands to begin with:" in capsys.readouterr().out


def test_a_worker_without_a_queue_says_what_to_set(site: Site) -> None:
    done = site.run("worker")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert 'dispatcher = "queue"' in done.err


def test_a_drawing_worker_where_no_browser_is_says_so_before_it_takes_anything(site: Site) -> None:
    path = site.directory / "feedsvc.toml"
    more = '[schedule]\ndispatcher = "queue"\n[browser]\nexecutable = "/none/such"\n'
    path.write_text(path.read_text() + more)
    done = site.run("worker", "--render")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "[browser] executable: /none/such is not there" in done.err


@pytest.mark.parametrize("command", ["schedule", "worker"])
def test_a_queue_on_sqlite_says_what_to_set(site: Site, command: str) -> None:
    path = site.directory / "feedsvc.toml"
    path.write_text(path.read_text() + '[schedule]\ndispatcher = "queue"\n')
    done = site.run(command)
    assert done.status == 1
    assert "needs PostgreSQL" in done.err


@pytest.mark.parametrize(
    ("streams", "charset", "status", "said"),
    [
        pytest.param("", "latin-1", 0, b"Caf\xe9 ?", id="a terminal that lacks a character"),
        pytest.param("--json", "latin-1", 0, b'"Caf\\u00e9 \\u2013 \\u65e5"', id="the same as JSON"),
        pytest.param("", "utf-8", 0, "Café – 日".encode(), id="any other"),
        pytest.param(">&-", "utf-8", 0, b"", id="no output"),
        pytest.param("<&- >&- 2>&-", "utf-8", 0, b"", id="no streams at all"),
    ],
)
def test_streams_that_are_closed_or_lack_characters_are_no_mistake_of_ours(
    site: Site, streams: str, charset: str, status: int, said: bytes
) -> None:
    site.has_source("page")
    topics = site.directory / "topics.toml"
    topics.write_text('[[topic]]\nslug = "all"\ntitle = "Café – 日"\n', "utf-8")
    site.run("poll")
    command = f"{BIN} --config {site.directory} status {streams}"
    environ = {**os.environ, "PYTHONIOENCODING": charset}
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environ, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (status, b"")
    assert said in done.stdout


def test_the_program_as_installed_gives_its_version_and_statuses(tmp_path: Path) -> None:
    def status(*args: str) -> tuple[int, str]:
        environ = {**os.environ, "FEEDSVC_CONFIG": str(tmp_path / "absent")}
        done = subprocess.run([BIN, *args], capture_output=True, text=True, env=environ, timeout=PATIENCE)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout

    assert status("--version") == (0, "feedsvc 0.1.0\n")
    assert status("poll")[0] == 2
    assert status("nothing")[0] == 2
