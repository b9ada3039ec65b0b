"""The options of curl: which are read, which say nothing to a source, and which no source can do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import click

from feedsvc.errors import FeedsvcError

UNREAD = {
    "form": "-F sends a form of several parts, which a source cannot (is there an address that takes JSON?)",
    "proxy": "-x names a proxy, which a source cannot use",
    "upload_file": "-T uploads a file, which a source cannot",
    "cert": "a client's certificate is nothing that a source can show",
    "key": "a client's key is nothing that a source can show",
    "config": "-K reads a file: write its options into the command",
    "head": "-I asks for no page",
}
"""Options that change what is asked and that no source can do."""
_TEXTS = ("-X/--request", "-A/--user-agent", "-e/--referer", "-u/--user", "--url")
_LISTS = (
    "-H/--header",
    "-b/--cookie",
    "-d/--data/--data-ascii/--data-binary",
    "--data-raw",
    "--data-urlencode",
    "--json",
)
_FLAGS = (
    *(
        "-G/--get",
        "-I/--head",
        "--compressed",
        "-s/--silent",
        "-S/--show-error",
        "-L/--location",
        "-k/--insecure",
    ),
    *(
        "-i/--include",
        "-v/--verbose",
        "-f/--fail",
        "-g/--globoff",
        "-N/--no-buffer",
        "-0/--http1.0",
        "--http1.1",
    ),
    *("--http2", "--http3", "--tlsv1.2", "--tlsv1.3", "-1/--tlsv1", "-4/--ipv4", "-6/--ipv6", "--path-as-is"),
)
_IGNORED = (
    "-o/--output",
    "-m/--max-time",
    "--connect-timeout",
    "--retry",
    "-w/--write-out",
    "--max-redirs",
    "-c/--cookie-jar",
)
_REFUSED = ("-F/--form", "-x/--proxy", "-T/--upload-file", "-E/--cert", "--key", "-K/--config")


def options_of(words: Sequence[str]) -> dict[str, object]:
    """The options of a command and its address by their names."""
    parser = click.Command(
        "curl", params=[*_declared(), click.Argument(["urls"], nargs=-1)], add_help_option=False
    )
    try:
        given = dict(parser.make_context("curl", list(words)).params)
    except click.UsageError as error:
        raise FeedsvcError(f"--curl: {error.format_message()}") from None
    for name, why in UNREAD.items():
        if given.get(name):
            raise FeedsvcError(f"--curl: {why}")
    return given


def _declared() -> Iterator[click.Option]:
    for text in (*_TEXTS, *_IGNORED):
        yield click.Option(text.split("/"))
    for text in (*_LISTS, *_REFUSED):
        yield click.Option(text.split("/"), multiple=True)
    for text in _FLAGS:
        name = re.sub(r"\W", "_", text.rpartition("--")[2])
        yield click.Option([*text.split("/"), name], is_flag=True)


def listed(given: Mapping[str, object], name: str) -> list[str]:
    """Every value of an option that may be given several times."""
    value = given.get(name)
    return [str(one) for one in value] if isinstance(value, tuple) else []
