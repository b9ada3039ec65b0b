"""The cookies that a page is drawn with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from feedsvc.browser.wire import Job


def cookies(job: Job) -> Iterator[dict[str, Any]]:
    """The job's cookies for its origin alone, out of the reach of scripts and of other sites' frames.

    As the DevTools protocol has them: the library's own have no port, and would go to every one of the host.
    """
    parts = urlsplit(job.url)
    secure = parts.scheme == "https"
    bound = {
        "url": f"{parts.scheme}://{parts.netloc}/",
        "sourceScheme": "Secure" if secure else "NonSecure",
        "sourcePort": parts.port or (443 if secure else 80),
    }
    kept = {"httpOnly": True, "secure": secure, "sameSite": "Strict"}
    for name, value in job.cookies.items():
        yield {"name": name, "value": value, **bound, **kept}
