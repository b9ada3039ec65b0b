"""Checks of names: slugs, languages, time zones, variables of the environment."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from feedsvc.config.checks import pattern, shown, words
from feedsvc.config.options import Wrong


def zone(value: Any) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(words(value))
    except (ValueError, OSError, KeyError):
        raise Wrong(f'{shown(value)} is not a time zone (an IANA name, such as "Asia/Shanghai")') from None


slug = pattern(r"[a-z0-9][a-z0-9-]*", "a slug", 'lower-case letters, digits and -, such as "electric-cars"')
language = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a language", 'such as "en" or "zh-Hans"')


def topic_slug(value: Any) -> str:
    """A slug that does not collide with the paths below `/feeds/`."""
    if slug(value) == "archive":
        raise Wrong('"archive" is a reserved word (choose another slug)')
    return slug(value)


variable = pattern(r"[A-Za-z_]\w*", "the name of an environment variable", 'such as "FEEDSVC_TOKEN"')
