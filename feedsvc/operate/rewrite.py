"""A source's file gets other options and keeps everything else: comments, order, what was read before.

extractor = "selectors"             extractor = "selectors"
[options]                           [options]
item = "li.old"        # news       item = "article.card"        # news
                                    # Until 2026-03-04 the page was read so:
                                    #   extractor = "selectors"
                                    #   options.item = "li.old"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

from tomlkit.exceptions import TOMLKitError

from feedsvc.clean.numberdates import ORDERS
from feedsvc.config import SourceConfig
from feedsvc.config.edit import edited, encoded_as
from feedsvc.config.toml import parse_toml, toml_value
from feedsvc.errors import FeedsvcError
from feedsvc.extract import options_problems
from feedsvc.files import one_writer, replace_file

UNTIL = "# Until "
_LINE = re.compile(r"#   (?:options\.)?[\w-]+ = ")
MOST_FORMER = 5
LEARNED = ("date_order", "date_language")
RENDERS: Mapping[str, Literal["auto", "always"]] = {"auto": "auto", "always": "always"}


def rewrite(file: Path, before: SourceConfig, after: SourceConfig, now: datetime) -> None:
    """Have the source's file say how its page is read now; raises FeedsvcError and leaves it as it was."""
    try:
        with one_writer(file.parent.parent):  # the configuration's directory
            new = rewritten(file.read_text("utf-8-sig"), before, after, now)
            replace_file(file.resolve(), encoded_as(file.read_bytes(), new))
    except OSError as error:
        raise FeedsvcError(f"{file}: {error.strerror} (make it a file that can be written)") from error
    except (TOMLKitError, ValueError) as error:
        raise FeedsvcError(f"{file}: {error} (change its options by hand)") from error


def rewritten(text: str, before: SourceConfig, after: SourceConfig, now: datetime) -> str:
    """The file's text with the new options; raises ValueError where it does not say what is known of it."""
    if _way(parse_toml(text)) != (before.extractor, dict(before.options)):
        raise ValueError("it has changed meanwhile")
    if problems := options_problems(after.extractor, after.options):
        raise ValueError(f"the new options have mistakes: {problems[0][1]}")
    address = {"url": after.url} if after.url != before.url else {}
    asked = {"body": after.body} if after.body != before.body else {}
    history = list(_history(before, parse_toml(text).get("url") if address else None, now))
    if asked:
        history.append(f"  body = {toml_value(parse_toml(text).get('body', ''))}")
    learned = {name: getattr(after, name) for name in LEARNED}
    values = {**address, **asked, "extractor": after.extractor, **learned, **_drawing(before, after)}
    values["options"] = dict(after.options)
    new = edited(text, values) + "".join(f"# {line}\n" for line in history)
    if _way(parse_toml(new)) != (after.extractor, dict(after.options)):
        raise ValueError("its options stand where they cannot be replaced")
    return new


def _drawing(before: SourceConfig, after: SourceConfig) -> dict[str, Any]:
    """Whether a browser draws the page from now on, where that changes."""
    if before.render == after.render:
        return {}
    return {"render": after.render, "wait": after.wait} if after.may_draw else {"render": None, "wait": None}


def _way(values: dict[str, Any]) -> tuple[Any, Any]:
    return values.get("extractor"), values.get("options", {})


def _history(before: SourceConfig, url: object, now: datetime) -> Iterator[str]:
    """What was read before, as lines that can be put back; the address, where it changes, as it stood."""
    yield f"{UNTIL[2:]}{now:%Y-%m-%d} the page was read so:"
    if url is not None:
        yield f"  url = {toml_value(url)}"
    yield f"  extractor = {toml_value(before.extractor)}"
    if before.may_draw:
        yield f"  render = {toml_value(before.render)}"
    yield from (f"  {name} = {toml_value(v)}" for name in LEARNED if (v := getattr(before, name)))
    yield from (f"  options.{name} = {toml_value(value)}" for name, value in before.options.items())


def former_ways(file: Path, source: SourceConfig) -> list[SourceConfig]:
    """How the source was read before, as the comments of its file say, the latest way first; at most five.

    A way that cannot be read any more, or asks for a secret, is left out.
    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return []
    starts = [n for n, line in enumerate(lines) if line.startswith(UNTIL)]
    ways, asked = list[SourceConfig](), (source.url, source.body)
    for start in reversed(starts[-MOST_FORMER:]):
        values = _values_in(takewhile(_LINE.match, lines[start + 1 :]))
        # said where the next way has others
        asked = values.get("url", asked[0]), values.get("body", asked[1])
        if (way := _way_of(values, source, *asked)) is not None:
            ways.append(way)
    return ways


def _values_in(lines: Iterable[str]) -> dict[str, Any]:
    try:
        return parse_toml("\n".join(line[2:].strip() for line in lines))
    except (ValueError, RecursionError):
        return {}


def _way_of(values: dict[str, Any], source: SourceConfig, url: str, body: str) -> SourceConfig | None:
    extractor, options = _way(values)
    order = values.get("date_order")
    if extractor is None or "${" in f"{url} {body} {options}" or options_problems(extractor, options):
        return None
    return replace(
        source,
        extractor=extractor,
        options=options,
        url=url,
        body=body,
        date_order=order if order in ORDERS else None,
        date_language=values.get("date_language"),
        render=RENDERS.get(str(values.get("render")), source.render),
    )
