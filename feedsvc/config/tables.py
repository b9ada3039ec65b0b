"""The tables of feedsvc.toml, and the whole: type, default and check of every key side by side."""

# ruff: noqa: RUF009  (option() makes a dataclass field, as field() does)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from feedsvc.config import addresses, amounts, names
from feedsvc.config import checks as c
from feedsvc.config.addresses import Network
from feedsvc.config.listed import SourceConfig, TopicConfig
from feedsvc.config.options import option
from feedsvc.config.proxies import Proxy, proxy

FORMATS = ("atom", "rss", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """[site]: who we are; `base_url` has no trailing slash."""

    title: str = option(c.words, "feedsvc")
    base_url: str = option(addresses.base_url, "http://127.0.0.1:8000")
    contact: str = option(addresses.contact, "")
    language: str = option(names.language, "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOptions:
    """[store]: the database, a SQLAlchemy URL; FEEDSVC_STORE_URL overrides it."""

    url: str = option(addresses.store_url, "sqlite:///var/feedsvc.db")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """[fetch]: limits of one fetch, the private networks that sources may use, and who is asked instead."""

    timeout: timedelta = option(amounts.duration(0.1, 600), "20s")
    max_bytes: int = option(amounts.size, "8MB")
    max_redirects: int = option(c.number(0, 50), 5)
    host_pause: timedelta = option(amounts.duration(0, 3600), "1s")
    allow_networks: tuple[Network, ...] = option(c.many(addresses.network), [])
    proxy: Proxy | None = option(proxy, "")
    bot_key: str = option(c.line, "", shown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleOptions:
    """[schedule]: how often due sources are looked for, and who polls them."""

    tick: timedelta = option(amounts.duration(0.1, 3600), "5s")
    threads: int = option(c.number(1, 256), 8)
    dispatcher: Literal["threads", "queue"] = option(c.choice("threads", "queue"), "threads")
    jitter: float = option(amounts.share, "10%")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """[publish]: what the documents hold and where they also go."""

    entries: int = option(c.number(1, 1000), 50)
    formats: tuple[str, ...] = option(c.many(c.choice(*FORMATS), 1), list(FORMATS))
    hub: str = option(lambda v: c.optional(addresses.web_url)(v) or "", "")
    directory: Path | None = option(c.optional(lambda v: Path(c.words(v))), "")
    per_topic_authors: bool = option(c.yes_no, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """[web]: whom to believe; `admin_token` comes from the environment, never from a file."""

    trusted_proxies: tuple[Network, ...] = option(c.many(addresses.network), [])
    hosts: tuple[str, ...] = option(c.many(addresses.host), [])
    admin_token_env: str = option(names.variable, "FEEDSVC_ADMIN_TOKEN")
    rate_limit: amounts.Rate | None = option(amounts.rate, "")
    admin_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """[log]: from which level on, and in which form."""

    level: str = option(c.choice("debug", "info", "warning", "error", "critical"), "info")
    format: Literal["text", "json"] = option(c.choice("text", "json"), "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOptions:
    """[alerts]: Apprise URLs that are told of transitions; `${NAME}` in them is the environment's."""

    channels: tuple[str, ...] = option(c.many(addresses.channel), [], "urls")


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotOptions:
    """[snapshots]: how many raw pages each source keeps, and how many bytes of them at most."""

    count: int = option(c.number(0, 1000), 10)
    max_bytes: int = option(amounts.size, "50MB")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOptions:
    """[browser]: which one runs the scripts of pages with `render`, for how long, within how much memory."""

    executable: str = option(c.line, "")
    url: str = option(addresses.devtools, "")
    timeout: timedelta = option(amounts.duration(1, 120), "15s")
    memory: int = option(amounts.size, "700MB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the operator decides, checked and typed."""

    directory: Path
    site: SiteOptions = SiteOptions()
    store: StoreOptions = StoreOptions()
    fetch: FetchOptions = FetchOptions()
    schedule: ScheduleOptions = ScheduleOptions()
    publish: PublishOptions = PublishOptions()
    web: WebOptions = WebOptions()
    log: LogOptions = LogOptions()
    alerts: AlertOptions = AlertOptions()
    snapshots: SnapshotOptions = SnapshotOptions()
    browser: BrowserOptions = BrowserOptions()
    auto_sections: bool = False
    topics: tuple[TopicConfig, ...] = ()
    sources: tuple[SourceConfig, ...] = ()
    _sources: Mapping[str, SourceConfig] = field(init=False, repr=False, compare=False)
    _topics: Mapping[str, TopicConfig] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Ten thousand sources are looked up by name, not looked through."""
        object.__setattr__(self, "_sources", {s.slug: s for s in reversed(self.sources)})
        object.__setattr__(self, "_topics", {t.slug: t for t in reversed(self.topics)})

    @property
    def bot_key(self) -> Path:
        """The file of the key that signs requests; there is none until somebody makes one."""
        return self.directory / (self.fetch.bot_key or "bot-key.json")

    def at_port(self, port: int | None) -> Config:
        """With links to this port of the local machine, where nobody has set a `base_url`."""
        if not port or self.site.base_url != SiteOptions().base_url:
            return self
        return replace(self, site=replace(self.site, base_url=f"http://127.0.0.1:{port}"))

    def entries_of(self, topic: str) -> int:
        """How many entries the documents of a topic hold: its own number, else that of [publish]."""
        own = self.topic(topic)
        return (own.entries if own else None) or self.publish.entries

    def source(self, slug: str) -> SourceConfig | None:
        """The source of this slug, or None."""
        return self._sources.get(slug)

    def topic(self, slug: str) -> TopicConfig | None:
        """The topic of this slug, or None; former slugs do not count."""
        return self._topics.get(slug)
