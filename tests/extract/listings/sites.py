"""Lists as sites of today are built: whole cards as links, components with roots of their own, named frames."""

from __future__ import annotations

from tests.extract.listings.fronts import CARD, PLAIN, told
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.listing import MONTHS, Listing, rows

KINDS = ("Press release", "Company news", "Case study")
LABELLED = [{**v, "label": KINDS[n % 3]} for n, v in enumerate(NEWS)]
CLUBS = [{**v, "club": ("Rowers of the quay", "Friends of the harbour")[n % 2]} for n, v in enumerate(NEWS)]

LABEL = """<a href="/n/{id}" class="block"><div><span>{label}</span><span>·</span><span>{month} {d}, {y}</span></div><div class="a">{title}</div><div class="b">{text}</div></a>"""
ONE_LABEL = """<a href="/n/{id}" class="block"><div class="in"><div><span>Press release</span><span>·</span><span>{month} {d}, {y}</span></div><div class="a">{title}</div><div class="b">{text}</div></div></a>"""
BARE = """<a href="/n/{id}"><div>{label}</div><div>{title}</div><div>{text}</div><div>{month} {d}, {y}</div></a>"""
MET = """<a href="/m/{id}"><span>{club}</span> <span>{month} {d}, {y}</span> <span>6 pm</span></a>"""
KICKERS = """<a href="/n/{id}" class="card"><h6>{label}</h6><p class="big">{title}</p><p>{text}</p><i>{iso}</i></a>"""
HELD = """<a href="/m/{id}" class="card"><h3>{club}</h3><p>The old customs house</p><i>{iso}</i></a>"""
SHADOW = """<news-card><template shadowrootmode="open"><style>a {{ color: red }}</style><article><h3><a href="/n/{id}">{title}</a></h3><time datetime="{iso}">{d}.{m}.</time></article></template></news-card>"""
PATTERN = """<template id="row-{n}"><article><h3><a href="/n/{id}">{title}</a></h3><time datetime="{iso}">{d}.{m}.</time></article></template>"""
OVERLAY = """<div class="card"><a href="/n/{id}" aria-label="Read the story: {title}"></a><p class="card__title">{title}</p><span>{month} {d}, {y}</span></div>"""
LABELLED_LINK = """<div class="card"><a href="/n/{id}" aria-label="{title}"></a><p>{section}</p><span>{month} {d}, {y}</span></div>"""
HIDDEN_DAY = """<li><a class="topic" href="/t/{id}">{title}</a><div style="display: none;">Last post by Zed <time datetime="2026-03-04">March 4</time></div><div>by Ann <time datetime="{iso}">{iso}</time></div></li>"""
HIDDEN_KEY = """<li><a class="topic" href="/t/{id}">{title}</a> <span style="display:none">{iso}</span> <b>{d}.{m}.</b></li>"""
RDFA = """<li><a href="/n/{id}">{title}</a> <span property="schema:datePublished" content="{iso}">{dd}/{mm}</span></li>"""
SAID = """<li><a href="/n/{id}">{title}</a> <span property="schema:datePublished" content="2026-03-04">{month} {d}, {y}</span></li>"""
TAGGED = """<h2><a href="https://forge.example/tool/releases/tag/v2.{n}.0">2.{n}.0</a> ({iso})</h2><h3>Fixed</h3><ul><li>{title} <a href="https://forge.example/tool/commit/{id}abcdef1">{id}abc</a></li></ul>"""
COMPARED = """<h2><a href="https://forge.example/tool/compare/v1.{n}.0...v2.{n}.0">2.{n}.0</a> - {iso}</h2><h3>Fixed</h3><ul><li>{title} (<a href="https://forge.example/tool/pull/{id}">#{id}</a>)</li></ul>"""
DAY = """<div class="t"><span class="d">{iso}</span><a href="/n/{id}">{title}</a></div>"""
PAGED = """<article><h2><a href="/n/{id}">{title}</a></h2><p>{text} {text} {text}</p><time datetime="{iso}">{d}.{m}.</time></article>"""
MARKED = """<li><a href="/n/{id}"><span class="new">NEW</span> {title} <b class="badge">{n}</b></a> <i>{iso}</i></li>"""
WORDED = """<li><a href="/n/{id}"><b>New</b> {title} <b>{n}</b></a> <i>{iso}</i></li>"""
READ_ALOUD = """<li><a href="/n/{id}"><span class="sr-only">Article:</span> {title}</a> <i>{iso}</i></li>"""
AGED = """<article><h3><a href="/n/{id}">{title}</a></h3><p>Added by Ann <a title="{mm}/{dd}/{y} 10:00 AM" href="/activity?from={iso}">{n} days</a> ago</p></article>"""
TIMED = """<a href="/r/{id}" class="recipe"><div class="recipe__time">{n}0 min</div><h3>{title}</h3></a>"""
ISSUES = [{"month": month, "m": n} for n, month in enumerate(MONTHS[4::-1])]
ISSUE = """<li><a href="/letters/{m}.pdf">{month} 2026</a></li>"""
MONTH = """<li><a href="/letters/2026/{m}/">{month} 2026</a></li>"""
INDEXED = """<img src="f.gif" alt="[ ]"> <a href="oar-{id}.iso">oar-{id}.iso</a>   {iso} 10:07   600M\n"""
READ_MOST = """<li><a href="/x/{n}"><h4>What very many people have read this week, part {n}</h4></a></li>"""
ASIDE = f"<aside><ul>{rows(PLAIN, NEWS)}</ul></aside>"

SITES = (
    Listing(name="cards that begin with labels of several kinds", body=f"<main><h1>News</h1>{rows(LABEL, LABELLED)}</main>", stories=told("/n/{id}")),
    Listing(name="cards that begin with one label", body=f"<main><h1>News</h1>{rows(ONE_LABEL, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="cards of parts that nothing names", body=f"<main><h1>News</h1>{rows(BARE, LABELLED)}</main>", stories=told("/n/{id}")),
    Listing(name="cards whose labels are headings", body=f"<main><h1>News</h1>{rows(KICKERS, LABELLED)}</main>", stories=told("/n/{id}")),
    Listing(
        name="meetings of two clubs in one house",
        body=f"<main><h1>Meetings</h1>{rows(HELD, CLUBS)}</main>",
        stories=tuple((str(v["club"]), f"https://town.example/m/{v['id']}", str(v["iso"])) for v in CLUBS),
    ),
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
    Listing(name="links whose labels say more than the titles below them", body=f"<main><h1>News</h1>{rows(OVERLAY, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="links whose labels are the titles", body=f"<main><h1>News</h1>{rows(LABELLED_LINK, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="the day of the last reply, which is hidden", body=f"<main><h1>Topics</h1><ul>{rows(HIDDEN_DAY, NEWS)}</ul></main>", stories=told("/t/{id}")),
    Listing(name="hidden keys that say more than the day beside them", body=f"<main><h1>Topics</h1><ul>{rows(HIDDEN_KEY, NEWS)}</ul></main>", stories=told("/t/{id}")),
    Listing(name="days in RDFa of which readers see less", body=f"<main><h1>News</h1><ul>{rows(RDFA, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(name="days in RDFa beside whole ones", body=f"<main><h1>News</h1><ul>{rows(SAID, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(
        name="releases whose headings lead to them",
        body=f"<main><h1>Changes</h1>{rows(TAGGED, NEWS)}</main>",
        stories=tuple((f"2.{n}.0", f"https://forge.example/tool/releases/tag/v2.{n}.0", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="releases whose headings lead to what was changed line by line",
        body=f"<main><h1>Changes</h1>{rows(COMPARED, NEWS)}</main>",
        stories=tuple((f"2.{n}.0", "", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    *(
        Listing(
            name=f"what stands below {head}",
            body=f"<div><h1>Town</h1>{rows(DAY, NEWS[:5])}</div><div><div><h3>{head}</h3></div><ol>{rows(READ_MOST, NEWS)}</ol></div>",
            stories=told("/n/{id}", values=NEWS[:5]),
        )
        for head in ("Most read", "Meistgelesen", "Les plus lus", "Lo más leído", "アクセスランキング", "많이 본 뉴스")
    ),
    Listing(
        name="a page of what is read most",
        body=f"<main><h1>Most read</h1><ol>{rows(READ_MOST, NEWS)}</ol></main>",
        stories=tuple((f"What very many people have read this week, part {n}", f"https://town.example/x/{n}", None) for n in range(len(NEWS))),
    ),
    Listing(name="stories in what is called pages", body=f'<h1>News</h1><div class="ajax_pagination">{rows(PAGED, NEWS)}</div>', stories=told("/n/{id}")),
    Listing(name="stories in what is called a menu", body=f'<h1>News</h1><ul class="list menu">{rows(MARKED, NEWS)}</ul>', stories=told("/n/{id}")),
    Listing(name="a menu beside dated stories", body=f'<ul class="menu">{rows(MARKED, NEWS)}</ul><h1>News</h1><ul>{rows(MARKED, NEWS[:3])}</ul>', stories=told("/n/{id}", values=NEWS[:3])),
    Listing(name="titles between marks", body=f"<main><h1>News</h1><ul>{rows(MARKED, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(
        name="titles with a strong word and a number",
        body=f"<main><h1>News</h1><ul>{rows(WORDED, NEWS)}</ul></main>",
        stories=tuple((f"New {title} {n}", link, day) for n, (title, link, day) in enumerate(told("/n/{id}"))),
    ),
    Listing(name="labels before titles that are read aloud", body=f"<main><h1>News</h1><ul>{rows(READ_ALOUD, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(name="ages whose links say the day under the mouse", body=f"<main><h1>News</h1>{rows(AGED, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="minutes that a recipe takes", body=f"<main><h1>Recipes</h1>{rows(TIMED, NEWS[:6])}</main>", stories=told("/r/{id}", dated=False, values=NEWS[:6])),
    Listing(
        name="papers that are named by their month",
        body=f"<main><h1>Letters</h1><ul>{rows(ISSUE, ISSUES)}</ul></main>",
        stories=tuple((f"{v['month']} 2026", f"https://town.example/letters/{v['m']}.pdf", None) for v in ISSUES),
    ),
    Listing(name="months that lead to further pages", body=f"<main><h1>Letters</h1><ul>{rows(MONTH, ISSUES)}</ul></main>"),
    Listing(
        name="an index of files below another",
        body=f'<h1>Index of /oars</h1><pre><a href="/">Parent Directory</a>      -\n{rows(INDEXED, NEWS)}</pre>',
        stories=tuple((f"oar-{v['id']}.iso", f"https://town.example/list/oar-{v['id']}.iso", str(v["iso"])) for v in NEWS),
    ),
    Listing(
        name="a dialog with a main part of its own",
        body=f'<div role="dialog"><main><h1>Partners</h1><ul>{rows(PLAIN, NEWS)}</ul></main></div><h1>Town</h1><p>Words of it.</p>',
    ),
)  # fmt: skip
