"""Pictures that a script would load become pictures: `data-src`, `srcset`, `<picture>`, `<noscript>`.

<img src="data:image/gif;base64,…" data-src="/boat.jpg">   →   <img src="/boat.jpg">
<img class="emoji" alt="⛵" src="/26f5.svg">                →   ⛵
<responsive-image src="/boat.jpg"></responsive-image>      →   <img src="/boat.jpg">
<img src="/count" width="1" height="1">                    →   nothing: it shows who reads, and nothing else
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from feedsvc.clean.hidden import NOT_SHOWN, is_dot
from feedsvc.clean.markup import INSIDE, attributes, elements, start_tag

_OWN = r"[a-z][a-z\d]{0,20}(?:-[a-z\d]{1,20}){0,4}-(?:img|image|picture)(?=\s)"
"""Elements that a site's or a framework's scripts make pictures of: `amp-img`, `responsive-image`."""
_HINT = re.compile(rf"srcset|data-|<noscript|<picture|<{_OWN}", re.IGNORECASE)
_SMALL = re.compile(
    r"\b(?:width|height)\s{0,9}(?:=\s{0,9}[\"']?[01](?:px)?[\"'\s/>]|:\s{0,9}[01](?:px)?\s{0,9}[;\"'!])|display\s{0,9}:\s{0,9}none|\bclass\s{0,9}=\s{0,9}[\"'][^\"'<>]{0,99}(?:emoji|smiley)",
    re.IGNORECASE,
)
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*[01](?:px)?\s*(?:!important)?\s*(?=;|$)", re.IGNORECASE)
_DRAWN = re.compile(r"(?<![a-z])(?:emoji|smiley)")
_SIGN = re.compile(r"[^\x00-\x7f]{1,12}")
_LAZY = (
    *("data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file", "data-original-src"),
    *("data-echo", "data-url", "data-image", "data-src-large", "data-full-src", "data-lazyload"),
    *("data-lazy-original", "data-actualsrc", "data-img-src", "data-hi-res-src"),
)
_LAZILY = frozenset(name for name in _LAZY if "lazy" in name)
"""Beside which `src` holds the place of a picture, whatever it is called."""
_KEPT = ("alt", "title", "width", "height")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"data:|about:|.*(?:blank|placeholder|spacer|transparent|loading|lazy|pixel|1x1|grey|gray)[^/]*\.(?:gif|png|svg|jpe?g|webp)",
    re.IGNORECASE,
)
_SKETCH = re.compile(r"[?&;/,](?:e_)?(?:blur[=_:,]?\d|(?:w|width)[=_]\d{1,2}(?!\d))", re.IGNORECASE)
"""How services are asked for a picture too small or blurred to be seen."""
_SIZED = re.compile(r"(?<=\w)(?:[-_]\d{2,4}x\d{2,4}|@[1-4]x)(?=\.\w{1,5}\Z)", re.IGNORECASE)
"""In the name of a picture that a program made in several sizes, of which each reader is shown one."""
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s+(\d+(?:\.\d+)?)[wx])?(?:\s+\d+h)?\s*(?:,|$)")
_ELEMENTS = ("<img", "<picture", "<noscript", "-img ", "-image ", "-picture ")
_IMG = re.compile(rf"<(?:img\b|{_OWN}){INSIDE}>", re.IGNORECASE)
_SOURCE = re.compile(rf"<source\b{INSIDE}>", re.IGNORECASE)
_SKETCHED = re.compile(
    rf"(<img\b{INSIDE}>)((?:\s|</?(?:div|span|canvas)\b[^<>]{{0,500}}>){{0,9}}<noscript>\s{{0,50}})(<img\b{INSIDE}>)",
    re.IGNORECASE,
)
"""A picture before its like in a `noscript`, for which it holds the place until a script has run."""
_LONGEST, _LONGEST_SET = 300, 5000
WIDEST = 2000.0
"""Pixels (or densities) above which a smaller candidate is rather taken."""


def draws_signs(markup: str) -> bool:
    """Whether it may hold pictures in place of signs."""
    return ("emoji" in markup or "smiley" in markup) and bool(_DRAWN.search(markup))


def with_pictures(markup: str, *, signs: bool = True) -> str:
    """The markup with an address in each picture that has one somewhere, without those that count readers.

    Those in place of a sign give way to it, or, without `signs`, stay.
    """
    if not _holds_pictures(markup):
        return markup
    if _SMALL.search(markup):
        markup = _IMG.sub(lambda found: _seen(found, signs=signs), markup)
    if not _HINT.search(markup):
        return markup
    markup = _IMG.sub(_loaded, _SKETCHED.sub(_finished, _rewritten(markup, "picture", _of_picture)))
    seen = _rewritten(markup, "noscript", lambda _: "")
    shown = {attributes(tag).get("src") for tag in _IMG.findall(seen)}
    return _rewritten(markup, "noscript", lambda inside: _unseen(inside, shown))


def _holds_pictures(markup: str) -> bool:
    """Whether any element could be one: plain text search, as most stories have none."""
    small = markup.lower()
    return any(tag in small for tag in _ELEMENTS)


def first_picture(markup: str) -> str:
    """The address of the first picture that is no counter of a pixel, as it stands there, or ""."""
    found = (attributes(tag) for tag in _IMG.findall(with_pictures(markup)))
    shown = (one.get("src", "") for one in found if one.get("width") not in ("0", "1"))
    return next((src for src in shown if _is_address(src)), "")


def picture_names(markup: str) -> frozenset[str]:
    """The names of the files of all pictures in sanitised markup, without their place, size and query."""
    if not _holds_pictures(markup):
        return frozenset()
    shown = (attributes(tag).get("src", "") for tag in _IMG.findall(markup))
    return frozenset(picture_name(src) for src in shown if src)


def picture_name(address: str) -> str:
    """The name of a picture's file, without the size that it has: `quay-300x200.jpg` is `quay.jpg`."""
    return _SIZED.sub("", address.partition("?")[0].rstrip("/").rpartition("/")[2])


def _rewritten(markup: str, name: str, make: Callable[[str], str]) -> str:
    if f"<{name}" not in markup.lower():
        return markup
    parts, at = [], 0
    for start, end, _, inside in elements(markup, name):
        parts += [markup[at:start], make(inside)]
        at = end
    return "".join((*parts, markup[at:]))


def _of_picture(inside: str) -> str:
    """The `img` of a `picture`, with the best of its sources where it has no address itself."""
    sources = [_best(attributes(tag)) for tag in _SOURCE.findall(inside)]
    source = next(filter(None, sources), "")
    img = _IMG.search(inside)
    values = attributes(img[0]) if img else {}
    if source and not picture_address(values):
        values = _shown(values, source)
    return start_tag("img", values) if values else ""


def _seen(found: re.Match[str], *, signs: bool) -> str:
    """The picture; the sign that it is drawn in place of; nothing where it only counts readers."""
    values = attributes(found[0])
    if _counts_readers(values):
        later = _lazy(values) or _best(values)
        return start_tag("img", {"src": later, "alt": values.get("alt", "")}) if later else ""
    drawn = signs and _DRAWN.search(values.get("class", ""))
    sign = _SIGN.fullmatch(values.get("alt", "")) if drawn else None
    return escape(sign[0]) if sign else found[0]


def _counts_readers(values: Mapping[str, str]) -> bool:
    """Whether a picture has the size of a point, or is not shown at all and says nothing in its place."""
    style = values.get("style", "")
    if is_dot({**values, **{side.lower(): "1" for side in _STYLED.findall(style)}}):
        return True
    return bool(style and NOT_SHOWN.search(style)) and not values.get("alt")


def _finished(found: re.Match[str]) -> str:
    """The second one alone where both are one file in two sizes."""
    names = {picture_name(attributes(tag).get("src", "")) for tag in (found[1], found[3])}
    return f"{found[2]}{found[3]}" if len(names) == 1 and names != {""} else found[0]


def _loaded(found: re.Match[str]) -> str:
    values = attributes(found[0])
    address = picture_address(values)
    if found[0][:4].lower() == "<img":
        return found[0] if not address or address == values.get("src") else _picture(values, address)
    if not address:
        return found[0]
    return "" if _holds_one(found) else _picture(values, address)


def _picture(values: dict[str, str], address: str) -> str:
    return start_tag("img", _shown(values, address))


def _holds_one(found: re.Match[str]) -> bool:
    """Whether an element of a site's own holds the picture that its scripts have made, or would."""
    name = found[0][1:].split(maxsplit=1)[0]
    end = found.string.find(f"</{name}", found.end(), found.end() + _LONGEST_SET)
    inside = found.string[found.end() : max(end, 0)]
    return "<img" in inside and "<noscript" not in inside


def _shown(values: dict[str, str], address: str) -> dict[str, str]:
    """What a picture with this address keeps of its attributes."""
    return {"src": address, **{name: values[name] for name in _KEPT if name in values}}


def _unseen(inside: str, shown: set[str | None]) -> str:
    """The pictures of a `noscript` that are not shown outside of it; its words stay hidden."""
    tags = [tag for tag in _IMG.findall(inside) if attributes(tag).get("src") not in shown]
    return "".join(tags)


def picture_address(values: Mapping[str, str | None]) -> str:
    """The picture's address: `src` unless it holds the place for another, in the element's attributes."""
    src = (values.get("src") or "").strip()
    lazy = _lazy(values)
    lazily = bool(lazy) and ("lazy" in (values.get("class") or "").lower() or not _LAZILY.isdisjoint(values))
    if src and not lazily and not _PLACEHOLDER.match(src[:_LONGEST]) and not _SKETCH.search(src):
        return src
    return lazy or _best(values) or ("" if src.startswith(("data:", "about:")) else src)


def _lazy(values: Mapping[str, str | None]) -> str:
    return next((found for name in _LAZY if _is_address(found := (values.get(name) or "").strip())), "")


def _best(values: Mapping[str, str | None]) -> str:
    """The widest candidate of a `srcset` that is not too wide, else the first."""
    for name in _SETS:
        found = [
            (m[1], float(m[2] or 1))
            for m in _CANDIDATE.finditer((values.get(name) or "")[:_LONGEST_SET])
            if _is_address(m[1])
        ]
        if found:
            fitting = [one for one in found if one[1] <= WIDEST] or found[:1]
            return max(fitting, key=lambda one: one[1])[0]
    return ""


def _is_address(value: str) -> bool:
    return bool(value) and not value.startswith(("data:", "{", "[")) and " " not in value.strip()
