"""The same server and fetcher as in the tests of the fetch room."""

from tests.fetch.conftest import fetcher, server

__all__ = ["fetcher", "server"]
