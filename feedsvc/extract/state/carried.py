"""Where a page carries its state, each under a name that stays when the application is built anew.

    <script id="__NEXT_DATA__" type="application/json">{…}</script>     __NEXT_DATA__
    <script>window.__INITIAL_STATE__ = {…}; var posts = […]</script>     __INITIAL_STATE__, posts
    <script>self.__next_f.push([1,"…"])</script>                         __next_f
    <div id="app" data-page="{&quot;component&quot;:…}">                 data-page
    <div wire:snapshot="{&quot;data&quot;:{&quot;posts&quot;:…}}">            wire:snapshot
    <astro-island opts="{&quot;name&quot;:&quot;List&quot;}" props="…">  List

What stands under one name several times is a list. Values of scripts that could hold no stories (fewer
than three titles) are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.dom import attribute
from feedsvc.extract.state.assigned import SHORT, assigned, told_often
from feedsvc.extract.state.caches import joined
from feedsvc.extract.state.cursor import Steps, Unreadable
from feedsvc.extract.state.datapage import data_of
from feedsvc.extract.state.devalue import settled, unflattened
from feedsvc.extract.state.flight import rows
from feedsvc.extract.state.literal import read_literal
from feedsvc.extract.state.livewire import snapshot

MAX_SCRIPTS = 300
MARGIN = 200
"""Characters of white space before JSON, at most."""
NESTED = 2
_NO_STATE = ("application/ld+json", "importmap", "speculationrules", "text/template", "text/html")
_SCRIPTED = ("", "module", "text/javascript", "application/javascript", "text/ecmascript")
_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_IN_ATTRIBUTE = re.compile(
    r"""\s([:@\w.-]{2,40})=(?:"((?:[\w.]{1,40}\()?[\[{][^"]{200,})"|'((?:[\w.]{1,40}\()?[\[{][^']{200,})')"""
)
_OPENED = re.compile(r"=[\"'](?:[\w.]{1,40}\()?[\[{]")
"""How such an attribute begins: found fast where there is none, as on most pages."""
_FLAT = ("__NUXT_DATA__",)

Named = tuple[str, Any]


def states(tree: LexborHTMLParser, text: str) -> dict[str, Any]:
    """Every state of the page by its name, in page order; what no one can read is left out."""
    if text[:MARGIN].lstrip()[:1] in ("{", "["):
        value = data_of(text)
        return {"page": value} if value else {}
    found: dict[str, list[Any]] = {}
    for name, value in _all(tree, text):
        value = opened(value)
        if isinstance(value, dict | list) and value:
            found.setdefault(name, []).append(joined(value))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def opened(value: Any, depth: int = 0) -> Any:
    """The value with JSON that stands in its texts read, two levels down (Discourse, SvelteKit)."""
    if isinstance(value, str) and len(value) > SHORT and value[:1] in ("{", "[", "%"):
        return readable(unquote(value) if value[0] == "%" else value)
    if isinstance(value, dict) and depth < NESTED:
        return {key: opened(one, depth + 1) for key, one in value.items()}
    return value


def _all(tree: LexborHTMLParser, text: str) -> Iterator[Named]:
    streamed: dict[str, list[str]] = {}
    steps = Steps()
    for node in tree.css("script:not([src])")[:MAX_SCRIPTS]:
        kind = attribute(node, "type").lower().partition(";")[0]
        if kind in _SCRIPTED:
            yield from assigned(node.text(), streamed, steps)
        elif kind not in _NO_STATE:
            yield from _declared(node, steps)
    if chunks := streamed.get("__next_f"):
        yield "__next_f", rows(chunks)
    for name in ("__remixContext", "__reactRouterContext"):
        if chunks := streamed.get(name):
            yield name, _streamed(chunks)
    yield from _islands(tree, steps)
    yield from _attributes(text, steps)


def _declared(node: LexborNode, steps: Steps) -> Iterator[Named]:
    """The JSON of a script that says so."""
    text = node.text().strip().removeprefix("<!--").removesuffix("-->").strip()
    value = readable(text, steps) if text[:1] in ("{", "[", '"') else None
    name = attribute(node, "id") or _other_name(node)
    if name in _FLAT or "data-nuxt-data" in node.attributes:
        yield "__NUXT_DATA__", unflattened(value)
        return
    yield name, value


def _other_name(node: LexborNode) -> str:
    """What a script without an id is called: by its own attribute, else by its type."""
    own = [name for name in node.attributes if name.startswith("data-") and len(name) < 60]
    return own[0] if own else attribute(node, "type").lower()


def readable(text: str, steps: Steps | None = None) -> Any:
    """The JSON or literal that the text is; as Angular writes it, too. None where it is none."""
    if "&q;" in text:
        text = re.sub("&[qslga];", lambda found: _ANGULAR[found[0]], text)
    try:
        return read_literal(text, 0, steps)[0]
    except Unreadable:
        return None


def _streamed(chunks: list[str]) -> Any:
    """What turbo-stream sent: the first line is the state, the others what it waited for."""
    lines = "".join(chunks).split("\n")
    values = [readable(line[line.find("[") :]) for line in lines if "[" in line[:12]]
    found = [unflattened(value) for value in values[:100]]
    return found[0] if len(found) == 1 else found


def _islands(tree: LexborHTMLParser, steps: Steps) -> Iterator[Named]:
    """The properties of Astro's islands, by the names of their components."""
    for node in tree.css("astro-island[props]")[:MAX_SCRIPTS]:
        props, opts = (readable(attribute(node, key), steps) for key in ("props", "opts"))
        name = opts.get("name") if isinstance(opts, Mapping) else None
        if isinstance(props, dict):
            yield name if isinstance(name, str) and name else "astro-island", settled(props)


def _attributes(text: str, steps: Steps) -> Iterator[Named]:
    """What stands in attributes as JSON: pages of Inertia, components of React and Vue in a page."""
    for found in _IN_ATTRIBUTE.finditer(text) if _OPENED.search(text) else ():
        name, value = found[1], unescape(found[2] or found[3])
        if name not in ("props", "opts") and told_often(value):
            begin = min(at for at in (value.find("{"), value.find("[")) if at >= 0)
            yield name, snapshot(value) if name == "wire:snapshot" else readable(value[begin:], steps)


def shown(found: Mapping[str, Any]) -> str:
    """The names, for messages."""
    return json.dumps(list(found)[:20], ensure_ascii=False)[1:-1] or "nothing"
