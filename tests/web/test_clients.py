from __future__ import annotations

from ipaddress import ip_network

import pytest

from feedsvc.web.clients import client_of

PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        pytest.param("203.0.113.9", None, "203.0.113.9", id="direct"),
        pytest.param("203.0.113.9", "198.51.100.1", "203.0.113.9", id="a stranger is not believed"),
        pytest.param("10.0.0.2", "198.51.100.1", "198.51.100.1", id="a proxy is"),
        pytest.param("10.0.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1", id="the last hop counts"),
        pytest.param("10.0.0.2", "198.51.100.1, 10.9.9.9", "198.51.100.1", id="past a second proxy"),
        pytest.param("10.0.0.2", "198.51.100.1:51234", "198.51.100.1", id="with a port"),
        pytest.param(
            "10.0.0.2", "[2001:db8:1:2::4]:443, 10.9.9.9:80", "2001:db8:1:2::/64", id="IPv6 with one"
        ),
        pytest.param("10.0.0.2", "junk", "10.0.0.2", id="junk"),
        pytest.param("10.0.0.2", "198.51.100.1, junk", "10.0.0.2", id="junk at the end"),
        pytest.param("10.0.0.2", "10.0.0.3", "10.0.0.3", id="nothing but proxies"),
        pytest.param("::1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64", id="IPv6 by its site"),
        pytest.param("::ffff:203.0.113.9", None, "203.0.113.9", id="mapped IPv4"),
        pytest.param("", None, "", id="a UNIX socket"),
    ],
)
def test_a_client_is_whom_trusted_proxies_vouch_for(remote: str, forwarded: str | None, client: str) -> None:
    assert client_of(remote, forwarded, PROXIES) == client
