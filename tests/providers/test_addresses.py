from __future__ import annotations

import socket
import threading
import time

import pytest

from claims.providers.addresses import is_public, resolve, vetted
from claims.providers.errors import BlockedAddressError, UnavailableError

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3",  # noqa: S104
    "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.170.2", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.8", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::ffff:7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
    "2002:7f00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1",
    "", "localhost", "2130706433", "127.1", "1.2.3.4.5", "::g",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "192.0.1.1", "172.32.0.1", "223.255.255.254",
    "2606:4700:4700::1111", "2a00:1450:4001:82a::200e", "2600::", "::ffff:8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_an_inner_network_is_never_asked(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address):
    assert is_public(address)


def test_one_private_answer_among_public_ones_refuses_the_host():
    with pytest.raises(BlockedAddressError) as caught:
        vetted(
            "mixed.example", 80, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"], timeout=1
        )
    assert str(caught.value) == "That address is not on the public internet."


def test_a_host_without_addresses_is_unavailable():
    with pytest.raises(UnavailableError, match="could not be resolved"):
        vetted("empty.example", 80, resolve=lambda *_: [], timeout=1)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"],
)
def test_every_spelling_of_this_machine_is_refused_after_resolving(host):
    with pytest.raises((BlockedAddressError, UnavailableError)):
        vetted(host, 80, resolve=resolve, timeout=5)


def test_a_resolver_that_hangs_is_given_up(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: release.wait(10) and []
    )
    begun = time.monotonic()
    with pytest.raises(UnavailableError, match="in time"):
        resolve("slow.example", 80, 0.1)
    release.set()
    assert time.monotonic() - begun < 2


def test_a_name_that_does_not_exist_is_unavailable(monkeypatch):
    def fail(*_args, **_options):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(UnavailableError, match="could not be resolved"):
        resolve("nowhere.example", 80, 1)
