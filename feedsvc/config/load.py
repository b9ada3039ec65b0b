"""From files to one `Config`; every mistake of every file is collected before anything is raised.

reader      read_toml → expanded (${NAME}, filling) → built (checks of one table)
topicfile   topics.toml
sourcefiles sources/*.toml, each against itself; in the end topics and sources against each other
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from feedsvc.config import addresses, tables
from feedsvc.config.filling import Filling
from feedsvc.config.options import Wrong
from feedsvc.config.place import MAIN, PARTS, anchored, home_of
from feedsvc.config.proxies import Proxy, proxy
from feedsvc.config.readbefore import Known
from feedsvc.config.reader import Reader
from feedsvc.config.sourcefiles import OptionsHook, SourceFiles, source_files
from feedsvc.config.tables import Config
from feedsvc.config.topicfile import TopicHook, check_references, read_topics
from feedsvc.errors import ConfigError, Problem

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
    reader, named = Reader(directory, Filling(environ)), tuple(extractors)
    _check_directory(directory)
    options = _read_main(reader)
    networks = options["fetch"].allow_networks
    auto, topics = read_topics(reader, topic_problems)
    files = source_files(directory)
    from_files = SourceFiles(reader, named, networks, options_problems)
    with (known or Known()).reading(environ, networks, named) as reading:
        sources = from_files.read(files, reading)
    # A topic that names a source whose file cannot be read is not at fault.
    check_references(reader, topics, [file.stem for file in files])
    if reader.problems:
        raise ConfigError(reader.problems)
    return Config(directory=directory, **options, auto_sections=auto, topics=topics, sources=sources)


def read_proxy(text: str, environ: Mapping[str, str]) -> Proxy | None:
    """The proxy that a text names as a source's file does; raises Wrong."""
    return proxy(Filling(environ).filled_address(text))


def _check_directory(directory: Path) -> None:
    """Nothing else is worth saying about a directory that is not there or not ours."""
    if not directory.is_dir():
        text = "no such directory (name one with --config DIR or FEEDSVC_CONFIG)"
        raise ConfigError([Problem(file=str(directory), key="", text=text)])
    if not any((directory / name).exists() for name in PARTS):
        text = "holds no configuration (feedsvc.toml, topics.toml and sources/*.toml are looked for)"
        raise ConfigError([Problem(file=str(directory), key="", text=text)])


def _read_main(reader: Reader) -> dict[str, Any]:
    """Every table of feedsvc.toml, with what the environment says instead."""
    file = reader.directory / MAIN
    raw = reader.read_toml(file) if file.exists() else {}
    reader.check_known(file, raw, _TABLES)
    options = {name: reader.built(cls, file, name, raw.get(name, {})) for name, cls in _TABLES.items()}
    return {
        **options,
        "store": _store_options(reader, options["store"]),
        "publish": _publish_options(reader, options["publish"]),
        "web": _web_options(reader, options["web"]),
    }


def _store_options(reader: Reader, options: tables.StoreOptions) -> tables.StoreOptions:
    """FEEDSVC_STORE_URL wins over the file; a relative file is found from everywhere."""
    url = reader.filling.environ.get("FEEDSVC_STORE_URL") or options.url
    try:
        return replace(options, url=anchored(addresses.store_url(url), home_of(reader.directory)))
    except Wrong as wrong:
        reader.wrong("environment", "FEEDSVC_STORE_URL", str(wrong))
        return options


def _publish_options(reader: Reader, options: tables.PublishOptions) -> tables.PublishOptions:
    if options.directory is None:
        return options
    return replace(options, directory=home_of(reader.directory) / options.directory)


def _web_options(reader: Reader, options: tables.WebOptions) -> tables.WebOptions:
    return replace(options, admin_token=reader.filling.environ.get(options.admin_token_env) or None)
