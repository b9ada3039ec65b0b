# ruff: noqa: E501 -- pages as sites write them
"""Pages of every kind that `auto` reads: 50 stories, or 100 rows, of new words for each seed."""

from __future__ import annotations

import json
from collections.abc import Callable

from byline import FOOT, HEAD, NAV, SCRIPT, SIDE, STYLE, WORDS, Writer

CARD = """
<div class="teaser teaser--standard" id="teaser-{n}" data-id="{n}" data-track="teaser"><div class="teaser__inner">
  <figure class="teaser__figure"><a href="/2026/{slug}-{n}.html" tabindex="-1"><img class="lazy" src="/static/blank.gif" data-src="https://img.news.example/2026/{n}_720_405.jpg" srcset="https://img.news.example/2026/{n}_360.jpg 360w, https://img.news.example/2026/{n}_720.jpg 720w" sizes="(max-width: 600px) 100vw, 720px" alt="{alt}" width="720" height="405" loading="lazy"></a></figure>
  <div class="teaser__body"><p class="teaser__meta"><span class="teaser__kicker">{alt}</span>{when}</p>
  <h3 class="teaser__title"><a class="teaser__link" href="/2026/{slug}-{n}.html" data-track="title">{headline}</a></h3>
  <p class="teaser__lead">{lead}</p></div>
  <ul class="share__list"><li class="share__item"><a class="share__link" href="https://social.example/share?u={n}&amp;via=news" rel="nofollow noopener" target="_blank" aria-label="X"><svg class="icon" width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14"/></svg></a></li></ul>
</div></div>"""
WHEN = '<time class="teaser__date" datetime="2026-03-0{day}T{hour:02}:00:00Z">{day} March 2026</time>'
LEAN_CARD = '<div class="item"><h2><a href="/{slug}-{n}">{headline}</a></h2><p class="date">{day} March 2026</p><p>{lead}</p></div>\n'
UNDATED = '<li><a href="/{slug}-{n}">{headline}</a></li>\n'
ROW = '<tr><td>{n}</td><td><a href="/files/{n}.pdf">{headline}</a></td><td>{alt}</td><td>0{day}.03.2026</td><td>{hour} pages</td></tr>\n'


def _card(writer: Writer, template: str, position: int) -> str:
    return template.format(
        n=102_300_000 + position,
        slug=writer.words(6).lower().replace(" ", "-"),
        headline=writer.words(9).capitalize(),
        lead=f"{writer.words(24).capitalize()}.",
        alt=writer.words(2).title(),
        when=WHEN.format(day=1 + position % 9, hour=position % 24),
        day=1 + position % 9,
        hour=1 + position % 24,
    )


def _cards(writer: Writer, template: str, count: int = 50) -> str:
    return "".join(_card(writer, template, n) for n in range(count))


def _site(writer: Writer, main: str, script: str = "") -> str:
    """What a news site puts around a list."""
    nav, scripts = writer.repeat(NAV, 60), writer.repeat(SCRIPT, 60)
    head = HEAD.format(line=writer.words(20), styles=writer.repeat(STYLE, 120), script=scripts, nav=nav)
    side = "\n".join(writer.story(SIDE, n) for n in range(20))
    return head + main + FOOT.format(side=side, nav=nav, script=script or scripts)


def _plain(main: str) -> str:
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{main}</body></html>"


def news(writer: Writer, count: int = 50) -> str:
    """Cards with dates, as a news site serves them."""
    return _site(writer, _cards(writer, CARD, count))


def lean(writer: Writer) -> str:
    """Headlines, dates and leads without anything around them."""
    return _plain(_cards(writer, LEAN_CARD))


def undated(writer: Writer) -> str:
    """A list of links."""
    return _plain(f"<ul class='list'>{_cards(writer, UNDATED)}</ul>")


def declared(writer: Writer) -> str:
    """Cards whose stories JSON-LD declares as well."""
    stories = [
        {
            "@type": "NewsArticle",
            "headline": writer.words(9).capitalize(),
            "url": f"/2026/{n}.html",
            "datePublished": f"2026-03-04T10:{n:02}:00Z",
            "author": {"@type": "Person", "name": "Ada Lin"},
        }
        for n in range(50)
    ]
    told = json.dumps({"@context": "https://schema.org", "@graph": stories})
    return _site(writer, _cards(writer, CARD), f'</script><script type="application/ld+json">{told}')


def register(writer: Writer) -> str:
    """A table of 100 rows of five columns."""
    return _plain(f"<table><tbody>{_cards(writer, ROW, 100)}</tbody></table>")


def scripted(writer: Writer) -> str:
    """An empty place, and the stories in a state of 400 kB."""
    stories = [
        {
            "id": n,
            "title": writer.words(9).capitalize(),
            "slug": f"story-{n}",
            "url": f"/story-{n}",
            "publishedAt": f"2026-03-04T10:{n:02}:00Z",
            "body": [{"text": writer.words(60), "marks": [n, True, None]} for _ in range(15)],
        }
        for n in range(50)
    ]
    state = json.dumps({"props": {"pageProps": {"stories": stories, "menu": WORDS}}})
    return _plain(
        f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    )


PAGES: dict[str, Callable[[Writer], str]] = {
    "dated cards of a news site": news,
    "lean dated list": lean,
    "undated list": undated,
    "JSON-LD": declared,
    "register of 100 rows": register,
    "state of a script": scripted,
    "bylines of a news site": Writer.news_page,
}
