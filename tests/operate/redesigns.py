"""Pages of made-up sources, and the same pages after a redesign: what the repair of sources is measured with.

    before, after = redesign(source=3, number=17)     # two Pages of stories, each with its truth
    before.options                                    # the selectors that read it, as an operator writes them

A redesign draws the same stories otherwise: class names, nesting, list to grid or table, addresses, dates,
headline, byline, language; some stories are edited, some are new, as many have left the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from tests.operate.designs import MONTHS, SECTIONS, Design, Drawn, Item, drawn

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KINDS = (
    "classes",
    "nesting",
    "grid",
    "days",
    "table",
    "links",
    "dates",
    "headline",
    "byline",
    "language",
    "mixed",
)

_WHO = [
    "Harbour",
    "Council",
    "Library",
    "Museum",
    "Orchestra",
    "Ferry",
    "Market",
    "Bridge",
    "Railway",
    "School",
    "Hospital",
    "Theatre",
]
_DID = [
    "opens",
    "closes",
    "repairs",
    "paints",
    "moves",
    "sells",
    "rents",
    "names",
    "measures",
    "insures",
    "lights",
    "cleans",
]
_WHAT = [
    "second quay",
    "old lighthouse",
    "northern gate",
    "reading room",
    "winter garden",
    "tram depot",
    "fish hall",
    "stone stairs",
    "water tower",
    "city archive",
    "swimming pool",
    "botanical house",
    "west pier",
    "clock tower",
    "evening school",
    "ice rink",
]
_WHY = [
    "after long debate",
    "before the summer",
    "for the first time",
    "despite the rain",
    "with help from neighbours",
    "in spite of costs",
    "to everyone's surprise",
    "as planned",
    "against all odds",
    "in record time",
]
_PEOPLE = ["Ann Lee", "Bo Karlsen", "Mei Tan", "Juan Ortiz", "Eva Novak", "Tom Reed"]
_PREFIXES = ["news", "post", "item", "story", "entry", "teaser", "c-card", "listing", "article", "feature"]
_SUFFIXES = (
    ("title", "date", "lead", "author", "tag"),
    ("headline", "time", "intro", "byline", "kicker"),
    ("name", "when", "text", "by", "label"),
    ("h", "d", "s", "a", "c"),
)
LAYOUTS = ("list", "cards", "table", "rows", "linked", "plain")
HEADS = ("h2", "h3", "h4", "div", "span", "strong")
DATES = ("iso", "minute", "words", "dotted", "slashed", "month-first", "attribute")
LINKS = ("html", "folder", "query", "section", "number")


def make_items(random: Random, count: int) -> list[Item]:
    """So many stories, the oldest first, a few hours apart."""
    day, used = NOW - timedelta(days=9), set[str]()
    items: list[Item] = []
    while len(items) < count:
        title = f"{random.choice(_WHO)} {random.choice(_DID)} {random.choice(_WHAT)} {random.choice(_WHY)}"
        if title in used:
            continue
        used.add(title)
        day += timedelta(minutes=random.randrange(190, 900))
        lead = f"The {random.choice(_WHAT)} has waited for {random.randrange(2, 90)} years, and {random.choice(_PEOPLE)} says that it can wait {random.choice(_WHY)}."
        items.append(
            Item(
                number=len(items),
                title=title,
                day=day,
                author=random.choice(_PEOPLE),
                section=random.choice(SECTIONS),
                lead=lead,
                first=title,
            )
        )
    return items


def make_design(random: Random, layout: str | None = None) -> Design:
    return Design(
        layout=layout or random.choice(LAYOUTS),
        prefix=random.choice(_PREFIXES),
        names=random.choice(_SUFFIXES),
        head=random.choice(HEADS),
        date=random.choice(DATES),
        links=random.choice(LINKS),
        byline=random.random() < 0.6,
        lead=random.random() < 0.7,
        section=random.random() < 0.5,
        picture=random.random() < 0.5,
        wraps=random.randrange(3),
        modern=random.random() < 0.5,
    )


def redesign(source: int, number: int) -> tuple[Drawn, Drawn]:
    """The page of a source, and the page after one of its redesigns."""
    of_source = Random(source)
    items = make_items(of_source, 26)
    count = of_source.randrange(8, 15)
    shown = items[20 - count : 20][::-1]
    design = make_design(of_source, LAYOUTS[source % len(LAYOUTS)])
    before = Drawn(items=tuple(shown), design=design, html=drawn(design, shown, Random(source)))
    random = Random(1000 * source + number)
    kind = KINDS[number % len(KINDS)]
    changed = changed_design(random, design, kind)
    fresh = random.randrange(4)
    later = items[20 - count + fresh : 20 + fresh][::-1]
    if random.random() < 0.25:  # fewer or more than before
        later = items[max(0, 20 + fresh - count + random.choice((-2, -1, 2, 3))) : 20 + fresh][::-1]
    edited = (
        random.sample([i.number for i in shown[1:6]], random.randrange(3)) if random.random() < 0.5 else []
    )
    now = [edit(i, random) if i.number in edited else i for i in later]
    new = tuple(i.number for i in later if i.number >= 20)
    html = drawn(changed, now, random)
    return before, Drawn(items=tuple(now), design=changed, html=html, edited=tuple(edited), new=new)


def edit(item: Item, random: Random) -> Item:
    """The story with a true edit of its title."""
    words = item.title.split()
    words[1] = random.choice([w for w in _DID if w != words[1]])
    return replace(item, title=" ".join(words))


def changed_design(random: Random, old: Design, kind: str) -> Design:
    """The design after a redesign of this kind; its class names change with it."""
    prefix = random.choice([p for p in _PREFIXES if p != old.prefix])
    names = random.choice([n for n in _SUFFIXES if n != old.names])
    new = replace(old, prefix=prefix, names=names)

    def other(values: Sequence[str], now: str) -> str:
        return random.choice([v for v in values if v != now])

    parts: dict[str, Callable[[Design], Design]] = {
        "classes": lambda d: d,
        "nesting": lambda d: replace(d, wraps=(d.wraps + 1 + random.randrange(2)) % 4, picture=not d.picture),
        "days": lambda d: replace(d, layout="days"),
        "grid": lambda d: replace(d, layout="cards" if d.layout != "cards" else "linked"),
        "table": lambda d: replace(d, layout="table" if d.layout != "table" else "terms"),
        "links": lambda d: replace(d, links=other(LINKS, d.links)),
        "dates": lambda d: replace(d, date=other(DATES, d.date)),
        "headline": lambda d: replace(d, head=other(HEADS, d.head)),
        "byline": lambda d: replace(d, byline=not d.byline),
        "language": lambda d: replace(d, language=other(list(MONTHS), d.language)),
    }
    if kind != "mixed":
        return parts[kind](new)
    for name in random.sample(sorted(parts), random.randrange(2, 5)):
        new = parts[name](new)
    return new
