"""Layouts of papers, magazines and offices."""

from __future__ import annotations

from tests.articles.writer import Writer

MENU = '<nav class="site-nav" aria-label="Main"><ul>{}</ul></nav>'
CARD = '<div class="card"><a href="{href}"><h3 class="card__title">{title}</h3></a><p class="card__text">{text}</p></div>'
CSS_CARD = '<div class="css-9fz3kd"><a class="css-x81kl" href="{href}"><span class="css-0pq1">{title}</span><p class="css-5sdl">{text}</p></a></div>'


def news(w: Writer) -> str:
    """A paper with a sidebar, share buttons, a box in the middle and stories below."""
    body = w.mixed(w.figure, w.h, w.quote)
    first, _, rest = body.partition("</p>")
    return f"""<!DOCTYPE html><html lang="en"><head><title>{w.title} | The Post</title><meta property="og:title" content="{w.title}">
<meta property="og:type" content="article"><meta name="author" content="{w.author}"><meta property="article:published_time" content="2026-03-03T08:00:00Z"></head>
<body class="single has-sidebar"><header class="masthead"><a href="/">The Post</a>{MENU.format(w.links(12))}</header>
<div class="layout"><main class="layout__main"><article class="story"><header class="story__header"><h1 class="story__title">{w.title}</h1>
<p class="story__byline">By <a rel="author" href="/by/1">{w.author}</a> <time datetime="2026-03-03T08:00:00Z">3 March 2026</time></p>
<ul class="share-tools">{w.links(4, words=1)}</ul></header>
<div class="story__body">{first}</p><div class="inline-promo"><p class="promo__title">Sign up for our morning newsletter</p><p>{w.sentence()}</p>
<form action="/nl"><input type="email"><button>Subscribe</button></form></div>{rest}</div>
<footer class="story__footer"><ul class="tags">{w.links(5)}</ul><div class="author-bio"><h4>About the author</h4><p>{w.author} {w.sentences(1, 2)}</p></div></footer></article>
<section class="related-stories"><h2>More stories</h2>{w.teasers(6, CARD)}</section></main>
<aside class="layout__side"><h3>Most read</h3><ol>{w.links(10, words=6)}</ol></aside></div>
<footer class="site-footer"><p>© 2026 The Post. {w.sentence()}</p><ul>{w.links(20)}</ul></footer></body></html>"""


def hashed(w: Writer) -> str:
    """A paper whose classes say nothing: a component a block, as frameworks write them."""
    block = '<div data-component="text-block" class="css-1kl29x"><div class="css-7af1k"><p class="css-11z">{}</p></div></div>'
    figure = '<div data-component="image-block" class="css-3pp"><figure class="css-u8"><div><img src="/i/{n}.jpg" alt=""></div><figcaption class="css-77">{text}</figcaption></figure></div>'
    parts = [w.ps(2, 3, block), w.figure(figure), w.ps(2, 3, block)]
    parts += [
        w.h('<div data-component="subheadline-block" class="css-xx1"><h2 class="css-9q">{}</h2></div>'),
        w.ps(2, 4, block),
    ]
    return f"""<html><head><title>{w.title}</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{w.title}","datePublished":"2026-03-03T08:00:00Z","author":[{{"@type":"Person","name":"{w.author}"}}]}}</script></head>
<body><div id="root"><div class="css-abc1"><div class="css-nav1">{w.links(14, '<a class="css-l1" href="{href}"><span>{text}</span></a>')}</div></div>
<div class="css-main3" role="main"><article class="css-art8"><div data-component="headline-block" class="css-h1h"><h1 class="css-t1">{w.title}</h1></div>
<div data-component="byline-block" class="css-by"><span class="css-b1">{w.author}</span><span class="css-b2">3 hours ago</span></div>
{"".join(parts)}
<div data-component="links-block" class="css-lnk"><p class="css-more">More on this story</p><ul class="css-ul">{w.links(4, words=7)}</ul></div>
<div data-component="tags" class="css-tg"><ul>{w.links(4)}</ul></div></article>
<div class="css-grid"><h2 class="css-gh">Top stories</h2>{w.teasers(8, CSS_CARD)}</div></div>
<footer class="css-ft">{w.links(18)}<p>{w.sentence()}</p></footer></div></body></html>"""


def magazine(w: Writer) -> str:
    """A long read with pull quotes and boxes beside it, read-next boxes between."""
    parts = []
    for n in range(5):
        parts.append(w.ps(2, 3))
        if n % 2 == 0:
            parts.append(f'<aside class="pullquote"><p>“{w.sentence(5, 9)}”</p></aside>')
        else:
            parts.append(
                f'<div class="read-next"><span class="read-next__label">Read next</span><a href="/x/{n}">{w.headline()}</a></div>'
            )
    parts.insert(4, w.h("<h3>{}</h3>"))
    return f"""<html><head><title>{w.title} — Quarterly</title></head><body>
<div class="topbar"><a href="/subscribe">Subscribe from €3 a month</a>{w.links(6)}</div>
<article id="longread"><header><p class="kicker">Essay</p><h1>{w.title}</h1><p class="credits">Words by {w.author}</p></header>
<div class="drop-cap prose">{"".join(parts)}</div>
<p class="colophon">This piece appeared in issue {w.number} of Quarterly.</p></article>
<section class="recirc"><h2>From the archive</h2>{w.teasers(4, CARD)}</section><footer>{w.links(9)}</footer></body></html>"""


def release(w: Writer) -> str:
    """A press release with a list of facts, tables and contacts in divs."""
    facts = w.items(3, 5)
    parts = [
        w.ps(2, 3),
        facts,
        w.ps(1, 2),
        w.h("<p><strong>{}</strong></p>"),
        w.table(),
        w.ps(1, 2),
        w.quote(),
    ]
    return f"""<html><head><title>{w.title}</title></head><body><div id="page"><div id="header">{w.links(8, '<a href="{href}">{text}</a> | ')}</div>
<div id="breadcrumb"><a href="/">Home</a> › <a href="/news">News</a> › {w.title}</div>
<div id="content"><div class="region region-content"><h1 class="page-title">{w.title}</h1><div class="node node--type-press-release"><div class="field field--name-field-date">03/03/2026</div>
<div class="field field--name-body field--type-text-with-summary">{"".join(parts)}</div>
<div class="field field--name-field-attachments"><div class="field__label">Downloads</div>{w.links(2, '<a href="{href}.pdf">{text} (PDF)</a>')}</div></div></div>
<div class="social-media-links"><span>Share this page:</span>{w.links(4, '<a href="{href}">{text}</a>', 1)}</div></div>
<div class="region-sidebar-second"><h2>Latest releases</h2><ul>{w.links(8, words=7)}</ul><h2>Contact</h2><p>{w.sentence()}</p></div>
<div id="footer"><p>{w.sentences()}</p>{w.links(12)}</div></div></body></html>"""


def teaser(w: Writer) -> str:
    """The beginning of an article before a wall."""
    return f"""<html><head><title>{w.title}</title><meta property="og:type" content="article"></head><body><header>{MENU.format(w.links(10))}</header>
<main><article><h1>{w.title}</h1><div class="article-meta">{w.author} · 03.03.2026</div><div class="article-content">{w.ps(2, 3)}</div>
<div class="paywall piano-offer"><h3>Read this article with a subscription</h3><p>{w.sentence()}</p><ul><li>All articles without advertising</li><li>Cancel at any time</li></ul><a class="btn" href="/abo">Subscribe now</a><p>Already a subscriber? <a href="/login">Log in</a></p></div></article>
<div class="teaser-list"><h2>Also interesting</h2>{w.teasers(5, CARD)}</div></main><footer>{w.links(15)}</footer></body></html>"""


def cookies(w: Writer) -> str:
    """A paper under a long cookie notice, with an advertisement a paragraph."""
    advert = '<div class="ad-slot" id="ad-{n}"><span>Advertisement</span></div>'
    parts = [w.p() + advert.format(n=n) for n in range(w.random.randint(6, 9))]
    return f"""<html><head><title>{w.title}</title></head><body>
<div id="onetrust-consent-sdk"><div class="onetrust-pc-dark-filter"></div><div id="onetrust-banner-sdk" role="dialog"><h2>We value your privacy</h2><p>{w.sentences(4, 6)}</p><p>{w.sentences(4, 6)}</p><button>Accept all</button><button>Reject all</button></div>
<div id="onetrust-pc-sdk"><h3>Strictly necessary</h3><p>{w.sentences(3, 5)}</p><h3>Targeting</h3><p>{w.sentences(3, 5)}</p></div></div>
<div class="container"><div class="menu">{w.links(9)}</div><div class="col-8"><h1>{w.title}</h1><p class="lead">{w.say(w.sentences(1, 2))}</p><div class="text">{"".join(parts)}</div>
<div class="addtoany_share_save_container">Share {w.links(3, '<a href="{href}">{text}</a>', 1)}</div></div><div class="col-4"><div class="box"><h4>Newest</h4>{w.teasers(4, CARD)}</div></div></div>
<div class="footer">{w.links(12)} {w.sentence()}</div></body></html>"""


def tables(w: Writer) -> str:
    """A page of twenty years ago: tables inside tables, fonts, breaks for paragraphs."""
    text = "<br><br>\n".join(w.say(w.sentences(2, 4)) for _ in range(w.random.randint(5, 8)))
    return f"""<HTML><HEAD><TITLE>{w.title}</TITLE></HEAD><BODY bgcolor=white><TABLE width=780 border=0><TR><TD colspan=3><IMG src="/logo.gif"><BR>{w.links(8, '<A href="{href}">{text}</A> | ')}</TD></TR>
<TR><TD width=140 valign=top><FONT size=1><B>Sections</B><BR>{w.links(14, '<A href="{href}">{text}</A><BR>')}</FONT></TD>
<TD valign=top><TABLE width="100%" cellpadding=4><TR><TD><FONT face=Verdana size=4><B>{w.title}</B></FONT><BR><FONT size=1>by {w.author}, March 3, 2026</FONT></TD></TR>
<TR><TD><FONT face=Verdana size=2>{text}</FONT></TD></TR></TABLE></TD>
<TD width=160 valign=top bgcolor="#eeeeee"><FONT size=1><B>Other news</B><BR>{w.links(9, '<A href="{href}">{text}</A><BR><BR>', 7)}</FONT></TD></TR>
<TR><TD colspan=3 align=center><FONT size=1>Copyright 2026. {w.sentence()} <A href="/terms">Terms</A></FONT></TD></TR></TABLE></BODY></HTML>"""


def live(w: Writer) -> str:
    """A live blog: its summary and every update, newest first."""
    updates = "".join(
        f'<article id="block-{n}" class="block"><p class="block-time"><time datetime="2026-03-03T{18 - n}:10:00Z">{18 - n}.10</time></p>{w.h()}{w.ps(1, 3)}'
        f'<div class="block-share"><a href="#">Share</a></div></article>'
        for n in range(8)
    )
    return f"""<html><head><title>{w.title} – as it happened</title></head><body><header>{MENU.format(w.links(11))}</header><main><h1>{w.title}</h1>
<div class="liveblog"><div class="liveblog__body">{updates}</div></div></main><div class="more-on"><h3>More on this</h3>{w.teasers(6, CARD)}</div><footer>{w.links(10)}</footer></body></html>"""


def gallery(w: Writer) -> str:
    """A series of pictures, each with some lines of text."""
    shape = '<div class="slide"><figure class="slide__figure"><img class="lazy" src="data:image/gif;base64,R0" data-src="/i/{n}.jpg" alt=""><figcaption class="slide__caption">{text}</figcaption></figure></div>'
    slides = "".join(w.figure(shape) for _ in range(w.random.randint(7, 12)))
    return f"""<html><head><title>{w.title}</title><meta property="og:type" content="article"></head><body><nav>{w.links(12)}</nav>
<main><article class="gallery"><h1>{w.title}</h1><div class="gallery__intro">{w.p()}</div><div class="gallery__slides">{slides}</div></article>
<section class="related"><h2>More galleries</h2>{w.teasers(4, CARD)}</section></main><footer>{w.links(10)}<p>{w.sentence()}</p></footer></body></html>"""


def paged(w: Writer) -> dict[str, str]:
    """An article on three pages."""
    url = f"https://paged.example/2026/harbour-{w.number}/"
    pages = {}
    for n in (1, 2, 3):
        where = url if n == 1 else f"{url}{n}/"
        numbers = " ".join(
            f"<span>{m}</span>"
            if m == n
            else f'<a href="{url if m == 1 else f"{url}{m}/"}" class="post-page-numbers">{m}</a>'
            for m in (1, 2, 3)
        )
        pages[
            where
        ] = f"""<html><head><title>{w.title}</title></head><body><nav>{w.links(8)}</nav><main><article class="post"><h1 class="entry-title">{w.title}</h1>
<div class="entry-content">{w.mixed(w.h)}<div class="page-links">Pages: {numbers}</div></div></article>
<nav class="post-navigation"><a href="/older" rel="prev">{w.headline()}</a> <a href="/newer" rel="next">{w.headline()}</a></nav></main>
<aside><ul>{w.links(6, words=6)}</ul></aside><footer>{w.sentence()}</footer></body></html>"""
    return pages
