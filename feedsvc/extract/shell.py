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
    r"|読み込み中|로딩)\W*(?:please wait|application|app)?\W*",
    re.IGNORECASE,
)


def drawn_by_scripts(markup: str) -> bool:
    """Whether the page shows next to nothing until its scripts have run."""
    tree = LexborHTMLParser(markup)
    if tree.css_first("script") is None or tree.body is None:
        return False
    told = any(_ENABLE.search(fold(node.text())[:500]) for node in tree.css("noscript")[:20])
    bundled = tree.css_first("script[src], script[type=module]") is not None
    tree.strip_tags(["script", "style", "noscript", "template", "head", "svg"])
    visible = fold(tree.body.text(separator=" "))
    empty = has_empty_place(tree)
    if empty or told:
        return len(visible) < _AROUND and (bundled or empty)
    bare = not visible or _WAITING.fullmatch(visible) is not None
    return bundled and (bare or (_asks(visible) and len(visible) < _LITTLE))


def has_empty_place(tree: LexborHTMLParser) -> bool:
    """Whether the page has a place for an application in which nothing stands."""
    return any(_is_empty(node) for node in tree.css(_ROOTS)[:9])


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
