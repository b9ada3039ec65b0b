"""More lists: minutes named by their day, archives of months, further forums, calendars of an orchestra."""

from __future__ import annotations

from tests.extract.listings.events import MATCHES
from tests.extract.listings.events import VALUES as CONCERTS
from tests.extract.listings.forums import VALUES as THREADS
from tests.extract.listings.forums import threads
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.fronts import told
from tests.extract.listings.listing import MONTHS, Listing, rows
from tests.extract.listings.meetings import VALUES as SESSIONS

FLUXBB = """<tr class="row{even}"><td class="tcl"><div class="icon"><div class="nosize">1</div></div><div class="tclcon"><div><a href="viewtopic.php?id={id}">{title}</a> <span class="byuser">by {by}</span> <span class="pagestext">[ <a href="viewtopic.php?id={id}">1</a> <a href="viewtopic.php?id={id}&amp;p=2">2</a> ]</span></div></div></td><td class="tc2">7</td><td class="tc3">310</td><td class="tcr"><a href="viewtopic.php?pid=7{id}#p7{id}">{iso} 16:45:00</a> <span class="byuser">by {last}</span></td></tr>"""
DAYS = """<li><a href="/minutes/{id}.pdf">{month} {d}, {y}</a></li>"""
NAMED_DAYS = """<p><a href="/minutes/{id}.pdf">{body} Minutes {month} {d}, {y}</a> (PDF, 120 KB)</p>"""
ARCHIVE = "<div class='widget'><h3>2025</h3><ul>" + "".join(
    f'<li><a href="/2025/{n:02}/">{month}</a></li>' for n, month in enumerate(MONTHS, 1)
) + "</ul></div>"  # fmt: skip
POST = """<div class="post hentry tag-widgets category-promo"><h2><a href="/n/{id}">{title}</a></h2><p>{text}</p><span class="date">{month} {d}, {y}</span></div>"""
CONCERT = """<div class="performance"><div class="when">{wd} {d} {mon} {y} 19:30</div><div class="what"><h4><a href="/concert/{id}">{title}</a></h4><a class="hall" href="/halls/{place}">{venue}</a></div><a class="tickets" href="https://box.example/{id}">Buy tickets</a></div>"""
DATE_ROWS = """<tr><td>{month} {d}, {y}</td><td><a href="/a/{id}.pdf">Agenda</a></td><td><a href="/m/{id}.pdf">Minutes</a></td><td><a href="https://video.example/{id}">Video</a></td></tr>"""
DAY_PAPERS = """<h3>{month} {d}, {y}</h3><ul><li><a href="/a/{id}.pdf">Agenda</a></li><li><a href="/m/{id}.pdf">Minutes</a></li></ul>"""
GAMES = """<div class="gameRow"><div class="gameDate">{dd}.{mm}.{y}</div><a class="gameTeam gameTeam--left" href="/verein/{a}"><div class="gameTeam__name">{a}</div></a><a class="scoreBoard" href="/spiel/{id}"><span>{x}</span>:<span>{y_}</span></a><a class="gameTeam gameTeam--right" href="/verein/{b}"><div class="gameTeam__name">{b}</div></a></div>"""
EPISODE = """<div class="episode"><img src="e.jpg" alt=""><div><span class="episode-number">Episode {id}</span><h3><a href="/ep/{id}">{title}</a></h3><p>{text}</p><span>{d} {month} {y}</span> <a href="/ep/{id}.mp3">Listen</a> <a href="https://pods.example/x">Subscribe on your player of choice</a></div></div>"""
HERO = """<section class="hero"><a href="/n/{id}"><img src="h.jpg" alt=""><h2>{title}</h2><p>{text}</p><time datetime="{iso}">{month} {d}</time></a></section>"""
CARD = """<li class="teaser"><a href="/n/{id}"><h3>{title}</h3><time datetime="{iso}">{month} {d}</time></a></li>"""

OTHERS = (
    Listing(name="FluxBB", body=f"<table>{rows(FLUXBB, THREADS, ('odd', 'even'))}</table>", stories=threads("/list/viewtopic.php?id={id}")),
    Listing(
        name="minutes named by their day",
        body=f"<main><h1>Minutes</h1><ul>{rows(DAYS, SESSIONS)}</ul></main>",
        stories=tuple((f"{v['month']} {v['d']}, {v['y']}", f"https://town.example/minutes/{v['id']}.pdf", str(v["iso"])) for v in SESSIONS),
    ),
    Listing(
        name="minutes named by body and day",
        body=f"<main><h1>Minutes</h1>{rows(NAMED_DAYS, SESSIONS)}</main>",
        stories=tuple((f"{v['body']} Minutes {v['month']} {v['d']}, {v['y']}", f"https://town.example/minutes/{v['id']}.pdf", str(v["iso"])) for v in SESSIONS),
    ),
    Listing(name="an archive of months alone", body=f"<h1>About</h1><p>Words.</p>{ARCHIVE}"),
    Listing(name="posts beside an archive", body=f"<div id='content'>{rows(POST, NEWS)}</div>{ARCHIVE}", stories=told("/n/{id}")),
    Listing(
        name="concerts",
        body=f"<div class='season'>{rows(CONCERT, CONCERTS)}</div>",
        stories=tuple((str(v["title"]), f"https://town.example/concert/{v['id']}", str(v["iso"])) for v in CONCERTS),
    ),
    Listing(
        name="a row of papers a day",
        body=f"<main><h1>Meetings</h1><table><tr><th>Date</th><th>Agenda</th><th>Minutes</th><th>Video</th></tr>{rows(DATE_ROWS, SESSIONS)}</table></main>",
        stories=tuple((f"{v['month']} {v['d']}, {v['y']}: Agenda", f"https://town.example/a/{v['id']}.pdf", str(v["iso"])) for v in SESSIONS),
    ),
    Listing(
        name="papers below their day",
        body=f"<main><h1>Meetings</h1>{rows(DAY_PAPERS, SESSIONS)}</main>",
        stories=tuple((f"{v['month']} {v['d']}, {v['y']}", f"https://town.example/a/{v['id']}.pdf", str(v["iso"])) for v in SESSIONS),
    ),
    Listing(
        name="games with clubs",
        body=f"<h1>Spieltag</h1><div class='games'>{rows(GAMES, MATCHES)}</div>",
        stories=tuple((f"{v['a']} {v['x']}:{v['y_']} {v['b']}", f"https://town.example/spiel/{v['id']}", str(v["iso"])) for v in MATCHES),
        language="de",
    ),
    Listing(name="episodes", body=f"<div class='shows'>{rows(EPISODE, NEWS)}</div>", stories=told("/ep/{id}")),
    Listing(name="a large first story", body=f"<main>{rows(HERO, NEWS[:1])}<ul>{rows(CARD, NEWS[1:])}</ul></main>", stories=told("/n/{id}")),
)  # fmt: skip
