"""Names of a package that are imported when they are first asked for.

Reading one page in a child needs the checks of the configuration and not its tables, looking at a file needs
no network; their packages would load all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, where: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's `__getattr__` (PEP 562) for names and the modules below it that have them."""

    def __getattr__(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{where[name]}"), name)
        return vars(sys.modules[package]).setdefault(name, value)

    return __getattr__
