"""The group, and what every failure looks like: one line that says what to do.

0  done        1  something failed (Error: …)        2  usage or configuration
"""

from __future__ import annotations

import ast
import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, TypeVar

import click

from feedsvc.cli.output import complain, note, open_streams
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Group, sentence
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.process import ending_soon

T = TypeVar("T", bound=Callable[..., Any])
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
"""Errors of a place that takes nothing more, whoever writes there."""
COMMANDS = {
    **dict.fromkeys(("run", "schedule", "worker"), "serving"),
    "poll": "polling",
    "extract": "extracting",
    "new": "adding",
    "import": "importing",
    "init": "starting",
    **dict.fromkeys(("completion", "man"), "shells"),
    "reload": "reloading",
    "heal": "healing",
    **dict.fromkeys(("edit", "enable", "disable", "remove"), "changing"),
    "alert": "alerting",
    "raw": "raw",
    "letter": "letter",
    "bot-key": "keys",
    **dict.fromkeys(("status", "publish", "replay", "record"), "operating"),
    "check": "checking",
    "review": "reviewing",
    "db": "database",
}
"""Command → the module beside this one that holds it under the same name."""


SECTIONS = {
    "Commands to begin with": "init new import run",
    "To see how it is": "status check extract review raw letter",
    "To change sources": "edit enable disable remove heal replay",
    "To poll and publish": "poll publish schedule worker reload",
    "And besides": "alert bot-key db record completion man",
}
"""The same commands as `--help` groups them, for whoever knows none."""


class Commands(Group):
    """Imports a command when it is asked for: to list sources nobody has to wait for a web server."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names, as `--help` shows them."""
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if name not in COMMANDS:
            return None
        return configured(getattr(import_module(f"feedsvc.cli.{COMMANDS[name]}"), function_of(name)))

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their first sentences, read from their files: none of them is imported for it."""
        width = max(map(len, COMMANDS))
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), first_sentence(name)) for name in names.split()])


def function_of(name: str) -> str:
    """What the function of a command is called; no function can be called `import`."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


@cache
def functions_of(module: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module beside this one, by name, without importing it."""
    from importlib.resources import files

    text = files("feedsvc.cli").joinpath(f"{module}.py").read_text("utf-8")
    return {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def first_sentence(name: str) -> str:
    """What a command does, as its docstring begins; its own file says it."""
    said = ast.get_docstring(functions_of(COMMANDS[name])[function_of(name)]) or ""
    return said.partition("\n")[0]


def choose(context: click.Context, _option: click.Parameter, directory: Path | None) -> None:
    """Hand the commands below their set-up; a directory named nearer to the command wins."""
    if directory is not None or context.obj is None:
        context.obj = Setup(directory)


def config_option(**more: Any) -> Callable[[T], T]:
    """`--config DIR`, which stands before a command or after it."""
    kind = click.Path(path_type=Path)
    return click.option("--config", metavar="DIR", type=kind, callback=choose, expose_value=False, **more)


def configured(command: click.Command) -> click.Command:
    """The command, and every one below it, with its own `--config`."""
    if not any("--config" in option.opts for option in command.params):
        config_option(help="Configuration directory.")(command)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        configured(below)
    return command


@click.group(cls=Commands, context_settings=HELP)
@click.version_option(package_name="feedsvc", prog_name="feedsvc", message="%(prog)s %(version)s")
@config_option(
    envvar="FEEDSVC_CONFIG",
    help="Configuration directory (or FEEDSVC_CONFIG; else ./config, ./feedsvc or the user's own).",
)
def cli() -> None:
    """Pages without feeds get proper Atom, RSS and JSON feeds, one per topic."""


def with_advice(error: FeedsvcError) -> str:
    """What failed, with what can be done where it is a wall."""
    from feedsvc.decide.walladvice import advised

    advice = advised(getattr(error, "wall", ""))
    return f"{error}: {advice}" if advice else str(error)


def main(args: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    open_streams()
    try:
        with ending_soon():
            result = cli.main(args, prog_name="feedsvc", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        return usage_told(error)
    except FeedsvcError as error:
        return failure_told(error)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("FEEDSVC_DEBUG"):
            raise
        complain(unexpected(error))
        return 1


def unexpected(error: Exception) -> str:
    """What nobody has caught: a place that takes no more bytes, else a mistake of ours."""
    if isinstance(error, OSError) and error.errno in FULL:
        return f"{error.filename or 'the output'}: {error.strerror} (make room, or write elsewhere)"
    return f"unexpected {type(error).__name__}: {error} (a mistake of ours; FEEDSVC_DEBUG=1 shows where)"


def usage_told(error: click.ClickException) -> int:
    """Say what was wrong with the words of a command; gives the exit status."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return 2
    if not isinstance(error, click.UsageError):
        complain(error.format_message())
        return error.exit_code
    where = error.ctx.command_path if error.ctx else "feedsvc"
    complain(f"{sentence(error)} ({where} --help says more)")
    return 2


def failure_told(error: FeedsvcError) -> int:
    """Say what failed, or every mistake of the configuration; gives the exit status."""
    if not isinstance(error, ConfigError):
        complain(with_advice(error))
        return 1
    for problem in error.problems:
        note(str(problem))
    return 2
