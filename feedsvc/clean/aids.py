"""What stands beside a story's words for a style sheet or a screen reader alone is left out of what is shown.

<h2>Why <a class="headerlink" href="#why">¶</a></h2>                →   <h2>Why </h2>
<a href="/1">Plan<span class="sr-only"> (new window)</span></a>      →   <a href="/1">Plan</a>
<td class="gutter"><pre>1 2 3</pre></td><td><pre>…</pre></td>       →   <td><pre>…</pre></td>

[caption id="a"]<img src="/a.jpg"> The quay[/caption]               →   <img src="/a.jpg"> The quay

And of a formula that stands there as one what KaTeX draws beside it. Stories are compared with all of it, so
that none is an edit for its sake.
"""

from __future__ import annotations

import re
from itertools import pairwise

from feedsvc.clean.hidden import ALOUD

_PIN = r"(?:[¶#§🔗⚓]\ufe0f?|&para;|&#182;|&#xb6;)"
_SHORTCODE = re.compile(
    r"\[embed\](?=\s?https?:)|(?<=[\w/&=])\[/embed\]|\[/caption\]|\[caption\s[^\[\]<>]{0,500}\]"
    r"|(?:(?<=[>\]\n])|(?<=[>\]\n] )|\A)\[gallery\s[^\[\]<>]{0,300}\](?=\s{0,9}(?:[<\[]|\Z))"
    r"|\[/?(?:vc|et_pb|fusion)_\w{1,30}(?:\s[^\[\]<>]{0,500})?\]"
)
"""What a blog's program, or a builder of pages, would have put something else for."""
_SIGNS = (
    "[/caption",
    "[/embed",
    "[gallery ",
    "[vc_",
    "[et_pb_",
    "[fusion_",
    "katex-html",
    "sr-only",
    "reader-text",
    "visually",
    "<pre",
    "¶",
    "#",
    "§",
    "🔗",
    "⚓",
    "&para;",
)
_HINT = re.compile(
    rf"katex-html|{_SHORTCODE.pattern}|{_PIN}\s?</a>|{ALOUD}|<td\b[^<>]*>\s{{0,9}}(?:<div[^<>]*>\s{{0,9}})?<pre"
)
_TO_ITSELF = rf"<a\b[^<>]{{0,500}}?\shref\s?=\s?[\"'][^\"'<>]{{0,500}}#[^<>]{{0,500}}>\s?{_PIN}\s?</a>"
_ANCHOR = re.compile(
    rf"(?P<opens><h[1-6]\b[^<>]*>\s{{0,9}}){_TO_ITSELF}|{_TO_ITSELF}(?=\s{{0,9}}</(?:h[1-6]|dt|caption|figcaption)\b)"
)
"""The link of a heading to itself."""
_NOTE = re.compile(
    rf"<span\b[^<>]{{0,200}}?\sclass\s?=\s?[\"'](?:[^\"'<>]{{0,200}}\s)?(?:{ALOUD})[\s\"'][^<>]{{0,200}}>([^<>]{{0,100}})</span>"
)
_NUMBERS = re.compile(
    r"<td\b[^<>]*>\s{0,9}(?:<div\b[^<>]*>\s{0,9})?<pre\b[^<>]*>(?:[\s\d]|<(?:span|a|div|br|code|/span|/a|/div|/code)\b[^<>]*>)+"
    r"</pre>\s{0,9}(?:</div>\s{0,9})?</td>(?=\s{0,9}<td\b[^<>]*>\s{0,9}(?:<div\b[^<>]*>\s{0,9})?<(?:pre|code)\b)"
)
"""Of the lines of a program, in a cell before it."""
_DRAWN = re.compile(r"</math>(?:\s|</span>){0,9}<span\b[^<>]{0,200}?\bkatex-html\b[^<>]{0,200}>")
_OF_LINES = re.compile(r"gutter|line-?n|\blnt\b")
"""What a cell of such numbers is called."""
MOST_LINES = 1000
"""Numbers from here on are rather years than those of lines."""
NEAR = 50
"""Characters around a note, blanks for the most part, in which words stand beside it."""
_SPAN = re.compile(r"<(/?)span\b[^<>]*>")


def has_aids(markup: str) -> bool:
    """Whether there may be any."""
    return any(sign in markup for sign in _SIGNS) and bool(_HINT.search(markup))


def without_aids(markup: str) -> str:
    """The markup without them."""
    if not has_aids(markup):
        return markup
    if ("[/" in markup or "[gallery" in markup) and "<code" not in markup and "<pre" not in markup:
        markup = _SHORTCODE.sub("", markup)
    return _NUMBERS.sub(_unless_counted, _NOTE.sub(_noted, _ANCHOR.sub(_opened, _undrawn(markup))))


def _unless_counted(cell: re.Match[str]) -> str:
    """The cell again where its numbers are none of lines: not one after the other, years, or a row's own."""
    numbers = [int(number) for number in re.findall(r"\d{1,6}", re.sub(r"<[^<>]*>", " ", cell[0]))]
    many = len(numbers) > 1 or _OF_LINES.search(cell[0])
    lines = bool(numbers and many) and numbers[0] < MOST_LINES
    return "" if lines and all(b == a + 1 for a, b in pairwise(numbers)) else cell[0]


def _opened(anchor: re.Match[str]) -> str:
    return anchor["opens"] or ""


def _noted(note: re.Match[str]) -> str:
    """Nothing, beside words that are shown; the note where it is all of a link or a line, or says of what."""
    start, end = note.span()
    before = note.string[max(0, start - NEAR) : start].rstrip()[-1:]
    after = note.string[end : end + NEAR].lstrip()[:1]
    alone = before in (">", "") and after in ("<", "")
    # What a sign or a colour says to the eye (`Not allowed:`) is lost with the style.
    return note[0] if alone or note[1].rstrip().endswith((":", "：")) else ""


def _undrawn(markup: str) -> str:
    parts, at = list[str](), 0
    while found := _DRAWN.search(markup, at):
        start = markup.rindex("<span", 0, found.end())
        end = _end(markup, found.end())
        if not end:
            break
        parts.append(markup[at:start])
        at = end
    return "".join((*parts, markup[at:]))


def _end(markup: str, at: int) -> int:
    """Where the span ends in which this place stands; 0 for nowhere."""
    depth = 1
    for tag in _SPAN.finditer(markup, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0
