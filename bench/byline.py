# ruff: noqa: E501 -- pages as sites write them
"""A 50-story HTML page into raw stories against a bare lexbor parse of the same bytes: at most 8 times.

Two pages: one as a news site serves it, which has the limit, and one of headlines and paragraphs without
anything around them, whose parse is so cheap that its ratio is for information. Parse and extraction are
measured in turn in CPU time, medians of many rounds (machines are noisy), on a page of new words in each
round, so that nothing is remembered from the round before. What a bare parse costs depends on whether
malloc gave its memory back before: it keeps all of it here, which makes the limit as hard as it can be.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.byline.byline import Byline
from feedsvc.extract.nursery import YOUNG
from feedsvc.extract.pipeline import run
from feedsvc.models import Page

LIMIT = 8.0
HEAP = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}
ROUNDS = 50
STORIES = 50
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
SETTINGS = ExtractSettings(timezone="Asia/Shanghai", article_id=r"-(\d+)\.html$")
_WORDS = """
the the the a a of of in to and that said on for by with its from as will harbour lantern kiln orchard glacier
copper turbine lighthouse motor quarter percent billion yuan market office regulator company maker partner
production investment according Tuesday more than last year district plan power battery export growth new
"""
WORDS = _WORDS.split()
NAMES = ["Ada Lin", "Bo Chen", "Carla Diaz", "Dai Wen", "Eva Novak", "Feng Yu"]

HEAD = """<!DOCTYPE html>
<html lang="en" class="no-js"><head><meta charset="utf-8"><title>Live - News</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="{line}">
<link rel="canonical" href="https://news.example/live/"><link rel="stylesheet" href="/static/css/main.5f1c2.css">
<style>{styles}</style><script>window.dataLayer=window.dataLayer||[];{script}</script>
<script async src="https://stats.example/tag.js?id=G-1234"></script>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"CollectionPage","name":"Live"}}</script></head>
<body class="page page--live"><a class="skip-link" href="#main">Skip to content</a>
<header class="site-header" role="banner"><div class="site-header__inner"><a class="logo" href="/"><img src="/static/logo.svg" alt="News"></a>
<nav class="main-nav" aria-label="Main"><ul class="main-nav__list">{nav}</ul></nav>
<form class="search" action="/search"><input type="search" name="q" placeholder="Search"><button type="submit" class="btn"><svg viewBox="0 0 24 24"><path d="M10 2a8 8 0 1 0 5 14l6 6"/></svg></button></form></div></header>
<div class="layout"><main id="main" class="layout__main"><div class="live-list" data-component="live-list">"""
NAV = '<li class="main-nav__item"><a class="main-nav__link" href="/{word}-live/" data-track="nav-{n}"><span>{word}</span></a></li>'
STYLE = ".live-item__{word}-{n}{{display:block;margin:0 0 {n}px;padding:8px 16px;color:#1a1a1a;font:400 16px/1.5 Georgia,serif}}"
SCRIPT = (
    'dataLayer.push({{"event":"impression","position":{n},"name":"{word} < {word}","list":["live","home"]}});'
)
STORY = """
<article class="live-item live-item--standard" id="item-{n}" data-id="{n}" data-position="{position}" data-track="live-item">
  <div class="live-item__inner">
    <div class="live-item__head">
      <h2 class="live-item__title"><a class="live-item__link" href="/2026-03-04/{slug}-{n}.html" target="_blank" data-track="title">{headline}</a></h2>
      <p class="live-item__byline">By {author} and Bo Wu / Mar 04, 2026 {hour:02}:{minute:02} AM / Business &amp; Tech</p>
    </div>
    <div class="live-item__body">
      <figure class="live-item__figure"><a href="/2026-03-04/{slug}-{n}.html" class="pic"><img class="lazy pic__img" src="/static/blank.gif" data-src="https://img.news.example/2026/03/{n}_720_405.jpg" srcset="https://img.news.example/2026/03/{n}_360.jpg 360w, https://img.news.example/2026/03/{n}_720.jpg 720w" sizes="(max-width: 600px) 100vw, 720px" alt="{alt}" width="720" height="405" loading="lazy"></a></figure>
      <p class="caption">Photo: {alt} Agency</p>
      <p class="caption">Photo: {alt} Agency</p>
      {paragraphs}
      <p class="contact">Contact reporter {author} (<a href="mailto:reporter{n}@news.example">reporter{n}@news.example</a>)</p>
      <p class="related">Related: <a href="/2026-03-01/{slug}-{n}9.html">{related}</a></p>
    </div>
    <div class="share" data-url="https://news.example/2026-03-04/{slug}-{n}.html"><ul class="share__list">
      <li class="share__item"><a class="share__link share__link--x" href="https://social.example/share?u={n}&amp;via=news" rel="nofollow noopener" target="_blank" aria-label="X"><svg class="icon" width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14"/></svg></a></li>
      <li class="share__item"><a class="share__link share__link--mail" href="mailto:?subject={n}" aria-label="Mail"><svg class="icon" width="16" height="16" viewBox="0 0 16 16"><path d="M1 3h14v10H1z"/></svg></a></li>
    </ul></div>
  </div>
</article>"""
FOOT = """</div></main><aside class="layout__side"><div class="widget"><h3 class="widget__title">Trending Stories</h3><ol class="widget__list">{side}</ol></div></aside></div>
<footer class="site-footer"><ul class="site-footer__list">{nav}</ul><p>Share this article</p><p class="copyright">© 2026 News. All rights reserved.</p></footer>
<script>{script}</script></body></html>"""
SIDE = '<li class="widget__item"><a class="widget__link" href="/2026-03-02/{slug}-{n}.html"><span class="widget__number">{n}</span> {headline}</a></li>'
LEAN = """<h2><a href="/2026-03-04/{slug}-{n}.html">{headline}</a></h2>
<p>By {author} and Bo Wu / Mar 04, 2026 {hour:02}:{minute:02} AM / World</p>
{paragraphs}
<p>Contact reporter {author} (reporter{n}@news.example)</p>
<p>Related: <a href="/2026-03-01/{slug}-{n}9.html">{related}</a></p>
"""


class Writer:
    """Writes pages, the same in every run."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    def paragraph(self) -> str:
        """Some 290 characters; one in three quotes somebody, one in ten links elsewhere."""
        text = f"{self.words(24).capitalize()}. {self.words(23).capitalize()}"
        if self.random.random() < 0.3:
            text += f", and “the {self.words(4)} isn’t over,” said Ada Lin"
        if self.random.random() < 0.1:
            text += f', <a href="/{self.random.randrange(10**6)}.html" target="_blank">{self.words(3)}</a>'
        return f"<p>{text}.</p>"

    def story(self, template: str, position: int) -> str:
        return template.format(
            n=102_300_000 + position,
            position=position,
            slug=self.words(8).lower().replace(" ", "-"),
            headline=self.words(9).title(),
            related=self.words(9).title(),
            author=self.random.choice(NAMES),
            alt=self.words(3).title(),
            hour=1 + position % 11,
            minute=self.random.randrange(60),
            paragraphs="\n      ".join(self.paragraph() for _ in range(self.random.randint(3, 7))),
        )

    def repeat(self, template: str, count: int) -> str:
        return "\n".join(template.format(n=n, word=self.random.choice(WORDS)) for n in range(count))

    def news_page(self, count: int = STORIES) -> str:
        nav, script = self.repeat(NAV, 60), self.repeat(SCRIPT, 60)
        head = HEAD.format(line=self.words(20), styles=self.repeat(STYLE, 120), script=script, nav=nav)
        stories = "".join(self.story(STORY, n) for n in range(count))
        side = "\n".join(self.story(SIDE, n) for n in range(20))
        return head + stories + FOOT.format(side=side, nav=nav, script=script)

    def lean_page(self) -> str:
        stories = "".join(self.story(LEAN, n) for n in range(STORIES))
        return f"<!DOCTYPE html><html><head><title>Live</title></head><body>{stories}</body></html>"


def make_page(html: str) -> Page:
    """The page as it is fetched."""
    return Page(
        url="https://news.example/live/",
        content=html.encode(),
        media_type="text/html",
        charset="utf-8",
        fetched_at=NOW,
    )


def measure(pages: Iterator[Page], *tasks: Callable[[Page], object], rounds: int = ROUNDS) -> list[float]:
    """Median CPU seconds of each task, run in turn, each on a page that it has not seen."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for task, spent in zip(tasks, times, strict=True):
            page = next(pages)
            began = time.process_time()
            task(page)
            spent.append(time.process_time() - began)
    return [median(spent) for spent in times]


def ratio(name: str, write: Callable[[Writer], str]) -> float:
    """Prints what a kind of page costs; the raw stories' ratio."""
    pages = iter([make_page(write(Writer(seed))) for seed in range(3 * ROUNDS + 2)])
    extractor = Byline.make(SETTINGS)
    size = len(next(pages).content)
    assert len(extractor.extract(next(pages)).stories) == STORIES
    gc.collect()
    gc.freeze()
    parse, raw, clean = measure(
        pages,
        lambda page: LexborHTMLParser(page.content),
        extractor.extract,
        lambda page: run(page, SETTINGS, NOW),
    )
    print(
        f"byline, {STORIES} stories, {name} page of {size // 1000} kB: bare parse {parse * 1000:.2f} ms;"
        f" raw stories {raw * 1000:.2f} ms, ratio {raw / parse:.1f};"
        f" clean stories {clean * 1000:.2f} ms, ratio {clean / parse:.1f}"
    )
    return raw / parse


def keep_heap() -> None:
    """Starts the program again so that malloc keeps what is freed: a bare parse is fastest then.

    Garbage is looked for as seldom as in a child.
    """
    if not HEAP.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **HEAP})
    gc.set_threshold(YOUNG)


def main() -> int:
    """Prints the ratios; exit status 1 when the limit is passed."""
    keep_heap()
    ratio("lean", Writer.lean_page)
    found = ratio("news site's", Writer.news_page)
    print(f"limit of raw stories on a news site's page: {LIMIT:g}")
    return int(found > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
