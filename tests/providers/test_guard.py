from __future__ import annotations

import ssl

import httpcore2
import httpx2
import pytest
from httpcore2 import NetworkBackend, NetworkStream

from claims.providers.errors import BlockedAddressError
from claims.providers.guard import Deadline, GuardedBackend
from claims.providers.http import HttpClient, HttpSettings

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class FakeStream(NetworkStream):
    def __init__(self) -> None:
        self.sent = b""
        self.server_names: list[str | None] = []
        self._waiting = [ANSWER]

    def read(self, max_bytes, timeout=None):
        return self._waiting.pop() if self._waiting else b""

    def write(self, buffer, timeout=None):
        self.sent += buffer

    def close(self):
        pass

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        assert isinstance(ssl_context, ssl.SSLContext)
        assert ssl_context.verify_mode is ssl.CERT_REQUIRED
        assert ssl_context.check_hostname
        self.server_names.append(server_hostname)
        return self


class Dialler(NetworkBackend):
    """Notes what is dialled, and connects it to nothing."""

    def __init__(self) -> None:
        self.dialled: list[tuple[str, int]] = []
        self.stream = FakeStream()

    def connect_tcp(
        self, host, port, timeout=None, local_address=None, socket_options=None
    ):
        self.dialled.append((host, port))
        return self.stream


class Names:
    """A name server that gives each answer once, in order."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host, port, timeout):
        self.asked.append(host)
        return self.answers.pop(0)


@pytest.fixture
def dialler(monkeypatch):
    dialler = Dialler()
    monkeypatch.setattr("claims.providers.guard.SyncBackend", lambda: dialler)
    return dialler


def client(names, **settings) -> HttpClient:
    known = HttpSettings(contact_email="desk@desk.example", min_interval=0, **settings)
    return HttpClient(known, resolver=names)


def test_the_hook_into_the_http_library_is_where_we_put_it():
    transport = httpx2.HTTPTransport()
    assert isinstance(transport._pool, httpcore2.ConnectionPool)
    assert hasattr(transport._pool, "_network_backend")


def test_the_checked_address_is_dialled_and_the_name_is_looked_up_once(dialler):
    names = Names(["93.184.216.34", "93.184.216.35"], ["127.0.0.1"])
    assert client(names).get("http://rebind.example/a").body == b"ok"
    assert dialler.dialled == [("93.184.216.34", 80)]
    assert names.asked == ["rebind.example"]


def test_the_name_of_the_site_stays_in_the_handshake_and_the_host_header(dialler):
    client(Names(["93.184.216.34"])).get("https://site.example/a?b=1")
    assert dialler.dialled == [("93.184.216.34", 443)]
    assert dialler.stream.server_names == ["site.example"]
    assert b"GET /a?b=1 HTTP/1.1\r\n" in dialler.stream.sent
    assert b"Host: site.example\r\n" in dialler.stream.sent


def test_the_request_says_who_asks(dialler):
    client(Names(["93.184.216.34"]), contact_url="https://desk.example/about").get(
        "http://site.example/"
    )
    sent = dialler.stream.sent.decode()
    assert "User-Agent: FactcheckWorkbench/" in sent
    assert "(https://desk.example/about; mailto:desk@desk.example) httpx2/" in sent


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["169.254.169.254"], ["::ffff:10.0.0.1"],
     ["64:ff9b::a9fe:a9fe"], ["fe80::1%eth0"], ["168.63.129.16"], ["100.64.0.1"]],
)  # fmt: skip
def test_nothing_is_dialled_when_any_address_is_private(dialler, addresses):
    with pytest.raises(BlockedAddressError, match="not on the public internet"):
        client(Names(addresses)).get("http://inner.example/")
    assert dialler.dialled == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0", "127.1", "2130706433", "0x7f000001", "[::1]",
             "[::ffff:127.0.0.1]", "169.254.169.254", "[fd00:ec2::254]"],
)  # fmt: skip
def test_addresses_of_this_machine_are_refused_by_the_real_resolver(dialler, host):
    settings = HttpSettings(contact_email="desk@desk.example", min_interval=0)
    with pytest.raises(BlockedAddressError):
        HttpClient(settings).get(f"http://{host}/")
    assert dialler.dialled == []


def test_a_refusal_is_not_tried_again(dialler):
    names = Names(["127.0.0.1"], ["93.184.216.34"])
    with pytest.raises(BlockedAddressError):
        client(names).get("http://inner.example/")
    assert names.asked == ["inner.example"]


def test_each_redirect_is_checked_anew(dialler):
    dialler.stream._waiting = [
        b"HTTP/1.1 302 Found\r\nLocation: http://inner.example/\r\n"
        b"Content-Length: 0\r\nConnection: close\r\n\r\n"
    ]
    names = Names(["93.184.216.34"], ["10.1.2.3"])
    with pytest.raises(BlockedAddressError):
        client(names).get("http://outer.example/")
    assert dialler.dialled == [("93.184.216.34", 80)]


def test_a_public_site_cannot_redirect_to_a_listed_service(dialler):
    dialler.stream._waiting = [
        b"HTTP/1.1 302 Found\r\nLocation: http://search.internal/\r\n"
        b"Content-Length: 0\r\nConnection: close\r\n\r\n"
    ]
    names = Names(["93.184.216.34"], ["10.1.2.3"])
    listed = frozenset({("search.internal", 80)})
    with pytest.raises(BlockedAddressError):
        client(names, allow_hosts=listed).get("http://outer.example/")


def test_a_proxy_of_the_environment_is_ignored(dialler, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    client(Names(["93.184.216.34"])).get("http://site.example/")
    assert dialler.dialled == [("93.184.216.34", 80)]


def test_sockets_of_this_machine_are_never_dialled():
    backend = GuardedBackend(deadline=Deadline(5))
    with pytest.raises(httpcore2.UnsupportedProtocol):
        backend.connect_unix_socket("/run/docker.sock")


def test_after_the_deadline_nothing_is_read_or_written(dialler):
    now = [100.0]
    deadline = Deadline(5, clock=lambda: now[0])
    backend = GuardedBackend(
        deadline=deadline, resolve=Names(["93.184.216.34"]), dialler=dialler
    )
    stream = backend.connect_tcp("site.example", 80, timeout=3)
    assert stream.read(10)
    now[0] = 105.0
    with pytest.raises(httpcore2.ReadTimeout):
        stream.read(10)
    with pytest.raises(httpcore2.ReadTimeout):
        stream.write(b"x")
