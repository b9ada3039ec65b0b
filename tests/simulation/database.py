"""The real store, as one process sees it: each call is a step at which that process may wait, fail or die."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from feedsvc.errors import StoreUnavailable
from feedsvc.store import Store
from tests.simulation.ledger import Ledger


class Database:
    """Stands in for a Store.

    `step` is taken before and after every call, `away` says whether the database is: a call whose answer is
    lost has been carried out all the same, as when a connection breaks after the COMMIT.
    """

    def __init__(
        self, store: Store, ledger: Ledger, step: Callable[[str], None], away: Callable[[], bool]
    ) -> None:
        self._store, self._ledger, self._step, self._away = store, ledger, step, away

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if callable(method):
            method = self._called(name, method)
            setattr(self, name, method)
        return method

    def view(self) -> AbstractContextManager[None]:
        """No one state: whatever may happen between two readings does, though a real view hides it."""
        return nullcontext()

    def _called(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        notes = getattr(self._ledger, f"on_{name}", None)

        def call(*given: Any, **named: Any) -> Any:
            self._pass(f"before {name}")
            answer = method(*given, **named)
            if notes:
                notes(answer, *given, **named)
            self._pass(f"after {name}")
            return answer

        return call

    def _pass(self, where: str) -> None:
        self._step(where)
        if self._away():
            raise StoreUnavailable("the database is away")
