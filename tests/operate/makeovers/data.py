"""What becomes of sources that are data: an API with other paths, a sitemap or feed under another address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.operate.makeovers.before import Former, rss, sitemap
from tests.operate.makeovers.newsroom import HOST, Item


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the site answers then: body and media type by path; a path without a body is 404."""

    by_path: Mapping[str, tuple[str, str]] = field(default_factory=dict)


Moves = Callable[[Sequence[Item], Former], Answers]


def _as_json(former: Former, value: object) -> Answers:
    return Answers(by_path={former.path: (json.dumps(value), "application/json")})


def renamed(items: Sequence[Item], former: Former) -> Answers:
    posts = [
        {
            "key": i.number,
            "headline": i.title,
            "permalink": former.link(i),
            "published_at": i.day.isoformat(),
            "writer": i.author,
        }
        for i in items
    ]
    return _as_json(former, {"data": {"posts": posts}})


def deeper(items: Sequence[Item], former: Former) -> Answers:
    edges = [
        {
            "node": {
                "id": i.number,
                "title": i.title,
                "url": HOST + former.link(i),
                "date": int(i.day.timestamp()),
            }
        }
        for i in items
    ]
    return _as_json(former, {"result": {"articles": {"edges": edges, "pageInfo": {"next": 2}}}})


def bare(items: Sequence[Item], former: Former) -> Answers:
    return _as_json(
        former,
        [
            {
                "id": i.number,
                "title": {"rendered": i.title},
                "link": HOST + former.link(i),
                "date_gmt": f"{i.day:%Y-%m-%dT%H:%M:%S}",
            }
            for i in items
        ],
    )


def beside_menu(items: Sequence[Item], former: Former) -> Answers:
    menu = [{"title": f"Menu {n}", "url": f"/menu/{n}"} for n in range(30)]
    posts = [{"title": i.title, "url": former.link(i), "time": f"{i.day:%d.%m.%Y %H:%M}"} for i in items]
    return _as_json(former, {"menu": menu, "content": {"list": posts}})


def resources(items: Sequence[Item], former: Former) -> Answers:
    """As JSON:API has it."""
    data = [
        {
            "type": "article",
            "id": str(i.number),
            "attributes": {"headline": i.title, "publishedOn": i.day.isoformat(), "path": former.link(i)},
        }
        for i in items
    ]
    return _as_json(former, {"data": data, "links": {"next": "?page=2"}})


def keyed(items: Sequence[Item], former: Former) -> Answers:
    return _as_json(
        former,
        {
            "stories": {
                str(i.number): {"title": i.title, "link": former.link(i), "created": i.day.isoformat()}
                for i in items
            }
        },
    )


def sitemap_moved(items: Sequence[Item], former: Former) -> Answers:
    return Answers(
        by_path={
            "/robots.txt": (
                f"User-agent: *\nDisallow: /admin\n\nSitemap: {HOST}/maps/news.xml\n",
                "text/plain",
            ),
            "/maps/news.xml": (sitemap(items), "application/xml"),
        }
    )


def feed_moved(items: Sequence[Item], former: Former) -> Answers:
    """The feed's address shows the site's front page, which links the new feed."""
    head = '<link rel="alternate" type="application/rss+xml" href="/rss/all.xml">'
    return Answers(
        by_path={
            former.path: (
                f"<html><head>{head}</head><body><h1>Welcome</h1><p>To our new site.</p></body></html>",
                "text/html",
            ),
            "/rss/all.xml": (rss(items, former.link), "application/rss+xml"),
        }
    )


MOVES: Mapping[str, tuple[str, Moves]] = {
    "json renamed": ("json", renamed),
    "json deeper": ("json", deeper),
    "json bare list": ("json", bare),
    "json beside a menu": ("json", beside_menu),
    "json resources": ("json", resources),
    "json keyed": ("json", keyed),
    "sitemap moved": ("sitemap", sitemap_moved),
    "feed moved": ("upstream", feed_moved),
}
