"""What was written to be slow to read costs what its length costs: four times as long, hardly more than four times.

Held here is what runs where no child's deadline does, in the process that polls and in the one that serves; and what a
single story must not cost, since all the others of its page end with the child.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from feedsvc.clean.html import clean_html
from feedsvc.clean.normal import nfkc
from feedsvc.clean.wording import html_to_text
from feedsvc.decide.edits import is_read_better
from feedsvc.decide.keywords import folded
from feedsvc.decide.similarity import bare_words, plain
from feedsvc.errors import ExtractError
from feedsvc.extract.article.picture import shows_picture
from feedsvc.extract.auto.changelog import releases
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pagezone import HEAD, page_zone
from feedsvc.extract.pipeline import run
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.shell import drawn_by_scripts
from feedsvc.extract.sitemapstory import title_from_url
from feedsvc.extract.xmlguard import xml_text
from feedsvc.fetch.cookies import Cookies
from feedsvc.fetch.heads import MAX_HEAD
from feedsvc.fetch.targets import parse_target
from feedsvc.models import Image
from feedsvc.store.words import search_words
from tests.builders import make_known, make_parsed
from tests.extract.helpers import NOW, make_page, make_settings

TARGET = parse_target("https://news.example/")
PILE = "\u0300\u0316"
"""Two accents that are written in the other order."""
LINES = "\n" * 50_000
ENOUGH = timedelta(seconds=0.6)
"""What none of them takes by far, and each took many times over."""


def took(act: Callable[[], object]) -> timedelta:
    """Computing time, which no busy machine changes."""
    before = time.process_time()
    act()
    return timedelta(seconds=time.process_time() - before)


def linked(markup: str) -> None:
    """Read what a page declares for search engines."""
    with pytest.raises(ExtractError):
        run(make_page(markup), make_settings(extractor="jsonld"), NOW)


def accents(number: int) -> str:
    return f"Quay {'e' + PILE * number} opens"


CASES: dict[str, Callable[[], object]] = {
    "a tag that never ends": lambda: html_to_text("<" + "a" * 100_000),
    "a text of such a tag": lambda: is_read_better(
        make_parsed(1, text="Rain fell."), make_known(1, text="<" + "a" * 100_000)
    ),
    "a cookie of spaces": lambda: Cookies().take(TARGET, [f"a=b;expires={' ' * (MAX_HEAD - 100)}x"]),
    "many beginnings of a page": lambda: page_zone(make_page("<html" * (HEAD // 5))),
    "spaces beside an address": lambda: clean_html(f"<p>Ask ann@mill.example{' ' * 100_000}or Bob."),
    "spaces in brackets beside an address": lambda: clean_html(f"<p>ann@mill.example ({' ' * 100_000}Ann)."),
    "candidates of a picture between spaces": lambda: clean_html(
        f'<img data-srcset="a,{" " * 4900},b">' * 20
    ),
    "an address of numbers": lambda: title_from_url(f"https://news.example/quay{'-12345678' * 40}-x"),
    "a picture of many sizes": lambda: shows_picture(
        "<img src='/quay.jpg'>", RawStory(images=(Image(url=f"https://a.example/quay{'-1x' * 40}y.jpg"),))
    ),
    "an endless address of numbers": lambda: title_from_url(
        f"https://news.example/quay{'-12345678' * 20_000}-x"
    ),
    "an address of underscores": lambda: title_from_url(f"https://news.example/quay{'_' * 5000}x"),
    "line ends in a feed": lambda: xml_text(make_page(f"<rss><channel>{LINES}</channel></rss>")),
    "line ends before data": lambda: linked(f'<script type="application/ld+json">{LINES}{{"a"</script>'),
    "a headline of digits": lambda: releases(outline(parse_html(make_page(f"<h2>{'1' * 50_000}</h2>")))),
    "a page that waits on and on": lambda: drawn_by_scripts(
        f"<script src=a></script><p>loading{'.' * 100_000}x"
    ),
    "a pile of accents, compared": lambda: plain(accents(100_000)),
    "a pile of accents, as words": lambda: bare_words(accents(100_000)),
    "a pile of accents, for keywords": lambda: folded(accents(100_000)),
    "a pile of accents, searched": lambda: search_words(accents(100_000)),
    "accents that show when they are taken apart": lambda: nfkc("a" + "\u0f73" * 100_000),
    "accents among letters that become some": lambda: nfkc("ka" + "\uff9e\u0300" * 100_000),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_made_to_be_slow_is_not(case: str) -> None:
    assert took(CASES[case]) < ENOUGH
