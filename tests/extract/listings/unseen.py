"""Lists of kinds that were met on pages nobody here had seen: days above, badges, words above and beside titles."""

from __future__ import annotations

from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.fronts import told
from tests.extract.listings.listing import Listing, rows

TITLE = """<h2><a href="/n/{id}">{title}</a> (<span>{n}</span>)</h2>"""
DAY = """<p class="day">{month} {d}</p>"""
BADGE = """<li><span class="box"><b>{dd}</b><br><i>{mon}</i></span> <span><a href="/n/{id}">{title}</a></span></li>"""
ARCHIVE = """<li><span class="box"><a href="/archive/{n}">Old papers of {title}</a></span> <p><b>March</b> <i>{dd}</i></p></li>"""
KICKER = """<div class="item"><a href="/n/{id}"><h4 class="name">{section}</h4><h3>{title}</h3></a><time>{iso}</time></div>"""
BELOW = """<div class="item"><a href="/n/{id}"><h4>{title}</h4> <p>{text}</p><h3>{section} and more</h3></a><time>{iso}</time></div>"""

POST = """<article class="post-{id}"><h2><a href="/n/{id}">{title}</a></h2><div><p>{text}{told}</p></div><footer>Published on <time class="entry-date" datetime="{iso}">{mon} {d}, {y}</time></footer></article>"""
TOLD = ' On a clear morning of <b>May 6, 2025</b> she came from <a href="/far/">Oak</a>.'
PARTS = """<div class="story"><div><div><a href="/view?id={id}">{title} 2.{n}</a></div><div>Added: {month} {d}, {y}</div></div><div><p><a href="/shots?id={id}"><img src="{id}.png" alt="{title}"></a> {text} {text}</p></div><div><table><tr><td>License: free</td><td>Get it: <a href="/get?id={id}">{title} Download</a></td></tr></table></div></div>"""
CARD = """<div class="card"><div class="c1"><div><h2><a href="//town.example/n/{id}">{title}</a></h2><a href="/like/{id}">Like</a></div><div>By <a href="/people/ann-of-the-quay-{id}/">ann of the quay {id}</a></div><div><p><img src="{id}.jpg" alt=""> {title} and what was said of it</p><a href="//town.example/n/{id}#talk">{n} Comments</a></div></div></div>"""
READ_ON = """<div class="item"><h3><a href="/n/{id}">{title}<span class="visually-hidden"> (opens in a new window)</span></a></h3><time>{iso}</time></div>"""
MORE = """<div class="item"><h3><a href="/n/{id}">{title} <span class="on">Read more</span></a></h3><time>{iso}</time></div>"""
SPELT = """<div class="item"><h3><a href="/n/{id}"><span>{title}:</span> <span>more</span> <span>details</span></a></h3><time>{iso}</time></div>"""
OF_BODY = """<tr><td><a href="/body/7">Council of the harbour</a></td><td>{m}/{d}/{y}</td><td>6:30 PM</td><td>Town hall of Oak</td><td><a href="/meeting/{id}">Meeting details</a></td><td><a href="/agenda/{id}.pdf">Agenda</a></td></tr>"""
DAYS = """<div class="day"><h3>{month} {d}, {y}</h3><div class="one"><a href="/n/{id}">{title}</a><p>{text}</p></div><div class="one"><a href="/m/{id}">{title} once more</a><p>{text}</p></div></div>"""

DATED_LINK = """<li><a href="/n/{id}"><span class="fr">{mm}-{dd}</span><em>·</em>{title}</a></li>"""
BEHIND = """<li><h3><a href="/n/{id}">{title}<span>[{iso}]</span></a></h3></li>"""
COUNTED = """<li><a href="/n/{id}">{title} <span>{n} berths</span></a> <i>{iso}</i></li>"""
OF_YEAR = """<tr><td>{d} {month}</td><td><a href="/n/{id}">{title}</a></td></tr>"""
CLOCKED = """<h4>{weekday}, {d} {month}</h4><div class="one"><a href="/n/{id}">{title}</a> <span>18:00</span></div>"""
TABS = "<table><tr><td>2023</td></tr><tr><td>2024</td></tr></table>"


def _by_years() -> str:
    """A table whose rows stand below their years: the last four are of the year before."""
    head = '<tr><th colspan="2">{}</th></tr>'
    return f"<table>{head.format(2026)}{rows(OF_YEAR, NEWS[:4])}{head.format(2025)}{rows(OF_YEAR, NEWS[4:])}</table>"


def _by_days() -> str:
    """Two stories a day, the day above them."""
    pairs = [NEWS[n : n + 2] for n in range(0, len(NEWS), 2)]
    return "".join(DAY.format_map(pair[0]) + rows(TITLE, pair) for pair in pairs)


UNSEEN = (
    Listing(
        name="two stories a day below days without a year",
        body=f"<main><h1>News</h1><div>{_by_days()}</div></main>",
        stories=tuple(
            (title, link, str(NEWS[n - n % 2]["iso"])) for n, (title, link, _) in enumerate(told("/n/{id}"))
        ),
    ),
    Listing(name="badges of a day and a month that nothing calls so", body=f"<main><h1>News</h1><ul>{rows(BADGE, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(
        name="a month and how many",
        body=f"<main><h1>Archive</h1><ul>{rows(ARCHIVE, NEWS)}</ul></main>",
        stories=tuple((f"Old papers of {v['title']}", f"https://town.example/archive/{n}", None) for n, v in enumerate(NEWS)),
    ),
    Listing(name="small headings above the titles", body=f"<main><h1>News</h1>{rows(KICKER, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="days in the texts of posts that are dated below", body=f"<main><h1>Log</h1>{rows(POST, [{**v, 'told': TOLD * (n in (2, 5))} for n, v in enumerate(NEWS)])}</main>", stories=told("/n/{id}")),
    Listing(
        name="stories of which each part has a link",
        body=f"<main><h1>New programs</h1>{rows(PARTS, NEWS)}</main>",
        stories=tuple((f"{title} 2.{n}", link, day) for n, (title, link, day) in enumerate(told("/view?id={id}"))),
    ),
    Listing(name="cards whose heading and comments lead to one place", body=f"<h1>Pictures</h1>{rows(CARD, NEWS)}", stories=told("/n/{id}", dated=False)),
    Listing(
        name="two stories in the box of each day",
        body=f"<main><h1>News</h1>{rows(DAYS, NEWS)}</main>",
        stories=tuple(
            story
            for v in NEWS
            for story in (
                (str(v["title"]), f"https://town.example/n/{v['id']}", str(v["iso"])),
                (f"{v['title']} once more", f"https://town.example/m/{v['id']}", str(v["iso"])),
            )
        ),
    ),
    Listing(name="words for readers who do not see behind titles", body=f"<main><h1>News</h1>{rows(READ_ON, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(name="a way on behind titles", body=f"<main><h1>News</h1>{rows(MORE, NEWS)}</main>", stories=told("/n/{id}")),
    Listing(
        name="titles that end with such words",
        body=f"<main><h1>News</h1>{rows(SPELT, NEWS)}</main>",
        stories=tuple((f"{title}: more details", link, day) for title, link, day in told("/n/{id}")),
    ),
    Listing(
        name="meetings of one body",
        body=f"<main><h1>Calendar</h1><table><tr><th>Name</th><th>Date</th><th>Time</th><th>Place</th><th>Details</th><th>Agenda</th></tr>{rows(OF_BODY, NEWS)}</table></main>",
        stories=tuple(("Council of the harbour", f"https://town.example/meeting/{v['id']}", str(v["iso"])) for v in NEWS),
    ),
    Listing(name="a day before the words of a link", body=f"<main><h1>News</h1><ul>{rows(DATED_LINK, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(name="a day behind the words of a link", body=f"<main><h1>News</h1><ul>{rows(BEHIND, NEWS)}</ul></main>", stories=told("/n/{id}")),
    Listing(
        name="a number behind the words of a link",
        body=f"<main><h1>News</h1><ul>{rows(COUNTED, NEWS)}</ul></main>",
        stories=tuple((f"{title} {n} berths", link, day) for n, (title, link, day) in enumerate(told("/n/{id}"))),
    ),
    Listing(
        name="rows below their years",
        body=f"<main><h1>Papers</h1>{_by_years()}</main>",
        stories=tuple((title, link, day if n < 4 else f"2025{str(day)[4:]}") for n, (title, link, day) in enumerate(told("/n/{id}"))),
    ),
    Listing(name="years of which one heads no row", body=f"<main><h1>Papers</h1>{TABS}<table>{rows(OF_YEAR, NEWS)}</table></main>", stories=told("/n/{id}")),
    Listing(name="days without a year in headings above clocks", body=f"<main><h1>News</h1>{rows(CLOCKED, NEWS[:6])}</main>", stories=told("/n/{id}", values=NEWS[:6])),
    Listing(name="larger headings below the text", body=f"<main><h1>News</h1>{rows(BELOW, NEWS)}</main>", stories=told("/n/{id}")),
)  # fmt: skip
