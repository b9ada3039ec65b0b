"""RSS, Atom and RDF, entries as feedparser reads them to raw stories."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from feedsvc.clean.dates import parse_date
from feedsvc.clean.plain import shows_more
from feedsvc.clean.wording import html_to_text
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.dialect import ABOUT, SUMMARIES
from feedsvc.extract.upstream.files import comments_of, entry_files, entry_links
from feedsvc.extract.upstream.markup import (
    FULL_TEXTS,
    PAGES,
    TEASERS,
    decoded_again,
    is_nothing,
    plain_again,
    shown,
    shown_plain,
    without_tags_alone,
    without_wrapping,
)
from feedsvc.extract.upstream.moments import Moment, first_believable
from feedsvc.extract.upstream.people import authors_of, tags_of
from feedsvc.extract.upstream.relative import joined, site_of
from feedsvc.extract.upstream.standin import content_base, stand_in
from feedsvc.extract.upstream.storylink import story_link

# A longer name that ends like one (CEST, AEDT) is another zone, which feedparser takes for UTC.
_ZONED = re.compile(r"(?:(?<![A-Za-z])(?:Z|GMT|UTC?|[ECMP][SD]T)|(?<=\d)[zZ]|[+-]\d\d:?\d\d)\s*$", re.I)
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d\d? [A-Z][a-z]{2} (?:19|20)\d\d \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})"
    r"|(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)"
)
"""As nearly all feeds write dates, and as everybody reads them."""
_PLACED = re.compile(r"(?<![A-Za-z])(?!GMT|UTC?)[A-Z]{2,4}\s*$")
"""A zone's name, of which there may be another one where the source is (`CST` in China)."""
# feedparser reads these as other days, or not at all.
_UNSURE = re.compile(
    r"^\s*\d{4}\.\s|(?<![\d:])24:00|-0001\b|\dT\d{4}|\d\s?[ap]\.?m\b|(?:UTC?|GMT)\s?[+-]\d|\s[+-]\d:?\d\d\s*$",
    re.I,
)
_DATES = (
    *("published", "created", "updated"),
    *("prism_publicationdate", "prism_coverdate", "publicationdate", "publication_date"),
)
"""Under which names entries say when they were published; the last ones are those of journals."""
_OWN_DATES = (
    *(
        "publishdate",
        "publish_date",
        "pub_date",
        "datepublished",
        "date_published",
        "published_at",
        "postdate",
    ),
    *(
        "article_published_time",
        "dc_issued",
        "dc_created",
        "dcterms_available",
        "datecreated",
        "date_created",
    ),
    *("created_at", "datetime", "timestamp", "time", "lastmod"),
)
"""Under which names programs say it that have their own; asked for where nothing else dates an entry."""
_HEAD = re.compile(r"<(h1|menu)\b[^<>]*>(?:(?!</?\1\b).){0,4000}</\1>", re.DOTALL | re.IGNORECASE)
"""The headline and the menu of a story that is written as a page."""
_TIME = re.compile(
    r"\s*<(?:time|span|div|p)\b(?:[^<>]{0,200}?\sdatetime\s?=\s?[\"']([^\"'<>]{4,40})[\"'])?", re.IGNORECASE
)
SHORT_NOTE = 60
"""Characters up to which a description that only links the discussion says nothing else."""


def from_entry(entry: Any, feed: Any, url: str) -> RawStory:
    """The raw story of an entry; `feed` is what the document says of all of them, `url` its own address."""
    site = site_of(url, feed.get("link"))
    language = entry.get("language") or _own_language(entry, feed) or feed.get("language")
    link = story_link(entry, site, named=bool(feed.get("is_rdf")), language=language or "")
    home = joined(url, feed["link"]) if feed.get("link") else None
    base = content_base(_given_base(entry, url), link, home)
    content, summary = _body(entry)
    tags = tags_of(entry)
    files = entry_files(entry, base or url)
    return RawStory(
        title=_title(entry, is_atom=bool(feed.get("is_atom"))),
        stand_in=stand_in(content or summary or "", files, link),
        base=base,
        link=link,
        guid=_guid(entry.get("id") or ""),
        authors=authors_of(entry, feed),
        published=_date(entry),
        section=tags[0] if tags else None,
        summary=summary,
        content=content,
        related=entry_links(entry, base or url),
        images=files,
        tags=tags,
        language=language,
        reasons={"title": "entry title", "link": "entry link", "date": "entry date"},
    )


def _guid(told: str) -> str | None:
    """What names the entry; None where a program writes one word for all that it has no name for."""
    return None if is_nothing(told) or told == "N/A" else told or None


def _given_base(entry: Any, url: str) -> str | None:
    """The entry's `xml:base`, which feedparser gives every text; the feed's own address is none."""
    details = (*entry.get("content", ()), entry.get("summary_detail"), entry.get("title_detail"))
    return next((d["base"] for d in details if d and d.get("base") and d["base"] != url), None)


def _own_language(entry: Any, feed: Any) -> str | None:
    """The language of the entry's title where it says another one than the feed's (`xml:lang`)."""
    own, whole = ((one.get("title_detail") or {}).get("language") for one in (entry, feed))
    return own if own and own != whole else None


def _body(entry: Any) -> tuple[str | None, str | None]:
    """Content and summary; a description that shows more than a line of text is content."""
    content = "".join(_once(shown(part) for part in entry.get("content", ()) if not part.get("src")))
    content = content if content.strip() else shown_plain(entry, FULL_TEXTS)
    summary = shown(entry["summary_detail"]) if entry.get("summary_detail") else ""
    if _only_comments(summary, comments_of(entry)):
        summary = ""
    summary = summary if (summary or content).strip() else shown_plain(entry, (*SUMMARIES, ABOUT, *TEASERS))
    if summary and not content and _is_whole(summary):
        content, summary = summary, ""
    content = content or _HEAD.sub("", shown_plain(entry, PAGES))
    if summary and content and "<img" not in summary and _is_wordless(content):  # readers show either
        content, summary = f"{summary}<br>{content}", ""
    return content or None, summary if summary and summary != content else None


def _is_wordless(markup: str) -> bool:
    """Whether a content is but its pictures."""
    return "<img" in markup and not html_to_text(markup)


def _once(parts: Iterable[str]) -> Iterable[str]:
    """The parts of a content but those that say an earlier one again, as `xhtml:body` does beside others."""
    given, told = list(parts), dict[str, str]()
    for part in given:
        told.setdefault((html_to_text(part) if len(given) > 1 else "") or part, part)
    return told.values()


def _is_whole(markup: str) -> bool:
    """Whether a description is the story itself: more than a line of text, and no sign of being cut off."""
    end = html_to_text(markup[-200:]).rstrip(" ]»)")
    return shows_more(markup) and not end.endswith(("…", "..."))


def _only_comments(markup: str, comments: str) -> bool:
    """Whether a description is but the link to the discussion, as aggregators write it."""
    linked = comments and comments in markup.replace("&amp;", "&") and markup.count("<a") == 1
    return bool(linked) and "<img" not in markup and len(html_to_text(markup)) <= SHORT_NOTE


def _title(entry: Any, *, is_atom: bool) -> str | None:
    detail = entry.get("title_detail") or {}
    title = entry.get("title") or entry.get("itunes_title") or ""
    title = "" if is_nothing(title) else without_wrapping(title)
    if detail.get("type") in ("text/html", "application/xhtml+xml"):
        title = html_to_text(title)
        return (title if is_atom else plain_again(title)) or None
    return decoded_again(without_tags_alone(title)) or None


def _date(entry: Any) -> Moment:
    """When the entry was published, by the first of its dates that can be one."""
    told = [_moment(entry, name) for name in _DATES]
    if not any(told):
        told = [_moment(entry, name) for name in _OWN_DATES if name in entry]
    return first_believable(told)


def _moment(entry: Any, name: str) -> Moment:
    if name not in entry:
        return None
    text, parsed = _dated(entry[name]), entry.get(f"{name}_parsed")
    if text and parsed and parsed.tm_year > 0 and _ZONED.search(text) and not _UNSURE.search(text):
        moment = datetime.fromtimestamp(timegm(parsed), UTC)
        return moment if _is_read_so(text, moment) else str(text)
    return str(text) if text else None


def _dated(text: Any) -> Any:
    """The date in an element of HTML, as builders of sites write it: `<time datetime="…">4 March</time>`."""
    found = _TIME.match(text) if isinstance(text, str) and "<" in text else None
    return text if found is None else found[1] or html_to_text(text)


def _is_read_so(text: str, moment: datetime) -> bool:
    """Whether we read a date as feedparser does (it loses the clock of `2026-03-04 08:00 UTC`), or cannot."""
    if _USUAL.fullmatch(text):
        return True
    ours = parse_date(text, UTC, guess=False)
    if ours is None:
        return str(moment.year) in text
    return ours == moment and not _PLACED.search(text)
