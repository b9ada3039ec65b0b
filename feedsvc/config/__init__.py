"""The configuration: one directory of TOML becomes one typed `Config`, or every mistake at once.

checks      values: a line, a number, one of several …             one function each, as in
            amounts, addresses, names, patterns (selectors), asking (headers, bodies)
access      cookies and accounts of the operator at a source's site
article     what a source says of its stories' own pages
tables      the tables of feedsvc.toml, and all of the configuration one class each
listed      topics and sources, as their files tell them           one class each
options     how such a class is declared, and read from a table
load        files → Config; reader: one file, filling: ${NAME}, topicfile, sourcefiles
readbefore  what was read of a source's file before, and says the same
proxies     who is asked in place of a site
place       where a configuration is found, and what its relative paths belong to
alive       the configuration in force, and why no newer one is; changedfiles: whether there is one
edit        one key of a file that stays as it is else; toml: values as they are written

Its names are imported when they are asked for: a child that reads pages needs checks and options, and loading
the tables, too, took 7 % of the instructions of its start.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.config.access import *
    from feedsvc.config.article import *
    from feedsvc.config.asking import *
    from feedsvc.config.listed import *
    from feedsvc.config.load import *
    from feedsvc.config.place import *
    from feedsvc.config.proxies import *
    from feedsvc.config.tables import *
else:
    __all__, __getattr__ = late(
        __name__,
        {
            "access": ("LoginOptions",),
            "article": ("ArticleOptions",),
            "asking": ("OWN_HEADERS",),
            "listed": ("SourceConfig", "TopicConfig"),
            "load": ("load_config",),
            "place": ("find_directory",),
            "proxies": ("Proxy",),
            "tables": (
                "FORMATS",
                "AlertOptions",
                "BrowserOptions",
                "Config",
                "FetchOptions",
                "LogOptions",
                "PublishOptions",
                "ScheduleOptions",
                "SiteOptions",
                "SnapshotOptions",
                "StoreOptions",
                "WebOptions",
            ),
        },
    )
