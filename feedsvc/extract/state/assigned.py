"""Values that scripts assign, push or hand to a function, by the name beside them.

window.__APOLLO_STATE__ = {…}       __APOLLO_STATE__
var posts = [{title: 'Second quay opens'}, …]
kit.start(app, element, {data: [null, {…}]})        kit.start
ReactDOM.hydrate(React.createElement(List, {…}))    React.createElement
(window[Symbol.for("ApolloSSR")] ??= []).push({…})  ApolloSSR
__sveltekit_1.resolve(1, () => [{…}])               __sveltekit_1.resolve
new Calendar(here(), {open: () => …, events: [{…}]})  events
$R[0]={posts:$R[1]=[…]}                             $R (what seroval writes: SolidStart, TanStack)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from feedsvc.extract.state.cursor import Steps, Unreadable
from feedsvc.extract.state.literal import read_literal

MAX_LITERALS = 40
"""Values of one script that are tried."""
SHORT = 100
"""A shorter script carries no stories."""
_TITLE = re.compile(
    r"""(?:title|headline|heading|name|subject|caption|label|content)\w{0,12}\\{0,3}["']?\s{0,3}:""",
    re.IGNORECASE,
)
_FEWEST = 3
_PACKED = re.compile(r"\b(?:decodeURIComponent|unescape|atob)\(\s?[\"'][^\"']{200}")
_STREAM = re.compile(
    r"(?:(__next_f)[^;]{0,40}?\.push\(\s*\[\s*1\s*,|window\.(__remixContext|__reactRouterContext)"
    r"\.streamController\.enqueue\()\s*(?=\")"
)
_NAME, _LONG_NAME = r"[A-Za-z_$][\w$]{0,60}", r"[A-Za-z_$][\w$]{0,40}(?:\.[\w$]{1,40}){0,4}"
_QUOTED = r"(?:\"[^\"\n]{0,80}\"|'[^'\n]{0,80}')"
_S = r"\s{0,9}"
_BEGINS = r"(?:[{\[(]|(?:JSON\.parse|decodeURIComponent|function)\b|[\"'](?:\{|\[|%7B|%5B))"
_ASSIGNED = re.compile(
    rf"(?<![\w$.])(?:(?:window|self|globalThis|this){_S}(?:\.{_S}({_LONG_NAME})|\[{_S}[\"']([^\"'\n]{{1,60}})[\"']{_S}\])"
    rf"|(?:var|let|const)\s{{1,9}}({_NAME})|({_NAME}\.{_LONG_NAME})){_S}={_S}(?={_BEGINS})"
    rf"|Symbol\.for\({_S}[\"']([^\"'\n]{{1,60}})[\"']\)\][^;{{}}]{{0,40}}\.push\({_S}(?={{)"
    rf"|(?<![\w$.])({_LONG_NAME})\({_S}(?:(?:{_LONG_NAME}|{_QUOTED}|\d{{1,6}}){_S},{_S}){{0,3}}"
    rf"(?:(?=[\[{{])|\(\){_S}=>{_S}(?=\[))"
    r"|(\$R)\[\d{1,6}\]=(?=[\[{])"
    rf"|(?<![\w$.])[\"']?(events)[\"']?{_S}:{_S}(?=\[{_S}{{)"
)
"""A name and `=`, or a function's name with up to three short arguments, before a value or what gives one.

Also what a calendar is handed, among what only runs.
"""
_NO_CALLS = frozenset(
    ["if", "for", "while", "switch", "catch", "function", "return", "gtag", "fbq", "dataLayer.push"]
)


def told_often(text: str) -> bool:
    """Whether the text has titles enough for a list of stories."""
    found = _TITLE.finditer(text)
    return sum(1 for _ in zip(range(_FEWEST), found, strict=False)) == _FEWEST


def assigned(script: str, streamed: dict[str, list[str]], steps: Steps) -> Iterator[tuple[str, Any]]:
    """What a script assigns or hands over, by name; pieces of a stream are put into `streamed`."""
    if pieces := list(_pieces(script)):
        for name, piece in pieces:
            streamed.setdefault(name, []).append(piece)
        return
    if len(script) < SHORT or not (told_often(script) or _PACKED.search(script)):
        return
    at, tries = 0, 0
    while tries < MAX_LITERALS and (found := _ASSIGNED.search(script, at)):
        name, at = next(filter(None, found.groups())), found.end()
        if name in _NO_CALLS:
            continue
        tries += 1
        try:
            value, at = read_literal(script, at, steps)
        except Unreadable:
            continue
        if isinstance(value, dict | list | str):
            yield name, value
        else:
            at = found.end()  # what is run may be handed a value


def _pieces(script: str) -> Iterator[tuple[str, str]]:
    at = 0
    while found := _STREAM.search(script, at):
        try:
            value, at = read_literal(script, found.end())
        except Unreadable:
            return
        if isinstance(value, str):
            yield found[1] or found[2], value
