"""Pages that stand in the list's place and are no other shape of it: none of these may be taken for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from html import escape
from random import Random

from tests.operate.makeovers.before import Former, framed, in_words
from tests.operate.makeovers.newsroom import Item, written

Wall = Callable[[Sequence[Item], Former], str]


def login(items: Sequence[Item], former: Former) -> str:
    return framed(
        '<h1>Sign in</h1><form><input name="user"><input type="password"><button>Sign in</button></form>',
        former.language,
    )


def teasing_login(items: Sequence[Item], former: Former) -> str:
    """Asks to sign in, with three headlines to tempt."""
    rows = "".join(f'<li><a href="{former.link(i)}">{escape(i.title)}</a></li>' for i in items[:3])
    return framed(
        f'<h1>Please log in</h1><form><input type="password"></form><h2>Today</h2><ul>{rows}</ul>',
        former.language,
    )


def broken(items: Sequence[Item], former: Former) -> str:
    return "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1><p>Try again.</p></body></html>"


def empty(items: Sequence[Item], former: Former) -> str:
    return framed('<div class="results"><p>No results.</p></div>', former.language)


def consent(items: Sequence[Item], former: Former) -> str:
    return framed(
        "<h1>Before you continue</h1><p>We use cookies and partners.</p><button>Accept all</button>",
        former.language,
    )


def parked(items: Sequence[Item], former: Former) -> str:
    rows = "".join(
        f'<li><a href="https://ads.example/{n}">{word} near you</a></li>'
        for n, word in enumerate(("Cheap boats", "Harbour tours", "Used cranes", "Loans", "Insurance"))
    )
    return f"<html><title>pier.example is for sale</title><body><h1>This domain is for sale</h1><ul>{rows}</ul></body></html>"


def related(items: Sequence[Item], former: Former) -> str:
    """One article, with two known stories beside it."""
    one, *rest = written(Random("related"), former.language, 3)
    rows = "".join(f'<li><a href="{former.link(i)}">{escape(i.title)}</a></li>' for i in items[2:4])
    text = "".join(f"<p>{escape(i.lead)} {escape(i.title)}. {escape(i.lead)}</p>" for i in (one, *rest))
    return framed(
        f"<article><h1>{escape(one.title)}!</h1>{text}</article><aside><h3>Related</h3><ul>{rows}</ul></aside>",
        former.language,
    )


def another_site(items: Sequence[Item], former: Former) -> str:
    """A list as good as the old one, of stories that nobody knows, dated as those were."""
    others = [
        replace(i, title=f"{i.title} 2", day=i.day - timedelta(minutes=7))
        for i in written(Random("another"), former.language, 14)
    ]
    known = {i.title for i in items}
    rows = "".join(
        f'<div class="x"><a href="/o/{i.number + 3}">{escape(i.title)}</a> <time>{i.day:%Y-%m-%d %H:%M}</time></div>'
        for i in others
        if i.title not in known
    )
    return framed(rows, former.language)


def archive(items: Sequence[Item], former: Former) -> str:
    """Stories of last year, never seen."""
    old = [
        replace(i, title=f"{i.title} (III)", day=i.day - timedelta(days=365), number=i.number - 4000)
        for i in written(Random("archive"), former.language, 25)
    ]
    rows = "".join(
        f'<article class="old"><h3><a href="{former.link(i)}">{escape(i.title)}</a></h3><p>{in_words(i)}</p></article>'
        for i in old
    )
    return framed(f"<h1>Archive</h1>{rows}", former.language)


def archive_and_few(items: Sequence[Item], former: Former) -> str:
    """Stories of last year below the oldest three of the known ones."""
    old = [
        replace(i, title=f"{i.title} (III)", day=i.day - timedelta(days=200), number=i.number - 4000)
        for i in written(Random("archive"), former.language, 25)
    ]
    rows = "".join(
        f'<article class="old"><h3><a href="{former.link(i)}">{escape(i.title)}</a></h3><p>{in_words(i)}</p></article>'
        for i in (*items[-3:], *old)
    )
    return framed(f"<h1>Archive</h1>{rows}", former.language)


def found_by_a_search(items: Sequence[Item], former: Former) -> str:
    """A tag's page: a third of the known stories among as many older ones of the tag."""
    old = [
        replace(i, title=f"{i.title} (II)", day=i.day - timedelta(hours=31), number=i.number - 5000)
        for i in written(Random("tag"), former.language, 15)
    ]
    mixed = sorted((*items[::3], *old), key=lambda i: i.day, reverse=True)
    rows = "".join(
        f'<div class="hit"><h4><a href="{former.link(i)}">{escape(i.title)}</a></h4><span>{in_words(i)}</span></div>'
        for i in mixed
    )
    return framed(f"<h1>#harbour</h1>{rows}", former.language)


def popular(items: Sequence[Item], former: Former) -> str:
    """A front page whose only list of known stories is that of the most read."""
    rows = "".join(
        f'<li><a href="{former.link(i)}">{escape(i.title)}</a></li>' for i in (items[5], items[2], items[7])
    )
    about = "".join(
        f'<section><h2>{word}</h2><p>We are at your service, by day and by night.</p><a href="/{word.lower()}">{word}</a></section>'
        for word in ("Berths", "Tariffs", "Tours", "Jobs")
    )
    return framed(f"{about}<aside><h3>Most read</h3><ol>{rows}</ol></aside>", former.language)


def front_page(items: Sequence[Item], former: Former) -> str:
    """What the site offers, and a box of the five latest stories."""
    rows = "".join(
        f'<li><a href="{former.link(i)}">{escape(i.title)}</a> <time datetime="{i.day.isoformat()}">{in_words(i)}</time></li>'
        for i in items[:4]
    )
    offers = "".join(
        f'<section><h2><a href="/o/{n}">Offer number {n} of the harbour</a></h2><p>Berths and tours for everybody.</p></section>'
        for n in range(9)
    )
    return framed(f'{offers}<div class="box"><h3>Latest</h3><ul>{rows}</ul></div>', former.language)


def author_page(items: Sequence[Item], former: Former) -> str:
    """All that one author wrote: some known stories, and older ones."""
    old = [
        replace(i, title=f"{i.title} (IV)", day=i.day - timedelta(days=40), number=i.number - 6000)
        for i in written(Random("author"), former.language, 12)
    ]
    rows = "".join(
        f'<li><a href="{former.link(i)}">{escape(i.title)}</a> <time datetime="{i.day.isoformat()}">{in_words(i)}</time></li>'
        for i in (*items[1::4], *old)
    )
    return framed(f"<h1>Ann Lee</h1><ul>{rows}</ul>", former.language)


def gone(items: Sequence[Item], former: Former) -> str:
    return framed("<h1>Page not found</h1><p>The page that you look for does not exist.</p>", former.language)


WALLS: Mapping[str, Wall] = {
    "login": login,
    "login with headlines": teasing_login,
    "server error": broken,
    "empty list": empty,
    "consent": consent,
    "parked": parked,
    "related box": related,
    "another site": another_site,
    "archive": archive,
    "archive and few": archive_and_few,
    "tag page": found_by_a_search,
    "most read only": popular,
    "front page": front_page,
    "author page": author_page,
    "not found": gone,
}
