"""How pages of made-up sources draw their stories: `Design.page(stories)` gives one whole page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from random import Random
from typing import Any

SECTIONS = ["City", "Culture", "Traffic", "Sport"]
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
LABELS = {
    "en": ("News", "Most read", "Read more", "By", "About us"),
    "de": ("Nachrichten", "Meistgelesen", "Weiterlesen", "Von", "Über uns"),
    "fr": ("Actualités", "Les plus lus", "Lire la suite", "Par", "À propos"),
    "es": ("Noticias", "Lo más leído", "Leer más", "Por", "Quiénes somos"),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """A story as it is."""

    number: int
    title: str
    day: datetime
    author: str
    section: str
    lead: str
    first: str = ""
    """Its first title, of which its address is made."""

    @property
    def slug(self) -> str:
        return "-".join(self.first.lower().replace("'", "").split())


@dataclass(frozen=True, kw_only=True)
class Design:
    """How a page draws its stories."""

    layout: str
    prefix: str
    names: tuple[str, ...]
    head: str
    date: str
    links: str
    language: str = "en"
    wraps: int = 0
    byline: bool = True
    lead: bool = True
    section: bool = True
    picture: bool = False
    modern: bool = False
    """Whether class names are joined by two underscores."""

    def name(self, part: int) -> str:
        joint = "__" if self.modern else "-"
        return f"{self.prefix}{joint}{self.names[part]}"

    def link(self, item: Item) -> str:
        day, number = item.day, 4000 + item.number
        return {
            "html": f"/news/{item.slug}-{number}.html",
            "folder": f"/{day:%Y/%m}/{item.slug}/",
            "query": f"/story.php?id={number}",
            "section": f"/{item.section.lower()}/{item.slug}",
            "number": f"/n/{number}",
        }[self.links]

    def dated(self, item: Item) -> str:
        """The date's element; its machine-readable form where the design has one."""
        day, kind = item.day, f'class="{self.name(1)}"'
        month = MONTHS[self.language][day.month - 1]
        comma = {"de": ". ", "es": " de "}.get(self.language, " ")
        words = f"{day.day}{comma}{month}{' de' if self.language == 'es' else ''} {day.year}"
        return {
            "iso": f'<time {kind} datetime="{day:%Y-%m-%dT%H:%M:%SZ}">{words}</time>',
            "minute": f"<span {kind}>{day:%Y-%m-%d %H:%M}</span>",
            "words": f"<span {kind}>{words}</span>",
            "dotted": f"<span {kind}>{day:%d.%m.%Y %H:%M}</span>",
            "slashed": f"<span {kind}>{day:%d/%m/%Y}</span>",
            "month-first": f"<span {kind}>{month} {day.day}, {day.year}</span>",
            "attribute": f'<span {kind} data-date="{day:%Y-%m-%dT%H:%M:%SZ}">{words}</span>',
        }[self.date]

    @property
    def to_the_minute(self) -> bool:
        return self.date in ("iso", "minute", "dotted", "attribute")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A page, the stories in it, and the selectors that read it."""

    items: tuple[Item, ...]
    design: Design
    html: str = field(repr=False)
    edited: tuple[int, ...] = ()
    new: tuple[int, ...] = ()

    @property
    def options(self) -> dict[str, Any]:
        d = self.design
        item = {
            "list": f"li.{d.prefix}",
            "cards": f"article.{d.prefix}",
            "table": f"table.{d.prefix} tbody tr",
            "rows": f"div.{d.prefix}",
            "linked": f"a.{d.prefix}",
            "plain": f"section.{d.prefix}",
        }[d.layout]
        title = f".{d.name(0)}"
        link = "@href" if d.layout == "linked" else f".{d.name(0)} a@href"
        date = f".{d.name(1)}" + {"iso": "@datetime", "attribute": "@data-date"}.get(d.date, "")
        options = {"item": item, "title": title, "link": link, "date": date}
        if d.byline:
            options["author"] = f".{d.name(3)} b"
        if d.lead:
            options["summary"] = f".{d.name(2)}"
        if d.section:
            options["section"] = f".{d.name(4)}"
        return options


def drawn(design: Design, items: Sequence[Item], random: Random) -> str:
    """The whole page: navigation, stories, what is read most, what will be, foot."""
    news, most, _, _, about = LABELS[design.language]
    links = "".join(f'<li><a href="/{s.lower()}/">{s}</a></li>' for s in SECTIONS)
    popular = random.sample(list(items), 4)
    rank = "".join(f'<li><a href="{design.link(i)}">{i.title}</a></li>' for i in popular)
    events = "".join(
        f'<li class="event"><a href="/events/{n}">Concert number {n} in the harbour hall</a>'
        f" <time>2026-03-{10 + n}</time></li>"
        for n in range(1, 5)
    )
    body = {"table": _table, "list": _list, "terms": _terms, "days": _days}.get(design.layout, _blocks)
    return (
        f'<!doctype html><html lang="{design.language}"><head><title>{news}</title></head><body>'
        f'<header><a href="/">Quay Post</a><nav><ul>{links}</ul></nav></header>'
        f"<main><h1>{news}</h1>{body(design, items)}</main>"
        f'<aside class="sidebar"><h3>{most}</h3><ol class="rank">{rank}</ol>'
        f'<ul class="events">{events}</ul></aside>'
        f'<footer><a href="/about">{about}</a><p>Quay 1, Port Town</p></footer></body></html>'
    )


def _parts(design: Design, item: Item) -> dict[str, str]:
    more, by = LABELS[design.language][2:4]
    href = design.link(item)
    inner = item.title if design.layout == "linked" else f'<a href="{href}">{item.title}</a>'
    picture = f'<img src="/img/{item.number}.jpg" alt="" width="640" height="360">'
    goes_on = design.layout != "linked" and design.lead
    return {
        "title": f'<{design.head} class="{design.name(0)}">{inner}</{design.head}>',
        "date": design.dated(item),
        "lead": f'<p class="{design.name(2)}">{item.lead}</p>' if design.lead else "",
        "author": f'<div class="{design.name(3)}">{by} <b>{item.author}</b></div>' if design.byline else "",
        "section": f'<span class="{design.name(4)}">{item.section}</span>' if design.section else "",
        "picture": picture if design.picture else "",
        "more": f'<a class="more" href="{href}">{more}</a>' if goes_on else "",
    }


def _inner(design: Design, item: Item) -> str:
    part = _parts(design, item)
    meta = f'<div class="meta">{part["section"]} {part["date"]}</div>{part["title"]}'
    if design.head in ("h2", "h3"):
        meta = f"{part['title']}{part['date']}{part['section']}"
    inner = f"{meta}{part['lead']}{part['author']}{part['more']}"
    for n in range(design.wraps):
        inner = f'<div class="w{n}">{inner}</div>'
    return part["picture"] + inner


def _list(design: Design, items: Sequence[Item]) -> str:
    rows = "".join(f'<li class="{design.prefix}">{_inner(design, i)}</li>' for i in items)
    return f'<ul class="{design.prefix}s">{rows}</ul>'


def _blocks(design: Design, items: Sequence[Item]) -> str:
    tag = {"cards": "article", "rows": "div", "linked": "a", "plain": "section"}[design.layout]

    def opening(item: Item) -> str:
        href = f' href="{design.link(item)}"' if tag == "a" else ""
        return f'<{tag} class="{design.prefix}"{href}>'

    blocks = "".join(f"{opening(i)}{_inner(design, i)}</{tag}>" for i in items)
    return f'<div class="{design.prefix}-grid">{blocks}</div>'


def _table(design: Design, items: Sequence[Item]) -> str:
    rows = ""
    for item in items:
        part = _parts(design, item)
        words = f"{part['section']}{part['title']}{part['lead']}"
        rows += f"<tr><td>{part['date']}</td><td>{words}</td><td>{part['author']}</td></tr>"
    head = "<thead><tr><th>1</th><th>2</th><th>3</th></tr></thead>"
    return f'<table class="{design.prefix}">{head}<tbody>{rows}</tbody></table>'


def _terms(design: Design, items: Sequence[Item]) -> str:
    """A list of terms: the date, and what was said then."""
    rows = ""
    for item in items:
        part = _parts(design, item)
        words = f"{part['title']}{part['section']}{part['lead']}{part['author']}"
        rows += f"<dt>{part['date']}</dt><dd>{words}</dd>"
    return f'<dl class="{design.prefix}s">{rows}</dl>'


def _days(design: Design, items: Sequence[Item]) -> str:
    """A group for each day, each story with its own date too."""
    groups = ""
    for day, some in groupby(items, key=lambda i: i.day.date()):
        rows = "".join(f'<div class="{design.prefix}">{_inner(design, i)}</div>' for i in some)
        groups += f'<section class="day" id="d{day:%d}">{rows}</section>'
    return f'<div class="days">{groups}</div>'
