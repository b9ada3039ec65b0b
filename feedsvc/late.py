"""Names of a package that are imported when they are first asked for.

    if TYPE_CHECKING:
        from feedsvc.config.tables import *
    else:
        __all__, __getattr__ = late(__name__, {"tables": ("Config", "SourceConfig"), …})

Reading one page in a child needs the checks of the configuration and not its tables, looking at a file needs
no network; their packages would load all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, names: Mapping[str, Iterable[str]]) -> tuple[list[str], Callable[[str], Any]]:
    """A package's `__all__` and `__getattr__` (PEP 562), of the modules below it and the names in each."""
    where = {name: module for module, its_names in names.items() for name in its_names}

    def __getattr__(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{where[name]}"), name)
        return vars(sys.modules[package]).setdefault(name, value)

    return sorted(where), __getattr__
