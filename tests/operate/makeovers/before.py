"""Pages as they were: ten sources, each with the strategy that reads it and the options it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from typing import Any

from tests.operate.makeovers.newsroom import HOST, WORDS, Item

Draw = Callable[[Sequence[Item]], str]


@dataclass(frozen=True, kw_only=True)
class Former:
    """A source before its page is made over."""

    name: str
    language: str
    extractor: str
    draw: Draw
    link: Callable[[Item], str]
    options: Mapping[str, Any] = field(default_factory=dict)
    path: str = "/news/"
    media_type: str = "text/html"
    to_the_minute: bool = True
    keys: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return HOST + self.path


def framed(body: str, language: str = "en", head: str = "") -> str:
    """A page with the furniture that every page of the site has."""
    nav = "".join(f'<li><a href="/{s.lower()}/">{s}</a></li>' for s in WORDS[language].sections)
    return (
        f'<!doctype html><html lang="{language}"><head><title>Pier News</title>{head}</head><body>'
        f'<header><a href="/">Pier News</a><nav><ul>{nav}<li><a href="/about">About</a></li></ul></nav></header>'
        f'<main>{body}</main><footer><p>© 2026 Pier News</p><a href="/imprint">Imprint</a> '
        f'<a href="/privacy">Privacy</a></footer></body></html>'
    )


def dated_path(item: Item) -> str:
    return f"/{item.day:%Y/%m/%d}/{item.slug}-{item.number}.html"


def short_path(item: Item) -> str:
    return f"/story/{item.slug}"


def numbered_path(item: Item) -> str:
    return f"/node/{item.number}"


def in_words(item: Item, language: str | None = None) -> str:
    """The day as the language writes it, without a time."""
    language, day = language or item.language, item.day
    month = WORDS[language].months[day.month - 1]
    return {
        "en": f"{month} {day.day}, {day.year}",
        "de": f"{day.day}. {month} {day.year}",
        "fr": f"{day.day} {month} {day.year}",
        "es": f"{day.day} de {month} de {day.year}",
        "zh": f"{day.year}年{day.month}月{day.day}日",
    }[language]


def wordpress(items: Sequence[Item]) -> str:
    return framed(
        "".join(
            f'<article id="post-{i.number}" class="post type-post hentry"><h2 class="entry-title">'
            f'<a href="{dated_path(i)}" rel="bookmark">{escape(i.title)}</a></h2><div class="entry-meta">'
            f'<time class="entry-date" datetime="{i.day.isoformat()}">{in_words(i)}</time>'
            f'<span class="byline">by <a class="url fn" href="/author/x">{i.author}</a></span></div>'
            f'<div class="entry-summary"><p>{escape(i.lead)}</p></div></article>'
            for i in items
        )
    )


def drupal(items: Sequence[Item]) -> str:
    rows = "".join(
        f'<div class="views-row"><div class="views-field-created"><span class="field-content">{in_words(i)}'
        f' – {i.day:%H:%M}</span></div><div class="views-field-title"><h3><a href="{numbered_path(i)}">'
        f'{escape(i.title)}</a></h3></div><div class="views-field-body"><p>{escape(i.lead)}</p></div></div>'
        for i in items
    )
    return framed(f'<div class="view view-news"><div class="view-content">{rows}</div></div>', "de")


def table(items: Sequence[Item]) -> str:
    rows = "".join(
        f'<tr><td>{i.day:%d/%m/%Y}</td><td><a href="{short_path(i)}">{escape(i.title)}</a></td><td>{i.section}</td></tr>'
        for i in items
    )
    return framed(
        f'<table id="news"><tr><th>Date</th><th>Titre</th><th>Rubrique</th></tr>{rows}</table>', "fr"
    )


def bylined(items: Sequence[Item]) -> str:
    return framed(
        "".join(
            f'<h2><a href="{dated_path(i)}">{escape(i.title)}</a></h2><p>By {i.author} / {i.day:%b %d, %Y %I:%M %p}'
            f" / {i.section}</p><p>{escape(i.lead)}</p>"
            for i in items
        )
    )


def described(items: Sequence[Item]) -> str:
    graph = [
        {
            "@type": "NewsArticle",
            "headline": i.title,
            "url": HOST + dated_path(i),
            "datePublished": i.day.isoformat(),
            "author": {"@type": "Person", "name": i.author},
            "description": i.lead,
        }
        for i in items
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph})
    teasers = "".join(f'<p><a href="{dated_path(i)}">{escape(i.title)}</a></p>' for i in items)
    return framed(teasers, head=f'<script type="application/ld+json">{data}</script>')


def api(items: Sequence[Item]) -> str:
    posts = [
        {
            "id": i.number,
            "title": i.title,
            "url": dated_path(i),
            "date": i.day.isoformat(),
            "by": i.author,
            "lead": i.lead,
        }
        for i in items
    ]
    return json.dumps({"data": {"posts": posts}, "total": 900})


def listed(items: Sequence[Item]) -> str:
    rows = "".join(
        f'<li><span>{i.day:%Y-%m-%d %H:%M}</span> <a href="{short_path(i)}">{escape(i.title)}</a></li>'
        for i in items
    )
    return framed(f'<h1>Noticias</h1><ul class="news">{rows}</ul>', "es")


def next_data(items: Sequence[Item]) -> str:
    posts = [
        {
            "id": i.number,
            "headline": i.title,
            "slug": i.slug,
            "at": int(i.day.timestamp()),
            "author": {"name": i.author},
        }
        for i in items
    ]
    data = json.dumps({"props": {"pageProps": {"posts": posts}}, "page": "/"})
    return framed(
        '<div id="__next"></div>', head=f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    )


def rss(items: Sequence[Item], link: Callable[[Item], str] = dated_path) -> str:
    entries = "".join(
        f"<item><title>{escape(i.title)}</title><link>{HOST}{link(i)}</link><pubDate>{format_datetime(i.day)}</pubDate>"
        f"<description>{escape(i.lead)}</description></item>"
        for i in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Pier News</title><link>{HOST}/</link><description>News</description>{entries}</channel></rss>'


def sitemap(items: Sequence[Item]) -> str:
    urls = "".join(
        f"<url><loc>{HOST}{dated_path(i)}</loc><news:news><news:publication><news:name>Pier</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{i.day.isoformat()}</news:publication_date><news:title>{escape(i.title)}</news:title></news:news></url>"
        for i in items
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


def chinese(items: Sequence[Item]) -> str:
    rows = "".join(
        f'<div class="newsbox"><a class="t" href="{numbered_path(i)}">{i.title}</a><em>{i.day:%Y-%m-%d}</em><p>{i.lead}</p></div>'
        for i in items
    )
    return framed(f'<div class="list">{rows}</div>', "zh")


FORMERS = (
    Former(
        name="wordpress",
        language="en",
        extractor="selectors",
        draw=wordpress,
        link=dated_path,
        options={
            "item": "article.post",
            "title": "h2.entry-title",
            "link": "h2 a@href",
            "date": "time@datetime",
            "author": ".byline a",
            "summary": ".entry-summary",
        },
    ),
    Former(
        name="drupal",
        language="de",
        extractor="selectors",
        draw=drupal,
        link=numbered_path,
        options={
            "item": ".views-row",
            "title": "h3",
            "link": "h3 a@href",
            "date": ".views-field-created",
            "summary": ".views-field-body",
        },
        keys={"date_language": "de"},
    ),
    Former(
        name="table",
        language="fr",
        extractor="selectors",
        draw=table,
        link=short_path,
        options={
            "item": {"xpath": "//table[@id='news']//tr[td]"},
            "title": {"xpath": "td[2]"},
            "link": {"xpath": "td[2]/a/@href"},
            "date": {"xpath": "td[1]", "format": "%d/%m/%Y"},
            "section": {"xpath": "td[3]"},
        },
        to_the_minute=False,
    ),
    Former(name="byline", language="en", extractor="byline", draw=bylined, link=dated_path),
    Former(name="jsonld", language="en", extractor="jsonld", draw=described, link=dated_path),
    Former(
        name="api",
        language="en",
        extractor="json",
        draw=api,
        link=dated_path,
        path="/api/posts",
        media_type="application/json",
        options={
            "items": "data.posts",
            "title": "title",
            "link": "url",
            "date": "date",
            "author": "by",
            "summary": "lead",
        },
    ),
    Former(name="auto", language="es", extractor="auto", draw=listed, link=short_path),
    Former(
        name="state",
        language="en",
        extractor="state",
        draw=next_data,
        link=lambda i: f"/read/{i.slug}",
        options={
            "state": "__NEXT_DATA__",
            "items": "props.pageProps.posts",
            "title": "headline",
            "link": {"path": "slug", "template": HOST + "/read/{value}"},
            "date": "at",
            "author": "author.name",
        },
    ),
    Former(
        name="rss",
        language="en",
        extractor="upstream",
        draw=rss,
        link=dated_path,
        path="/feed",
        media_type="application/rss+xml",
    ),
    Former(
        name="sitemap",
        language="en",
        extractor="sitemap",
        draw=sitemap,
        link=dated_path,
        path="/news-sitemap.xml",
        media_type="application/xml",
    ),
    Former(
        name="chinese",
        language="zh",
        extractor="selectors",
        draw=chinese,
        link=numbered_path,
        options={"item": ".newsbox", "title": "a.t", "link": "a.t@href", "date": "em"},
        to_the_minute=False,
        keys={"timezone": "Asia/Shanghai"},
    ),
)
