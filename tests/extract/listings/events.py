"""Lists of events and matches: venues, organisers and tickets are no stories, teams are one title."""

from __future__ import annotations

from datetime import date

from tests.extract.listings.listing import Listing, Seen, rows, spoken

TITLES = (
    "Concert", "Kung fu for children from six years", "Evening of new inventions", "Clay and wheel for beginners",
    "Jazz", "Reading by lamplight with the poets of the valley", "Boat race",
)  # fmt: skip
VENUES = (
    "Beaches museum and chapel of the old harbour", "Atlantic training hall", "Old post office building",
    "Atlantic training hall", "Old post office building", "Atlantic training hall", "Burnett park community house",
)  # fmt: skip
DAYS = (
    date(2026, 3, 14), date(2026, 3, 14), date(2026, 3, 15), date(2026, 3, 20), date(2026, 3, 27), date(2026, 4, 2),
    date(2026, 4, 11),
)  # fmt: skip
VALUES = [
    {"id": 70 + n, "title": title, "venue": venue, "place": venue.lower().replace(" ", "-"), **spoken(day)}
    for n, (title, venue, day) in enumerate(zip(TITLES, VENUES, DAYS, strict=True))
]
SIDES = (
    ("Harbour Gulls", "Mill", 2, 1), ("Oak", "The Long Quay Rowers", 0, 3), ("Lamplighters", "Netmakers United", 1, 1),
    ("Old Mint", "Harbour Gulls", 4, 0), ("Cannery", "Oak", 2, 2), ("The Long Quay Rowers", "Mill", 0, 1),
)  # fmt: skip
MATCHES = [
    {"id": 30 + n, "a": a, "b": b, "x": x, "y": y, **spoken(DAYS[n])} for n, (a, b, x, y) in enumerate(SIDES)
]


def told(title: str, address: str, values: list[dict[str, object]], dated: bool = True) -> tuple[Seen, ...]:
    """What a person sees."""
    return tuple(
        (
            title.format_map(v),
            "https://town.example" + address.format_map(v),
            str(v["iso"]) if dated else None,
        )
        for v in values
    )


TRIBE = """<div class="tribe-common-g-row tribe-events-calendar-list__event-row"><div class="tribe-events-calendar-list__event-date-tag tribe-common-g-col"><time class="tribe-events-calendar-list__event-date-tag-datetime" datetime="{iso}" aria-hidden="true"><span class="tribe-events-calendar-list__event-date-tag-weekday">{wd}</span><span class="tribe-events-calendar-list__event-date-tag-daynum">{d}</span></time></div>
<div class="tribe-events-calendar-list__event-wrapper tribe-common-g-col"><article class="tribe-events-calendar-list__event post-{id} tribe_events type-tribe_events"><div class="tribe-events-calendar-list__event-featured-image-wrapper"><a href="https://town.example/event/{id}/" title="{title}" rel="bookmark" tabindex="-1"><img src="p{id}.jpg" alt=""></a></div>
<div class="tribe-events-calendar-list__event-details"><header><div class="tribe-events-calendar-list__event-datetime-wrapper"><time class="tribe-events-calendar-list__event-datetime" datetime="{iso}"><span class="tribe-event-date-start">{month} {d} @ 7:00 pm</span> - <span class="tribe-event-time">9:00 pm</span></time></div><h3 class="tribe-events-calendar-list__event-title tribe-common-h6"><a href="https://town.example/event/{id}/" title="{title}" rel="bookmark" class="tribe-events-calendar-list__event-title-link tribe-common-anchor-thin">{title}</a></h3>
<address class="tribe-events-calendar-list__event-venue"><span class="tribe-events-calendar-list__event-venue-title">{venue}</span> <span class="tribe-events-calendar-list__event-venue-address">3 Quay Street, Town</span></address></header><div class="tribe-events-calendar-list__event-description"><p>Come early, the room is small and the evening long.</p></div><div class="tribe-events-c-small-cta"><span class="tribe-events-c-small-cta__price">$10</span></div></div></article></div></div>"""

VENUE_LINKS = """<li class="event"><span class="date">{mon} {d}, {y}</span> <p><a href="/events/{id}">{title}</a></p><p><a href="/venues/{place}">{venue}</a></p><a class="btn" href="https://tickets.example/buy/{id}">Buy tickets</a></li>"""

SPANS = """<span class="item"><p class="when">{m}/{d}/{y} <span class="day">{wd}</span> <time>7:00 PM</time></p><span class="mid"><p><a href="/event/{id}?date=1">{title}</a></p><p><a href="/place/{place}">{venue}</a></p></span><a href="/event/{id}">More info</a></span>"""

MEETUP = """<div class="flex"><a id="event-card-{id}" href="https://town.example/boats/events/{id}/" class="flex h-full flex-col"><div><img alt="{title} photo" src="e{id}.jpg"></div><div><time datetime="{iso}T19:00:00Z" class="text-sm">{wd}, {mon} {d} · 7:00 PM UTC</time><h2 class="text-base font-medium">{title}</h2><p>Group name: <span>The boat builders of the town and its harbour</span></p><div>{n} attendees</div></div></a></div>"""

EVENTBRITE = """<li><div class="search-event-card-wrapper"><section class="event-card-details"><div class="Stack_root"><a href="https://town.example/e/{id}-tickets?aff=list" class="event-card-link" aria-label="View {title}"><h3 class="Typography_root event-card__clamp-line--two">{title}</h3></a><p class="Typography_root">{wd}, {mon} {d}, {y}, 7:00 PM</p><p class="Typography_root">{venue}</p><p>From $10.00</p></div></section><a href="https://town.example/e/{id}-tickets?aff=list" class="event-card-link"><img src="e.jpg" alt="{title} primary image"></a><a href="/o/organizer-{n}">The boat builders of the town and its harbour</a></div></li>"""

BADGES = """<div class="event-item"><div class="badge"><span class="m">{mon}</span><span class="d">{d}</span></div><meta itemprop="startDate" content="{iso}T19:00"><div class="info"><a class="name" href="/calendar/{id}">{title}</a><div class="where"><a href="/map?q={place}">{venue}</a></div><div class="cats"><a href="/calendar?category=music">Music and dance of the region</a></div></div></div>"""

DAY_BLOCKS = """<h3>{weekday}, {month} {d}, {y}</h3><ul><li>7:00 pm <a href="/ev/{id}">{title}</a>, <a href="/where/{place}">{venue}</a></li></ul>"""

ESPORTS = """<a href="/{id}/a-vs-b" class="wf-module-item match-item mod-color {even}"><div class="match-item-time">6:30 AM</div><div class="match-item-vs"><div class="match-item-vs-team"><div class="match-item-vs-team-name"><div class="text-of"><span class="flag mod-cr"></span>{a}</div></div><div class="match-item-vs-team-score">{x}</div></div><div class="match-item-vs-team mod-winner"><div class="match-item-vs-team-name"><div class="text-of"><span class="flag mod-mx"></span>{b}</div></div><div class="match-item-vs-team-score">{y_}</div></div></div>
<div class="match-item-eta"><div class="ml mod-completed"><div class="ml-status">Completed</div></div></div><div class="match-item-event text-of"><div class="match-item-event-series text-of">Group stage, week four</div>Challengers of the Long Coast 2026</div></a>"""

FOOTBALL = """<tr class="match"><td class="date">{dd}/{mm}/{y}</td><td class="home"><a href="/team/{a}">{a}</a></td><td class="score"><a href="/match/{id}">{x} - {y_}</a></td><td class="away"><a href="/team/{b}">{b}</a></td></tr>"""

FIXTURES = """<article class="fixture"><a href="/fixtures/{id}"><span class="fixture__date">{d} {month} {y}</span><span class="fixture__team fixture__team--home">{a}</span><span class="fixture__vs">vs</span><span class="fixture__team fixture__team--away">{b}</span></a></article>"""

LINES = """<li>{dd}.{mm}.{y} <a href="/report/{id}">{a} v {b}</a> {x}:{y_}</li>"""

for row in MATCHES:
    row["y_"] = SIDES[int(str(row["id"])) - 30][3]


def _events(
    name: str, template: str, address: str, around: str = "{}", dated: bool = True, **given: str
) -> Listing:
    body = '<div id="nav"><a href="/">Home</a></div><h1>Events</h1>' + around.replace(
        "{}", rows(template, VALUES)
    )
    return Listing(name=name, body=body, stories=told("{title}", address, VALUES, dated), **given)


def _matches(
    name: str, template: str, title: str, address: str, around: str = "{}", dated: bool = True
) -> Listing:
    body = "<h1>Results</h1>" + around.replace("{}", rows(template, MATCHES, ("mod-first", "")))
    return Listing(name=name, body=body, stories=told(title, address, MATCHES, dated))


EVENTS = (
    _events("The Events Calendar", TRIBE, "/event/{id}/", '<div class="tribe-events-calendar-list">{}</div>'),
    _events("venues are links", VENUE_LINKS, "/events/{id}", "<ul>{}</ul>"),
    _events("spans for rows", SPANS, "/event/{id}?date=1", '<div class="items">{}</div>'),
    _events("Meetup", MEETUP, "/boats/events/{id}/", "<main><div class='grid'>{}</div></main>"),
    _events("Eventbrite", EVENTBRITE, "/e/{id}-tickets?aff=list", "<ul>{}</ul>"),
    _events("badges", BADGES, "/calendar/{id}", '<div class="list">{}</div>'),
    _events("a list a day", DAY_BLOCKS, "/ev/{id}", '<div class="cal">{}</div>'),
    _matches("esports", ESPORTS, "{a} {x} {b} {y_}", "/{id}/a-vs-b", '<div class="wf-label">Fri, March 6, 2026</div><div class="wf-card">{}</div>', False),
    _matches("football", FOOTBALL, "{a} {x} - {y_} {b}", "/match/{id}", "<table>{}</table>"),
    _matches("fixtures", FIXTURES, "{a} vs {b}", "/fixtures/{id}", "<div>{}</div>"),
    _matches("lines", LINES, "{a} v {b}", "/report/{id}", "<ul>{}</ul>"),
)  # fmt: skip
