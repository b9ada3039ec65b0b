"""What is wrong with a page's HTML: a strict look at nesting, ids, references and attributes (HTML Standard).

Ours are written with every end tag, so one that is missing or out of place is a mistake.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
FLOW = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
PHRASING_ONLY = frozenset(
    ["p", "h1", "h2", "h3", "h4", "span", "button", "label", "summary", "code", "del", "ins", "time"]
)
INTERACTIVE = frozenset(["a", "button", "input", "select", "textarea", "label", "summary"])
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"thead", "tbody", "caption"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "select": {"option"},
    "datalist": {"option"},
}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "summary": {"details"}}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Validator(HTMLParser):
    """Reads one page and collects its mistakes in `mistakes`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.mistakes: list[str] = []
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attributes)
        self._place(tag)
        self.seen[tag] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attributes)
        if "svg" not in self.open:
            self.mistakes.append(f"<{tag}/> outside a drawing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}> ends nothing at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in CHILDREN:
            self.mistakes.append(f"text in <{self.open[-1]}>: {data.strip()[:40]}")

    def _attributes(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        if len(set(names)) < len(names):
            self.mistakes.append(f"<{tag}> has an attribute twice: {names}")
        given = dict(attributes)
        if (name := given.get("id")) is not None:
            self.ids[name] += 1
        for reference in REFERENCES:
            self.wanted.update((given.get(reference) or "").split())
        if tag == "img" and "alt" not in given:
            self.mistakes.append("<img> without alt")

    def _place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.mistakes.append(f"<{tag}> in <{parent}>")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.mistakes.append(f"<{tag}> in <{parent}>")
        if tag in FLOW and PHRASING_ONLY & set(self.open):
            self.mistakes.append(f"<{tag}> inside {self.open}")
        if tag in INTERACTIVE and {"a", "button"} & set(self.open):
            self.mistakes.append(f"<{tag}> inside {self.open}")


def mistakes_in(page: str) -> list[str]:
    """Everything that is wrong with a page; empty where nothing is."""
    validator = Validator()
    validator.feed(page)
    validator.close()
    found = list(validator.mistakes)
    found += [f"<{tag}> is not ended" for tag in validator.open]
    found += [f"id {name} stands {count} times" for name, count in validator.ids.items() if count > 1]
    found += [f"nothing has the id {name}" for name in validator.wanted - validator.ids.keys()]
    found += [
        f"{validator.seen[tag]} of <{tag}>" for tag in ("h1", "main", "body") if validator.seen[tag] != 1
    ]
    if not page.lstrip().lower().startswith("<!doctype html>\n<html lang="):
        found.append("no doctype, or no language")
    return found
