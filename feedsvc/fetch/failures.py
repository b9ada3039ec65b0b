"""What an error of libcurl means to a fetch."""

from __future__ import annotations

import pycurl

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.refused import proxy_failure
from feedsvc.fetch.targets import one_line

_RULES = {
    pycurl.E_OPERATION_TIMEDOUT: "timeout",
    pycurl.E_COULDNT_RESOLVE_HOST: "dns",
    pycurl.E_COULDNT_CONNECT: "connect",
    pycurl.E_SEND_ERROR: "connect",
    pycurl.E_GOT_NOTHING: "truncated",
    pycurl.E_PARTIAL_FILE: "truncated",
    pycurl.E_RECV_ERROR: "truncated",
    pycurl.E_FILESIZE_EXCEEDED: "size",
    pycurl.E_URL_MALFORMAT: "url",
    pycurl.E_SSL_CONNECT_ERROR: "tls",
    pycurl.E_PEER_FAILED_VERIFICATION: "tls",
    pycurl.E_SSL_CACERT_BADFILE: "tls",
    pycurl.E_SSL_CERTPROBLEM: "tls",
    pycurl.E_SSL_CIPHER: "tls",
    pycurl.E_SSL_ISSUER_ERROR: "tls",
    pycurl.E_SSL_INVALIDCERTSTATUS: "tls",
}


def failure_of(error: pycurl.error, proxy: Proxy | None, connected: int, deadline: Deadline) -> FetchError:
    """The error that stands behind libcurl's; `connected` is a proxy's answer to CONNECT, 0 without one."""
    code, text = (*error.args, "")[:2]
    if proxy and (failure := proxy_failure(proxy, code, str(text), connected)):
        return failure
    rule = _RULES.get(code, "protocol")
    return _late(proxy, deadline) if rule == "timeout" else FetchError(one_line(str(text)), rule=rule)


def _late(proxy: Proxy | None, deadline: Deadline) -> FetchError:
    late = deadline.passed()
    return FetchError(f"{late} through the proxy {proxy.place}", rule=late.rule) if proxy else late
