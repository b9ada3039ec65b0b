"""From files to one `Config`; every mistake of every file is collected before anything is raised.

read_toml → expanded (${NAME}) → built (checks of one table) → topics and sources against each other
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from feedsvc.config import addresses, checks, names, tables
from feedsvc.config.access import access_problems
from feedsvc.config.known import Known, Reading
from feedsvc.config.options import Wrong, declared, each, meant, read_table, required, unknown_keys
from feedsvc.config.place import PARTS, anchored, home_of
from feedsvc.config.proxies import Proxy, check_written, proxy, quoted
from feedsvc.config.tables import Config, SourceConfig, TopicConfig
from feedsvc.config.toml import parse_toml
from feedsvc.errors import ConfigError, Problem

T = TypeVar("T")
OptionsHook = Callable[[str, Mapping[str, Any]], Sequence[tuple[str, str]]]
TopicHook = Callable[[TopicConfig], Sequence[tuple[str, str]]]

FILLED = frozenset(["alerts.urls", "headers", "params", "cookies", "login"])
"""Keys whose texts may name the environment's secrets."""
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_TABLES: dict[str, type[Any]] = {
    "site": tables.SiteOptions,
    "store": tables.StoreOptions,
    "fetch": tables.FetchOptions,
    "schedule": tables.ScheduleOptions,
    "publish": tables.PublishOptions,
    "web": tables.WebOptions,
    "log": tables.LogOptions,
    "alerts": tables.AlertOptions,
    "snapshots": tables.SnapshotOptions,
    "browser": tables.BrowserOptions,
}


def load_config(
    directory: Path,
    environ: Mapping[str, str],
    *,
    extractors: Collection[str] = (),
    options_problems: OptionsHook | None = None,
    topic_problems: TopicHook | None = None,
    known: Known | None = None,
) -> Config:
    """The configuration of one directory; raises `ConfigError` with all its problems.

    Sources that are `known` from the last time are parsed again where their files say anything else.

    What lives above this package is handed in: the `extractors` that a source may name (none given: whoever
    loads this reads no pages, and any will do), `options_problems`, which checks a source's [options] for
    its extractor, and `topic_problems`, which checks a topic's rules.
    """
    reader = _Reader(directory=directory, environ=environ, extractors=tuple(extractors))
    reader.check_directory()
    options = reader.read_main()
    reader.networks = options["fetch"].allow_networks
    auto, topics = reader.read_topics(topic_problems)
    with (known or Known()).reading(environ, reader.networks, reader.extractors) as reading:
        sources = reader.read_sources(options_problems, reading)
    reader.check_references(topics)
    if reader.problems:
        raise ConfigError(reader.problems)
    return Config(directory=directory, **options, auto_sections=auto, topics=topics, sources=sources)


def read_proxy(text: str, environ: Mapping[str, str]) -> Proxy | None:
    """The proxy that a text names as a source's file does; raises Wrong."""
    return proxy(_Reader(directory=Path(), environ=environ).filled_address(text))


@dataclass(slots=True)
class _Reader:
    directory: Path
    environ: Mapping[str, str]
    extractors: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    networks: tuple[addresses.Network, ...] = ()
    """Those that pages and passwords may be asked of and sent to, beside the public ones."""
    slugs: list[str] = field(default_factory=list)
    """Of every source file, readable or not: a topic that names one is not at fault."""

    def wrong(self, file: Path | str, key: str, text: str) -> None:
        self.problems.append(Problem(file=str(file), key=key, text=text))

    def check_directory(self) -> None:
        """Nothing else is worth saying about a directory that is not there or not ours."""
        if not self.directory.is_dir():
            text = "no such directory (name one with --config DIR or FEEDSVC_CONFIG)"
            raise ConfigError([Problem(file=str(self.directory), key="", text=text)])
        if not any((self.directory / name).exists() for name in PARTS):
            text = "holds no configuration (feedsvc.toml, topics.toml and sources/*.toml are looked for)"
            raise ConfigError([Problem(file=str(self.directory), key="", text=text)])

    def read_main(self) -> dict[str, Any]:
        file = self.directory / "feedsvc.toml"
        raw = self.read_toml(file) if file.exists() else {}
        self.check_known(file, raw, _TABLES)
        options = {name: self.built(cls, file, name, raw.get(name, {})) for name, cls in _TABLES.items()}
        return {
            **options,
            "store": self.store_options(options["store"]),
            "publish": self.publish_options(options["publish"]),
            "web": self.web_options(options["web"]),
        }

    def store_options(self, options: tables.StoreOptions) -> tables.StoreOptions:
        """FEEDSVC_STORE_URL wins over the file; a relative file is found from everywhere."""
        url = self.environ.get("FEEDSVC_STORE_URL") or options.url
        try:
            return replace(options, url=anchored(addresses.store_url(url), home_of(self.directory)))
        except Wrong as wrong:
            self.wrong("environment", "FEEDSVC_STORE_URL", str(wrong))
            return options

    def publish_options(self, options: tables.PublishOptions) -> tables.PublishOptions:
        if options.directory is None:
            return options
        return replace(options, directory=home_of(self.directory) / options.directory)

    def web_options(self, options: tables.WebOptions) -> tables.WebOptions:
        return replace(options, admin_token=self.environ.get(options.admin_token_env) or None)

    def read_topics(self, hook: TopicHook | None) -> tuple[bool, tuple[TopicConfig, ...]]:
        file = self.directory / "topics.toml"
        raw = self.read_toml(file) if file.exists() else {}
        self.check_known(file, raw, ("auto", "topic"))
        auto = self.built(tables.AutoOptions, file, "auto", raw.get("auto", {}))
        listed = raw.get("topic", [])
        if not isinstance(listed, list):
            self.wrong(file, "topic", "is one table (write [[topic]] with two brackets)")
            listed = []
        topics = tuple(self.built(TopicConfig, file, f"topic[{n}]", t) for n, t in enumerate(listed))
        self.check_topics(file, topics, hook)
        return auto.sections, topics

    def check_topics(self, file: Path, topics: Iterable[TopicConfig], hook: TopicHook | None) -> None:
        taken: dict[str, str] = {}
        for n, topic in enumerate(topics):
            for key, slug in _names(n, topic):
                if slug in taken:
                    self.wrong(
                        file, key, f'"{slug}" is taken by {taken[slug]} (every slug once, former ones too)'
                    )
                taken.setdefault(slug, key)
            for key, text in hook(topic) if hook else ():
                self.wrong(file, f"topic[{n}].{key}", text)

    def check_access(self, file: Path, source: SourceConfig) -> None:
        """Cookies and passwords go to the source's own site, and by no way that others can read."""
        for key, text in access_problems(source.url, source.cookies, source.login, self.networks):
            self.wrong(file, key, text)

    def read_sources(self, hook: OptionsHook | None, reading: Reading) -> tuple[SourceConfig, ...]:
        files = sorted((self.directory / "sources").glob("*.toml"), key=attrgetter("name"))
        self.slugs = [file.stem for file in files]
        return tuple(source for file in files if (source := self.read_changed(file, hook, reading)))

    def read_changed(self, file: Path, hook: OptionsHook | None, reading: Reading) -> SourceConfig | None:
        """The source of a file, which is read as if for the first time where it has changed."""
        content = self.read_bytes(file)
        if content is None:
            return None
        if source := reading.recall(file.stem, content):
            return source
        before = len(self.problems)
        source = self.read_source(file, hook, content)
        # Where a file: address leads is for the file system to say, each time.
        if source and len(self.problems) == before and not source.url.startswith("file:"):
            reading.keep(source, content)
        return source

    def read_source(self, file: Path, hook: OptionsHook | None, content: bytes) -> SourceConfig | None:
        try:
            names.slug(file.stem)
        except Wrong as wrong:
            self.wrong(file, "", f"the file's name {wrong}")
        before = len(self.problems)
        raw = self.parsed(file, content)
        if not raw and len(self.problems) > before:
            return None
        source: SourceConfig = self.built(SourceConfig, file, "", raw, slug=file.stem)
        source = with_variables(source, raw)
        self.check_file_url(file, source)
        self.check_access(file, source)
        if raw.get("article") and not source.full_text:
            self.wrong(file, "article", "is read of stories' own pages (add full_text = true)")
        self.check_render(file, source, asked=raw.get("render", "never") != "never")
        known = self.check_extractor(file, source.extractor)
        for key, text in hook(source.extractor, source.options) if hook and known else ():
            self.wrong(file, f"options.{key}" if key else "options", text)
        return source

    def check_render(self, file: Path, source: SourceConfig, *, asked: bool) -> None:
        """A browser is given pages of the network that are asked for by GET, and by nobody who needs none."""
        if source.wait and not asked:
            self.wrong(file, "wait", 'is waited for in a browser (add render = "auto" or "always")')
        if source.render != "never" and (source.posts or source.url.startswith("file:")):
            what = "an answer to a POST" if source.posts else "a file"
            self.wrong(file, "render", f"is for pages of the web, not for {what} (leave it out)")

    def check_extractor(self, file: Path, name: str) -> bool:
        """Whether the name is one that its options can be checked for."""
        try:
            return bool(name and (not self.extractors or checks.choice(*self.extractors)(name)))
        except Wrong as wrong:
            self.wrong(file, "extractor", str(wrong))
            return False

    def check_file_url(self, file: Path, source: SourceConfig) -> None:
        url = source.url
        if not url.startswith("file:"):
            return
        if source.posts or source.params:
            key = "params" if source.params else "method"
            self.wrong(file, key, "is nothing that a file can be asked with (leave it out)")
        below = self.directory.resolve()
        if "%00" in url or not (below / unquote(re.sub(r"^file:(//)?", "", url))).resolve().is_relative_to(
            below
        ):
            text = "points outside the configuration directory (such as file:samples/page.html)"
            self.wrong(file, "url", text)

    def check_references(self, topics: Iterable[TopicConfig]) -> None:
        file, known = self.directory / "topics.toml", frozenset(self.slugs)
        for n, topic in enumerate(topics):
            for m, slug in enumerate(topic.sources):
                if slug not in known:
                    hint = meant(slug, self.slugs) or "one of " + ", ".join(self.slugs[:12])
                    text = f'no source "{slug}" ({hint.strip()})'
                    self.wrong(file, f"topic[{n}].sources[{m}]", text)

    def read_toml(self, file: Path) -> dict[str, Any]:
        """The tables of one file; none and a problem where it cannot be read."""
        content = self.read_bytes(file)
        return {} if content is None else self.parsed(file, content)

    def read_bytes(self, file: Path) -> bytes | None:
        try:
            return file.read_bytes()
        except OSError as error:
            self.wrong(file, "", f"{error.strerror} (make it a readable file)")
            return None

    def parsed(self, file: Path, content: bytes) -> dict[str, Any]:
        """The tables that a file says; none and a problem where it is not well said."""
        text = ""
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            return parse_toml(text)
        except tomllib.TOMLDecodeError as error:
            self.wrong(file, *_where(text, str(error)))
        except RecursionError:
            self.wrong(file, "", "is nested too deeply (write a list in a list in a list at most)")
        except UnicodeDecodeError as error:
            self.wrong(file, f"byte {error.start}", "is not UTF-8 text (save the file as UTF-8)")
        return {}

    def check_known(self, file: Path, raw: Mapping[str, Any], known: Iterable[str]) -> None:
        for name, text in unknown_keys(raw, known):
            self.wrong(file, name, text)

    def built(self, cls: type[T], file: Path, prefix: str, raw: Any, **given: Any) -> Any:
        """One table as its class; what is wrong stays empty (a problem says why), all else is checked."""
        if not isinstance(raw, dict):
            self.wrong(file, prefix, f"is not a table (write [{prefix.split('[')[0]}] above its keys)")
            raw = {}
        dotted = f"{prefix}." if prefix else ""
        values, problems = read_table(cls, raw, lambda name, value: self.expanded(dotted + name, value))
        for key, text in problems:
            self.wrong(file, dotted + key, text)
        empty = {spec.name: "" for spec in declared(cls).values() if required(spec)}
        return cls(**given, **empty | values)

    def expanded(self, key: str, raw: Any) -> Any:
        """`${NAME}` where secrets are needed is the environment's: they stand in no file."""
        if key == "body":
            return self.filled_body(raw)
        if key in ("proxy", "fetch.proxy"):
            return self.filled_address(raw)
        return self.filled_table(raw) if key in FILLED else raw

    def filled_table(self, raw: Any) -> Any:
        """The same for every text of a table or list, and of those inside it; each mistake with its key."""
        if isinstance(raw, list):
            good, found = each(self.filled_table, [(f"[{n}]", v) for n, v in enumerate(raw)])
        elif isinstance(raw, dict):
            good, found = each(self.filled_table, [(f".{n}", v) for n, v in raw.items()])
        else:
            return self.filled(raw)
        if found:
            raise Wrong(*found)
        return list(good.values()) if isinstance(raw, list) else dict(zip(raw, good.values(), strict=True))

    def filled_body(self, raw: Any) -> Any:
        """A body with what the environment has in it, inside of its JSON where it is some."""
        if not isinstance(raw, str):
            return self.filled_inside(raw)
        try:
            inside = json.loads(raw) if "${" in raw else raw
        except ValueError:
            inside = raw
        filled = self.filled_inside(inside)
        return raw if filled == raw else filled

    def filled_address(self, raw: Any) -> Any:
        """An address, in which nothing that the environment puts before its @ means anything but itself."""
        if not isinstance(raw, str) or not ("${" in raw or "@" in raw):
            return raw
        check_written(raw)
        who, at, where = raw.rpartition("@")
        return checks.Secret(f"{self.filled(who, quoted)}{at}{self.filled(where)}")

    def filled_inside(self, value: Any) -> Any:
        """The same for every text inside a table or list."""
        if isinstance(value, dict):
            return {name: self.filled_inside(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.filled_inside(one) for one in value]
        return self.filled(value)

    def filled(self, value: Any, written: Callable[[str], str] = str) -> Any:
        if not isinstance(value, str):
            return value
        absent = [name for name in _VARIABLE.findall(value) if not self.environ.get(name)]
        if absent:
            raise Wrong(f"the environment has no {absent[0]} (set it, or take ${{{absent[0]}}} out)")
        return checks.Secret(_VARIABLE.sub(lambda found: written(self.environ[found[1]]), value))


def with_variables(source: SourceConfig, raw: Mapping[str, Any]) -> SourceConfig:
    """The source with the names of what fills its login form, which its file alone says."""
    if source.login is None:
        return source
    named = dict.fromkeys(_VARIABLE.findall(repr(raw["login"].get("form"))))
    return replace(source, login=replace(source.login, variables=tuple(named)))


def _names(n: int, topic: TopicConfig) -> Iterable[tuple[str, str]]:
    if topic.slug:
        yield f"topic[{n}].slug", topic.slug
    for m, slug in enumerate(topic.former):
        yield f"topic[{n}].former[{m}]", slug


def _where(text: str, message: str) -> tuple[str, str]:
    """The line of a syntax error, and what it is; the parser calls the last line `end of document`."""
    what, _, place = message.rstrip(")").rpartition(" (at ")
    found = re.match(r"line (\d+), (column \d+)", place)
    line = int(found[1]) if found else max(1, len(text.splitlines()))
    return f"line {line}", f"{what} at {found[2] if found else 'its end'} (write valid TOML)"
