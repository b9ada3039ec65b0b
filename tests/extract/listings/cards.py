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
        name="releases below their day",
        body=f"<main><h1>What is new</h1>{rows(RELEASE, NEWS)}</main>",
        stories=tuple((f"2.{n}.0 – {v['title']}", "", str(v["iso"])) for n, v in enumerate(NEWS)),
    ),
)  # fmt: skip
