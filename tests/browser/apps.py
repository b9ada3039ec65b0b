"""Applications that draw their list by scripts alone, each in another way; all of it is made up.

Each shows the stories of the harbour, which stand at /data.json or where it says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

TITLES = tuple(f"Quay number {n} opens for the ferries of the island" for n in range(1, 9))
STORIES = [
    {"id": n, "title": title, "slug": f"/news/quay-{n}.html", "date": f"2026-03-0{1 + n % 3}T0{n}:30:00Z"}
    for n, title in enumerate(TITLES, 1)
]
DATA = json.dumps({"stories": STORIES})
NAMES = json.dumps({"stories": [{**story, "slug": f"quay-{story['id']}"} for story in STORIES]})
ROWS = """
const rows = (stories) => stories.map((s) =>
  `<article><h2><a href="${s.slug}">${s.title}</a></h2><time datetime="${s.date}">${s.date}</time></article>`).join('');
"""
REACT = """
const h = (tag, props, ...children) => ({ tag, props: props || {}, children: children.flat() });
const make = (v) => {
  if (typeof v === 'string') return document.createTextNode(v);
  const node = document.createElement(v.tag);
  for (const [name, value] of Object.entries(v.props)) node.setAttribute(name, value);
  node.append(...v.children.map(make));
  return node;
};
const Story = (s) => h('article', null, h('h2', null, h('a', { href: s.slug }, s.title)), h('time', { datetime: s.date }, s.date));
"""


@dataclass(frozen=True, kw_only=True)
class App:
    """An application: its script, its place, and what else its site serves."""

    script: str
    place: str = '<div id="root"></div>'
    wait: str | None = None
    files: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def page(self) -> str:
        word = "<noscript>You need to enable JavaScript to run this app.</noscript>"
        return f"<!doctype html><html><head><title>Harbour</title></head><body>{word}{self.place}<script src=/app.js></script></body></html>"


def paged(number: int) -> str:
    return json.dumps({"stories": STORIES[4 * number : 4 * number + 4]})


INTO = "document.getElementById('root').innerHTML = "
APPS = {
    "react by hand": App(
        script=REACT
        + "fetch('/data.json').then((r) => r.json()).then((d) => document.getElementById('root').replaceChildren(make(h('main', null, ...d.stories.map(Story)))));"
    ),
    "vue by hand": App(
        place='<div id="app"></div>',
        script=ROWS
        + """
const state = new Proxy({ stories: [] }, { set(o, k, v) { o[k] = v; queueMicrotask(paint); return true; } });
const paint = () => document.querySelector('#app').innerHTML = rows(state.stories);
const address = (s) => ({ ...s, slug: `/news/${s.slug}.html` });
paint(); fetch('/names.json').then((r) => r.json()).then((d) => state.stories = d.stories.map(address));""",
        files={"/names.json": (NAMES, "application/json")},
    ),
    "xhr": App(
        script=ROWS
        + f"const x = new XMLHttpRequest(); x.open('GET', '/data.json'); x.onload = () => {{ {INTO} rows(JSON.parse(x.responseText).stories); }}; x.send();"
    ),
    "graphql": App(
        script=ROWS
        + f"fetch('/graphql', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify({{ query: '{{ stories {{ title slug date }} }}' }}) }}).then((r) => r.json()).then((d) => {{ {INTO} rows(d.data.stories); }});",
        files={"/graphql": (json.dumps({"data": {"stories": STORIES}}), "application/json")},
    ),
    "delayed data": App(
        script=ROWS
        + f"setTimeout(() => fetch('/data.json').then((r) => r.json()).then((d) => {{ {INTO} rows(d.stories); }}), 1200);"
    ),
    "waits for a selector": App(
        script=ROWS
        + f"document.getElementById('root').textContent = 'All the news of the harbour, as it comes in. '.repeat(9); setTimeout(() => {{ {INTO} rows({json.dumps(STORIES)}); }}, 1500);",
        wait="article h2",
    ),
    "infinite list": App(
        script=ROWS
        + """
let next = 0;
const root = document.getElementById('root');
root.innerHTML = '<div id=list></div><p id=end>more</p>';
new IntersectionObserver((seen) => {
  if (next < 2 && seen.some((one) => one.isIntersecting))
    fetch(`/page-${next++}.json`).then((r) => r.json()).then((d) => {
      document.getElementById('list').insertAdjacentHTML('beforeend', rows(d.stories));
      root.append(document.getElementById('end').cloneNode(true)); document.getElementById('end').remove();
      again();
    });
}).observe(root);
const again = () => next < 2 && fetch(`/page-${next++}.json`).then((r) => r.json()).then((d) => document.getElementById('list').insertAdjacentHTML('beforeend', rows(d.stories)));
""",
        files={f"/page-{n}.json": (paged(n), "application/json") for n in (0, 1)},
    ),
    "shadow trees": App(
        place="<quay-news></quay-news>",
        script=ROWS
        + """
customElements.define('quay-news', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'closed' });
    fetch('/data.json').then((r) => r.json()).then((d) => root.innerHTML = '<section><slot></slot>' + rows(d.stories) + '</section>');
  }
});""",
    ),
    "a frame": App(
        place='<div id="root"></div>',
        script="document.getElementById('root').innerHTML = '<iframe src=/inner.html></iframe>';",
        files={
            "/inner.html": (
                f"<body><div id=root></div><script>{ROWS} fetch('/data.json').then((r) => r.json()).then((d) => {{ {INTO} rows(d.stories); }});</script>",
                "text/html",
            )
        },
    ),
    "modules": App(
        place='<div id="root"></div><link rel=stylesheet href=/look.css><script type=module src=/main.js></script>',
        script="",
        files={
            "/main.js": (
                "import { paint } from '/paint.js'; const css = document.createElement('link'); css.rel = 'stylesheet'; css.href = '/late.css'; css.onload = () => fetch('/data.json').then((r) => r.json()).then(paint); document.head.append(css);",
                "text/javascript",
            ),
            "/paint.js": (
                f"{ROWS} export const paint = (d) => {{ {INTO} rows(d.stories); }};",
                "text/javascript",
            ),
        },
    ),
    "goes on by script": App(
        script="if (!location.search) location.replace('/app?lang=en'); else "
        + f"fetch('/data.json').then((r) => r.json()).then((d) => {{ {ROWS} {INTO} rows(d.stories); }});"
    ),
    "a worker fetches": App(
        script=ROWS
        + f"""
const worker = new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/data.json').then((r) => r.json()).then((d) => postMessage(d))"])));
worker.onmessage = (e) => {{ {INTO} rows(e.data.stories); }};"""
    ),
    "templates": App(
        place='<div id="app"></div><template id=row><article><h2><a></a></h2><time></time></article></template>',
        script="""
fetch('/data.json').then((r) => r.json()).then((d) => d.stories.forEach((s) => {
  const row = document.getElementById('row').content.cloneNode(true);
  Object.assign(row.querySelector('a'), { href: s.slug, textContent: s.title });
  row.querySelector('time').dateTime = s.date;
  document.getElementById('app').append(row);
}));""",
    ),
    "svelte by hand": App(
        place="<main></main>",
        script="""
const element = (name) => document.createElement(name);
const each = (ctx) => {
  const article = element('article'), h2 = element('h2'), a = element('a'), time = element('time');
  const title = document.createTextNode(''), date = document.createTextNode('');
  return {
    c() { a.append(title); h2.append(a); time.append(date); article.append(h2, document.createTextNode(' '), time); },
    m(target, anchor) { target.insertBefore(article, anchor); },
    p(s) { a.setAttribute('href', s.slug); title.data = s.title; time.setAttribute('datetime', s.date); date.data = s.date; },
  };
};
const instance = { stories: [] }, anchor = document.createComment(''), main = document.querySelector('main');
let blocks = [];
main.append(anchor);
const flush = () => instance.stories.forEach((s, i) => {
  if (!blocks[i]) { blocks[i] = each(s); blocks[i].c(); blocks[i].m(main, anchor); }
  blocks[i].p(s);
});
fetch('/data.json').then((r) => r.json()).then((d) => { instance.stories = d.stories; Promise.resolve().then(flush); });""",
    ),
    "components in components": App(
        place="<quay-list></quay-list>",
        script="""
customElements.define('quay-story', class extends HTMLElement {
  static observedAttributes = ['date'];
  constructor() { super(); this.attachShadow({ mode: 'open' }); }
  connectedCallback() { this.shadowRoot.innerHTML = `<article><h2><slot name=title></slot></h2><time datetime="${this.getAttribute('date')}"></time></article>`; }
});
customElements.define('quay-list', class extends HTMLElement {
  async connectedCallback() {
    const list = this.attachShadow({ mode: 'closed' });
    for (const s of (await (await fetch('/data.json')).json()).stories)
      list.innerHTML += `<quay-story date="${s.date}"><a slot=title href="${s.slug}">${s.title}</a></quay-story>`;
  }
});""",
    ),
    "a frame without an address": App(
        script=ROWS
        + """
const frame = document.createElement('iframe');
document.getElementById('root').append(frame);
fetch('/data.json').then((r) => r.json()).then((d) => frame.srcdoc = `<body><main>${rows(d.stories)}</main>`);""",
    ),
    "data as a script": App(
        script=ROWS
        + f"""
window.harbour = (d) => {{ {INTO} rows(d.stories); }};
const script = document.createElement('script');
script.src = '/data.js?callback=harbour';
document.head.append(script);""",
        files={"/data.js": (f"harbour({DATA})", "text/javascript")},
    ),
    "parts that come when they are needed": App(
        script=f"""
import('/view.js').then((view) => requestIdleCallback(async () => {{
  const d = await (await fetch('/data.json')).json();
  requestAnimationFrame(() => {{ {INTO} view.rows(d.stories); }});
}}));""",
        files={"/view.js": (ROWS.replace("const rows", "export const rows"), "text/javascript")},
    ),
    "a router": App(
        script=ROWS
        + f"""
const routes = {{
  '/app': () => {{ history.pushState(null, '', '/app/latest'); go(); }},
  '/app/latest': () => fetch('/data.json').then((r) => r.json()).then((d) => {{ {INTO} rows(d.stories); }}),
}};
const go = () => routes[location.pathname]();
go();""",
    ),
    "a stream of lines": App(
        script=ROWS
        + """
(async () => {
  const reader = (await fetch('/lines.ndjson')).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value || '')).split('\\n');
    rest = done ? '' : lines.pop();
    for (const line of lines.filter(Boolean))
      document.getElementById('root').insertAdjacentHTML('beforeend', rows([JSON.parse(line)]));
    if (done) return;
  }
})();""",
        files={"/lines.ndjson": ("\n".join(map(json.dumps, STORIES)), "application/x-ndjson")},
    ),
}
