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
    Listing(name="larger headings below the text", body=f"<main><h1>News</h1>{rows(BELOW, NEWS)}</main>", stories=told("/n/{id}")),
)  # fmt: skip
