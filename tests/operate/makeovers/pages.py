"""Pages made over: what becomes of a list of stories when its site gets another theme, engine or habit."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from tests.operate.makeovers.before import Former, framed, in_words
from tests.operate.makeovers.newsroom import HOST, NOW, WORDS, Item

Link = Callable[[Item], str]
Page = Callable[[Sequence[Item], Link], str]
Shows = Literal["minute", "day", "about", "none"]


@dataclass(frozen=True, kw_only=True)
class Makeover:
    """One kind of change: how the page is drawn then, and what is true of its stories."""

    name: str
    page: Page
    shows: Shows = "minute"
    link: Callable[[Item, Former], str] = lambda item, former: former.link(item)
    least: float = 1.0
    """Share of the stories that a right reading must give."""
    most: int = 1000
    """Stories that the page shows."""
    title: Callable[[Item], str] = lambda item: item.title
    auto_reads: bool = True
    """Whether `auto` reads such a page by itself, and reads the list alone."""


def hashed(word: str) -> str:
    return f"css-{sha256(word.encode()).hexdigest()[:6]}"


def lang(items: Sequence[Item]) -> str:
    return items[0].language


def block_theme(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<li class="wp-block-post post-{i.number}"><div class="wp-block-group is-layout-flow"><h2 class="wp-block-post-title has-large-font-size">'
        f'<a href="{link(i)}" target="_self">{escape(i.title)}</a></h2><div class="wp-block-post-date"><time datetime="{i.day.isoformat()}">{in_words(i)}</time></div>'
        f'<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{escape(i.lead)} </p></div></div></li>'
        for i in items
    )
    return framed(
        f'<div class="wp-block-query"><ul class="columns-3 wp-block-post-template">{rows}</ul></div>',
        lang(items),
    )


def view_cards(items: Sequence[Item], link: Link) -> str:
    cards = "".join(
        f'<div class="col"><div about="{link(i)}" class="node node--view-mode-card card h-100"><img class="card-img-top" src="/files/{i.number}.jpg" alt="">'
        f'<div class="card-body"><span class="field field--name-created">{in_words(i)}, {i.day:%H:%M}</span><h3 class="card-title">'
        f'<a href="{link(i)}" class="stretched-link"><span class="field field--name-title">{escape(i.title)}</span></a></h3>'
        f'<div class="field field--name-body">{escape(i.lead)}</div></div></div></div>'
        for i in items
    )
    return framed(
        f'<div class="views-element-container"><div class="row row-cols-3">{cards}</div></div>', lang(items)
    )


def definitions(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<dt>{i.day:%d.%m.%Y}</dt><dd><a href="{link(i)}">{escape(i.title)}</a><br>{escape(i.lead)}</dd>'
        for i in items
    )
    return framed(f"<h1>News</h1><dl>{rows}</dl>", lang(items))


def aria_labels(items: Sequence[Item], link: Link) -> str:
    tiles = "".join(
        f'<div class="tile"><a class="tile__link" href="{link(i)}" aria-label="{escape(i.title)}"></a><picture><img src="/i/{i.number}.webp" alt=""></picture>'
        f'<time datetime="{i.day:%Y-%m-%dT%H:%MZ}">{i.day:%H:%M}</time></div>'
        for i in _utc(items)
    )
    return framed(f'<div class="tiles">{tiles}</div>', lang(items))


def picture_words(items: Sequence[Item], link: Link) -> str:
    tiles = "".join(
        f'<figure class="mosaic"><a href="{link(i)}"><img src="/i/{i.number}.jpg" alt="{escape(i.title)}"></a><figcaption>{in_words(i)}</figcaption></figure>'
        for i in items
    )
    return framed(f'<section class="wall">{tiles}</section>', lang(items))


def _records(items: Sequence[Item], link: Link) -> list[dict[str, object]]:
    return [
        {
            "uid": f"n{i.number}",
            "name": i.title,
            "href": link(i),
            "publishedAt": i.day.isoformat(),
            "teaser": {"plain": i.lead},
            "authors": [{"label": i.author}],
        }
        for i in items
    ]


def next_state(items: Sequence[Item], link: Link) -> str:
    data = {"props": {"pageProps": {"initial": {"feed": {"nodes": _records(items, link)}}}}, "buildId": "x1"}
    return framed(
        '<div id="__next"></div>',
        lang(items),
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>',
    )


def window_state(items: Sequence[Item], link: Link) -> str:
    data = json.dumps({"user": None, "list": {"entries": _records(items, link)}})
    return framed(f'<div id="app"></div><script>window.__PRELOADED__ = {data};</script>', lang(items))


def island(items: Sequence[Item], link: Link) -> str:
    data = json.dumps({"stories": _records(items, link)})
    return framed(
        f'<div id="root"></div><script type="application/json" id="page-data">{data}</script>', lang(items)
    )


def linked_data(items: Sequence[Item], link: Link) -> str:
    parts = [
        {
            "@type": "ListItem",
            "position": n,
            "item": {
                "@type": "NewsArticle",
                "headline": i.title,
                "url": HOST + link(i),
                "datePublished": i.day.isoformat(),
            },
        }
        for n, i in enumerate(items, 1)
    ]
    data = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": parts})
    return framed('<div id="root"></div>', lang(items), f'<script type="application/ld+json">{data}</script>')


AGES = {
    "en": ("{} hours ago", "{} days ago"),
    "de": ("vor {} Stunden", "vor {} Tagen"),
    "fr": ("il y a {} heures", "il y a {} jours"),
    "es": ("hace {} horas", "hace {} días"),
    "zh": ("{}小时前", "{}天前"),
}


def ages(items: Sequence[Item], link: Link) -> str:
    def age(item: Item) -> str:
        since = NOW - item.day
        hours, days = AGES[item.language]
        if since > timedelta(days=6):
            return in_words(item)
        return (
            days.format(since.days)
            if since.days > 1
            else hours.format(max(2, int(since.total_seconds() // 3600)))
        )

    rows = "".join(
        f'<li class="item"><a href="{link(i)}">{escape(i.title)}</a> <small>{age(i)}</small></li>'
        for i in items
    )
    return framed(f'<ul class="stream">{rows}</ul>', lang(items))


def foreign_dates(items: Sequence[Item], link: Link) -> str:
    other = "de" if lang(items) == "en" else "en"
    rows = "".join(
        f'<article class="teaser"><h3><a href="{link(i)}">{escape(i.title)}</a></h3><p class="date">{in_words(i, other)}</p></article>'
        for i in items
    )
    return framed(rows, other)


def american_dates(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<div class="entry"><b>{i.day:%m/%d/%Y}</b> <a href="{link(i)}">{escape(i.title)}</a></div>'
        for i in items
    )
    return framed(f'<div class="entries">{rows}</div>', lang(items))


def day_first_dates(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<div class="entry"><a href="{link(i)}">{escape(i.title)}</a><i>{i.day:%d.%m.%y, %H:%M}</i></div>'
        for i in items
    )
    return framed(f'<div class="entries">{rows}</div>', lang(items))


def plain_list(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<section class="row-item"><h4><a href="{link(i)}">{escape(i.title)}</a></h4><time datetime="{i.day.isoformat()}">{in_words(i)}</time><p>{escape(i.lead)}</p></section>'
        for i in items
    )
    return framed(f'<div class="rows">{rows}</div>', lang(items))


def soup(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<div class="{hashed("w")} {hashed(str(n % 3))}"><div class="{hashed("a")}"><div class="{hashed("b")}"><div class="{hashed("c")}"><div>'
        f'<a class="{hashed("l")}" href="{link(i)}"><div class="{hashed("t")}"><span>{escape(i.title)}</span></div></a></div></div>'
        f'<div class="{hashed("m")}"><div><span class="{hashed("d")}">{in_words(i)}</span></div></div></div></div></div>'
        for n, i in enumerate(items)
    )
    return framed(f'<div><div><div class="{hashed("o")}">{rows}</div></div></div>', lang(items))


def with_pager(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<li><p>{in_words(i)}</p><p><a href="{link(i)}">{escape(i.title)}</a></p></li>' for i in items[:8]
    )
    pager = "".join(f'<a href="?page={n}">{n}</a>' for n in range(1, 9))
    return framed(
        f'<ul class="posts">{rows}</ul><nav class="pager">{pager}<a rel="next" href="?page=2">›</a></nav>',
        lang(items),
    )


def most_read(items: Sequence[Item], link: Link) -> str:
    side = "".join(
        f'<li><a href="{link(i)}">{escape(i.title)}</a></li>'
        for i in (items[3], items[1], items[6], items[4], items[2])
    )
    rows = "".join(
        f'<div class="teaser"><h3><a href="{link(i)}">{escape(i.title)}</a></h3><span class="when">{in_words(i)}</span><p>{escape(i.lead)}</p></div>'
        for i in items
    )
    return framed(
        f'<aside><h2>Top 5</h2><ol class="top">{side}</ol></aside><div class="main">{rows}</div>', lang(items)
    )


def featured(items: Sequence[Item], link: Link) -> str:
    one, *rest = items
    hero = f'<section class="hero"><img src="/h.jpg" alt=""><h1><a href="{link(one)}">{escape(one.title)}</a></h1><p>{escape(one.lead)}</p><time datetime="{one.day.isoformat()}">{in_words(one)}</time></section>'
    rows = "".join(
        f'<div class="card"><h3><a href="{link(i)}">{escape(i.title)}</a></h3><time datetime="{i.day.isoformat()}">{in_words(i)}</time></div>'
        for i in rest
    )
    return framed(f'{hero}<div class="grid">{rows}</div>', lang(items))


def featured_list(items: Sequence[Item], link: Link) -> str:
    """Three stories above in another shape than the rest."""
    leads = "".join(
        f'<div class="lead"><h2><a href="{link(i)}">{escape(i.title)}</a></h2><time datetime="{i.day.isoformat()}">{in_words(i)}</time><p>{escape(i.lead)}</p></div>'
        for i in items[:3]
    )
    rows = "".join(
        f'<li class="small"><time datetime="{i.day.isoformat()}">{in_words(i)}</time><h4><a href="{link(i)}">{escape(i.title)}</a></h4></li>'
        for i in items[3:]
    )
    return framed(f'<div class="leads">{leads}</div><ul class="smalls">{rows}</ul>', lang(items))


def featured_twice(items: Sequence[Item], link: Link) -> str:
    """Three stories above, which the list below repeats."""
    slides = "".join(
        f'<div class="slide"><a href="{link(i)}"><h2>{escape(i.title)}</h2></a></div>' for i in items[:3]
    )
    rows = "".join(
        f'<li class="line"><time datetime="{i.day.isoformat()}">{in_words(i)}</time><a href="{link(i)}">{escape(i.title)}</a></li>'
        for i in items
    )
    return framed(f'<div class="carousel">{slides}</div><ul class="lines">{rows}</ul>', lang(items))


def by_day(items: Sequence[Item], link: Link) -> str:
    days = groupby(items, key=lambda i: in_words(i))
    parts = "".join(
        f"<h3>{day}</h3><ul>{''.join(f'<li><a href={chr(34)}{link(i)}{chr(34)}>{escape(i.title)}</a></li>' for i in group)}</ul>"
        for day, group in days
    )
    return framed(f'<div class="archive">{parts}</div>', lang(items))


def whole_links(items: Sequence[Item], link: Link) -> str:
    cards = "".join(
        f'<a class="card-link" href="{link(i)}"><h3>{escape(i.title)}</h3><p>{escape(i.lead)}</p><span class="card-date">{in_words(i)}</span></a>'
        for i in items
    )
    return framed(f'<div class="cards">{cards}</div>', lang(items))


def read_on(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<div class="news-item"><h3>{escape(i.title)}</h3><div class="news-date">{in_words(i)}</div><p>{escape(i.lead)}</p>'
        f'<a class="more" href="{link(i)}">{WORDS[i.language].more}</a></div>'
        for i in items
    )
    return framed(f'<div class="news-list">{rows}</div>', lang(items))


def microdata(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<li itemscope itemtype="https://schema.org/NewsArticle"><a itemprop="url" href="{link(i)}"><span itemprop="headline">{escape(i.title)}</span></a>'
        f'<meta itemprop="datePublished" content="{i.day.isoformat()}"><span itemprop="author">{i.author}</span></li>'
        for i in items
    )
    return framed(f"<ol>{rows}</ol>", lang(items))


def folded(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<details class="acc"><summary>{in_words(i)} – <a href="{link(i)}">{escape(i.title)}</a></summary><p>{escape(i.lead)}</p></details>'
        for i in items
    )
    return framed(f'<div class="accordion">{rows}</div>', lang(items))


def in_sections(items: Sequence[Item], link: Link) -> str:
    parts = ""
    for name in WORDS[lang(items)].sections:
        rows = "".join(
            f'<div class="pane-item"><a href="{link(i)}">{escape(i.title)}</a><time datetime="{i.day.isoformat()}">{in_words(i)}</time></div>'
            for i in items
            if i.section == name
        )
        parts += f'<section class="pane"><h2>{name}</h2>{rows}</section>'
    return framed(f'<div class="panes">{parts}</div>', lang(items))


def calendar_leaves(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<div class="row event"><div class="leaf"><span class="d">{i.day.day}</span><span class="m">{WORDS[i.language].months[i.day.month - 1]}</span>'
        f'<span class="y">{i.day.year}</span></div><div class="text"><a href="{link(i)}">{escape(i.title)}</a></div></div>'
        for i in items
    )
    return framed(rows, lang(items))


def kickers(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<article class="story"><span class="kicker">{i.section}</span><h2><a href="{link(i)}">{escape(i.title)}</a></h2>'
        f"<footer><span>{i.author}</span> · <span>{in_words(i)}</span></footer></article>"
        for i in items
    )
    return framed(f'<div class="stories">{rows}</div>', lang(items))


def nested_tables(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<tr><td valign="top"><table width="100%"><tr><td class="tx">{in_words(i)}</td></tr><tr><td><a href="{link(i)}"><b>{escape(i.title)}</b></a></td></tr>'
        f'<tr><td class="tx">{escape(i.lead)}</td></tr></table></td></tr>'
        for i in items
    )
    return framed(f'<table width="760"><tr><td><table>{rows}</table></td></tr></table>', lang(items))


def oldest_above(items: Sequence[Item], link: Link) -> str:
    return plain_list(items[::-1], link).replace("row-item", "line-item")


def paragraphs(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<p><strong>{in_words(i)}</strong><br><a href="{link(i)}">{escape(i.title)}</a></p>' for i in items
    )
    return framed(f'<div class="wysiwyg">{rows}</div>', lang(items))


def undated(items: Sequence[Item], link: Link) -> str:
    rows = "".join(f'<li class="headline"><a href="{link(i)}">{escape(i.title)}</a></li>' for i in items)
    return framed(f'<ul class="headlines">{rows}</ul>', lang(items))


def components(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<news-teaser><h2 slot="headline"><a href="{link(i)}">{escape(i.title)}</a></h2><time slot="date" datetime="{i.day.isoformat()}"></time></news-teaser>'
        for i in items
    )
    return framed(f"<news-stream>{rows}</news-stream>", lang(items))


def advertised(items: Sequence[Item], link: Link) -> str:
    rows = ""
    for n, i in enumerate(items):
        if n % 4 == 2:
            rows += '<div class="feed-item ad"><a href="https://ads.example/x">Advertisement: buy a boat now</a></div>'
        rows += f'<div class="feed-item"><h3><a href="{link(i)}">{escape(i.title)}</a></h3><span>{in_words(i)}</span></div>'
    return framed(f'<div class="feed">{rows}</div>', lang(items))


def titled_links(items: Sequence[Item], link: Link) -> str:
    """The headline shortened on the page, whole in the link's title."""
    rows = "".join(
        f'<li class="hl"><a href="{link(i)}" title="{escape(i.title)}">{escape(i.title[: max(8, len(i.title) // 2)].strip())}…</a><span>{i.day:%Y-%m-%d}</span></li>'
        for i in items
    )
    return framed(f'<ul class="hls">{rows}</ul>', lang(items))


def feed_only(items: Sequence[Item], link: Link) -> str:
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss-new.xml">'
    return framed('<div id="app"></div><script src="/app.js"></script>', lang(items), head)


def feed_beside(items: Sequence[Item], link: Link) -> str:
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss-new.xml">'
    rows = "".join(f'<li><a href="{link(i)}">{escape(i.title)}</a></li>' for i in items[:4])
    return framed(f"<h2>Latest</h2><ul>{rows}</ul>", lang(items), head)


def kickers_inside(items: Sequence[Item], link: Link) -> str:
    """The section within the headline's own link."""
    rows = "".join(
        f'<article class="tease"><h2><a href="{link(i)}"><span class="kick">{i.section}</span> <span class="line">{escape(i.title)}</span></a></h2>'
        f'<time datetime="{i.day.isoformat()}">{in_words(i)}</time></article>'
        for i in items
    )
    return framed(rows, lang(items))


def data_attribute(items: Sequence[Item], link: Link) -> str:
    data = escape(json.dumps({"heading": "News", "stories": _records(items, link)}))
    return framed(f'<div data-component="StoryList" data-props="{data}"></div>', lang(items))


def clock_today(items: Sequence[Item], link: Link) -> str:
    """The time of what is of today, the day of what is older."""
    rows = "".join(
        f'<li class="tick"><span>{i.day:%H:%M}</span> <a href="{link(i)}">{escape(i.title)}</a></li>'
        if i.day.date() == NOW.astimezone(i.day.tzinfo).date()
        else f'<li class="tick"><span>{in_words(i)}</span> <a href="{link(i)}">{escape(i.title)}</a></li>'
        for i in items
    )
    return framed(f'<ul class="ticker">{rows}</ul>', lang(items))


def busy(items: Sequence[Item], link: Link) -> str:
    """The list among dated events, partners, topics and the newest comments."""
    events = "".join(
        f'<li><time datetime="{(NOW + timedelta(days=n)).isoformat()}">{n}</time><a href="/events/{n}">Evening of the harbour, part {n}</a></li>'
        for n in range(1, 9)
    )
    partners = "".join(
        f'<li><a href="https://partner{n}.example/">Partner number {n} of the harbour</a></li>'
        for n in range(12)
    )
    comments = "".join(
        f'<li><b>Reader {n}</b> on <a href="{link(i)}#c{n}">{escape(i.title)}</a></li>'
        for n, i in enumerate(items[2:7])
    )
    rows = "".join(
        f'<div class="story"><p class="meta">{i.author} | {in_words(i)}</p><h3><a href="{link(i)}">{escape(i.title)}</a></h3><p>{escape(i.lead)}</p></div>'
        for i in items
    )
    return framed(
        f'<div class="left"><h2>Events</h2><ul class="events">{events}</ul></div><div class="mid">{rows}</div>'
        f'<div class="right"><ul class="partners">{partners}</ul><h2>Comments</h2><ul class="comments">{comments}</ul></div>',
        lang(items),
    )


def clicked_cards(items: Sequence[Item], link: Link) -> str:
    """Cards without a link: a script opens what an attribute says."""
    rows = "".join(
        f'<div class="pick" data-href="{link(i)}" role="link" tabindex="0"><h3>{escape(i.title)}</h3><span>{in_words(i)}</span></div>'
        for i in items
    )
    return framed(f'<div class="picks">{rows}</div>', lang(items))


def capitals(items: Sequence[Item], link: Link) -> str:
    rows = "".join(
        f'<li class="cap"><a href="{link(i)}"><strong>{escape(i.title.upper())}</strong></a><br><em>{in_words(i)}</em></li>'
        for i in items
    )
    return framed(f'<ul class="caps">{rows}</ul>', lang(items))


def _utc(items: Sequence[Item]) -> list[Item]:
    return [replace(i, day=i.day.astimezone(UTC)) for i in items]


def renumbered(item: Item, former: Former) -> str:
    return f"/artikel/{item.slug[:30]}-neu-{item.number}"


def reslugged(item: Item, former: Former) -> str:
    return f"/news/{item.day:%Y}/{item.slug}/" + (f"{item.number}/" if item.language == "zh" else "")


def redirected(item: Item, former: Former) -> str:
    return f"/r/{item.number}?to={quote(former.link(item), safe='')}"


def absolute(item: Item, former: Former) -> str:
    return HOST + former.link(item)


def tracked(item: Item, former: Former) -> str:
    return f"{former.link(item)}?utm_source=front&utm_medium=list&utm_campaign=spring"


def rehosted(item: Item, former: Former) -> str:
    return f"https://www.pier-news.example{former.link(item)}"


def rehosted_anew(item: Item, former: Former) -> str:
    return f"https://www.pier-news.example/a/{item.number}"


MAKEOVERS = (
    Makeover(name="block theme", page=block_theme),
    Makeover(name="view to cards", page=view_cards),
    Makeover(name="table to dl", page=definitions, shows="day"),
    Makeover(name="headline in aria-label", page=aria_labels),
    Makeover(name="headline in img alt", page=picture_words, shows="day"),
    Makeover(name="next state", page=next_state),
    Makeover(name="window state", page=window_state),
    Makeover(name="json island", page=island),
    Makeover(name="drawn from json-ld", page=linked_data),
    Makeover(name="relative dates", page=ages, shows="about"),
    Makeover(name="dates in another language", page=foreign_dates, shows="day"),
    Makeover(name="american dates", page=american_dates, shows="day"),
    Makeover(name="day first dates", page=day_first_dates),
    Makeover(name="new slugs, ids kept", page=plain_list, link=renumbered),
    Makeover(name="new slugs, no ids", page=block_theme, link=reslugged),
    Makeover(name="redirect path", page=whole_links, link=redirected, shows="day"),
    Makeover(name="absolute links", page=view_cards, link=absolute),
    Makeover(name="tracked links", page=plain_list, link=tracked),
    Makeover(name="hashed div soup", page=soup, shows="day"),
    Makeover(name="pager", page=with_pager, shows="day", most=8),
    Makeover(name="most read beside", page=most_read, shows="day"),
    Makeover(name="featured and rest", page=featured, least=0.85),
    Makeover(name="featured list and rest", page=featured_list),
    Makeover(name="featured twice", page=featured_twice),
    Makeover(name="grouped by day", page=by_day, shows="day"),
    Makeover(name="whole card a link", page=whole_links, shows="day"),
    Makeover(name="read more link", page=read_on, shows="day"),
    Makeover(name="microdata", page=microdata),
    Makeover(name="accordion", page=folded, shows="day"),
    Makeover(name="by sections", page=in_sections),
    Makeover(name="calendar leaves", page=calendar_leaves, shows="day"),
    Makeover(name="kickers", page=kickers, shows="day"),
    Makeover(name="nested tables", page=nested_tables, shows="day"),
    Makeover(name="oldest above", page=oldest_above),
    Makeover(name="paragraphs", page=paragraphs, shows="day"),
    Makeover(name="undated", page=undated, shows="none"),
    Makeover(name="components", page=components),
    Makeover(name="advertisements between", page=advertised, shows="day"),
    Makeover(name="shortened headlines", page=titled_links, shows="day"),
    Makeover(name="feed only", page=feed_only),
    Makeover(name="feed beside few", page=feed_beside),
    Makeover(name="kicker inside the headline", page=kickers_inside, auto_reads=False),
    Makeover(name="data attribute", page=data_attribute),
    Makeover(name="clock of today", page=clock_today, shows="day"),
    Makeover(name="busy page", page=busy, shows="day", auto_reads=False),
    Makeover(name="cards that are clicked", page=clicked_cards, shows="day"),
    Makeover(name="capitals", page=capitals, shows="day", title=lambda item: item.title.upper()),
    Makeover(name="new host", page=view_cards, link=rehosted),
    Makeover(name="new host and slugs", page=kickers, link=rehosted_anew, shows="day"),
    Makeover(name="soup with new slugs", page=soup, link=reslugged, shows="day"),
    Makeover(name="json-ld with new slugs", page=linked_data, link=reslugged),
)
