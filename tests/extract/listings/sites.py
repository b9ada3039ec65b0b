"""Lists as sites of today are built: whole cards as links, components with roots of their own, named frames."""

from __future__ import annotations

from tests.extract.listings.fronts import CARD, PLAIN, told
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.listing import Listing, rows

KINDS = ("Press release", "Company news", "Case study")
LABELLED = [{**v, "label": KINDS[n % 3]} for n, v in enumerate(NEWS)]
CLUBS = [{**v, "club": ("Rowers of the quay", "Friends of the harbour")[n % 2]} for n, v in enumerate(NEWS)]

LABEL = """<a href="/n/{id}" class="block"><div><span>{label}</span><span>·</span><span>{month} {d}, {y}</span></div><div class="a">{title}</div><div class="b">{text}</div></a>"""
ONE_LABEL = """<a href="/n/{id}" class="block"><div class="in"><div><span>Press release</span><span>·</span><span>{month} {d}, {y}</span></div><div class="a">{title}</div><div class="b">{text}</div></div></a>"""
BARE = """<a href="/n/{id}"><div>{label}</div><div>{title}</div><div>{text}</div><div>{month} {d}, {y}</div></a>"""
MET = """<a href="/m/{id}"><span>{club}</span> <span>{month} {d}, {y}</span> <span>6 pm</span></a>"""
SHADOW = """<news-card><template shadowrootmode="open"><style>a {{ color: red }}</style><article><h3><a href="/n/{id}">{title}</a></h3><time datetime="{iso}">{d}.{m}.</time></article></template></news-card>"""
PATTERN = """<template id="row-{n}"><article><h3><a href="/n/{id}">{title}</a></h3><time datetime="{iso}">{d}.{m}.</time></article></template>"""
ASIDE = f"<aside><ul>{rows(PLAIN, NEWS)}</ul></aside>"

SITES = (
    Listing(name="cards that begin with labels of several kinds", body=f"<main><h1>News</h1>{rows(LABEL, LABELLED)}</main>", stories=told("/n/{id}")),
    Listing(name="cards that begin with one label", body=f"<main><h1>News</h1>{rows(ONE_LABEL, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="cards of parts that nothing names", body=f"<main><h1>News</h1>{rows(BARE, LABELLED)}</main>", stories=told("/n/{id}")),
    Listing(
        name="meetings of two clubs, which are no labels",
        body=f"<main><h1>Meetings</h1>{rows(MET, CLUBS)}</main>",
        stories=tuple((str(v["club"]), f"https://town.example/m/{v['id']}", str(v["iso"])) for v in CLUBS),
    ),
    Listing(
        name="components that show their own roots",
        body=f'<my-page><template shadowrootmode="open"><main><h1>News</h1>{rows(SHADOW, NEWS)}</main></template></my-page>',
        stories=told("/n/{id}"),
    ),
    Listing(name="patterns that nobody sees", body=f"<main><h1>News</h1><p>There is none.</p>{rows(PATTERN, NEWS)}</main>"),
    Listing(
        name="a frame that is called a way to skip",
        body=f'<div id="__skipToContent" class="menu-open"><main><h1>News</h1>{rows(CARD, NEWS)}</main>{ASIDE}</div>',
        stories=told("/n/{id}"),
    ),
    Listing(
        name="a dialog with a main part of its own",
        body=f'<div role="dialog"><main><h1>Partners</h1><ul>{rows(PLAIN, NEWS)}</ul></main></div><h1>Town</h1><p>Words of it.</p>',
    ),
)  # fmt: skip
