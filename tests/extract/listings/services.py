"""Lists of offices, archives and services: without links, by section, from scripts, of numbers; and what is none."""

from __future__ import annotations

from tests.extract.listings.events import MATCHES
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.fronts import told
from tests.extract.listings.listing import Listing, Seen, rows

TROUBLE = """<div class="item"><h3 id="h{n}"><button type="button" data-toggle="#d{id}">{title}</button></h3><div id="d{id}" class="collapse"><p class="since">Published: {dd}/{mm}/{y}, 09:45</p><p>{text}</p></div></div>"""
BOARD = """<tr><td>{id}</td><td class="subject"><a href="#view" onclick="show('{id}'); return false;">{title}</a></td><td>Harbour office</td><td>{y}.{mm}.{dd}</td><td>4{n}</td></tr>"""
COMMENT = """<div class="reply"><a href="#" onclick="fold({n})">Fold the answers</a> <p>{text}</p></div>"""
ORDER = """<li class="order"><p>{title} of the Board of Quays</p><div><ul><li><a href="/g/{id}.pdf">PDF (QB-{id} - 2 pages - 210 KB)</a></li><li><a href="/g/{id}.html">Other formats</a></li></ul></div></li>"""
RUNNING = """<li><a href="/g/{id}">Order of {d} {month} {y} of the Board of Quays, on what was asked there: {title}</a></li>"""
MESSAGE = """<li><a href="{id}.html">{title}</a> <i>Ann Lee</i></li>"""
SORTED = """<ul><li><b>Sorted by:</b> <a href="thread.html">[ thread ]</a> <a href="author.html">[ author ]</a></li><li><b><a href="/lists/">More on this list of letters</a></b></li></ul>"""
COMPONENT = """<town-card heading="{title}" href="/n/{id}" date="{month} {d}, {y}"><span slot="body">{text}</span></town-card>"""
BARE = """<li><a href="/d/{id}">{title}</a></li>"""
PAPER = """<div class="file"><a href="/files/{id}.pdf">Letter of week {n}</a> <a href="/files/{id}.pdf" download>Download</a></div>"""
POST_OF = (
    """<tr class="job"><td><a href="/jobs/77{id}"><p>Warden of quay {n}</p><p>Old town</p></a></td></tr>"""
)
RULE = """<tr><td data-title="Rule or draft"><div class="bold"><a href="/rule/{id}" title="{title}">QX/TS {id}:{y}</a></div><div class="entry-title">{title}</div></td><td data-title="Stage"><a href="/stages#{n}">40.2{n}</a></td><td data-title="Date">{iso}</td></tr>"""
RESULT = """<tr class="match"><td class="when">{wd} {d} {mon} {y}</td><td class="home"><a href="/verein/{a}">{a}</a></td><td class="score"><a href="/spiel/{id}">{x} – {y_}</a></td><td class="away"><a href="/verein/{b}">{b}</a></td><td><a href="/spiel/{id}#report">Report</a></td></tr>"""
TIMELINE = """<h2>{mm}/{dd}/26:</h2><dl><dt><a href="/c/{id}"><span class="time">14:22</span> {title}</a></dt><dd>By Ann</dd></dl>"""
SALE = """<article><h2>€ {n}89.000</h2><a href="/flat/{id}">{title}</a><p>Online since {dd}.{mm}.{y}</p></article>"""
LABELLED = """<div class="thread"><div class="thread-title">{label}<a href="/t/{id}">{title}</a></div><a href="/members/ann.{n}/" class="username">Ann</a> <time datetime="{iso}">{month} {d}, {y}</time></div>"""

NOTICE = """<tr><td>{mm}/{dd}/{y}</td><td><b>Route {n}</b></td><td>{title} by the mill <a href="/n/{id}"><i>more...</i></a></td></tr>"""
BODIES = """<tr><td>{dd}/{mm}/{y}</td><td><a href="/bodies/{body}">Board of the {body}</a></td><td>{title} by the mill</td><td><a href="/files/{id}.pdf"><img src="/pdf.png" alt="A file"></a></td></tr>"""
VACANCY = """<div class="post" onclick="location.href='/job/{id}'"><h2>{title}</h2><h3><a href="/company/c{n}">Tidal Yard {n}</a></h3><p>Posted {d} {month} {y}</p></div>"""
BOTH = """<li><span class="date">{dd}/{mm}/{y}</span> <a href="/en/{id}">{title} by the mill</a> / <a href="/cy/{id}">Gwaith ar wal yr harbwr hir, rhan {n}</a></li>"""
PART = """<article><h2><a href="/{id}/">Part {id}</a></h2><p class="sub">{title} by the mill</p><time datetime="{iso}">{d} {month} {y}</time></article>"""
LIFE = """<div class="card"><a href="/in-memory/{id}">{title}</a> <div class="days">May {n}1, 1940 - {month} {d}, {y}</div></div>"""
PAGES = """<li><h3><a href="/a/{id}">{title}</a></h3> <div class="pages">{pages}</div></li>"""
INDEX = """<img src="i.gif" alt="[ ]"> <a href="{id}.html">{title}</a>     {iso} 10:12  3.4M  \n"""
PEOPLE = """<tr><td><a href="/office/o{n}">{title}</a></td><td>Ann Lee</td><td>555-010{n}</td><td><a href="mailto:o{n}@town.example">Write</a></td></tr>"""
PASSED_ON = """<tr><td><a href="/office/o{n}">{title}</a></td><td><a href="mailto:?subject=Look">Pass on</a></td></tr>"""

BODY = ("quay", "mill", "yard")
LABEL = '<a href="/gear/?prefix_id=2" class="label">For sale</a> '


def named(title: str, link: str) -> tuple[Seen, ...]:
    """The news as undated stories."""
    return tuple((title.format(**{"n": n} | v), link.format(**v), None) for n, v in enumerate(NEWS))


def milled(link: str) -> tuple[Seen, ...]:
    """The news, each by the mill."""
    return tuple((f"{title} by the mill", address, day) for title, address, day in told(link))


PAGED = ("1-18", "19-33", "34-41", "42-44", "45-49", "50-51", "52-54", "55-61")

SERVICES = (
    Listing(
        name="trouble that opens, without links",
        body=f"<main><h1>Trouble on the lines</h1>{rows(TROUBLE, NEWS)}</main>",
        stories=tuple((title, "", day) for title, _, day in told("/")),
    ),
    Listing(
        name="a board whose links are scripts",
        body=f"<h2>Notices</h2><table><tr><th>No.</th><th>Subject</th><th>Office</th><th>Date</th><th>Views</th></tr>{rows(BOARD, NEWS)}</table>",
        stories=tuple((title, "", day) for title, _, day in told("/")),
    ),
    Listing(name="undated links for scripts", body=f"<h1>A story</h1><p>Words of it.</p>{rows(COMMENT, NEWS)}"),
    Listing(
        name="a gazette by section",
        body="<h1>Gazette of 3 March 2026, No. 12</h1>"
        + "".join(f"<h4>Office of works {n}</h4><ul>{rows(ORDER, part)}</ul>" for n, part in enumerate((NEWS[:2], NEWS[2:]))),
        stories=tuple((f"{v['title']} of the Board of Quays", f"https://town.example/g/{v['id']}.pdf", "2026-03-03") for v in NEWS),
    ),
    Listing(
        name="orders whose running text holds days",
        body=f"<main><h1>Orders</h1><ul>{rows(RUNNING, NEWS)}</ul></main>",
        stories=named("Order of {d} {month} {y} of the Board of Quays, on what was asked there: {title}", "https://town.example/g/{id}"),
    ),
    Listing(
        name="an archive between its ways to sort it",
        body=f"<h1>Letters by date</h1>{SORTED}<p><b>Starting:</b></p><ul>{rows(MESSAGE, NEWS)}</ul><p><b>Ending</b></p>{SORTED}",
        stories=named("{title}", "https://town.example/list/{id}.html"),
    ),
    Listing(name="components", body=f"<main><h1>News</h1><div class='grid'>{rows(COMPONENT, NEWS)}</div></main>", stories=told("/n/{id}")),
    Listing(
        name="a forum for those without scripts",
        body=f"<div id='app'></div><noscript><h1>All talks</h1><ul>{rows(BARE, NEWS)}</ul></noscript>",
        stories=named("{title}", "https://town.example/d/{id}"),
    ),
    Listing(
        name="undated documents",
        body=f"<main><h1>Letters</h1>{rows(PAPER, NEWS)}</main>",
        stories=named("Letter of week {n}", "https://town.example/files/{id}.pdf"),
    ),
    Listing(
        name="posts with the numbers of a register",
        body=f"<main><h1>Work with us</h1><table>{rows(POST_OF, NEWS)}</table></main>",
        stories=named("Warden of quay {n}", "https://town.example/jobs/77{id}"),
    ),
    Listing(name="short names of pages", body=f"<main><h1>Town</h1><ul>{rows('<li><a href=/town/p{n}>Wardens of quay</a></li>', NEWS)}</ul></main>"),
    Listing(
        name="rules by number and name",
        body=f"<main><h1>Rules</h1><table><tr><th>Rule or draft</th><th>Stage</th><th>Date</th></tr>{rows(RULE, NEWS[:6])}</table></main>",
        stories=told("/rule/{id}")[:6],
    ),
    Listing(
        name="results in rows with their day",
        body=f"<h1>Results</h1><table>{rows(RESULT, MATCHES)}</table>",
        stories=tuple((f"{v['a']} {v['x']} – {v['y_']} {v['b']}", f"https://town.example/spiel/{v['id']}", str(v["iso"])) for v in MATCHES),
    ),
    Listing(
        name="days with a colon",
        body=f"<h1>Timeline</h1>{rows(TIMELINE, NEWS[:6])}",
        stories=tuple((f"14:22 {title}", link, day) for title, link, day in told("/c/{id}")[:6]),
    ),
    Listing(
        name="letters of the day in a heading",
        body=f"<div><h3>Showing what is new of Tuesday, 3 March 2026</h3><ul>{rows(BARE, NEWS)}</ul></div>",
        stories=tuple((title, link, "2026-03-03") for title, link, _ in told("/d/{id}")),
    ),
    Listing(name="prices, which are no versions", body=f"<main><h1>Flats</h1>{rows(SALE, NEWS)}</main>", stories=told("/flat/{id}")),
    Listing(
        name="a thread with a label before its title",
        body=f"<main>{rows(LABELLED, [v | {'label': LABEL if n == 1 else ''} for n, v in enumerate(NEWS)])}</main>",
        stories=told("/t/{id}"),
    ),
    Listing(name="notices that lead on", body=f"<table><tr><th>Posted</th><th>Routes</th><th>Notice</th></tr>{rows(NOTICE, NEWS)}</table>", stories=milled("/n/{id}")),
    Listing(
        name="files of bodies",
        body=f"<main><table><tr><th>Date</th><th>Body</th><th>Subject</th><th>File</th></tr>{rows(BODIES, [v | {'body': BODY[n % 3]} for n, v in enumerate(NEWS)])}</table></main>",
        stories=milled("/files/{id}.pdf"),
    ),
    Listing(name="vacancies that a click leads to", body=f"<main><h1>Work</h1>{rows(VACANCY, NEWS)}</main>", stories=told("/job/{id}")),
    Listing(name="papers in two languages", body=f"<main><ul>{rows(BOTH, NEWS)}</ul></main>", stories=milled("/en/{id}")),
    Listing(name="parts by number", body=f"<main>{rows(PART, NEWS)}</main>", stories=milled("/{id}/")),
    Listing(name="lives", body=f"<main><h1>In memory</h1>{rows(LIFE, [v | {'n': 1} for v in NEWS])}</main>", stories=told("/in-memory/{id}")),
    Listing(
        name="numbers of pages, which are no days",
        body=f"<main><ul>{rows(PAGES, [v | {'pages': PAGED[n]} for n, v in enumerate(NEWS)])}</ul></main>",
        stories=named("{title}", "https://town.example/a/{id}"),
    ),
    Listing(
        name="an index of files",
        body=f'<h1>Index of /list</h1><pre><a href="?C=N">Name</a> <a href="?C=M">Last modified</a><hr><img src="b.gif" alt="[UP]"> <a href="/">Parent Directory</a>     -   \n{rows(INDEX, NEWS)}<hr></pre>',
        stories=told("/list/{id}.html"),
    ),
    Listing(name="offices and their telephones", body=f"<main><h1>Offices</h1><table>{rows(PEOPLE, NEWS)}</table></main>"),
    Listing(
        name="pages to pass on",
        body=f"<main><h1>Offices</h1><table>{rows(PASSED_ON, NEWS[:6])}</table></main>",
        stories=tuple((title, f"https://town.example/office/o{n}", None) for n, (title, _, _) in enumerate(told("/")[:6])),
    ),
)  # fmt: skip
