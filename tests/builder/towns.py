"""Made-up pages of several kinds, as their programs draw them: path → media type and body."""

from __future__ import annotations

TITLES = (
    "Kites over the pier",
    "Second quay opens",
    "Lighthouse repainted",
    "Ferry runs late",
    "Market moves",
)
NOTICES = (
    "the harbour hall says what is new",
    "for all who moor at the long bridge",
    "keys of the boathouse are with the warden",
    "after the spring tide, mind the lower steps",
    "lamps along the wall are lit at six",
)
"""What a board prints as if it were the titles."""


def _page(title: str, body: str, head: str = "") -> tuple[str, str]:
    html = (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )
    return "text/html", html


def _rows(form: str) -> str:
    rows = enumerate(TITLES, 1)
    return "".join(
        form.format(n=n, t=t, slug=t.lower().replace(" ", "-"), d=21 - n, what=NOTICES[n - 1])
        for n, t in rows
    )


ARTICLES = _page(
    "Pier news",
    "<h1>Pier news</h1><main>"
    + _rows(
        '<article class="teaser"><h2><a href="/n/{slug}-10{n}.html">{t}</a></h2>'
        '<time datetime="2026-11-{d}T10:00:00Z">{d} Nov 2026</time>'
        "<p>All that is known of this, in a sentence or two, number {n}.</p></article>"
    )
    + "</main>",
)
TABLE = _page(
    "Harbour notices",
    "<h1>Harbour notices</h1><table><thead><tr><th>Date</th><th>Notice</th></tr></thead><tbody>"
    + _rows('<tr><td>2026-11-{d}</td><td><a href="/notices/{slug}">{t}</a></td></tr>')
    + "</tbody></table>",
)
LIST = _page(
    "Club diary",
    "<h1>Diary</h1><ul class=entries>"
    + _rows('<li><span class=date>{d} November 2026</span> <a href="/diary/{n}/{slug}">{t}</a></li>')
    + "</ul>",
)
CARDS = _page(
    "Museum",
    "<div class=grid>"
    + _rows(
        '<div class="card"><a href="/show/{slug}"><h3>{t}</h3></a>'
        '<span class="meta">Nov {d}, 2026</span><p>What the museum says about show {n} to its visitors.</p></div>'
    )
    + "</div>",
)
BOARD = _page(
    "Notice board",
    "<ul>"
    + _rows(
        '<li><h3><a href="/board/{slug}">Notice {n}: {what}</a></h3>'
        '<p class="head">{t}</p><time datetime="2026-01-0{n}T08:00:00Z">put up in January</time>'
        '<p class="when">on {d} November 2026 <b>by the harbour master</b></p></li>'
    )
    + "</ul>",
)
"""A list whose titles and dates are not those that somebody wants."""
LINKED = _page(
    "A club that says nothing",
    "<h1>Welcome</h1><p>We have a feed.</p>",
    '<link rel="alternate" type="application/rss+xml" title="Club" href="/club.rss">',
)
FEED = (
    "application/rss+xml",
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Club</title><link>{site}/</link>'
    + _rows(
        "<item><title>{t}</title><link>{{site}}/club/{slug}</link><guid>{n}</guid>"
        "<pubDate>{d} Nov 2026 10:00:00 GMT</pubDate><description>About {t}.</description></item>"
    )
    + "</channel></rss>",
)
HOSTILE = _page(
    '"><script>window.stolen=1</script>',
    "<main>"
    + _rows(
        '<article><h2><a href="/n/{slug}-{n}">{t} &lt;img src=x onerror=window.stolen=1&gt;</a></h2>'
        '<time datetime="2026-11-{d}T10:00:00Z">{d} Nov 2026</time>'
        "<p>&lt;script&gt;window.stolen=1&lt;/script&gt; and <img src='{{site}}/beacon.png' onerror='window.stolen=1'> words.</p>"
        "</article>"
    )
    + "</main><script>window.stolen=1</script>",
)
PAGES: dict[str, tuple[str, str]] = {
    "/articles": ARTICLES,
    "/table": TABLE,
    "/list": LIST,
    "/cards": CARDS,
    "/board": BOARD,
    "/linked": LINKED,
    "/club.rss": FEED,
    "/hostile": HOSTILE,
    "/nothing": _page("Empty", "<p>There is nothing here at all.</p>"),
}


def redesigned(kind: str, body: str) -> tuple[str, str]:
    """The same stories in another form of page."""
    changed = body.replace('<article class="teaser">', '<li class="entry">').replace("</article>", "</li>")
    return kind, changed.replace("<main>", "<ul>").replace("</main>", "</ul>").replace("h2>", "h4>")
