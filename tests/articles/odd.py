"""Layouts that say little of themselves, or the wrong things."""

from __future__ import annotations

from tests.articles.writer import Writer

CELL = '<div class="elementor-element elementor-widget elementor-widget-text-editor" data-widget_type="text-editor.default"><div class="elementor-widget-container">{}</div></div>'
ANSWER = '<div id="answer-{href}" class="answer js-answer"><div class="votecell">3</div><div class="answercell"><div class="s-prose js-post-body"><p>{text} {title}. {text}</p></div><div class="user-details">reader</div></div></div>'


def builder(w: Writer) -> str:
    """A page builder: a widget a paragraph, in sections, with a bar of posts below."""
    parts = [CELL.format(w.ps(1, 2)) for _ in range(4)]
    parts.insert(2, CELL.format(w.h()))
    parts.insert(
        4,
        f'<div class="elementor-element elementor-widget elementor-widget-image"><div class="elementor-widget-container">{w.figure()}</div></div>',
    )
    posts = '<article class="elementor-post elementor-grid-item"><h3 class="elementor-post__title"><a href="{href}">{title}</a></h3><div class="elementor-post__excerpt"><p>{text}</p></div></article>'
    return f"""<html><head><title>{w.title}</title></head><body><div data-elementor-type="header" class="elementor elementor-location-header">{w.links(9)}</div>
<div data-elementor-type="single-post" class="elementor elementor-location-single post-{w.number} post type-post tag-subscribe category-related"><section class="elementor-section elementor-top-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">
<div class="elementor-element elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{w.title}</h1></div><div class="elementor-element elementor-widget elementor-widget-post-info"><ul><li><a href="/a">{w.author}</a></li><li>March 3, 2026</li></ul></div>{"".join(parts)}
<div class="elementor-element elementor-share-buttons elementor-widget elementor-widget-share-buttons"><a>Facebook</a><a>Mail</a></div></div></div></div></section>
<section class="elementor-section"><h2>You may also like</h2><div class="elementor-posts-container">{w.teasers(4, posts)}</div></section></div><div data-elementor-type="footer" class="elementor elementor-location-footer"><p>{w.sentences()}</p>{w.links(9)}</div></body></html>"""


def spans(w: Writer) -> str:
    """No paragraph anywhere: a div and a span a line."""
    block = (
        '<div class="_2cuy _3dgx"><span class="_50f7"><span style="font-family:Arial">{}</span></span></div>'
    )
    return f"""<html><head><title>{w.title}</title></head><body><div class="_li"><div class="_2t-8">{w.links(9, '<div class="_cy6"><a href="{href}">{text}</a></div>')}</div><div class="_4-u2 _39j6"><div class="_5s6c"><h1>{w.title}</h1></div>
<div class="_2yug"><a href="/u">{w.author}</a> · <abbr>3 March 2026</abbr></div><div class="_39k5 _5s6c">{w.ps(5, 8, block)}{w.h('<div class="_2cuy _509q"><span>{}</span></div>')}{w.ps(1, 2, block)}</div></div><div class="_51mx">{w.teasers(3, '<div class="_7x"><a href="{href}">{title}</a><div>{text}</div></div>')}</div></div></body></html>"""


def roundup(w: Writer) -> str:
    """Links to other sites, each with a line on it."""
    item = '<li><a href="https://elsewhere.example/{}">{}</a> — {}</li>'
    items = "".join(item.format(n, w.say(w.words(4)), w.say(w.sentence(6, 14))) for n in range(9))
    return f"""<html><head><title>{w.title}</title></head><body><header>{w.links(5)}</header><main><article class="h-entry"><h1>{w.title}</h1><time class="dt-published" datetime="2026-03-03">3 March 2026</time><div class="e-content">{w.p()}{w.h()}<ul>{items}</ul>{w.p()}</div></article>
<nav class="pagination"><a href="/a">← Older</a> <a href="/b">Newer →</a></nav></main><footer>{w.links(6)}</footer></body></html>"""


def notice(w: Writer) -> str:
    """A short notice of a council, with its facts in a table."""
    return f"""<html><head><title>{w.title} - Borough Council</title></head><body><a class="skip-link" href="#m">Skip to main content</a><header class="govuk-header">{w.links(7)}</header><div class="govuk-breadcrumbs"><ol>{w.links(3)}</ol></div>
<main id="m" class="govuk-main-wrapper"><h1 class="govuk-heading-l">{w.title}</h1><p class="govuk-body-s">Published 3 March 2026</p><div class="govspeak">{w.ps(1, 2)}{w.table(3)}{w.items(2, 4)}</div><div class="feedback"><h2>Is this page useful?</h2><button>Yes</button><button>No</button></div></main><footer class="govuk-footer"><p>{w.sentences()}</p>{w.links(9)}</footer></body></html>"""


def changes(w: Writer) -> str:
    """The notes of a release: lists under headings, links to tickets in brackets."""
    parts = "".join(
        w.h("<h3>{}</h3>") + w.items(3, 6, item='<li>{} <a href="/t">#12</a></li>') for _ in range(3)
    )
    w.told += ["12"] * parts.count("#12")
    return f"""<html><head><title>{w.title} · Releases</title></head><body><div class="Header">{w.links(12)}</div><div class="application-main"><main><div class="Box"><h1 class="d-inline mr-3">{w.title}</h1><div class="text-small color-fg-muted"><a href="/u">{w.author}</a> released this <relative-time datetime="2026-03-03T08:00:00Z">Mar 3, 2026</relative-time></div>
<div class="markdown-body my-3">{w.p()}{parts}</div><details class="assets"><summary>Assets 3</summary><ul>{w.links(3)}</ul></details></div></main></div><footer class="footer">{w.links(9)}</footer></body></html>"""


def interview(w: Writer) -> str:
    """Questions in bold, answers in paragraphs, a box of facts and calls to read on between."""
    parts = "".join(f"<p><strong>{w.say(w.sentence(5, 10))}</strong></p>{w.ps(1, 2)}" for _ in range(4))
    also = f'<p>Read also: <a href="/x">{w.headline()}</a></p>'
    first, _, rest = parts.partition("</p>")
    return f"""<html><head><title>{w.title}</title></head><body><header>{w.links(8)}</header><div class="page"><div class="col-main"><h1>{w.title}</h1><div class="standfirst">{w.say(w.sentence(12, 20))}</div><div class="by">By {w.author}, March 3, 2026</div><div class="copy">{first}</p>{also}{rest}</div>
<div class="more"><h3>Latest</h3><ul>{w.links(6, words=7)}</ul></div></div></div><footer>{w.links(12)} {w.sentence()}</footer></body></html>"""


def question(w: Writer) -> str:
    """A question with its answers; the question is the story."""
    return f"""<html><head><title>{w.title} - Questions</title></head><body><header class="s-topbar">{w.links(6)}</header><div id="content"><div id="question-header"><h1><a href="/q">{w.title}</a></h1></div><div>Asked 3 Mar 2026</div><div id="mainbar"><div id="question" class="question js-question"><div class="votecell">12</div><div class="postcell"><div class="s-prose js-post-body">{w.ps(2, 3)}{w.code()}{w.p()}</div><div class="user-details"><a href="/u">{w.author}</a></div></div></div>
<div id="answers"><h2>3 Answers</h2>{w.teasers(3, ANSWER)}</div></div><div id="sidebar"><h4>Related</h4>{w.links(9, words=7)}</div></div><footer>{w.links(9)}</footer></body></html>"""


def mail(w: Writer) -> str:
    """A letter in an archive: its text in one pre."""
    text = "\n\n".join(w.say(w.sentences(2, 4)) for _ in range(4))
    return f"""<HTML><HEAD><TITLE>{w.title}</TITLE></HEAD><BODY><H1>{w.title}</H1><B>{w.author}</B> <A HREF="mailto:x">x at y.example</A><BR><I>Tue Mar 3 08:00:00 UTC 2026</I><P><UL><LI>Previous message: <A HREF="1.html">{w.headline()}</A></li><LI>Next message: <A HREF="2.html">{w.headline()}</A></li><LI><B>Messages sorted by:</B> <a href="date.html">[ date ]</a></LI></UL><HR><!--beginarticle--><PRE>{text}</PRE><!--endarticle--><HR><P><UL><LI>Previous message: <A HREF="1.html">{w.headline()}</A></li></UL><hr><a href="/info">More information about the list</a></body></html>"""


def faq(w: Writer) -> str:
    """Answers that open on a click, and a formula."""
    parts = "".join(
        f"<details><summary>{w.say(w.sentence(5, 8))}</summary>{w.ps(1, 2)}</details>" for _ in range(4)
    )
    formula = (
        "<p>"
        + w.say(w.sentence())
        + " <math><mi>a</mi><mo>=</mo><msup><mi>b</mi><mn>2</mn></msup></math></p>"
    )
    return f"""<html><head><title>{w.title}</title></head><body><div class="top">{w.links(8)}</div><div class="wrapper"><main><h1>{w.title}</h1><div class="wysiwyg">{w.p()}{formula}{parts}</div></main><div class="sticky-cta"><p>{w.sentence()}</p><a href="/b">Book a demo</a></div></div><div class="bottom">{w.links(12)}<p>{w.sentence()}</p></div></body></html>"""
