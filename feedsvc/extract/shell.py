# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""Pages that only JavaScript can fill: an empty place for an application, its bundles, and a word to those without.

<noscript>You need to enable JavaScript to run this app.</noscript>
<div id="root"></div><script src="/static/js/main.3f2c.js"></script>
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.text import fold
from feedsvc.extract.dom import attribute

_ROOTS = (
    "#root, #app, #__next, #__nuxt, #___gatsby, #q-app, #svelte, #react-root, #main-app, #app-root, #application,"
    " #mount, #__layout, #ember-app, #single-spa-application, app-root, my-app, [data-reactroot], [ng-app], [ng-version]"
)
_UNDRAWN = (
    "template[x-for], [v-for], [ng-repeat], [data-ng-repeat], [data-bind*=foreach],"
    " template[data-dgst=BAILOUT_TO_CLIENT_SIDE_RENDERING]"
)
"""What is one list once scripts have run (Alpine, Vue, AngularJS, Knockout), or left to them (Next.js)."""
_ASIDE = frozenset(("header", "nav", "footer", "aside", "form", "dialog", "select"))
"""Where a list that scripts fill is a menu's, or what a search suggests."""
_STARTERS = 'script[src*="_framework/blazor."], script[type=module][src*="runtime"], script[type=module][src*="polyfills"]'
"""What starts an application whose place has any name (Blazor, Angular)."""
_LITTLE = 200
"""Visible characters of a page that is but a place; of one with menus around it."""
_AROUND = 1500
_ENABLE = re.compile(
    r"(?:enable|requires?|needs?|turn on|activate|disabled|without|activer?|activez|aktivier|einschalten|habilit|activa|attiva|ativ"
    r"|włącz|включит|ввімкн|schakel|slå|启用|啟用|有効|사용|開啟|请开启).{0,60}(?:java ?script)"
    r"|java ?script.{0,60}(?:enable|required?|needed|disabled|turned off|aktivier|activ|attiv|ativ|habilit|nécessaire|erforderlich"
    r"|benötigt|włącz|включ|отключ|启用|啟用|有効|활성|必要|禁用|開啟|개)",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"\W*(?:loading|please wait|wird geladen|lädt|chargement|cargando|caricamento|carregando|ładowanie|загрузка|laden|加载中|載入中"
    r"|読み込み中|로딩)\W*(?:(?:please wait|application|app)\W*)?",
    re.IGNORECASE,
)


def drawn_by_scripts(markup: str) -> bool:
    """Whether the page shows next to nothing until its scripts have run."""
    tree = LexborHTMLParser(markup)
    if tree.css_first("script") is None or tree.body is None:
        return False
    told = any(_ENABLE.search(fold(node.text())[:500]) for node in tree.css("noscript")[:20])
    bundled = _is_bundled(tree)
    undrawn = any(not _stands_aside(node) for node in tree.css(_UNDRAWN)[:20])
    starts = _is_started(tree)
    tree.strip_tags(["script", "style", "noscript", "template", "head", "svg"])
    visible = fold(tree.body.text(separator=" "))
    empty = has_empty_place(tree)
    if empty or told or undrawn:
        return len(visible) < _AROUND and (bundled or empty)
    bare = not visible or _WAITING.fullmatch(visible) is not None
    return bundled and (bare or ((starts or _asks(visible)) and len(visible) < _LITTLE))


def has_empty_place(tree: LexborHTMLParser) -> bool:
    """Whether the page has a place for an application in which nothing stands."""
    return any(_is_empty(node) for node in tree.css(_ROOTS)[:9])


def _is_bundled(tree: LexborHTMLParser) -> bool:
    """Whether there are scripts beside those that stand in the page."""
    return tree.css_first("script[src], script[type=module]") is not None or any(
        "import(" in node.text() for node in tree.css("script")[:20]
    )


def _is_started(tree: LexborHTMLParser) -> bool:
    """Whether scripts start an application there, and nothing but a new try leads anywhere."""
    return tree.css_first(_STARTERS) is not None and tree.css_first("a[href]:not(.reload)") is None


def _stands_aside(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag not in _ASIDE:
        above = above.parent
    return above is not None


def _asks(visible: str) -> bool:
    return _ENABLE.search(visible) is not None


def _is_empty(node: LexborNode) -> bool:
    words = fold(node.text(separator=" "))
    own = attribute(node, "id") or node.tag
    return (
        bool(own)
        and (not words or _WAITING.fullmatch(words) is not None)
        and node.css_first("a[href]") is None
    )
