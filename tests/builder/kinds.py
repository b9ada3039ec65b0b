"""Made-up pages of many styles with the stories that a person sees there: path → page.

A style is a frame, a row and words; the furniture around it (menus, the most read, partners) is not to be followed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.builder.towns import _page


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A page of one style: what is served, and the headlines of its stories as a person reads them."""

    style: str
    titles: Sequence[str]
    served: tuple[str, str]


ENGLISH = (
    "Kites rise over the old pier",
    "Council opens the second quay",
    "Lighthouse gets a new coat of paint",
    "Ferry to the islands runs late again",
    "Market hall moves to the station",
    "School choir wins in the capital",
)
PLACES = (
    "Library lends tools from Monday",
    "Bridge closes for nine nights",
    "Swimming baths reopen in spring",
    "Tram line four gets longer",
    "Orchard behind the mill is saved",
    "Night bus returns at weekends",
)
GERMAN = (
    "Gemeinderat beschließt neuen Radweg am Fluss",
    "Bücherei öffnet wieder an Samstagen",
    "Sperrung der Mühlbrücke bis Ostern",
    "Neue Linie fährt zum Bahnhof",
    "Freibad sucht Aufsicht für den Sommer",
)
FRENCH = (
    "Le marché couvert change de place",
    "La mairie rénove le vieux phare",
    "Une passerelle relie les deux quais",
    "Les bateaux reprennent leur service",
    "La fête du port attire la foule",
)
RUSSIAN = (
    "В порту открыли второй причал",
    "Библиотека работает по субботам",
    "Маяк покрасили заново",
    "Паром на острова опаздывает",
    "Рынок переезжает к вокзалу",
)
ARABIC = (
    "افتتاح الرصيف الثاني في الميناء",
    "المكتبة تفتح أبوابها يوم السبت",
    "طلاء المنارة القديمة من جديد",
    "تأخر العبارة إلى الجزر مرة أخرى",
    "انتقال السوق إلى جوار المحطة",
)
HEBREW = (
    "הרציף השני נפתח בנמל",
    "הספרייה פתוחה גם בימי שישי",
    "המגדלור נצבע מחדש",
    "המעבורת לאיים מאחרת שוב",
    "השוק עובר אל תחנת הרכבת",
)
JAPANESE = (
    "第二埠頭の供用を開始しました",
    "図書館の土曜開館のお知らせ",
    "灯台の塗り替え工事について",
    "島行きフェリーの遅延について",
    "市場は駅前に移転します",
)
CHINESE = (
    "第二码头今日正式启用",
    "图书馆周六恢复开放通知",
    "老灯塔重新粉刷工程公告",
    "往返岛屿渡轮延误说明",
    "集市搬迁至火车站旁公示",
)
KOREAN = (
    "제2부두가 오늘 문을 엽니다",
    "도서관 토요일 개관 안내",
    "등대 도색 공사 알림",
    "섬으로 가는 여객선 지연",
    "시장이 역 앞으로 옮깁니다",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOLD = "What is known of number {} so far, told in a sentence or two for those who come by."
MENU = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ("Home", "About", "Contact", "Services"))
READ = "".join(f'<li><a href="/old/{n}">What everybody read, part {n}</a></li>' for n in range(1, 6))
AROUND = (
    f"<header><nav><ul>{MENU}</ul></nav></header>{{}}"
    f'<aside class="popular"><h2>Most read</h2><ol>{READ}</ol></aside>'
    "<footer><p>© The town of Pierhaven · <a href='/privacy'>Privacy</a></p></footer>"
)


def rows(titles: Sequence[str], form: str) -> str:
    """The form once for every headline: {t} title, {n} number, {d} day of November 2026, {s} a sentence, {a} who wrote it."""
    filled = (
        form.format(
            t=title,
            n=number,
            d=28 - number * 2,
            w=WEEKDAYS[(number * 5) % 7],
            s=TOLD.format(number),
            a=("Mira Holt", "Jon Aske", "Pia Lund")[number % 3],
            lb="{",
            rb="}",
        )
        for number, title in enumerate(titles, 1)
    )
    return "".join(filled)


def page(titles: Sequence[str], form: str, frame: str = "<main>{}</main>", **given: str) -> tuple[str, str]:
    """A whole page with its furniture."""
    name = given.get("name", "Pierhaven")
    kind, html = _page(name, AROUND.format(frame.format(rows(titles, form))), given.get("head", ""))
    return kind, html.replace('lang="en"', f'lang="{given["lang"]}"' if "lang" in given else 'lang="en"')


def state(titles: Sequence[str]) -> tuple[str, str]:
    """An application that draws its page from a state in a script."""
    posts = [
        {
            "id": number,
            "title": title,
            "slug": f"post-{number}",
            "url": f"/posts/post-{number}",
            "publishedAt": f"2026-11-{28 - number:02}T09:00:00Z",
            "excerpt": f"What is known of number {number} so far.",
        }
        for number, title in enumerate(titles, 1)
    ]
    value = json.dumps({"props": {"pageProps": {"posts": posts}}, "page": "/", "buildId": "b1"})
    script = f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{value}</script>'
    return _page("Harbour application", script)


def linked_data(titles: Sequence[str]) -> tuple[str, str]:
    """Articles told in JSON-LD beside a body that shows little."""
    articles = [
        {
            "@type": "NewsArticle",
            "headline": title,
            "url": f"{{site}}/ld/{number}",
            "datePublished": f"2026-11-{28 - number:02}T10:00:00Z",
        }
        for number, title in enumerate(titles, 1)
    ]
    value = json.dumps({"@context": "https://schema.org", "@graph": articles})
    head = f'<script type="application/ld+json">{value}</script>'
    return _page("Told in data", "<h1>Told in data</h1><div id='app'></div>", head)


def interface(titles: Sequence[str]) -> tuple[str, str]:
    """What a program's interface answers."""
    values = [
        {
            "id": number,
            "title": title,
            "url": f"{{site}}/api-posts/{number}",
            "created_at": f"2026-11-{28 - number:02}T08:00:00Z",
        }
        for number, title in enumerate(titles, 1)
    ]
    return "application/json", json.dumps({"total": len(values), "results": values})


def json_feed(titles: Sequence[str]) -> tuple[str, str]:
    """A JSON Feed."""
    entries = [
        {
            "id": f"{n}",
            "title": title,
            "url": f"{{site}}/jf/{n}",
            "content_text": title,
            "date_published": f"2026-11-{28 - n:02}T08:00:00Z",
        }
        for n, title in enumerate(titles, 1)
    ]
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "Baths", "items": entries}
    return "application/feed+json", json.dumps(value)


def atom(titles: Sequence[str]) -> tuple[str, str]:
    """An Atom feed."""
    form = (
        "<entry><title>{t}</title><id>tag:pier.example,2026:{n}</id><updated>2026-11-{d:02}T10:00:00Z</updated>"
        '<link href="{lb}site{rb}/atom/{n}"/><summary>{s}</summary></entry>'
    )
    head = "<title>Mill</title><id>tag:pier.example,2026:mill</id><updated>2026-11-26T10:00:00Z</updated>"
    text = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{rows(titles, form)}</feed>'
    return "application/atom+xml", text


def front() -> tuple[str, str]:
    """A front page in sections; what is on top leads."""
    teaser = (
        '<article class="teaser"><h3><a href="/front/{n}-story.html">{t}</a></h3><p>{s}</p>'
        '<time datetime="2026-11-{d:02}T07:00:00Z">{d} Nov</time></article>'
    )
    parts = rows(PLACES[:3], teaser), rows(PLACES[3:], teaser.replace("{n}", "{n}{n}"))
    frame = "<main><section><h2>Town</h2>{}</section><section><h2>Country</h2>{}</section></main>"
    return _page("The Pierhaven Post", AROUND.format(frame.format(*parts)))


def made(style: str, titles: Sequence[str], served: tuple[str, str]) -> Kind:
    return Kind(style=style, titles=titles, served=served)


def drawn(style: str, titles: Sequence[str], form: str, frame: str = "<main>{}</main>", **given: str) -> Kind:
    """A page drawn from a form, in a language with addresses of its own."""
    form = form.replace('href="/', f'href="/{given["lang"]}/') if "lang" in given else form
    return made(style, titles, page(titles, form, frame, **given))


CARD = (
    '<div class="card"><img src="/pic/{n}.jpg" alt=""><div class="card-body"><h3 class="card-title">'
    '<a href="/blog/{n}/post">{t}</a></h3><p class="card-text">{s}</p><span class="date">November {d}, 2026</span></div></div>'
)
POST = (
    '<article id="post-{n}" class="post hentry"><h2 class="entry-title"><a href="/2026/11/{n}" rel="bookmark">{t}</a></h2>'
    '<div class="entry-meta">By <span class="author">{a}</span> on <time class="published" datetime="2026-11-{d:02}T08:30:00+01:00">'
    '{d} November 2026</time></div><div class="entry-summary"><p>{s}</p></div></article>'
)
TABLE = "<main><table><thead><tr>{}</tr></thead><tbody>{{}}</tbody></table></main>"
CELLS = '<tr><td>{d:02}.11.2026</td><td>B-{n}/26</td><td><a href="/register/{n}.pdf">{t}</a></td></tr>'
THREAD = (
    '<tr class="thread"><td class="icon">●</td><td class="subject"><a href="/t/{n}-topic">{t}</a></td>'
    '<td class="by">{a}</td><td class="replies">{n}7</td><td class="last">2026-11-{d:02} 18:0{n}</td></tr>'
)
EVENT = (
    '<li class="event"><div class="when"><time datetime="2026-12-{d:02}T19:30">{w}, {d} December 2026, 7:30 pm</time></div>'
    '<h3><a href="/events/{n}">{t}</a></h3><p class="place">Town hall, room {n}</p></li>'
)
RELEASE = (
    '<section class="release"><h2 id="v{n}">{t}</h2><p class="date">2026-11-{d:02}</p>'
    "<ul><li>Part {n} is quicker than it was.</li><li>A mistake of the last one is mended.</li></ul></section>"
)
EPISODE = (
    '<div class="episode"><h3><a href="/podcast/{n}">{t}</a></h3><p class="info"><span>{d} November 2026</span> · '
    '<span>{n}1 min</span></p><p>{s}</p><audio controls src="/audio/{n}.mp3"></audio></div>'
)
PICTURE = '<li><a href="/gallery/{n}"><img src="/gallery/{n}.jpg" alt="{t}" width="300"></a></li>'
ERA = '<dt>令和8年11月{d}日</dt><dd><a href="/oshirase/{n}.html">{t}</a></dd>'
NOTICE = '<li><span>[2026-11-{d:02}]</span><a href="/tz/{n}.htm" title="{t}">{t}</a></li>'
PRESS = '<dt>{d} November 2026</dt><dd><a href="/press/{n}">{t}</a></dd>'
OLD = (
    '<tr><td valign="top"><font size="2">11/{d:02}/2026</font></td><td><a href="news{n}.htm"><b>{t}</b></a><br>'
    '<font size="2">{s}</font></td></tr>'
)
JOB = (
    '<li class="job"><a href="/jobs/{n}"><h3>{t}</h3></a><span class="place">Pierhaven</span>'
    '<span class="posted">Posted {d} Nov 2026</span></li>'
)
INCIDENT = (
    '<div class="incident"><a class="incident-title" href="/incidents/{n}">{t}</a>'
    '<div class="update"><strong>Resolved</strong> - {s} <small>Nov {d}, 2026 - 10:0{n} UTC</small></div></div>'
)
PAPER = (
    '<div class="paper"><p class="paper-title"><a href="/abs/{n}">{t}</a></p><p class="who">{a}, Ola Renn</p>'
    '<p class="when">Submitted {d} November, 2026</p></div>'
)
MICRODATA = (
    '<div itemscope itemtype="https://schema.org/BlogPosting"><a itemprop="url" href="/micro/{n}">'
    '<span itemprop="headline">{t}</span></a><meta itemprop="datePublished" content="2026-11-{d:02}"><p itemprop="description">{s}</p></div>'
)
DAILY = '<h2>{d} November 2026</h2><p><a href="/diary/{n}">{t}</a> {s}</p>'
ARTICLE = '<article><h3><a href="/n/{n}">{t}</a></h3><p>{s}</p><time datetime="2026-11-{d:02}">{d}.11.2026</time></article>'
LINE = '<li><time datetime="2026-11-{d:02}">{d}.11.2026</time> <a href="/aktuell/{n}">{t}</a></li>'
TILE = (
    '<a class="tile" href="/tiles/{n}"><figure><img src="/t/{n}.webp" alt=""></figure><h3>{t}</h3>'
    '<p>{s}</p><time datetime="2026-11-{d:02}">Nov {d}</time></a>'
)
VIDEO = (
    '<div class="video"><a href="/watch/{n}"><img src="/thumb/{n}.jpg" alt=""></a><h3><a href="/watch/{n}">{t}</a></h3>'
    '<span class="views">{n}43 views</span> <span class="ago"><time datetime="2026-11-{d:02}">{d} Nov 2026</time></span></div>'
)
RULING = "<tr><td>{n} K 10{n}/26</td><td><a href='/rulings/{n}'>{t}</a></td><td>{d} Nov 2026</td></tr>"
LINKED = '<link rel="alternate" type="application/atom+xml" title="Mill" href="/kinds/atom">'
KINDS: Mapping[str, Kind] = {
    "/kinds/cards": drawn("cards", ENGLISH, CARD, '<main class="grid">{}</main>'),
    "/kinds/tiles": drawn("cards", PLACES, TILE, '<main class="tiles">{}</main>'),
    "/kinds/blog": drawn("blog", ENGLISH, POST),
    "/kinds/blog-fr": drawn("blog", FRENCH, POST, lang="fr"),
    "/kinds/front": made("front page", PLACES, front()),
    "/kinds/register": drawn(
        "table", PLACES, CELLS, TABLE.format("<th>Date</th><th>Number</th><th>Subject</th>")
    ),
    "/kinds/old-table": drawn("table", ENGLISH, OLD, '<table border="0" cellpadding="4">{}</table>'),
    "/kinds/forum": drawn(
        "forum",
        PLACES,
        THREAD,
        TABLE.format("<th></th><th>Topic</th><th>By</th><th>Replies</th><th>Last post</th>"),
    ),
    "/kinds/events": drawn("events", PLACES, EVENT, '<main><ul class="events">{}</ul></main>'),
    "/kinds/press": drawn("press list", ENGLISH, PRESS, "<main><h1>Press</h1><dl>{}</dl></main>"),
    "/kinds/press-ru": drawn(
        "press list",
        RUSSIAN,
        PRESS.replace("{d} November 2026", "{d} ноября 2026"),
        "<main><dl>{}</dl></main>",
        lang="ru",
    ),
    "/kinds/changelog": drawn(
        "changelog",
        tuple(f"Version 4.{9 - n}.0" for n in range(5)),
        RELEASE,
        "<main><h1>Changelog</h1>{}</main>",
        name="Changelog of Winch",
    ),
    "/kinds/court": drawn(
        "court list", PLACES, RULING, TABLE.format("<th>Case</th><th>Subject</th><th>Decided</th>")
    ),
    "/kinds/podcast": drawn("podcast", ENGLISH, EPISODE),
    "/kinds/gallery": drawn("gallery", ENGLISH, PICTURE, '<main><ul class="gallery">{}</ul></main>'),
    "/kinds/videos": drawn("gallery", PLACES, VIDEO),
    "/kinds/state": made("application", ENGLISH, state(ENGLISH)),
    "/kinds/linked-data": made("application", PLACES, linked_data(PLACES)),
    "/kinds/microdata": drawn("application", PLACES, MICRODATA),
    "/kinds/arabic": drawn("right to left", ARABIC, ARTICLE, '<main dir="rtl">{}</main>', lang="ar"),
    "/kinds/hebrew": drawn("right to left", HEBREW, LINE, '<main dir="rtl"><ul>{}</ul></main>', lang="he"),
    "/kinds/japanese": drawn("notices", JAPANESE, ERA, "<main><dl>{}</dl></main>", lang="ja"),
    "/kinds/chinese": drawn("notices", CHINESE, NOTICE, '<main><ul class="list">{}</ul></main>', lang="zh"),
    "/kinds/korean": drawn(
        "notices", KOREAN, CELLS, TABLE.format("<th>날짜</th><th>번호</th><th>제목</th>"), lang="ko"
    ),
    "/kinds/german": drawn("notices", GERMAN, LINE, '<main><ul class="aktuell">{}</ul></main>', lang="de"),
    "/kinds/jobs": drawn("vacancies", ENGLISH, JOB, '<main><ul class="jobs">{}</ul></main>'),
    "/kinds/incidents": drawn("incidents", PLACES, INCIDENT),
    "/kinds/papers": drawn("papers", ENGLISH, PAPER),
    "/kinds/diary": drawn("diary", PLACES, DAILY, "<main><h1>Diary</h1>{}</main>"),
    "/kinds/linked": made("feed", ENGLISH, _page("Mill", "<h1>The mill</h1><p>Welcome.</p>", LINKED)),
    "/kinds/atom": made("feed", ENGLISH, atom(ENGLISH)),
    "/kinds/json-feed": made("feed", PLACES, json_feed(PLACES)),
    "/kinds/interface": made("interface", PLACES, interface(PLACES)),
}
TO_CORRECT: Mapping[str, Kind] = {
    "/correct/cards": drawn("cards", ENGLISH, CARD, lang="en-GB"),
    "/correct/blog": drawn("blog", PLACES, POST, lang="en-GB"),
    "/correct/old-table": drawn("table", ENGLISH, OLD, "<table>{}</table>", lang="en-GB"),
}
"""Pages whose stories have addresses of their own: another source's would keep their titles."""
