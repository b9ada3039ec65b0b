"""The configuration: one directory of TOML becomes one typed `Config`, or every mistake at once.

checks    values: duration, size, network …                       one function each
access    cookies and accounts of the operator at a source's site
article   what a source says of its stories' own pages
tables    the tables of feedsvc.toml, topics.toml, sources/*.toml  one class each
load      files → Config
known     what was read of a source's file before, and says the same
proxies   who is asked in place of a site
place     where a configuration is found, and what its relative paths belong to

Its names are imported when they are asked for: a child that reads pages needs checks and options, and loading
the tables, too, took 7 % of the instructions of its start.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.config.access import LoginOptions
    from feedsvc.config.article import ArticleOptions
    from feedsvc.config.checks import OWN_HEADERS
    from feedsvc.config.load import load_config
    from feedsvc.config.place import find_directory
    from feedsvc.config.proxies import Proxy
    from feedsvc.config.tables import (
        FORMATS,
        AlertOptions,
        BrowserOptions,
        Config,
        FetchOptions,
        LogOptions,
        PublishOptions,
        ScheduleOptions,
        SiteOptions,
        SnapshotOptions,
        SourceConfig,
        StoreOptions,
        TopicConfig,
        WebOptions,
    )

__all__ = [
    "FORMATS",
    "OWN_HEADERS",
    "AlertOptions",
    "ArticleOptions",
    "BrowserOptions",
    "Config",
    "FetchOptions",
    "LogOptions",
    "LoginOptions",
    "Proxy",
    "PublishOptions",
    "ScheduleOptions",
    "SiteOptions",
    "SnapshotOptions",
    "SourceConfig",
    "StoreOptions",
    "TopicConfig",
    "WebOptions",
    "find_directory",
    "load_config",
]

if not TYPE_CHECKING:
    __getattr__ = late(
        __name__,
        dict.fromkeys(__all__, "tables")
        | {
            "ArticleOptions": "article",
            "LoginOptions": "access",
            "OWN_HEADERS": "checks",
            "Proxy": "proxies",
            "find_directory": "place",
            "load_config": "load",
        },
    )
