"""Where foreign errors end: a fetch raises FetchError and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from feedsvc.errors import FeedsvcError, FetchError
from feedsvc.fetch.targets import one_line, redact


@contextmanager
def named(url: str, source: str = "") -> Iterator[None]:
    """The border: whatever goes wrong inside leaves as one FetchError that names the rule and the URL."""
    try:
        yield
    except FetchError as error:
        raise _with_url(error, url, source) from error
    except FeedsvcError:
        raise  # the store behind a gate speaks for itself
    except Exception as error:  # whichever it is, a poll must end in a record and not in a traceback
        wrong = FetchError(f"{type(error).__name__} while fetching", rule="protocol")
        raise _with_url(wrong, url, source) from error


def _with_url(error: FetchError, url: str, source: str) -> FetchError:
    shown = redact(url)
    return FetchError(
        f"{error.rule}: {shown}: {one_line(str(error))}",
        rule=error.rule,
        url=shown,
        status=error.status,
        source=source,
        permanent=error.permanent,
        retry_after=error.retry_after,
        wall=error.wall,
    )
