"""Whether a page is shown to who has signed in, and the form that it signs in by.

    <form action="/enter" method="post"><input type="hidden" name="csrf" value="71">
    <input name="user"><input type="password" name="password"></form>

    →  LoginForm(action="https://site.example/enter", fields=(("csrf", "71"), ("user", ""), ("password", "")))

A form sends what a browser sends that nobody has typed into (HTML, "constructing the entry list").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.urls import joined_url
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import attribute, parse_html
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.pagekind import page_kind
from feedsvc.models import LoginForm, LoginPage, Page

MOST = 200
"""Fields of a form; one with more signs nobody in."""
_CONTROLS = "input[name], select[name], textarea[name], button[name]"
_BUTTONS = "button, input[type=submit i]"
_SILENT = ("file", "image", "reset", "button")
_CAPTCHA = ", ".join(
    (".cf-turnstile", *(f'[{name}*="captcha" i]' for name in ("class", "id", "name", "src")))
)


def read_login(page: Page, success: str, names: Sequence[str]) -> LoginPage:
    """What the page says of a login with these fields, shown to be well by `success` (CSS)."""
    try:
        tree = parse_html(page)
    except UseFallback:
        return LoginPage()
    forms = forms_of(tree, page.url, base_url(page))
    fitting = [form for form in forms if set(names) <= form.names]
    best = next((form for form in fitting if form.asks), next(iter(fitting), None))
    shows = tree.css_first(success) is not None
    asking = next((form for form in forms if form.asks), None)
    return LoginPage(
        shows=shows,
        asks=not shows and (best is not None or page_kind(page) == "login"),
        form=best.told() if best else None,
        names=tuple(sorted(asking.names))[:MOST] if asking else (),
    )


@dataclass(slots=True)
class _Form:
    """One form with its controls, wherever the page has them."""

    node: LexborNode
    action: str
    base: str = ""
    controls: list[LexborNode] = field(default_factory=list)
    button: LexborNode | None = None
    """The first that sends it, which Return presses; it may lead elsewhere than its form."""

    @property
    def names(self) -> set[str]:
        return {attribute(control, "name") for control in self.controls}

    @property
    def asks(self) -> bool:
        """Whether it asks for a password."""
        return any(kind_of(control) == "password" for control in self.controls)

    def takes(self, control: LexborNode) -> None:
        """Have a control, or a button without a name, belong to it."""
        if self.button is None and is_button(control):
            self.button = control
        if "name" in control.attributes:
            self.controls.append(control)

    def told(self) -> LoginForm:
        elsewhere = attribute(self.button, "formaction") if self.button else ""
        method = attribute(self.button, "formmethod") if self.button else ""
        return LoginForm(
            action=(joined_url(self.base, elsewhere) if elsewhere else "") or self.action,
            posts=(method or attribute(self.node, "method")).lower() == "post",
            fields=tuple(self.entries()),
            captcha=self.node.css_first(_CAPTCHA) is not None,
        )

    def entries(self) -> Iterator[tuple[str, str]]:
        """What it sends, by the first button that sends it."""
        pressed = False
        for control in self.controls[:MOST]:
            if is_button(control):
                if pressed:
                    continue
                pressed = True
            elif not is_told(control):
                continue
            yield attribute(control, "name"), value_of(control)


def forms_of(tree: LexborHTMLParser, page: str, base: str) -> list[_Form]:
    """Every form in its order; in tables a parser leaves controls behind the form that they belong to."""
    forms: list[_Form] = []
    by_id: dict[str, _Form] = {}
    by_node: dict[int, _Form] = {}
    for node in tree.css(f"form, {_CONTROLS}, {_BUTTONS}"):
        if node.tag == "form":
            forms.append(_Form(node, action_of(node, page, base), base))
            by_node[node.mem_id] = by_id[attribute(node, "id")] = forms[-1]
            continue
        own = by_id.get(attribute(node, "form")) if attribute(node, "form") else holder(node, by_node)
        if own is None and forms and not forms[-1].node.css_first(_CONTROLS):
            own = forms[-1]
        if own is not None:
            own.takes(node)
    return forms


def action_of(form: LexborNode, page: str, base: str) -> str:
    """Where a form goes; one that does not say goes to its page, whatever `<base>` says (HTML, "action")."""
    action = attribute(form, "action")
    return (joined_url(base, action) if action else "") or page


def holder(node: LexborNode, forms: dict[int, _Form]) -> _Form | None:
    """The form that an element stands in."""
    above = node.parent
    while above is not None:
        if above.mem_id in forms:
            return forms[above.mem_id]
        above = above.parent
    return None


def kind_of(control: LexborNode) -> str:
    """The type of a control in lower case; a button's is to send where it says nothing."""
    return attribute(control, "type").lower() or ("submit" if control.tag == "button" else "")


def is_button(control: LexborNode) -> bool:
    """Whether pressing it sends the form."""
    return kind_of(control) == "submit" and not is_disabled(control)


def is_disabled(control: LexborNode) -> bool:
    """Whether nothing of it is sent."""
    return "disabled" in control.attributes


def is_told(control: LexborNode) -> bool:
    """Whether it sends something though nobody has touched it."""
    kind = kind_of(control)
    if is_disabled(control) or kind in (*_SILENT, "submit"):
        return False
    return kind not in ("checkbox", "radio") or "checked" in control.attributes


def value_of(control: LexborNode) -> str:
    """What it sends for itself."""
    if control.tag == "textarea":
        return control.text()
    if control.tag == "select":
        chosen = control.css_first("option[selected]") or control.css_first("option")
        return (chosen.attributes.get("value") or chosen.text()) if chosen else ""
    value = control.attributes.get("value")
    return "on" if value is None and kind_of(control) in ("checkbox", "radio") else value or ""
