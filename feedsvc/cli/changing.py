"""Commands that change a source's file: edit, enable, disable, remove; its comments stay."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from feedsvc.cli.naming import filed, source_names
from feedsvc.cli.output import JSON, say, show_json, show_table
from feedsvc.cli.setup import Setup
from feedsvc.config.toml import parse_toml, toml_value
from feedsvc.process import user_name
from feedsvc.telemetry import action

if TYPE_CHECKING:
    from feedsvc.builder.settings import Settings
    from feedsvc.builder.sourcefile import SourceFile


def settings_of(setup: Setup) -> Settings:
    """What changes the files of sources; imported late, it knows every way to read a page."""
    from feedsvc.builder.files import Files
    from feedsvc.builder.settings import Settings

    return Settings(Files(setup.directory, setup.config), setup.config)


@click.command()
@click.argument("source", shell_complete=source_names)
@click.argument("changes", nargs=-1, metavar="[KEY=VALUE]...")
@JSON
@click.pass_obj
def edit(setup: Setup, source: str, changes: Sequence[str], as_json: bool) -> None:
    """Change settings of a source.

    Such as every=2h, options.item=article or full_text=true; expect= takes a key out. The comments of its
    file stay, and what would be wrong is not written. Without changes the settings are shown.
    """
    settings = settings_of(setup)
    file = settings.file(filed(setup.directory, source))
    if changes:
        values = values_of(changes, file)
        with action("edit", source, user_name()):
            settings.change(source, values)
        file = settings.file(source)
    shown = settings_shown(file)
    if as_json:
        show_json({"source": source, "changed": bool(changes), "settings": shown})
    else:
        show_table(("setting", "value"), [(key, toml_value(value)) for key, value in shown.items()])


def values_of(changes: Sequence[str], file: SourceFile) -> dict[str, Any]:
    """The keys to change, None for those to take out; raises click.UsageError."""
    values: dict[str, Any] = {}
    for change in changes:
        key, equals, text = change.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(f"{change!r} is no KEY=VALUE (such as every=2h)")
        table, dot, inner = key.strip().partition(".")
        if not dot:
            values[table] = value_of(text)
            continue
        before = values.get(table) or file.values.get(table)
        whole = dict(before) if isinstance(before, dict) else {}
        values[table] = {k: v for k, v in (whole | {inner: value_of(text)}).items() if v is not None}
    return values


def value_of(text: str) -> Any:
    """A value as TOML writes it, else a text; None for nothing."""
    try:
        return parse_toml(f"value = {text}")["value"] if text.strip() else None
    except (tomllib.TOMLDecodeError, RecursionError):
        return text.strip()


def settings_shown(file: SourceFile) -> dict[str, Any]:
    """The settings of a file that can be changed here, options one by one."""
    from feedsvc.builder.settings import CHANGEABLE

    own = {key: value for key, value in file.values.items() if key in CHANGEABLE and key != "options"}
    options = file.values.get("options")
    inner = options if isinstance(options, dict) else {}
    return own | {f"options.{key}": value for key, value in inner.items()}


@click.command()
@click.argument("source", shell_complete=source_names)
@click.pass_obj
def enable(setup: Setup, source: str) -> None:
    """Switch a source on.

    It is polled again, from the next tick of a running scheduler on.
    """
    switch(setup, source, on=True)


@click.command()
@click.argument("source", shell_complete=source_names)
@click.pass_obj
def disable(setup: Setup, source: str) -> None:
    """Switch a source off.

    It is polled no more; its stories and feeds stay.
    """
    switch(setup, source, on=False)


def switch(setup: Setup, source: str, *, on: bool) -> None:
    """Have the source's file say whether it is polled."""
    filed(setup.directory, source)
    with action("enable" if on else "disable", source, user_name()):
        settings_of(setup).change(source, {"enabled": on})
    say(f"{source} is switched {'on' if on else 'off'}")


@click.command()
@click.argument("source", shell_complete=source_names)
@click.pass_obj
def remove(setup: Setup, source: str) -> None:
    """Remove a source's file.

    Topics that were of it alone go with it; what was published stays stored.
    """
    filed(setup.directory, source)
    with action("remove", source, user_name()):
        gone = settings_of(setup).remove(source)
    say(f"removed {source}" + (f" and its topics: {', '.join(gone)}" if gone else ""))
