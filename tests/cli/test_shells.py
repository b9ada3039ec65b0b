"""What shells complete, and what the manual says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from feedsvc.cli import cli, main
from feedsvc.cli.manual import commands_below, roff
from tests.cli.conftest import Site
from tests.patience import PATIENCE

SCRIPTS = {
    "bash": "complete -o nosort -F",
    "zsh": "#compdef feedsvc",
    "fish": "complete --no-files --command",
}
COMPLETED = [
    pytest.param("feedsvc chec", ["check"], id="a command"),
    pytest.param("feedsvc db up", ["upgrade"], id="a command of a group"),
    pytest.param("feedsvc --config {config} poll pa", ["page", "pages"], id="sources"),
    pytest.param("feedsvc poll --config {config} page pages", ["pages"], id="a second source"),
    pytest.param("feedsvc review --config {config} oth", ["other"], id="the source of a review"),
    pytest.param("feedsvc --config {config} extract x --source ot", ["other"], id="the source to read as"),
    pytest.param("feedsvc --config {config}/absent poll pa", [], id="no configuration"),
    pytest.param("feedsvc completion z", ["zsh"], id="a shell"),
]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_completion_prints_what_the_shell_reads(site: Site, shell: str) -> None:
    done = site.run("completion", shell)
    assert done.status == 0
    assert SCRIPTS[shell] in done.out
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=done.out, text=True, check=True, timeout=PATIENCE)


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not here")
def test_zsh_completes_from_its_directory_of_functions_again_and_again(site: Site, tmp_path: Path) -> None:
    site.has_source("page")
    (tmp_path / "_feedsvc").write_text(site.run("completion", "zsh").out)
    program = f"""
        fpath=({tmp_path} $fpath); autoload -U _feedsvc
        compadd() {{ print -r -- $completions }}
        words=(feedsvc --config {site.directory} poll pa); CURRENT=5
        _feedsvc; _feedsvc
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["zsh", "-f", "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
        timeout=PATIENCE,
    )
    assert (done.stdout, done.stderr) == ("page\npage\n", "")


def test_another_shell_is_usage(site: Site) -> None:
    done = site.run("completion", "dos")
    assert (done.status, done.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(("line", "expected"), COMPLETED)
def test_commands_and_sources_are_completed(
    site: Site,
    line: str,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for slug in ("page", "pages", "other"):
        (site.directory / "sources" / f"{slug}.toml").write_text("not = read")
    words = line.format(config=site.directory)
    monkeypatch.setenv("_FEEDSVC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit):
        main([])
    assert [said.removeprefix("plain,") for said in capsys.readouterr().out.split()] == expected


def test_a_version_and_a_completion_load_nothing_heavy() -> None:
    heavy = "sqlalchemy flask lxml pycurl rich feedsvc.store feedsvc.web feedsvc.fetch feedsvc.extract"
    program = (
        "import sys; from feedsvc.cli import main; main(['--version']); main(['completion', 'fish']); main(['--help']);"
        f"sys.exit(' '.join(set({heavy.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert done.stderr.strip() == ""
    assert done.stdout.startswith("feedsvc ")


def test_the_module_is_the_same_program(tmp_path: Path) -> None:
    def said(*args: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "feedsvc", *args]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=PATIENCE)
        return done.returncode, done.stdout + done.stderr

    assert said("--version")[1].startswith("feedsvc ")
    status, line = said("nothing")
    assert (status, line.startswith("Error: No such command")) == (2, True)


def test_the_manual_holds_every_command_and_option_of_the_help(site: Site) -> None:
    page = site.run("man").out
    assert page.startswith('.TH FEEDSVC 1 "" "feedsvc ')
    commands = list(commands_below(click.Context(cli, info_name="feedsvc")))
    assert len(commands) > 14
    for context in commands:
        assert f".SS {roff(context.command_path)} " in page
        for option in context.command.params:
            if isinstance(option, click.Option):
                assert roff(option.opts[0]) in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(".so /etc/passwd", "\\&.so /etc/passwd", id="no request"),
        pytest.param("'quoted", "\\&'quoted", id="no request by a quote"),
        pytest.param("a\\b --c", "a\\eb \\-\\-c", id="backslash and minus"),
        pytest.param("two\n.lines", "two .lines", id="one line"),
    ],
)
def test_text_is_shown_literally_in_the_manual(text: str, expected: str) -> None:
    assert roff(text) == expected


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not here")
def test_the_manual_is_read_without_a_warning(site: Site) -> None:
    command = ["groff", "-man", "-ww", "-Tutf8", "-z"]
    done = subprocess.run(
        command, input=site.run("man").out, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
