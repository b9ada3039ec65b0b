"""Topics and sources: one table for each [[topic]] of topics.toml, and for each file of sources/."""

# ruff: noqa: RUF009  (option() makes a dataclass field, as field() does)
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from feedsvc.clean.secrets import without_secrets
from feedsvc.config import addresses, amounts, asking, names, patterns
from feedsvc.config import checks as c
from feedsvc.config.access import LoginOptions, cookies, login_of
from feedsvc.config.article import ArticleOptions
from feedsvc.config.options import nested, option
from feedsvc.config.proxies import Proxy, proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoOptions:
    """[auto] of topics.toml: whether every section seen gets a topic of its own."""

    sections: bool = option(c.yes_no, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicConfig:
    """One [[topic]]: a named stream of stories, and the rules that decide who belongs to it."""

    slug: str = option(names.topic_slug)
    title: str = option(c.words)
    description: str = option(c.line, "")
    language: str | None = option(c.optional(names.language), None)
    icon: str | None = option(c.optional(addresses.web_url), None)
    hub: str | None = option(c.optional(addresses.web_url), None)
    entries: int | None = option(c.number(1, 1000), None)
    former: tuple[str, ...] = option(c.many(names.topic_slug, gap=""), [])
    sections: tuple[str, ...] = option(c.many(c.words), [])
    sources: tuple[str, ...] = option(c.many(names.slug, gap=""), [])
    authors: tuple[str, ...] = option(c.many(c.words), [])
    keywords: tuple[str, ...] = option(c.many(c.words, gap=""), [])
    exclude: tuple[str, ...] = option(c.many(c.words, gap=""), [])
    keep: timedelta | None = option(c.optional(amounts.age), None, shown=False)

    @property
    def takes_all(self) -> bool:
        """Whether it has no rule, and so every story."""
        return not (self.sections or self.sources or self.authors or self.keywords or self.exclude)

    @property
    def rules_digest(self) -> str:
        """Changes with the rules and with nothing else of the topic."""
        return _digest([self.sections, self.sources, self.authors, self.keywords, self.exclude])


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """One file of `sources/`: a page that is polled, and how it is read."""

    slug: str
    title: str = option(c.words)
    url: str = option(addresses.source_url)
    extractor: str = option(c.words)
    timezone: ZoneInfo = option(names.zone, "UTC")
    every: timedelta = option(amounts.duration(1), "15m")
    enabled: bool = option(c.yes_no, True)
    robots: Literal["obey", "ignore"] = option(c.choice("obey", "ignore"), "obey")
    language: str | None = option(c.optional(names.language), None)
    date_order: Literal["DMY", "MDY", "YMD"] | None = option(c.optional(c.choice("DMY", "MDY", "YMD")), None)
    date_language: str | None = option(c.optional(names.language), None)
    headers: Mapping[str, str] = option(asking.headers, {})
    params: Mapping[str, str] = option(asking.params, {})
    cookies: Mapping[str, str] = option(cookies, {}, shown=False)
    login: LoginOptions | None = option(login_of, {}, shown=False)
    method: Literal["GET", "POST"] = option(c.choice("GET", "POST"), "GET")
    body: str = option(asking.body, "")
    proxy: Proxy | None = option(proxy, "")
    expect: timedelta | None = option(c.optional(amounts.duration(1)), None)
    full_text: bool = option(c.yes_no, False)
    article: ArticleOptions = option(nested(ArticleOptions), {})
    article_id: str | None = option(c.optional(patterns.article_id), None)
    vanish: Literal["keep", "withdraw"] = option(c.choice("keep", "withdraw"), "keep")
    heal: Literal["ask", "auto", "off"] = option(c.choice("ask", "auto", "off"), "ask")
    keep: timedelta | None = option(c.optional(amounts.age), None)
    keep_pages: timedelta | None = option(c.optional(amounts.age), None)
    render: Literal["never", "auto", "always"] = option(c.choice("never", "auto", "always"), "never")
    wait: str | None = option(c.optional(patterns.some_css), None)
    options: Mapping[str, Any] = option(c.table, {})

    @property
    def digest(self) -> str:
        """Changes with everything that bears on what is extracted from the same bytes."""
        zone = self.timezone.key
        read = [self.url, self.extractor, zone, self.language, self.full_text, self.article_id, self.options]
        learned = [self.date_order, self.date_language]
        told = [self.article.content, self.article.remove, self.article.date]
        asked = [self.method, dict(self.params), self.body] if self.params or self.posts else []
        given = [one for one in (learned, told) if any(one)]
        return _digest([*read, *given, *asked])  # without them as it always was

    @property
    def address(self) -> str:
        """Its url as it may be shown, stored and published: without what is secret in it."""
        return without_secrets(self.url)

    @property
    def is_file(self) -> bool:
        """Whether its page is a file below the configuration directory."""
        return self.url.startswith("file:")

    @property
    def may_draw(self) -> bool:
        """Whether a browser may draw its page."""
        return self.render != "never"

    @property
    def posts(self) -> bool:
        """Whether its page is the answer to a POST."""
        return self.method == "POST" or bool(self.body)

    @property
    def tells(self) -> bool:
        """Whether something goes with its requests that may be secret, and is for its own origin alone."""
        return bool(self.headers or self.params or self.posts or self.cookies or self.login)


def _digest(values: object) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
