"""Wrong usage in one sentence of ours: what was written, and what was meant or is allowed."""

from __future__ import annotations

from typing import Any

import click

from feedsvc.config.options import meant


class Group(click.Group):
    """Commands of which one that is not there is told with the one that was meant."""

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; of one that is not there, which was meant."""
        names = self.list_commands(context)
        if args and args[0] not in names and not args[0].startswith("-"):
            context.fail(f"No such command {args[0]!r}{hint(args[0], names)}")
        return super().resolve_command(context, args)


class Whole(click.IntRange):
    """A whole number within bounds, which are told where it is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; fails in one sentence."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            number = str(value).lstrip("-").isdecimal()
            wrong = f"{value} is not in the range" if number else f"{value!r} is not a whole number"
            self.fail(f"{wrong} ({self.bounds()})", param, ctx)

    def bounds(self) -> str:
        """The numbers that are allowed."""
        return f"{self.min} or more" if self.max is None else f"{self.min} to {self.max}"


class Word(click.Choice[str]):
    """One of these words; of another one is told which was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; fails in one sentence."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            words = list(map(str, self.choices))
            self.fail(f"{value!r} is not one of {', '.join(words)}{hint(str(value), words)}", param, ctx)


class Address(click.ParamType[tuple[str, int]]):
    """`PORT`, `HOST:PORT` or `[::1]:PORT` to listen at; of this machine alone where no host is named."""

    name = "[HOST:]PORT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """Host and port; fails in one sentence."""
        host, _, port = str(value).rpartition(":")
        if not port.isdecimal() or len(port) > 5 or int(port) > 65535:
            self.fail(f"{value!r} is no address to listen at (8001, or 0.0.0.0:8001)", param, ctx)
        return host.strip("[]") or "127.0.0.1", int(port)


def sentence(error: click.UsageError) -> str:
    """What is wrong with a command line, whichever way click found it."""
    if isinstance(error, click.NoSuchOption):
        return f"No such option {error.option_name}{hint(error.option_name, options_of(error.ctx))}"
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        return f"{name_of(error.param)}: {error.message.rstrip('.')}"
    return error.format_message().partition(". Choose from:")[0].rstrip(".")


def name_of(param: click.Parameter | None) -> str:
    """An option as it is written, an argument as the help calls it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param else "argument"


def hint(word: str, known: list[str]) -> str:
    """` (did you mean …?)` where one of the known words looks much like this one."""
    told = meant(word, known).strip()
    return f" ({told})" if told else ""


def options_of(context: click.Context | None) -> list[str]:
    """Every option of a command, as it is written."""
    params = context.command.get_params(context) if context else []
    return [name for option in params if isinstance(option, click.Option) for name in option.opts]
