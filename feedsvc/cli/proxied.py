"""`new --proxy`: a page looked at through a proxy, and its source polled so.

feedsvc new https://news.example/ --proxy 'http://me:${PROXY_PASSWORD}@proxy.example.org:3128'
"""

from __future__ import annotations

import os
from dataclasses import replace

import click

from feedsvc.config import Config
from feedsvc.config.load import read_proxy
from feedsvc.config.options import Wrong
from feedsvc.config.toml import toml_value
from feedsvc.operate.sourcefile import above_options


def through(config: Config, proxy: str) -> Config:
    """The configuration with this proxy for all that is asked, where one is given; a usage error for none."""
    if not proxy:
        return config
    try:
        chosen = read_proxy(proxy, os.environ)
    except Wrong as wrong:
        raise click.UsageError(f"--proxy: {wrong}") from wrong
    return replace(config, fetch=replace(config.fetch, proxy=chosen))


def written_through(proxy: str, text: str) -> str:
    """The text of a source's file with its proxy, above its options."""
    return above_options(text, [f"proxy = {toml_value(proxy)}"] if proxy else [])
