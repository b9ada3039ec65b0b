"""Lists of things with short names: offers of work, games, releases, letters, weblogs; and what is none."""

from __future__ import annotations

from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.fronts import told
from tests.extract.listings.listing import Listing, Seen, rows

JOBS = (
    "Warden of the night quay",
    "Cook",
    "Diver",
    "Head of the rope yard",
    "Clerk of the lock",
    "Crane driver, old quay",
)
GAMES = ("Ebb", "Quay Run", "Ropes", "Fog and Bell", "Eel", "High Tide")
KINDS = ("Building and crafts", "Offices and letters", "Teaching in schools", "Boats and engines")
WRITERS = ("Ida Moss", "Jo Lund", "Ann Bell", "Jens Holm", "Wilma Dab", "Ole Gull", "Una Mill", "Ray Eel")
WORK = [
    {
        "job": job, "slug": job.lower().replace(" ", "-"), "id": 440 + n,
        "iso": f"2026-02-{20 - n}", "place": ("Old town", "Northport")[n % 2],
    }
    for n, job in enumerate(JOBS)
]  # fmt: skip
PLAYED = [{"game": game, "id": 70 + n} for n, game in enumerate(GAMES)]
BY = [{**v, "writer": writer} for v, writer in zip(NEWS, WRITERS, strict=False)]

OFFER = """<tr><td><a href="/quay/jobs/{id}"><p>{job}</p><p>{place}</p></a></td></tr>"""
BARE_OFFER = """<li><a href="/careers/{id}">{job}</a> <span>{place}</span></li>"""
KIND = """<li><a href="/jobs/{kind}">{kind}</a></li>"""
HEADED = """<article><h3><a href="/n/{id}">{title}</a></h3></article>"""
GAME = """<div class="cell"><a href="/g/{id}"><img src="{n}.png" alt=""></a><div class="name"><a class="title" href="/g/{id}">{game}</a></div><p>Row from one quay to the next before the tide turns.</p></div>"""
TILE = """<div class="cell"><a href="/g/{id}"><img src="{n}.png" alt=""></a><div class="name"><a class="title" href="/g/{id}">{game}</a></div></div>"""
RELEASE = """<section><h2 class="unseen">v2.{n}.0</h2><div class="row"><div class="l"><time datetime="{iso}">{d}.{m}.</time> <a href="/tool/tree/v2.{n}.0" title="v2.{n}.0">v2.{n}.0</a></div><div class="r"><a href="/tool/releases/v2.{n}.0">v2.{n}.0</a><div class="text"><h2>What is new</h2><ul><li>{title}</li></ul></div></div></div></section>"""
WAYS = """<ul><li><b>Sorted by:</b> <a href="thread.html">[ thread ]</a> <a href="subject.html">[ subject ]</a> <a href="author.html">[ author ]</a></li></ul>"""
LETTER = """<li><a href="{id}.html">[tides] {title}</a> <i>Ann Lee</i></li>"""
MARKED = """<li><a href="/n/{id}">[{title}]</a></li>"""
TOLD = """<section><h2>Release 2.{n}.0 (released {mon} {dd}, {y})<a href="#r{n}">¶</a></h2><ul><li>{title}</li></ul></section>"""
NOTED = (
    """<section><h2>Release 2.{n}.0 the one with {n} doors – {iso}</h2><ul><li>{title}</li></ul></section>"""
)
POST = """<li><strong><a href="msg{id}.html">{title}</a></strong>, <em>Ann Lee</em></li>"""
BLOG = """<div class="group"><h3><a href="https://{n}.blogs.example/">{writer}</a></h3><div class="entry"><h4><a href="https://{n}.blogs.example/{id}">{title}</a></h4><p>{text}</p><p class="day">{month} {d}, {y}</p></div></div>"""
OWN_PAGES = """<div class="group"><div class="entry"><h4><a href="https://{n}.blogs.example/">{title}</a></h4><p>{text}</p><p class="day">{month} {d}, {y}</p></div></div>"""

PLACED = """<div itemscope itemtype="https://schema.org/JobPosting"><a itemprop="url" href="/w/{id}"><span itemprop="title">{job}</span></a><meta itemprop="datePosted" content="{iso}"><span>{place}</span></div>"""
BOUGHT = """{{"@type": "ListItem", "position": {n}, "item": {{"@type": "Product", "name": "{game}", "url": "/g/{id}"}}}},"""
PICTURE = """<a href="/g/{id}"><img src="{n}.png" alt=""></a>"""

SLUG = """<a href="/careers/{slug}/"><span class="position-title">{job}</span><span>{place}, full time</span></a>"""
SLUG_ALONE = """<a href="/careers/{slug}/"><span class="position-title">{job}</span></a>"""
MENDED = """<article><p class="date">{month} {d}, {y}</p><h2><a href="/new/{id}">{title}</a></h2><p>{text}</p><h3>Mended</h3><ul><li><a href="/docs/{id}">What was said there of oars and their length</a></li></ul></article>"""
OF_DAY = """<article><p class="date">{month} {d}, {y}</p><h2><a href="/new/{id}">{title}</a></h2><p>{text}</p><h2><a href="/more/{id}">{title}, the second part</a></h2><p>{text}</p></article>"""
MATCH = """<tr><td>{iso}</td><td><a href="/teams/{n}a">Gulls {n}</a></td><td>-</td><td><a href="/teams/{n}b">Mill Rovers {n}</a></td><td><a href="/report/{id}">{n}:2 (0:0)</a></td></tr>"""
MATCH_AHEAD = """<tr><td>{iso}</td><td><a href="/m/{id}">Gulls {n} - Mill Rovers {n}</a></td><td><a href="/last/{id}">3:1 (2025)</a></td></tr>"""
BOLD_DAY = """<b>{wd}, {d} {mon} {y}</b><br>"""

POSTED = """<li><a href="/2026/02/{d}/{slug}/">{job}</a></li>"""
OF_MONTH = """<li><a href="/2026/{d}/{slug}/">{job}</a></li>"""

FOLDER = """<a href="2.{n}.0/">2.{n}.0/</a>      {iso} 10:07    -   \n"""
KINDS_OF = """<a href="{n}/">{n}/</a>      {iso} 10:07    -   \n"""
EVENT = """{{title: '{title}', start: '{iso}T19:30:00', url: '/e/{id}'}},"""
CLICK = """{{title: '{title}', kind: 'click', label: 'on {id}'}},"""
CALENDAR = "<div id='cal'></div><script>ready(function () {{ var cal = new Calendar(find('cal'), {{open: function (day) {{ show(day); }}, events: [{}]}}); cal.draw(); }});</script>"
STARTS = """<event-list :items='[{}]'></event-list>"""
STARTING = """{{"title": "{title}", "url": "/e/{id}", "starts_at": "{iso}T19:30:00Z"}},"""

BOARD = """<article><header><h2><a href="https://quay.example/{id}">{title}</a> <span>( <a href="/d/quay.example">quay.example</a> )</span></h2></header><p>Ann, <time datetime="{iso}">{d}.{m}.</time></p></article>"""
SECTIONED = """<article><header><h2><a href="/boats">Boats</a> <a href="/n/{id}">{title}</a></h2></header><p>Ann, <time datetime="{iso}">{d}.{m}.</time></p></article>"""


def bold_days() -> str:
    """Letters by day: bold words before a list for each day."""
    days = (NEWS[:3], NEWS[3:5], NEWS[5:])
    return "".join(BOLD_DAY.format(**day[0]) + f"<ul>{rows(POST, day)}</ul>" for day in days)


def declared(kind: str) -> str:
    """The games as a list that only search engines read."""
    listed = rows(BOUGHT, PLAYED).replace("Product", kind).rstrip(",")
    return (
        f'<script type="application/ld+json">{{"@type": "ItemList", "itemListElement": [{listed}]}}</script>'
    )


def offers(link: str) -> tuple[Seen, ...]:
    """The offers of work, which have no days."""
    return tuple((str(v["job"]), f"https://town.example{link.format(**v)}", None) for v in WORK)


def posts_of_days() -> str:
    """Letters by day: an item for each day holds a list of its own."""
    days = (NEWS[:3], NEWS[3:5], NEWS[5:])
    return "".join(
        "<li><b>{wd}, {d} {mon} {y}</b><ul>".format(**day[0]) + rows(POST, day) + "</ul></li>" for day in days
    )


def by_days() -> tuple[Seen, ...]:
    """The news, each of the day of the first one in its list."""
    days = [str(NEWS[first]["iso"]) for first in (0, 0, 0, 3, 3, 5, 5, 5)]
    stories = zip(told("/list/msg{id}.html"), days, strict=False)
    return tuple((title, link, day) for (title, link, _), day in stories)


POSTS = [{**v, "d": 20 - n} for n, v in enumerate(WORK)]

NAMES = (
    Listing(
        name="short titles whose addresses bear their days",
        body=f"<h1>Log</h1><ul>{rows(POSTED, POSTS)}</ul>",
        stories=tuple((str(v["job"]), f"https://town.example/2026/02/{v['d']}/{v['slug']}/", f"2026-02-{v['d']}") for v in POSTS),
    ),
    Listing(name="short names whose addresses bear no whole day", body=f"<h1>Log</h1><ul>{rows(OF_MONTH, POSTS)}</ul>"),
    Listing(name="short titles of posts beside the content", body=f"<h1>Log</h1><aside class='sidebar'><ul>{rows(POSTED, POSTS)}</ul></aside>"),
    Listing(name="offers of work with their places", body=f"<h1>Work</h1><table>{rows(OFFER, WORK)}</table>", stories=offers("/quay/jobs/{id}")),
    Listing(name="offers of work", body=f"<h1>Work</h1><ul>{rows(BARE_OFFER, WORK)}</ul>", stories=offers("/careers/{id}")),
    Listing(
        name="offers of work with days for search engines",
        body=f"<h1>Work</h1>{rows(PLACED, WORK)}",
        stories=tuple((str(v["job"]), f"https://town.example/w/{v['id']}", str(v["iso"])) for v in WORK),
    ),
    Listing(name="kinds of work", body=f"<h1>Work</h1><ul>{rows(KIND, [{'kind': kind} for kind in KINDS])}</ul>"),
    Listing(
        name="offers of work below the news",
        body=f"<main><h1>News</h1>{rows(HEADED, NEWS)}<ul>{rows(BARE_OFFER, WORK)}</ul></main>",
        stories=told("/n/{id}", dated=False),
    ),
    Listing(
        name="games with pictures and what they are",
        body=f"<main><h1>Games</h1>{rows(GAME, PLAYED)}</main>",
        stories=tuple((str(v["game"]), f"https://town.example/g/{v['id']}", None) for v in PLAYED),
    ),
    Listing(
        name="things that are listed for search engines alone",
        body=f"<main><h1>Games</h1>{rows(PICTURE, PLAYED)}</main>{declared('Product')}",
        stories=tuple((str(v["game"]), f"https://town.example/g/{v['id']}", None) for v in PLAYED),
    ),
    Listing(
        name="news beside things that are listed for search engines",
        body=f"<main><h1>News</h1>{rows(HEADED, NEWS)}</main>{declared('Product')}",
        stories=told("/n/{id}", dated=False),
    ),
    Listing(
        name="an article beside which things are listed for search engines",
        body=f"<main><h1>Town</h1>{'<p>The lamps of the old mole were lit again by hand tonight.</p>' * 30}</main>{declared('Product')}",
    ),
    Listing(name="people who are listed for search engines", body=f"<main><h1>Town</h1><p>Words.</p></main>{declared('Person')}"),
    Listing(name="tiles with pictures and short names", body=f"<main><h1>Games</h1>{rows(TILE, PLAYED)}</main>"),
    Listing(
        name="releases that all begin alike",
        body=f"<main><h1>Releases</h1>{rows(RELEASE, NEWS)}</main>",
        stories=tuple((f"v2.{n}.0", f"https://town.example/tool/releases/v2.{n}.0", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="letters between ways to sort them",
        body=f"<h1>Letters</h1>{WAYS}<ul>{rows(LETTER, NEWS)}</ul>{WAYS}",
        stories=tuple((f"[tides] {title}", link, None) for title, link, _ in told("/list/{id}.html")),
    ),
    Listing(
        name="titles in brackets",
        body=f"<main><h1>News</h1><ul>{rows(MARKED, NEWS)}</ul></main>",
        stories=tuple((f"[{title}]", link, None) for title, link, _ in told("/n/{id}")),
    ),
    Listing(
        name="titles in brackets behind others",
        body=f"<main><h1>News</h1><ul>{rows(MARKED.translate({91: None, 93: None}), NEWS[:-1])}{rows(MARKED, NEWS[-1:])}</ul></main>",
        stories=tuple(
            (f"[{title}]" if title == NEWS[-1]["title"] else title, link, None) for title, link, _ in told("/n/{id}")
        ),
    ),
    Listing(
        name="releases with the word before their day",
        body=f"<main><h1>Changes</h1>{rows(TOLD, NEWS)}</main>",
        stories=tuple((f"Release 2.{n}.0", "", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="releases with a note before their day",
        body=f"<main><h1>Changes</h1>{rows(NOTED, NEWS)}</main>",
        stories=tuple((f"Release 2.{n}.0 the one with {n} doors", "", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="offers of work by their names, with their places",
        body=f"<h1>Work</h1><div>{rows(SLUG, WORK)}</div>",
        stories=offers("/careers/{slug}/"),
    ),
    Listing(name="offers of work that say no place may be kinds", body=f"<h1>Work</h1><div>{rows(SLUG_ALONE, WORK)}</div>"),
    Listing(
        name="news with what was mended",
        body=f"<main><h1>News</h1>{rows(MENDED, NEWS)}</main>",
        stories=told("/new/{id}"),
    ),
    Listing(
        name="two stories a card",
        body=f"<main><h1>News</h1>{rows(OF_DAY, NEWS)}</main>",
        stories=tuple(
            one
            for title, link, day in told("/new/{id}")
            for one in ((title, link, day), (f"{title}, the second part", link.replace("/new/", "/more/"), day))
        ),
    ),
    Listing(
        name="matches whose score leads to them",
        body=f"<h1>Matches</h1><table>{rows(MATCH, NEWS)}</table>",
        stories=tuple((f"Gulls {n} - Mill Rovers {n}", f"https://town.example/report/{v['id']}", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="matches beside the score of last year",
        body=f"<h1>Matches</h1><table>{rows(MATCH_AHEAD, NEWS)}</table>",
        stories=tuple((f"Gulls {n} - Mill Rovers {n}", f"https://town.example/m/{v['id']}", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(
        name="folders of releases",
        body=f'<h1>Index of /tool</h1><pre><a href="/">Parent Directory</a>      -\n{rows(FOLDER, NEWS)}</pre>',
        stories=tuple((f"2.{n}.0/", f"https://town.example/list/2.{n}.0/", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(name="folders by number", body=f'<h1>Index of /tool</h1><pre><a href="/">Parent Directory</a>      -\n{rows(KINDS_OF, NEWS)}</pre>'),
    Listing(
        name="events that a calendar is handed",
        body=f"<h1>Events</h1>{CALENDAR.format(rows(EVENT, NEWS))}",
        stories=told("/e/{id}"),
    ),
    Listing(name="clicks that a counter is handed", body=f"<h1>Events</h1>{CALENDAR.format(rows(CLICK, NEWS))}"),
    Listing(
        name="events with their beginning",
        body=f"<h1>Events</h1>{STARTS.format(rows(STARTING, NEWS).rstrip(','))}",
        stories=told("/e/{id}"),
    ),
    Listing(
        name="titles with the host that they lead to",
        body=f"<main><h1>Board</h1>{rows(BOARD, NEWS)}</main>",
        stories=tuple((title, link.replace("town", "quay"), day) for title, link, day in told("/{id}")),
    ),
    Listing(name="titles behind sections", body=f"<main><h1>Board</h1>{rows(SECTIONED, NEWS[:6])}</main>",
        stories=told("/n/{id}", values=NEWS[:6])),
    Listing(name="letters below bold days", body=f"<h1>Letters</h1>{bold_days()}", stories=by_days()),
    Listing(name="letters in a list for each day", body=f"<h1>Letters</h1><ul>{posts_of_days()}</ul>", stories=by_days()),
    Listing(
        name="posts below whose they are",
        body=f"<h1>Weblogs</h1>{rows(BLOG, BY)}",
        stories=tuple((str(v["title"]), f"https://{n}.blogs.example/{v['id']}", str(v["iso"])) for n, v in enumerate(BY)),
    ),
    Listing(
        name="stories that are sites",
        body=f"<h1>Weblogs</h1>{rows(OWN_PAGES, BY)}",
        stories=tuple((str(v["title"]), f"https://{n}.blogs.example/", str(v["iso"])) for n, v in enumerate(BY)),
    ),
)  # fmt: skip
