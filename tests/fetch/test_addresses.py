"""Which addresses may be dialled."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import addresses
from feedsvc.fetch.addresses import AddressGuard

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "168.63.129.15",
    "168.63.129.17",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00:1450:4001::1",
    "2400:cb00::1",
    "::ffff:8.8.8.8",
]

REFUSED = {
    "0.0.0.0": "unspecified",
    "0.255.255.255": "unspecified",
    "10.1.2.3": "private",
    "100.64.0.0": "carrier NAT",
    "100.127.255.255": "carrier NAT",
    "127.0.0.1": "loopback",
    "168.63.129.16": "cloud metadata",
    "169.254.169.254": "link-local",
    "172.16.0.0": "private",
    "172.31.255.255": "private",
    "192.0.0.192": "reserved",
    "192.0.2.7": "documentation",
    "192.88.99.1": "6to4 relay",
    "192.168.255.255": "private",
    "198.18.0.0": "benchmarking",
    "198.19.255.255": "benchmarking",
    "198.51.100.9": "documentation",
    "203.0.113.9": "documentation",
    "224.0.0.251": "multicast",
    "239.1.1.1": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "IPv4-compatible",
    "::8.8.8.8": "IPv4-compatible",
    "::ffff:127.0.0.1": "loopback",
    "::ffff:a9fe:a9fe": "link-local",
    "::ffff:0:7f00:1": "IPv4-translated",
    "64:ff9b::a00:1": "NAT64",
    "64:ff9b::808:808": "NAT64",
    "64:ff9b:1::1": "NAT64",
    "64:ff9b:1:ffff:ffff:ffff:ffff:ffff": "NAT64",
    "100::1": "discard-only",
    "2001::1": "Teredo",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2": "Teredo",
    "2001:10::1": "reserved",
    "2001:1ff:ffff::": "reserved",
    "2001:db8::1": "documentation",
    "2002:7f00:1::": "6to4",
    "2002:808:808::1": "6to4",
    "3fff:fff::1": "documentation",
    "4000::1": "reserved",
    "5f00::1": "segment routing",
    "1::1": "reserved",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fe80::1": "link-local",
    "fec0::1": "site-local",
    "feff:ffff::1": "site-local",
    "ff02::1": "multicast",
    "ff0e::1": "multicast",
    "2600:1f00::5efe:a9fe:a9fe": "ISATAP",
    "2600:1f00::200:5efe:7f00:1": "ISATAP",
    "fe80::1%eth0": "scoped or malformed",
    "2606:4700::1%1": "scoped or malformed",
    "": "scoped or malformed",
    "localhost": "scoped or malformed",
    "127.1": "scoped or malformed",
    "0x7f.0.0.1": "scoped or malformed",
    "127.0.0.01": "scoped or malformed",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert AddressGuard().refusal(address) is None


@pytest.mark.parametrize(("address", "reason"), REFUSED.items())
def test_all_others_may_not(address: str, reason: str) -> None:
    assert AddressGuard().refusal(address) == reason


@pytest.mark.parametrize("address", ["10.1.2.3", "2001:db8::1"])
def test_what_is_reserved_after_this_list_was_written_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(addresses, "REFUSED_V4", ())
    monkeypatch.setattr(addresses, "REFUSED_V6", ())
    assert AddressGuard().refusal(address) == "reserved"
    assert AddressGuard().refusal("1.1.1.1") is AddressGuard().refusal("2606:4700::1") is None


@pytest.mark.parametrize(
    ("network", "address", "permitted"),
    [
        pytest.param("10.0.0.0/8", "10.1.2.3", True, id="inside"),
        pytest.param("10.0.0.0/8", "11.1.2.3", False, id="outside"),
        pytest.param("10.0.0.0/8", "::ffff:10.1.2.3", True, id="mapped"),
        pytest.param("10.0.0.0/8", "64:ff9b::10.1.2.3", False, id="NAT64 is not mapped"),
        pytest.param("10.0.0.0/8", "::10.1.2.3", False, id="compatible is not mapped"),
        pytest.param("fd00::/8", "fd12::1", True, id="IPv6"),
        pytest.param("fe80::/10", "fe80::1%eth0", False, id="scoped stays refused"),
        pytest.param("0.0.0.0/0", "::1", False, id="other family"),
    ],
)
def test_the_operators_networks(network: str, address: str, permitted: bool) -> None:
    assert AddressGuard([ip_network(network)]).permits(address) is permitted


@pytest.mark.parametrize(
    ("allow", "answers", "chosen"),
    [
        pytest.param([], ["1.1.1.1", "2606:4700::1"], ["1.1.1.1", "2606:4700::1"], id="public"),
        pytest.param([], ["1.1.1.1", "10.0.0.1"], None, id="mixed"),
        pytest.param([], ["10.0.0.1"], None, id="private"),
        pytest.param(["127.0.0.0/8"], ["::1", "127.0.0.1"], ["127.0.0.1"], id="half allowed"),
        pytest.param(["127.0.0.0/8"], ["1.1.1.1", "10.0.0.1"], None, id="mixed, other allowed"),
        pytest.param(
            ["127.0.0.0/8"], ["1.1.1.1", "127.0.0.1"], ["1.1.1.1", "127.0.0.1"], id="public and allowed"
        ),
    ],
)
def test_a_hosts_addresses_are_judged_together(
    allow: list[str], answers: list[str], chosen: list[str] | None
) -> None:
    guard = AddressGuard([ip_network(network) for network in allow])
    if chosen is not None:
        assert guard.choose(answers) == chosen
        return
    with pytest.raises(FetchError) as caught:
        guard.choose(answers)
    assert (caught.value.rule, caught.value.permanent) == ("address", False), "a name may lead elsewhere soon"
