"""A PostgreSQL connection whose every wait ends."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors

DEADLINE = 10.0
"""Seconds for one exchange with the server; the server's own statement_timeout comes first."""


class DeadlineConnection(psycopg.Connection[Any]):
    """Closes itself when the server does not answer, wherever the answer was lost."""

    deadline = DEADLINE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for one exchange, at most `deadline` seconds."""
        try:
            return super().wait(gen, interval, self.deadline if timeout is None else timeout)
        except errors._WaitTimeout as error:
            if timeout is not None:
                raise
            # The state of the exchange is unknown: this connection must never be used again.
            self.pgconn.finish()
            raise psycopg.OperationalError("the database server does not answer") from error
