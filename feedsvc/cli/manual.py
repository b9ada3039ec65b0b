"""The manual page, made of the same texts as `--help`, in the macros of man(7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from inspect import cleandoc

import click

FILES = {
    "./config, ./feedsvc": "Where a configuration is looked for, before the user's own directory.",
    "DIR/feedsvc.toml": "The service; every key is optional.",
    "DIR/topics.toml": "Topics: one feed each.",
    "DIR/sources/SLUG.toml": "Sources: one page each.",
}
STATUSES = {
    "0": "Done.",
    "1": "Something failed; one line on standard error says what, and what to do.",
    "2": "Wrong usage or configuration.",
}
VARIABLES = {
    "FEEDSVC_CONFIG": "Configuration directory.",
    "FEEDSVC_STORE_URL": "Database; wins over the configuration.",
    "FEEDSVC_ADMIN_TOKEN": "The operator's token.",
    "PORT": "Port of feedsvc run.",
}


def manual_page(root: click.Command, version: str) -> str:
    """feedsvc(1): every command with its options, then files, environment and exit statuses."""
    context = click.Context(root, info_name="feedsvc")
    parts = [
        f'.TH FEEDSVC 1 "" "feedsvc {roff(version)}" "User Commands"',
        ".SH NAME",
        f"feedsvc \\- {roff(root.get_short_help_str(200))}",
        ".SH SYNOPSIS",
        "\\fBfeedsvc\\fR [OPTIONS] COMMAND [ARGS]...",
        ".SH OPTIONS",
        *options_of(context),
        ".SH COMMANDS",
        *(line for inner in commands_below(context) for line in section_of(inner)),
    ]
    for title, rows in (("FILES", FILES), ("ENVIRONMENT", VARIABLES), ("EXIT STATUS", STATUSES)):
        parts += [f".SH {title}", *(line for name, text in rows.items() for line in row(name, text))]
    return "\n".join(parts) + "\n"


def commands_below(context: click.Context) -> Iterator[click.Context]:
    """The context of every command that does something, in the order of `--help`."""
    group = context.command
    if not isinstance(group, click.Group):
        yield context
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield from commands_below(click.Context(command, parent=context, info_name=name))


def section_of(context: click.Context) -> Iterator[str]:
    """A command's usage, text and options, without those that every command has."""
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield f".SS {roff(context.command_path)} {roff(usage)}"
    for paragraph in cleandoc(context.command.help or "").split("\n\n"):
        yield from paragraph_of(paragraph)
    yield from options_of(context, without=("--config", "--help"))


def paragraph_of(text: str) -> Iterator[str]:
    """A paragraph; one that begins with click's mark \\b keeps its lines."""
    yield ".PP"
    if not text.startswith("\b"):
        yield roff(text)
        return
    yield ".nf"
    yield from map(roff, text.removeprefix("\b\n").splitlines())
    yield ".fi"


def options_of(context: click.Context, without: Collection[str] = ()) -> Iterator[str]:
    """Options as `--help` lists them."""
    for option in context.command.get_params(context):
        record = option.get_help_record(context)
        if record and isinstance(option, click.Option) and not set(without) & set(option.opts):
            yield from row(*record)


def row(name: str, text: str) -> Iterator[str]:
    """A term and what is said of it."""
    yield ".TP"
    yield f"\\fB{roff(name)}\\fR"
    yield roff(text)


def roff(text: str) -> str:
    """Text as one line that roff shows literally: it is never a request."""
    text = text.replace("\n", " ").replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
