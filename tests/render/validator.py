"""What a validator at level "warnings" complains of, as far as a feed server can cause it.

Written from RFC 4287, RFC 5005, the RSS 2.0 specification and profile, JSON Feed 1.1 and OPML 2.0.
Every rule is one sentence in the list that `complaints` gives back; an empty list is praise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree, html

from tests.render.helpers import NS, XML_LANG, child, parse

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d ([+-]\d\d[03]0|GMT)"
)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
MIME = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+")
INVISIBLE = re.compile("[\x7f-\x9f]")
LINK_RELATIONS = {
    "alternate",
    "current",
    "enclosure",
    "hub",
    "next-archive",
    "prev-archive",
    "related",
    "replies",
    "self",
    "via",
}
HISTORY_RELATIONS = {"current", "next-archive", "prev-archive"}
FORBIDDEN_TAGS = {"script", "style", "iframe", "object", "embed", "form", "meta", "base"}


def complaints(body: bytes, url: str, now: datetime) -> list[str]:
    """Everything wrong with a feed served at `url`, read at `now`."""
    if body.startswith(b"{"):
        return list(_json(json.loads(body), url, now))
    root = parse(body)
    rules = _rss if root.tag == "rss" else _atom
    texts = _plain_texts(body) if root.tag == "rss" else ()
    return [*_document(body, root), *rules(root, url, now), *texts]


def opml_complaints(body: bytes) -> list[str]:
    """Everything wrong with a subscription list."""
    root = parse(body)
    found = [*_document(body, root)]
    if root.tag != "opml" or root.get("version") != "2.0":
        found.append("the root is not OPML 2.0")
    found += [
        f"head has {node.tag}" for node in child(root, "head") if node.tag not in ("title", "dateModified")
    ]
    for outline in root.iter("outline"):
        if outline.get("type") != "rss" or not outline.get("text") or not outline.get("title"):
            found.append("an outline lacks type, text or title")
        found += _absolute(outline.get("xmlUrl"), "xmlUrl")
        found += _absolute(outline.get("htmlUrl"), "htmlUrl")
    return found


def _document(body: bytes, root: etree._Element) -> Iterator[str]:
    if not body.startswith(b"<?xml"):
        yield "does not start with an XML declaration"
    if INVISIBLE.search(body.decode()):
        yield "has invisible control characters"
    for node in root.iter():
        prefix = node.prefix or ""
        if prefix and NS.get("a" if prefix == "atom" else prefix) != etree.QName(node).namespace:
            yield f"prefix {prefix} is not the usual one of its namespace"


def _plain_texts(body: bytes) -> Iterator[str]:
    head, _, found = body.partition(b"<item>")
    for text in (*re.findall(rb"<(?:title|description)>[^<]*", head), *re.findall(rb"<title>[^<]*", found)):
        if b"&amp;" in text or b"&lt;" in text:
            yield "a plain text has no hexadecimal references"


def _atom(root: etree._Element, url: str, now: datetime) -> Iterator[str]:
    entries = root.findall("a:entry", NS)
    if "atom" in root.nsmap:
        yield "Atom elements have a prefix"
    for name in ("id", "title", "updated"):
        if len(root.findall(f"a:{name}", NS)) != 1:
            yield f"feed has not one {name}"
    if not root.findall("a:author/a:name", NS):
        yield "feed has no author"
    yield from _language(root.get(XML_LANG))
    yield from _links(root.findall("a:link", NS), url, HISTORY_RELATIONS | LINK_RELATIONS)
    yield from _once("entry id", [e.findtext("a:id", "", NS) for e in entries])
    yield from _once("entry updated", [e.findtext("a:updated", "", NS) for e in entries])
    if entries and root.findtext("a:updated", "", NS) < max(e.findtext("a:updated", "", NS) for e in entries):
        yield "feed is older than its newest entry"
    for text in root.iter(*(f"{{{NS['a']}}}{name}" for name in ("title", "subtitle", "summary"))):
        if text.get("type") is None and re.search("[<&]", text.text or ""):
            yield f"{etree.QName(text).localname} has undeclared markup"
    if entries and [n.tag for n in root][-len(entries) :] != [e.tag for e in entries]:
        yield "metadata stands after entries"
    for entry in entries:
        yield from _atom_entry(entry, now)


def _atom_entry(entry: etree._Element, now: datetime) -> Iterator[str]:
    children = [etree.QName(node).localname for node in entry]
    yield from _once("entry child", [c for c in children if c not in ("author", "category", "link")])
    yield from _absolute(entry.findtext("a:id", "", NS), "entry id")
    for name in ("published", "updated"):
        yield from _rfc3339(entry.findtext(f"a:{name}", "", NS), now)
    if entry.findtext("a:updated", "", NS) < entry.findtext("a:published", "", NS):
        yield "an entry was updated before it was published"
    links = entry.findall("a:link", NS)
    if not links or links[0].get("rel") != "alternate":
        yield "the first link of an entry is not the alternate"
    yield from _links(links, None, LINK_RELATIONS - HISTORY_RELATIONS - {"self", "hub"})
    content = entry.find("a:content", NS)
    if content is not None:
        if content.get("type") != "html":
            yield "content is not html"
        yield from _html(content.text or "")
    elif not entry.findtext("a:summary", "", NS):
        yield "an entry has neither content nor summary"
    for category in entry.findall("a:category", NS):
        if not category.get("term") or not category.get("label"):
            yield "a category lacks term or label"
    if not entry.findtext("a:title", "", NS).strip():
        yield "a title is empty"


def _rss(root: etree._Element, url: str, now: datetime) -> Iterator[str]:
    channel = child(root, "channel")
    found = channel.findall("item")
    for name in ("title", "link", "description", "language", "lastBuildDate", "pubDate", "ttl"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"channel has not one {name}"
    yield from _absolute(channel.findtext("link"), "channel link")
    yield from _language(channel.findtext("language"))
    yield from _rfc822(channel.findtext("lastBuildDate") or "", now)
    yield from _links(channel.findall("a:link", NS), url, LINK_RELATIONS)
    yield from _rfc822(channel.findtext("pubDate") or "", now)
    built, newest, *told = (
        parsedate_to_datetime(node.text or "")
        for node in (
            *channel.findall("lastBuildDate"),
            *channel.findall("pubDate"),
            *channel.iterfind("item/pubDate"),
        )
        if RFC822.fullmatch(node.text or "")
    )
    if built < newest or any(newest < moment for moment in told):
        yield "the channel is older than its newest item"
    image = channel.find("image")
    if image is not None and image.findtext("title") != channel.findtext("title"):
        yield "the image has another title"
    if image is not None and not (image.findtext("url") or "").endswith((".png", ".gif", ".jpg", ".jpeg")):
        yield "the image is no picture of RSS"
    if found and [n.tag for n in channel][-len(found) :] != ["item"] * len(found):
        yield "metadata stands after items"
    yield from _once("guid", [item.findtext("guid") or "" for item in found])
    for item in found:
        yield from _rss_item(item, now)


def _rss_item(item: etree._Element, now: datetime) -> Iterator[str]:
    children = [item_child.tag for item_child in item]
    repeatable = (
        "category",
        *(f"{{{NS[p]}}}{n}" for p, n in (("dc", "creator"), ("a", "link"), ("media", "content"))),
    )
    yield from _once("item child", [c for c in children if c not in repeatable])
    if children.index("description") > children.index("title") + 2:
        yield "description does not stand near the top"
    encoded = f"{{{NS['content']}}}encoded"
    if encoded in children and children.index(encoded) < children.index("description"):
        yield "content stands before description"
    if "author" in children:
        yield "author must be an address"
    if child(item, "guid").get("isPermaLink") != "false":
        yield "guid claims to be a link"
    yield from _absolute(item.findtext("link"), "item link")
    yield from _rfc822(item.findtext("pubDate") or "", now)
    yield from _rfc3339(item.findtext("a:updated", "", NS), now)
    yield from _links(item.findall("a:link", NS), None, {"via", "related", "replies"})
    yield from _html(item.findtext("description") or "")
    yield from _html(item.findtext(encoded) or "")
    for enclosure in item.findall("enclosure"):
        yield from _absolute(enclosure.get("url"), "enclosure")
        if not (enclosure.get("length") or "").isdigit() or not MIME.fullmatch(enclosure.get("type") or ""):
            yield "an enclosure lacks length or type"


def _links(links: Sequence[etree._Element], url: str | None, allowed: set[str]) -> Iterator[str]:
    if url and [n.get("href") for n in links if n.get("rel") == "self"] != [url]:
        yield f"self link is not {url}"
    for link in links:
        yield from _absolute(link.get("href"), "link")
        if link.get("rel") not in allowed:
            yield f"link relation {link.get('rel')} is out of place"
        if link.get("type") and not MIME.fullmatch(link.get("type") or ""):
            yield "a link has no media type in its type"
        if link.get("title") == "":
            yield "a link has an empty title"
    single = [(n.get("rel"), n.get("type")) for n in links if n.get("rel") not in ("related", "enclosure")]
    yield from _once("link", single)


def _json(feed: dict[str, object], url: str, now: datetime) -> Iterator[str]:
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version is not 1.1"
    if feed.get("feed_url") != url:
        yield "feed_url is another one"
    if feed.get("next_url") == url:
        yield "next_url is the feed itself"
    yield from _language(str(feed.get("language")))
    stories = feed["items"]
    assert isinstance(stories, list)
    yield from _once("id", [item["id"] for item in stories])
    for item in stories:
        if not ("content_html" in item) ^ ("content_text" in item):
            yield "an item has no content, or two"
        yield from _html(item.get("content_html", ""))
        yield from _rfc3339(item["date_published"], now)
        yield from _rfc3339(item["date_modified"], now)
        for key in ("url", "image"):
            yield from _absolute(item.get(key, url), key)
        for key in set(item) - _JSON_KEYS:
            if not re.match("_[a-z]", key) or not isinstance(item[key], dict):
                yield f"{key} is no key of an item"


_JSON_KEYS = {
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "authors",
    "tags",
    "language",
    "attachments",
}


def _html(fragment: str) -> Iterator[str]:
    if not fragment.strip():
        return
    for node in html.fragment_fromstring(fragment, create_parent="div").iter():
        if node.tag in FORBIDDEN_TAGS:
            yield f"content has {node.tag}"
        for name, value in node.attrib.items():
            if name.startswith("on"):
                yield f"content has {name}"
            if name in ("href", "src"):
                yield from _absolute(value, f"content {name}")


def _absolute(url: str | None, where: str) -> Iterator[str]:
    parts = urlsplit(url or "")
    if not ((parts.scheme in ("http", "https") and parts.netloc) or parts.scheme in ("urn", "tag")):
        yield f"{where} is not absolute: {url!r}"


def _language(tag: str | None) -> Iterator[str]:
    if not LANGUAGE.fullmatch(tag or ""):
        yield f"no language tag: {tag!r}"


def _rfc3339(text: str, now: datetime) -> Iterator[str]:
    if not RFC3339.fullmatch(text):
        yield f"no RFC 3339 date: {text!r}"
    elif not datetime(1990, 1, 1, tzinfo=UTC) <= datetime.fromisoformat(text) <= now:
        yield f"an implausible date: {text!r}"


def _rfc822(text: str, now: datetime) -> Iterator[str]:
    if not RFC822.fullmatch(text):
        yield f"no RFC 822 date: {text!r}"
        return
    moment = parsedate_to_datetime(text)
    if moment.strftime("%a") != text[:3] or not datetime(1990, 1, 1, tzinfo=UTC) <= moment <= now:
        yield f"an implausible date: {text!r}"


def _once(what: str, values: Sequence[object]) -> Iterator[str]:
    for value in {v for v in values if values.count(v) > 1}:
        yield f"{what} occurs twice: {value}"
