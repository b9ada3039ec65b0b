"""URLs become canonical: the same story gives the same string, junk gives None, nothing raises."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from feedsvc.clean.hosts import DEFAULT_PORTS, ascii_host
from feedsvc.clean.text import remove_controls

MAX_URL = 2000

_TRACKING = re.compile(
    r"(?:utm_|pk_|mtm_|hsa_|vero_|oly_|aspsessionid|_openstat)[\w.-]*"
    r"|(?:fb|g|d|y|ms|tw|tt|s)clid|gclsrc|wbraid|gbraid|gad_source|mc_[ce]id|igshid|igsh|_ga|_gl|_hsenc|_hsmi|mkt_tok"
    r"|spm|scm|share_token|ref_src|ref_url|cmpid|ncid|sr_share|ocid|ito|at_medium|at_campaign|wt_mc|xtor|originreferrer"
    r"|phpsessid|jsessionid|sessionid|session_id|sessid|cfid|cftoken|zenid|oscsid",
    re.IGNORECASE,
)
# `sid` and `s` may name a story; only a value that looks random is a session.
_SESSION = re.compile(r"(?:sid|session|token)=[0-9a-f]{16,}", re.IGNORECASE)
_COUNTING = re.compile(r"(?:utm_|xtor=|at_(?:medium|campaign)|ref=rss|:~:|tk\.rss|ftag=)", re.IGNORECASE)
_PATH_SESSION = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_PLAIN = re.compile(r"(https?://[a-z0-9]+(?:[.-][a-z0-9]+)*)?(?:/[\w-][\w.-]*)+/?", re.ASCII)
"""Written in its canonical form already, alone or behind the base's host: as most links of a page are."""
_PLAIN_FILE = re.compile(rf"{_PLAIN.pattern}(?:\?[\w.=&-]+)?", re.ASCII)
"""The same of a file, whose query stays as it is."""
_ROUTE = re.compile("#!?/.")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_SAFE = "/:@!$&'()*+,;=~-._%"
_WHOLE = _SAFE + "?[]|"


@lru_cache(maxsize=8192)
def canonical_url(url: str, base: str = "") -> str | None:
    """The absolute http(s) URL that stands for the page, or None where there is none.

    Scheme and host are lower-cased (IDNA), default port, user, fragment, tracking parameters and
    session ids dropped, dot segments resolved, escapes written one way; the rest keeps its order.
    """
    if len(url) < 250 and (plain := _PLAIN.fullmatch(url)) and (origin := plain[1] or _origin(base)):
        return url if plain[1] else origin + url
    try:
        return _canonical(_absolute(url, base))
    except ValueError:  # urlsplit, port, ipaddress, hosts: all of them are ValueErrors
        return None


def link_url(url: str, base: str = "") -> str | None:
    """The canonical URL with the fragment that a reader needs to find the story on its page, or None.

    Fragments that only count readers (`#xtor=RSS-1`, `#utm_source=…`) or point at words (`#:~:text=`) go.
    """
    canonical = canonical_url(url, base)
    # Line breaks go first: one before `:~:` would let it through.
    fragment = "".join(remove_controls(url).strip().partition("#")[2].splitlines()) if "#" in url else ""
    if not canonical or not fragment or _COUNTING.match(fragment):
        return canonical
    whole = f"{canonical}#{_escaped(fragment, safe=_SAFE + '?')}"
    return whole if len(whole) <= MAX_URL else canonical


def url_parts(address: str) -> SplitResult:
    """The parts of an address as it stands on a page, all of them empty where it is none (`http://[x`)."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def joined_url(base: str, address: str) -> str:
    """An address as it stands on a page made absolute and no more; empty where it is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def without_fragment(url: str) -> str:
    """The address of the page that a link leads to."""
    return url.partition("#")[0]


def is_route(fragment: str) -> bool:
    """Whether scripts show another page for what stands behind an address: `#/news/7`, `#!/news/7`."""
    return _ROUTE.match(fragment) is not None


def shown_url(url: str) -> str:
    """The address of what a reader of the link sees: a fragment that is a place on its page is left out."""
    page, sign, fragment = url.partition("#")
    return url if sign and is_route(f"#{fragment}") else page


@lru_cache(maxsize=8192)
def file_url(url: str, base: str = "") -> str | None:
    """The absolute http(s) URL of a file, its path and query as they are, or None where there is none.

    A signed address is refused once anything of it is missing.
    """
    if len(url) < 250 and (plain := _PLAIN_FILE.fullmatch(url)) and (origin := _origin(plain[1] or base)):
        return f"{origin}{url[len(plain[1] or '') :]}"
    try:
        parts = _absolute(url, base)
        origin = canonical_url(f"{parts.scheme}://{parts.netloc}/")
        return f"{origin}{_rest(parts)}" if origin else None
    except ValueError:  # half a character in the base, too
        return None


def _rest(parts: SplitResult) -> str:
    """What follows the origin, as it is written."""
    query = f"?{quote(parts.query, safe=_WHOLE)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_WHOLE)}" if parts.fragment else ""
    return f"{quote(parts.path, safe=_WHOLE).removeprefix('/')}{query}{fragment}"


@lru_cache(maxsize=256)
def _origin(base: str) -> str | None:
    """Scheme, host and port of the base, where they are of use and of usual length."""
    root = canonical_url("/", base)
    return root[:-1] if root and len(root) < 300 else None


def article_number(url: str, pattern: str | None) -> str | None:
    """The part of a URL that names the story for good: group 1 of the re2 pattern, or None."""
    expression = _compiled(pattern) if pattern else None
    if expression is None:
        return None
    given = url.encode()  # in which re2 looks in any case, and then counts characters for a `str`
    found = expression.search(given) or expression.search(given.partition(b"?")[0])
    return ((found.group(1) or b"").decode(errors="replace") or None) if found else None


def _absolute(url: str, base: str) -> SplitResult:
    # As browsers do (WHATWG URL): surrounding space goes, tabs and line breaks go anywhere,
    # a backslash is a slash.
    text = re.sub(r"[\t\r\n]", "", remove_controls(url).strip())
    if len(text) > MAX_URL or not text:
        raise ValueError("no usable URL")
    head, mark, query = text.partition("?")
    return urlsplit(urljoin(base, head.replace("\\", "/") + mark + query))


def _canonical(parts: SplitResult) -> str | None:
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    host, port = _host(parts.hostname), parts.port
    if port == 0:
        return None
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    result = urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query), ""))
    return result if len(result) <= MAX_URL else None


def _host(host: str) -> str:
    if ":" in host:
        return f"[{IPv6Address(host.partition('%')[0]).compressed}]"
    host = ascii_host(host.rstrip("."))
    if not _PLAIN_HOST.fullmatch(host) or len(host) > 253 or ".." in host:
        raise ValueError("no usable host")
    return host


def _path(path: str) -> str:
    if ";" in path:
        path = _PATH_SESSION.sub("", path)
    if "/." in path:
        # Behind a dot of ours, since `//a/./b` would be taken for a host.
        path = urlsplit(urljoin("http://h/", f"/.{path}")).path
    return _escaped(path) or "/"


def _query(query: str) -> str:
    if not query:
        return ""
    kept = (pair for pair in query.split("&") if pair and not _volatile(pair))
    return _escaped("&".join(kept), safe=_SAFE + "?")


def _volatile(pair: str) -> bool:
    return bool(_TRACKING.fullmatch(pair.partition("=")[0]) or _SESSION.fullmatch(pair))


def _escaped(text: str, safe: str = _SAFE) -> str:
    if "%" in text:
        text = _ESCAPE.sub(lambda m: f"%{m[1].upper()}" if m[1] else "%25", text)
    return quote(text, safe=safe)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2  # many have no such pattern, and who serves reads no page

    options = re2.Options()
    options.log_errors = False
    try:
        expression = re2.compile(pattern, options)
    except re2.error:
        return None
    return expression if expression.groups >= 1 else None
