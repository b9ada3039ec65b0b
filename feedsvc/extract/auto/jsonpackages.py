"""The releases of a package, as registries of programs tell them: npm, PyPI, crates.io.

    {"info": {"name": "crane"}, "releases": {"1.0.2": [{"upload_time_iso_8601": "2026-03-04T07:00:00Z"}]}}

gives a story a version, "crane 1.0.2", with its page at the registry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PYPI_DATE = "[1][0].upload_time_iso_8601"
_NAME = re.compile(r"(?:@[a-z0-9-][\w.-]*/)?[A-Za-z0-9][\w.-]{0,100}")


def package_paths(data: Any) -> dict[str, Any]:
    """The options of `json` for a package's releases; empty where the value is no package."""
    if not isinstance(data, dict):
        return {}
    return _pypi(data) or _npm(data) or _crates(data)


def _pypi(data: Mapping[str, Any]) -> dict[str, Any]:
    info, releases = data.get("info"), data.get("releases")
    if not isinstance(info, dict) or not isinstance(releases, dict) or not (name := _name(info)):
        return {}
    return _paths(
        f"items(releases)[?{_PYPI_DATE}] | sort_by(@, &{_PYPI_DATE}) | reverse(@)[:100]",
        name,
        "[0]",
        f"https://pypi.org/project/{name}/{{value}}/",
        date=_PYPI_DATE,
    )


def _npm(data: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(data.get("dist-tags"), dict) or not isinstance(data.get("time"), dict):
        return {}
    if not (name := _name(data)):
        return {}
    page = f"https://www.npmjs.com/package/{name}/v/{{value}}"
    return _paths(
        "items(time)[?[0] != 'created' && [0] != 'modified'] | sort_by(@, &[1]) | reverse(@)[:100]",
        name,
        "[0]",
        page,
        date="[1]",
    )


def _crates(data: Mapping[str, Any]) -> dict[str, Any]:
    versions, crate = data.get("versions"), data.get("crate")
    if not isinstance(versions, list) or not isinstance(crate, dict) or not (name := _name(crate)):
        return {}
    return _paths(
        "versions",
        name,
        "num",
        f"https://crates.io/crates/{name}/{{value}}",
        date="created_at",
        author="published_by.name || published_by.login",
    )


def _name(told: Mapping[str, Any]) -> str:
    name = told.get("name")
    return name if isinstance(name, str) and _NAME.fullmatch(name) else ""


def _paths(items: str, name: str, version: str, page: str, **more: str) -> dict[str, Any]:
    title = {"path": version, "template": f"{name} {{value}}"}
    return {
        "items": items,
        "title": title,
        "link": {"path": version, "template": page},
        **more,
        "guid": version,
    }
