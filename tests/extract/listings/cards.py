"""Lists whose rows lead to their stories by a link without words, or beside others: cards, gazettes, boards."""

from __future__ import annotations

from tests.extract.listings.events import MATCHES
from tests.extract.listings.events import told as matched
from tests.extract.listings.forums import VALUES as THREADS
from tests.extract.listings.forums import threads
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.fronts import told
from tests.extract.listings.listing import Listing, rows

OVERLAY = """<div class="teaser"><a class="overlay" href="/n/{id}"></a><img src="{id}.jpg" alt="A harbour at dusk"><h3>{title}</h3><p>{text}</p><div class="by">By <a href="/authors/p{id}">Ann Lee {id}</a> · {d} {mon} {y}</div></div>"""
READ_ON = """<div class="entry"><h3>{title}</h3><p>By <a href="/authors/p{id}">Ann Lee {id}</a>, {d} {mon} {y}</p><a href="/authors/p{id}"><img src="a.png" alt=""></a><p>{text}</p><a href="/n/{id}">Read more</a></div>"""
PEOPLE = """<div class="person"><h3>{title}</h3><p>{d} {mon} {y}</p><a href="/authors/p{id}"><img src="a.png" alt=""></a><a href="/authors/p{id}">Ann Lee {id}</a></div>"""
GAZETTE = """<li class="act"><p>{title}.</p><div><ul><li><a href="/pdf/{id}.pdf">PDF (BE-A-2026-{id} - 2 págs. - 201 KB)</a></li><li><a href="/txt?id={id}">Otros formatos</a></li></ul></div></li>"""
HOOKED = """<div class="box-row js-navigation-item"><a class="link" href="/issues/{id}">{title}</a><div>#{id} opened on {mon} {d}, {y} by <a href="/people?q={id}">bo</a></div></div>"""
BOARD = """<div class="item"><div class="cell"><div><a href="/threads/t.{id}/">{title}</a></div><ul><li><a href="/u/{id}/">bo</a></li><li><a href="/threads/t.{id}/"><time datetime="{iso}T12:00:00Z">{mon} {d}, {y}</time></a></li></ul></div><div class="cell"><dl><dt>Replies</dt><dd>4</dd></dl></div><div class="cell latest"><a href="/threads/t.{id}/latest"><time datetime="2026-03-04T03:00:00Z">{d} minutes ago</time></a><div><a href="/u/9/">zed</a></div></div></div>"""
RESULTS = """<tr class="day"><td colspan="5">{d} {month} {y}</td></tr><tr><td>17:00</td><td><a href="/club/{a}">{a}</a></td><td><a href="/match/{id}">{x} - {y_}</a></td><td><a href="/club/{b}">{b}</a></td><td><a href="/match/{id}/figures">All of its figures</a></td></tr>"""
RELEASE = """<section><div class="meta"><a href="#v{n}">#</a><time>{d} {mon} {y}</time></div><h2>2.{n}.0 – {title}</h2><ul><li>{text}</li></ul></section>"""
PREPRINT = """<dt><a href="#{n}">[{n}]</a> <a href="/abs/{id}">arch:{id}</a> [<a href="/pdf/{id}">pdf</a>, <a href="/html/{id}">html</a>, <a href="/format/{id}">other</a>]</dt><dd><div class="meta"><div class="list-title"><span>Title:</span> {title} of all</div><div><a href="/search/?searchtype=author&amp;query=lee+{id}">Ann Lee</a></div><p>We show that the obvious bound is tight up to logarithmic factors, which answers a question of several others. {text}</p></div></dd>"""
LOG = """<tr><td><span title="{iso} 10:00:00">3 hours</span></td><td><a href="/commit/?id={id}">{title}</a></td><td>bo</td><td>{n}</td></tr>"""
LOG_HEAD = """<tr><th>Age</th><th>Message (<a href="/log/?expand=1">Expand everything here</a>)</th><th>Author</th><th>Files</th></tr>"""
ALBUM = """<li class="album"><a href="/album/{id}"><img src="{id}.jpg" alt=""><p class="title">Night Ferry {n}</p></a></li>"""
TILE = """<li class="tile"><a href="/kind/{id}"><img src="{id}.jpg" alt=""><span>Ferry {n}</span></a></li>"""
PANE = """<div><a href="/a{n}">Boats and nets {n}</a> <a href="/b{n}">Sails</a> <a href="/c{n}">Ropes</a> <a href="/d{n}">Lamps of all kinds</a></div>"""
REGISTER = """<div class="entry"><div><div>Open procedure</div><div><a href="/notice/{id}00">No. {id}0037</a></div></div><div><div>Object</div><div>{title} of all</div><div>Body</div><div><a href="/org/{id}">Council of the district {n}</a></div></div><div><div>Published</div><div>{dd}.{mm}.{y}</div></div></div>"""
SHORT_REGISTER = """<div class="entry"><div><a href="/notice/{id}#talk">{id}</a></div><div>{iso}</div><div>Body</div><div><a href="/org/{id}">Council of the district {n}</a></div></div>"""
LABELLED = """<li><a href="/n/{id}"><time>{iso}</time><span class="label">Press releases</span><p class="p-ttl">{title}</p></a></li>"""
VERSIONS = """<div><a class="card" href="/v/{n}/"><p class="version">2.{n}.0 <span>pre-release</span></p><p><time datetime="{iso}">{mon} {d}, {y}</time></p></a></div>"""
BADGES = """<div><a href="/evento/{id}"><div class="evento-data"><span class="dia">{d}</span><span class="mes">{mon}</span></div><h3>{title}</h3></a></div>"""
DATA = """<div><a href="/n/{id}"><div class="data"><span>{d}</span> <span>boats</span></div><h3>{title} of all</h3></a></div>"""

CARDS = (
    Listing(name="cards below a link without words", body=f"<main>{rows(OVERLAY, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="a way to the rest behind the author", body=f"<main>{rows(READ_ON, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="pictures of authors", body=f"<main>{rows(PEOPLE, NEWS)}</main>", stories=told("/authors/p{id}")),
    Listing(
        name="a gazette's papers with their size",
        body=f"<h1>Summary</h1><h4>Harbours</h4><ul>{rows(GAZETTE, NEWS)}</ul>",
        stories=tuple((f"{title}.", link, day) for title, link, day in told("/pdf/{id}.pdf", dated=False)),
    ),
    Listing(name="rows that a script takes hold of", body=f"<h1>Issues</h1><div>{rows(HOOKED, NEWS)}</div>", stories=told("/issues/{id}")),
    Listing(name="a script's menu", body=f"<h1>About</h1><p>Words.</p><div class='js-navigation'>{rows(HOOKED, NEWS)}</div>"),
    Listing(name="threads with the time of the last reply", body=f"<h1>Storage</h1><div>{rows(BOARD, THREADS)}</div>", stories=threads("/threads/t.{id}/")),
    Listing(
        name="results with figures of each match",
        body=f"<h1>Results</h1><table>{rows(RESULTS, MATCHES)}</table>",
        stories=matched("{a} {x} - {y_} {b}", "/match/{id}", MATCHES),
    ),
    Listing(
        name="preprints with their authors",
        body=f"<main><h1>New</h1><dl><h3>New submissions of the day</h3>{rows(PREPRINT, NEWS)}</dl></main>",
        stories=tuple((f"{title} of all", link, None) for title, link, _ in told("/abs/{id}")),
    ),
    Listing(name="a log whose heads are links", body=f"<h1>Log</h1><table>{LOG_HEAD}{rows(LOG, NEWS)}</table>", stories=told("/commit/?id={id}")),
    Listing(
        name="albums with pictures",
        body=f"<h1>Music</h1><ol>{rows(ALBUM, NEWS)}</ol>",
        stories=tuple((f"Night Ferry {n}", f"https://town.example/album/{v['id']}", None) for n, v in enumerate(NEWS)),
    ),
    Listing(name="tiles that nothing calls titles", body=f"<h1>Kinds</h1><ol>{rows(TILE, NEWS)}</ol>"),
    Listing(name="panes without prose", body=f"<h1>Kinds</h1><div>{rows(PANE, NEWS[:6])}</div>"),
    Listing(
        name="a register's entries by number",
        body=f"<h1>Notices</h1><div>{rows(REGISTER, NEWS)}</div>",
        stories=tuple((f"{title} of all", link, day) for title, link, day in told("/notice/{id}00")),
    ),
    Listing(
        name="counters beside bodies",
        body=f"<h1>Bodies</h1><div>{rows(SHORT_REGISTER, NEWS)}</div>",
        stories=tuple((f"Council of the district {n}", f"https://town.example/org/{v['id']}", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(name="titles behind a label", body=f"<main><h1>News</h1><ul>{rows(LABELLED, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(
        name="versions with what they are",
        body=f"<main><h1>History</h1><div>{rows(VERSIONS, NEWS)}</div></main>",
        stories=tuple((f"2.{n}.0", f"https://town.example/v/{n}/", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
    Listing(name="badges of a day in Portuguese", body=f"<main><h1>Agenda</h1>{rows(BADGES, NEWS)}</main>", stories=told("/evento/{id}")),
    Listing(name="numbers that are called data", body=f"<main><h1>Boats</h1>{rows(DATA, NEWS)}</main>", stories=tuple((f"{title} of all", link, None) for title, link, _ in told("/n/{id}"))),
    Listing(
        name="releases below their day",
        body=f"<main><h1>What is new</h1>{rows(RELEASE, NEWS)}</main>",
        stories=tuple((f"2.{n}.0 – {v['title']}", "", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
)  # fmt: skip
