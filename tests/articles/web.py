"""Layouts of blogs, boards, manuals and the rest of the web."""

from __future__ import annotations

from tests.articles.writer import Writer

COMMENT = '<li class="comment depth-1"><article class="comment-body"><footer class="comment-meta"><b class="fn">Reader</b> says:</footer><div class="comment-content"><p>{text} {title}. {text}</p></div><div class="reply"><a href="{href}">Reply</a></div></article></li>'
POST = '<div id="p{href}" class="post bg2"><div class="postbody"><h3><a href="{href}">Re: topic</a></h3><p class="author">by <strong>reader</strong> » 3 Mar 2026</p><div class="content">{text} {title}. {text}</div></div><dl class="postprofile"><dt>reader</dt><dd>Posts: 12</dd></dl></div>'
SPAN = '<div class="highlight"><pre class="highlight"><code><span class="k">{}</span></code></pre></div>'


def blog(w: Writer) -> str:
    """A weblog with comments below, a biography and neighbours."""
    return f"""<!DOCTYPE html><html><head><title>{w.title} – Notes</title></head><body class="post-template-default single single-post">
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">Notes</a></p><nav id="site-navigation" class="main-navigation">{w.links(6)}</nav></header>
<div id="primary" class="content-area"><main id="main" class="site-main"><article id="post-{w.number}" class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{w.title}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="2026-03-03">March 3, 2026</time></span> <span class="byline">by {w.author}</span></div></header>
<div class="entry-content">{w.mixed(w.h, w.items, w.figure)}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>{w.links(4, words=1)}</ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{w.links(3, '<p><a href="{href}">{text}</a></p>', 6)}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in {w.links(2, '<a href="{href}">{text}</a>')}</span></footer></article>
<nav class="navigation post-navigation"><a href="/a" rel="prev">{w.headline()}</a><a href="/b" rel="next">{w.headline()}</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">12 thoughts on “{w.title}”</h2><ol class="comment-list">{w.teasers(12, COMMENT)}</ol><div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{w.links(8, words=6)}</ul></section></aside><footer class="site-footer">Proudly powered by words</footer></div></body></html>"""


def docs(w: Writer) -> str:
    """A page of a manual with side menu, anchors, hints and code."""
    head = '<h2>{}<a class="headerlink" href="#x" title="Link to this heading">¶</a></h2>'
    hint = f'<div class="admonition note"><p class="admonition-title">{w.say("Note")}</p><p>{w.say(w.sentence())}</p></div>'
    first = w.told[:2]
    del w.told[:2]
    parts = [w.ps(1, 2)]
    w.told += first
    parts += [
        hint,
        w.h(head),
        w.ps(1, 2),
        w.code(
            '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>{}</pre></div></div>'
        ),
    ]
    parts += [w.ps(1, 2), w.h(head), w.items(3, 5), w.table(3)]
    definitions = f"<dl><dt><code>{w.say(w.words(1))}</code></dt><dd><p>{w.say(w.sentence())}</p></dd><dt><code>{w.say(w.words(1))}</code></dt><dd><p>{w.say(w.sentence())}</p></dd></dl>"
    return f"""<html><head><title>{w.title} — Manual 2.1</title></head><body><div class="wy-nav-side" role="navigation"><div role="search"><form><input name="q"></form></div><div class="wy-menu wy-menu-vertical"><ul>{w.links(30)}</ul></div></div>
<section class="wy-nav-content-wrap"><div class="rst-content"><div role="navigation" aria-label="Page navigation"><ul class="wy-breadcrumbs"><li><a href="/">Home</a></li><li>{w.title}</li><li class="wy-breadcrumbs-aside"><a href="/src">View page source</a></li></ul></div>
<div role="main" class="document" itemscope itemtype="http://schema.org/Article"><div itemprop="articleBody"><section id="x"><h1>{w.title}<a class="headerlink" href="#x">¶</a></h1>{"".join(parts)}{definitions}</section></div></div>
<footer><div class="rst-footer-buttons" role="navigation"><a href="/p" rel="prev">Previous</a><a href="/n" rel="next">Next</a></div><p>© Copyright 2026. {w.sentence()}</p></footer></div></section></body></html>"""


def board(w: Writer) -> str:
    """A topic of a board: the first post is the article, the others are answers."""
    text = "<br><br>".join(w.say(w.sentences(2, 4)) for _ in range(w.random.randint(2, 4)))
    own = f'<div id="p100" class="post bg1"><div class="postbody"><h3 class="first"><a href="#p100">{w.title}</a></h3><p class="author">by <strong>{w.author}</strong> » 3 Mar 2026 08:00</p><div class="content">{text}</div><div class="signature">{w.sentence(3, 5)}</div></div><dl class="postprofile"><dt>{w.author}</dt><dd>Posts: 310</dd><dd>Joined: 2019</dd></dl></div>'
    return f"""<html><head><title>{w.title} - Board</title></head><body id="phpbb"><div id="wrap"><div id="page-header">{w.links(9)}</div><div id="page-body"><h2 class="topic-title"><a href="/t">{w.title}</a></h2>
<div class="action-bar bar-top"><a href="/reply">Post Reply</a> 8 posts • Page 1 of 1</div>{own}{w.teasers(7, POST)}
<div class="action-bar bar-bottom">Return to “General”</div></div><div id="page-footer">{w.links(8)} Powered by a board</div></div></body></html>"""


def recipe(w: Writer) -> str:
    """A recipe behind its story: ingredients and steps."""
    parts = [w.ps(2, 3), w.figure(), w.h(), w.ps(1, 2)]
    card = f"""<div id="wprm-recipe-container-1" class="wprm-recipe-container"><div class="wprm-recipe"><h2 class="wprm-recipe-name">{w.say(w.headline())}</h2>
<div class="wprm-recipe-ingredients-container"><h3 class="wprm-header">{w.say("Ingredients")}</h3>{w.items(5, 8, '<ul class="wprm-recipe-ingredients">{}</ul>', '<li class="wprm-recipe-ingredient">{}</li>')}</div>
<div class="wprm-recipe-instructions-container"><h3 class="wprm-header">{w.say("Method")}</h3>{w.items(4, 6, '<ol class="wprm-recipe-instructions">{}</ol>', '<li><div class="wprm-recipe-instruction-text">{}</div></li>')}</div></div></div>"""
    return f"""<html><head><title>{w.title}</title></head><body><header>{w.links(8)}</header><div class="site-inner"><main class="content"><article class="post entry"><h1 class="entry-title">{w.title}</h1><p class="entry-meta">March 3, 2026 by {w.author} <a href="#recipe" class="jump">Jump to Recipe</a></p>
<div class="entry-content">{"".join(parts)}{card}</div></article><div class="comments-area" id="comments"><h3>Comments</h3><ol class="comment-list">{w.teasers(6, COMMENT)}</ol></div></main>
<aside class="sidebar"><h4>Hello!</h4><p>{w.sentences()}</p></aside></div><footer>{w.links(8)}</footer></body></html>"""


def comic(w: Writer) -> str:
    """A strip with the few lines below it, if any."""
    return f"""<html><head><title>{w.title} - Strip</title><meta property="og:image" content="https://comic.example/comics/{w.number}.png"></head><body><div id="header">{w.links(7)}</div>
<div class="cc-nav"><a rel="first" href="/1">First</a><a rel="prev" href="/2">Previous</a><a rel="next" href="/4">Next</a></div>
<div id="cc-comicbody"><img title="hover" src="https://comic.example/comics/{w.number}.png" id="cc-comic" alt="{w.title}"></div>
<div class="cc-nav"><a rel="prev" href="/2">Previous</a></div>
<div class="cc-newsarea"><div class="cc-newsheader">{w.title}</div><div class="cc-publishtime">Posted March 3, 2026 at 8:00 am</div><div class="cc-newsbody">{w.ps(2, 3)}</div></div>
<div id="comment"><div id="disqus_thread"></div></div><div id="footer">{w.sentence()}</div></body></html>"""


def wiki(w: Writer) -> str:
    """A page of a wiki with contents, edit links, notes and a box of links."""
    head = '<div class="mw-heading mw-heading2"><h2>{}</h2><span class="mw-editsection">[<a href="/edit">edit</a>]</span></div>'
    parts = [w.p('<p>{}<sup class="reference"><a href="#cite1">[1]</a></sup></p>')]
    w.told[-1] += " 1"
    parts += [
        f'<div id="toc" class="toc"><div class="toctitle"><h2>Contents</h2></div><ul>{w.links(5)}</ul></div>'
    ]
    parts += [w.h(head), w.ps(2, 3), w.table(5), w.h(head), w.ps(2, 3), w.items(3, 6)]
    notes = w.items(2, 3, '<div class="reflist"><ol class="references">{}</ol></div>')
    return f"""<html><head><title>{w.title} - Wiki</title></head><body class="mediawiki"><div id="mw-panel">{w.links(22)}</div><div id="content" class="mw-body" role="main"><h1 id="firstHeading">{w.title}</h1><div id="siteSub">From a wiki</div>
<div id="bodyContent"><div id="contentSub"></div><a class="mw-jump-link" href="#p">Jump to search</a><div id="mw-content-text"><div class="mw-parser-output">{"".join(parts)}{notes}<div class="navbox" role="navigation"><table><tr><th>Harbours</th><td>{w.links(20, '<a href="{href}">{text}</a> · ')}</td></tr></table></div></div></div>
<div id="catlinks">Categories: {w.links(5, '<a href="{href}">{text}</a> | ')}</div></div></div><div id="footer">{w.sentence()}</div></body></html>"""


def tutorial(w: Writer) -> str:
    """A tutorial with programs, words in code, copy buttons and a table of contents."""
    copied = '<div class="codewrap"><button class="copy">Copy</button>' + SPAN + "</div>"
    word = w.random.choice(["moor()", "wait()"])
    parts = [w.ps(1, 2), w.code(copied)]
    parts += [
        f"<p>{w.say('Call ' + word + ' and then see what comes of it, as the next lines show.').replace(word, f'<code>{word}</code>')}</p>"
    ]
    parts += [
        w.h('<h2 id="a">{} <a class="anchor" href="#a">#</a></h2>'),
        w.ps(1, 2),
        w.code(copied),
        w.ps(1, 2),
        w.items(2, 4, "<ol>{}</ol>"),
        w.code(SPAN),
    ]
    return f"""<html><head><title>{w.title}</title></head><body><header class="site-header"><div class="wrapper"><a class="site-title" href="/">dev</a>{w.links(4, '<a class="page-link" href="{href}">{text}</a>')}</div></header>
<main class="page-content"><div class="wrapper"><article class="post h-entry"><header class="post-header"><h1 class="post-title p-name">{w.title}</h1><p class="post-meta"><time class="dt-published">Mar 3, 2026</time> • {w.author} • 8 min read</p></header>
<nav class="toc"><ul>{w.links(6)}</ul></nav><div class="post-content e-content">{"".join(parts)}</div></article></div></main><footer class="site-footer h-card"><p>{w.sentence()}</p></footer></body></html>"""


def ideographs(w: Writer) -> str:
    """A portal in signs, with a headline's date line, editors and share words."""
    return f"""<html lang="zh"><head><title>{w.title}_{w.headline()}</title></head><body><div class="top-nav">{w.links(16)}</div><div class="main-content w1240"><div class="path">{w.links(3, '<a href="{href}">{text}</a> > ')}</div><h1 class="main-title">{w.title}</h1>
<div class="top-bar"><span class="date">2026年03月03日 08:00</span><span class="source">{w.words(2)}</span></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody">{w.ps(5, 8, "<p>　　{}</p>")}<p class="show_author">责任编辑：{w.words(1)}</p></div>
<div class="article-bottom"><div class="keywords">关键词：{w.links(3, '<a href="{href}">{text}</a>')}</div></div></div><div class="article-content-right"><h3>{w.words(2)}</h3><ul>{w.links(9, words=6)}</ul></div></div></div><div class="footer">{w.sentence()}{w.links(9)}</div></body></html>"""


def right_to_left(w: Writer) -> str:
    """A paper from right to left."""
    card = '<div class="post-card"><h4><a href="{href}">{title}</a></h4><p>{text}</p></div>'
    return f"""<html dir="rtl" lang="{w.language}"><head><title>{w.title}</title></head><body class="rtl"><div class="header">{w.links(10)}</div><div class="container"><div class="single-post"><h1>{w.title}</h1><div class="post-info">{w.author} | 3/3/2026</div>
<div class="social-share">{w.links(4, words=1)}</div><div class="post-body">{w.mixed(w.figure, w.h)}</div><div class="post-tags">{w.links(4)}</div></div>
<div class="read-also"><h3>{w.words(2)}</h3>{w.teasers(6, card)}</div></div><div class="footer">{w.links(12)}<p>{w.sentence()}</p></div></body></html>"""


def podcast(w: Writer) -> str:
    """An episode with its notes."""
    chapters = w.items(4, 7, '<ul class="chapters">{}</ul>')
    return f"""<html><head><title>{w.title} | Waves</title><meta property="og:type" content="article"></head><body><header>{w.links(5)}</header><main><article class="episode"><h1>{w.title}</h1><div class="episode-meta">Episode {w.number} · 42 min · March 3, 2026</div>
<div class="player"><audio controls src="/e/{w.number}.mp3"></audio><a href="/e/{w.number}.mp3" download>Download</a></div>
<div class="show-notes">{w.ps(2, 3)}{w.h("<h3>{}</h3>")}{chapters}{w.h("<h3>{}</h3>")}{w.items(3, 5, item='<li><a href="https://elsewhere.example/a">{}</a></li>')}</div>
<div class="subscribe-links"><p>Listen and subscribe:</p>{w.links(4, '<a href="{href}">{text}</a>', 1)}</div></article>
<section class="episode-list"><h2>More episodes</h2>{w.teasers(6, '<div class="ep"><a href="{href}">{title}</a><p>{text}</p></div>')}</section></main><footer>{w.sentence()}</footer></body></html>"""


def newsletter(w: Writer) -> str:
    """A letter: sections of short paragraphs, calls to subscribe and to share between."""
    call = '<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p>{}</p></div><form class="subscription-widget-subscribe"><input type="email"><input type="submit" value="Subscribe"></form></div></div>'
    button = '<p class="button-wrapper"><a class="button primary" href="/share"><span>Share</span></a></p>'
    parts = [
        w.ps(2, 4),
        call.format(w.sentence()),
        w.h(),
        w.ps(2, 4),
        w.figure(),
        button,
        w.h(),
        w.ps(2, 3),
        w.quote(),
    ]
    return f"""<html><head><title>{w.title}</title></head><body><div id="main"><div class="main-menu"><a href="/">Letters</a><button>Sign in</button></div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{w.title}</h1><div class="byline-wrapper">{w.author} Mar 03, 2026</div><div class="post-ufi"><a>12</a><a>3</a><a>Share</a></div></div>
<div class="available-content"><div class="body markup" dir="auto">{"".join(parts)}</div></div><div class="post-footer"><div class="post-ufi"><a>12 Likes</a></div></div></article></div></div>
<div class="container"><div id="discussion"><h4>Discussion about this post</h4>{w.teasers(4, '<div class="comment"><p>{text} {title}</p></div>')}</div></div><div class="portable-archive">{w.teasers(4, '<div class="post-preview"><a href="{href}">{title}</a><p>{text}</p></div>')}</div></div></div></body></html>"""
