"""Fronts, cards and rankings: the stories without menus, tag clouds, advertisements and what is most read."""

from __future__ import annotations

from tests.extract.listings.listing import Listing, Seen, days_back, rows, spoken

HEADLINES = (
    "Second quay opens after three years of dredging", "Night ferries return to the islands", "Storm closes the pier",
    "Orchards test drones against late frost", "Old mint becomes a library", "Eels are back in the upper canal",
    "Fog", "Council votes on the price of berths",
)  # fmt: skip
SECTIONS = ("Harbour", "Harbour", "Weather", "Farms", "Town", "Nature", "Weather", "Town")
VALUES = [
    {"id": 800 - n, "title": title, "section": SECTIONS[n], "text": f"What was said of it on the quay, part {n}, and by whom.", **spoken(days_back(n))}
    for n, title in enumerate(HEADLINES)
]  # fmt: skip


def told(address: str, dated: bool = True, values: list[dict[str, object]] = VALUES) -> tuple[Seen, ...]:
    """What a person sees."""
    return tuple(
        (str(v["title"]), "https://town.example" + address.format_map(v), str(v["iso"]) if dated else None)
        for v in values
    )


CARD = """<article class="card"><a href="/n/{id}"><img src="{id}.jpg" alt=""></a><span class="kicker"><a href="/section/{section}">{section}</a></span><h3><a href="/n/{id}">{title}</a></h3><p>{text}</p><time datetime="{iso}">{month} {d}</time></article>"""
SPONSORED = """<article class="card sponsored"><a href="https://shop.example/{n}"><img src="s.jpg" alt=""></a><span class="kicker">Advertisement</span><h3><a href="https://shop.example/{n}">The lamp that everybody on the quay wants now</a></h3><p>Paid for by the lamp shop.</p><time datetime="2026-03-03">March 3</time></article>"""
RANKED = """<tr class="athing" id="{id}"><td class="title"><span class="rank">{n}.</span></td><td class="votelinks"><a href="vote?id={id}"><div class="votearrow"></div></a></td><td class="title"><span class="titleline"><a href="https://town.example/n/{id}">{title}</a><span class="sitebit comhead"> (<a href="from?site=town.example"><span class="sitestr">town.example</span></a>)</span></span></td></tr>
<tr><td colspan="2"></td><td class="subtext"><span class="score">74 points</span> by <a href="user?id=bartholomew_of_oak" class="hnuser">bartholomew_of_oak</a> <span class="age" title="{iso}T16:45:00"><a href="item?id={id}">{n} days ago</a></span> | <a href="hide?id={id}">hide</a> | <a href="item?id={id}">10&nbsp;comments</a></td></tr><tr class="spacer"></tr>"""
TRENDING = """<article class="Box-row"><div class="float-right"><a href="/login?return_to=%2F{short}" class="btn">Star</a></div><h2 class="h3 lh-condensed"><a href="/oak/{short}"><span class="text-normal">oak /</span> {short}</a></h2><p class="col-9 color-fg-muted">{text}</p><div class="f6"><span itemprop="programmingLanguage">Python</span> <a href="/oak/{short}/stargazers">1,203</a> <a href="/oak/{short}/forks">99</a> Built by <a href="/ann"><img src="a.png" alt="@ann"></a></div></article>"""
ARIA = """<div class="tile"><a href="/n/{id}" aria-label="{title}"><picture><img src="{id}.jpg" alt=""></picture></a><time datetime="{iso}"></time></div>"""
HEADING_DAY = """<div class="head"><h3>{month} {d}, {y}</h3></div><div class="case"><button><span class="no">26-{id}</span> <span class="name">{title}</span></button><p><a href="/o/{id}.pdf" aria-label="Download {id}">Download</a></p></div>"""
HEADED = """<article><h2><a href="/n/{id}">{title}</a></h2><footer><time datetime="{iso}">{month} {d}</time></footer><p>{text}</p></article>"""
PLAIN = """<li><a href="/n/{id}">{title}</a></li>"""
DATED = """<li><span>{dd}.{mm}.{y}</span> <a href="/n/{id}">{title}</a></li>"""
RELEASE = """<section><div class="Box"><div class="d-flex"><a href="/oak/tool/releases/tag/v1.{n}" class="Link--primary Link">v1.{n}</a> <span>Latest</span></div><div><a href="/ann">ann-of-the-harbour</a> released this <relative-time datetime="{iso}T16:45:00Z">{mon} {d}, {y}</relative-time></div><div class="markdown-body"><p>Mends what was broken.</p></div><details><summary>Assets</summary><a href="/oak/tool/archive/v1.{n}.zip">Source code (zip)</a></details></div></section>"""
TAGS = "<div class='cloud'>" + "".join(
    f'<a href="/tag/{word}">{word.replace("-", " ")}</a> '
    for word in ("harbour-and-boats", "weather-of-the-coast", "farms-and-orchards", "council-of-the-town", "nature-along-the-canal")
) + "</div>"  # fmt: skip
MENU = "<div class='mega'>" + "".join(
    f'<div><a href="/{word}">{word.title()}</a> <a href="/{word}/all">All {word}</a></div>'
    for word in ("services", "departments", "officials", "visitors", "business")
) + "</div>"  # fmt: skip
SHORT = ("tar", "nets", "oakum", "quaylight", "eel", "mint", "fog", "berth")
NAMED = [{**v, "short": short} for v, short in zip(VALUES, SHORT, strict=True)]
POPULAR = "<div class='most-read'><h4>Most read</h4><ol>" + rows(PLAIN, VALUES[2:7]) + "</ol></div>"


def _cards_with_advertisements() -> str:
    given = [rows(CARD, [value]) for value in VALUES]
    return "".join(
        (*given[:2], rows(SPONSORED, [{}]), *given[2:5], rows(SPONSORED, [{}, {}][1:]), *given[5:])
    )


FRONTS = (
    Listing(name="cards with advertisements", body=f"<main>{_cards_with_advertisements()}</main>{POPULAR}{TAGS}", stories=told("/n/{id}")),
    Listing(name="Hacker News", body=f"<table>{rows(RANKED, VALUES)}</table>", stories=told("/n/{id}")),
    Listing(
        name="repositories",
        body=f"<main><div class='Box'>{rows(TRENDING, NAMED)}</div></main>",
        stories=tuple((f"oak / {short}", f"https://town.example/oak/{short}", None) for short in SHORT),
    ),
    Listing(name="pictures with labels", body=f"<main><h1>News</h1><div class='grid'>{rows(ARIA, VALUES)}</div></main>", stories=told("/n/{id}")),
    Listing(name="days as headings, names in buttons", body=f"<h1>Opinions</h1>{rows(HEADING_DAY, VALUES[:6])}", stories=told("/o/{id}.pdf", values=VALUES[:6])),
    Listing(
        name="a story that an aside features before the others",
        body=f"<aside id='featured'>{rows(HEADED, VALUES[:1])}</aside><section id='content'><h1>Others</h1><ol>{rows(HEADED, VALUES[1:])}</ol></section>",
        stories=told("/n/{id}"),
    ),
    Listing(
        name="stories that asides feature beside and behind the others",
        body=f"<aside class='featured'>{rows(HEADED, VALUES[:2])}</aside><section id='content'><h1>Others</h1><ol>{rows(HEADED, VALUES[2:7])}</ol></section><aside class='featured'>{rows(HEADED, VALUES[7:])}</aside>",
        stories=told("/n/{id}", values=VALUES[2:7]),
    ),
    Listing(
        name="two undated lists in one content",
        body=f"<main><h2>Today</h2><ul>{rows(PLAIN, VALUES[:4])}</ul><h2>Before</h2><ul>{rows(PLAIN, VALUES[4:])}</ul></main>{TAGS}{MENU}",
        stories=told("/n/{id}", dated=False),
    ),
    Listing(
        name="two dated lists",
        body=f"<div class='a'><h2>News</h2><ul class='x'>{rows(DATED, VALUES[:4])}</ul></div><div class='b'><h2>More</h2><ul class='y'>{rows(DATED, VALUES[4:])}</ul></div>",
        stories=told("/n/{id}"),
    ),
    Listing(
        name="releases",
        body=f"<main>{rows(RELEASE, VALUES)}</main>",
        stories=tuple((f"v1.{n}", f"https://town.example/oak/tool/releases/tag/v1.{n}", str(v["iso"])) for n, v in enumerate(VALUES)),
    ),
    Listing(name="nothing but a menu and tags", body=f"{MENU}{TAGS}<h1>About the town</h1><p>The town lies on the coast.</p>"),
    Listing(name="nothing but tags", body=f"<h1>All that we write of</h1>{TAGS}"),
)  # fmt: skip
