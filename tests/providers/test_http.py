from __future__ import annotations

import gzip
import json
import logging
import time
import zlib
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from werkzeug import Response as Reply

from claims.providers.errors import (
    AuthFailedError,
    BadQueryError,
    BadResponseError,
    CertificateError,
    NetworkOffError,
    NoContactError,
    NotFoundError,
    PaywalledError,
    QuotaExhaustedError,
    RateLimitedError,
    RefusedError,
    RobotCheckError,
    SourceError,
    TimedOutError,
    UnavailableError,
)
from claims.providers.http import HttpClient, HttpSettings
from tests.providers.fakes import Web, reply
from tests.providers.raw_server import RawServer, answer


@pytest.fixture
def client(client_for, httpserver):
    return client_for(httpserver.port)


def serve(httpserver, path, *replies):
    """Answers a path with each reply in turn, the last one for ever."""
    waiting = list(replies)

    def handler(_request):
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    httpserver.expect_request(path).respond_with_handler(handler)
    return httpserver.url_for(path)


def asked(httpserver, path):
    return sum(request.path == path for request, _ in httpserver.log)


def test_an_answer_comes_with_its_circumstances(client, httpserver):
    url = serve(
        httpserver, "/a", Reply("fünf", content_type="text/plain; charset=UTF-8")
    )
    before = datetime.now(UTC)
    response = client.get(url, params={"q": "10,000"}, headers={"Accept": "text/plain"})
    assert (response.status, response.body) == (200, "fünf".encode())
    assert response.text() == "fünf"
    assert (response.media_type, response.charset) == ("text/plain", "UTF-8")
    assert response.url == f"{url}?q=10%2C000"
    assert response.redirects == ()
    assert before <= response.fetched_at <= datetime.now(UTC)
    request = httpserver.log[0][0]
    assert request.headers["Accept"] == "text/plain"
    assert "mailto:desk@desk.example" in request.headers["User-Agent"]
    assert request.headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("status", "headers", "body", "error"),
    [
        (400, {}, "", BadQueryError), (422, {}, "", BadQueryError),
        (401, {}, "", AuthFailedError), (402, {}, "", PaywalledError),
        (403, {}, "", RefusedError), (451, {}, "", RefusedError),
        (403, {"cf-mitigated": "challenge"}, "", RobotCheckError),
        (404, {}, "", NotFoundError), (410, {}, "", NotFoundError),
        (405, {}, "", BadResponseError), (206, {}, "part", BadResponseError),
        (429, {}, '{"code": "insufficient_quota"}', QuotaExhaustedError),
        (501, {}, "", UnavailableError),
    ],
)  # fmt: skip
def test_a_status_that_will_not_change_is_asked_once(
    client, httpserver, status, headers, body, error
):
    url = serve(httpserver, "/s", Reply(body, status=status, headers=headers))
    with pytest.raises(SourceError) as caught:
        client.get(url)
    assert type(caught.value) is error
    assert asked(httpserver, "/s") == 1


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_trouble_is_asked_again(client, httpserver, pauses, status):
    url = serve(
        httpserver, "/r", Reply(status=status), Reply(status=status), Reply("ok")
    )
    assert client.get(url).body == b"ok"
    assert asked(httpserver, "/r") == 3
    assert pauses == [0.25, 0.5]


def test_lasting_trouble_is_given_up_after_three_tries(client, httpserver):
    url = serve(httpserver, "/r", Reply(status=503))
    with pytest.raises(UnavailableError, match="error 503"):
        client.get(url)
    assert asked(httpserver, "/r") == 3


@pytest.mark.parametrize(
    ("header", "waited"), [("1.5", 1.5), ("0", 0.0), ("soon", 0.25), ("-3", 0.0)]
)
def test_a_short_retry_after_is_waited_for(client, httpserver, pauses, header, waited):
    reply = Reply(status=429, headers={"Retry-After": header})
    url = serve(httpserver, "/w", reply, Reply("ok"))
    assert client.get(url).body == b"ok"
    assert pauses == [waited]


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_retry_after_is_handed_to_the_job(client, httpserver, pauses, status):
    url = serve(httpserver, "/w", Reply(status=status, headers={"Retry-After": "30"}))
    with pytest.raises(RateLimitedError) as caught:
        client.get(url, deadline=20)
    assert caught.value.retry_after == 30
    assert caught.value.retryable
    assert asked(httpserver, "/w") == 1
    assert pauses == []


def test_redirects_are_followed_and_remembered(client, httpserver):
    end = serve(httpserver, "/end", Reply("ok"))
    middle = serve(
        httpserver, "/middle", Reply(status=307, headers={"Location": "/end"})
    )
    start = serve(httpserver, "/start", Reply(status=301, headers={"Location": middle}))
    response = client.get(start)
    assert (response.body, response.url) == (b"ok", end)
    assert response.redirects == (start, middle)


def test_a_redirect_loop_ends(client, httpserver):
    url = serve(httpserver, "/loop", Reply(status=302, headers={"Location": "/loop"}))
    with pytest.raises(BadResponseError, match="too many times") as caught:
        client.get(url)
    assert caught.value.kind == "redirect"
    assert asked(httpserver, "/loop") == 6


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "http://127.0.0.1:6379/", "http://169.254.169.254/latest",
     "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "http://a@127.0.0.1/"],
)  # fmt: skip
def test_a_redirect_into_the_house_is_refused(client, httpserver, location):
    url = serve(httpserver, "/out", Reply(status=302, headers={"Location": location}))
    with pytest.raises(RefusedError):
        client.get(url)


def test_keys_do_not_follow_a_redirect_to_another_host():
    def site(request):
        places = {"/a": "/b", "/b": "https://other.example/c"}
        if location := places.get(request.url.path):
            return reply("", status=302, location=location)
        return reply("ok")

    web = Web(site)
    sent = {"Authorization": "Bearer k", "X-Own-Key": "k", "Accept": "text/plain"}
    assert web.client().get("https://site.example/a", headers=sent).body == b"ok"
    assert [r.url.host for r in web.requests] == ["site.example"] * 2 + [
        "other.example"
    ]
    assert all(r.headers["accept"] == "text/plain" for r in web.requests)
    assert ["authorization" in r.headers for r in web.requests] == [True, True, False]
    assert ["x-own-key" in r.headers for r in web.requests] == [True, True, False]


@pytest.mark.parametrize("packed", [gzip.compress, zlib.compress])
def test_packed_bodies_are_unpacked(client, httpserver, packed):
    name = "gzip" if packed is gzip.compress else "deflate"
    body = b"5,300 tonnes " * 50_000
    url = serve(
        httpserver, "/z", Reply(packed(body), headers={"Content-Encoding": name})
    )
    assert client.get(url).body == body


def test_deflate_without_a_header_and_gzip_in_several_members_are_unpacked(
    client, httpserver
):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bare = packer.compress(b"five") + packer.flush()
    url = serve(httpserver, "/b", Reply(bare, headers={"Content-Encoding": "deflate"}))
    assert client.get(url).body == b"five"
    two = gzip.compress(b"five") + gzip.compress(b" six") + b"\x00\x00"
    url = serve(httpserver, "/m", Reply(two, headers={"Content-Encoding": "gzip"}))
    assert client.get(url).body == b"five six"


@pytest.mark.parametrize("name", ["br", "zstd", "gzip, gzip", "compress"])
def test_an_encoding_that_was_not_asked_for_is_refused(client, httpserver, name):
    url = serve(
        httpserver, "/e", Reply(b"\x1f\x8b", headers={"Content-Encoding": name})
    )
    with pytest.raises(BadResponseError) as caught:
        client.get(url)
    assert caught.value.kind == "encoding"


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"5,300 tonnes " * 999)[:-9], b"no gzip", b"\x1f"],
    ids=["cut off", "no gzip", "first byte"],  # a gzip bears the second it was made in
)
def test_a_cut_off_or_false_gzip_is_no_half_answer(client, httpserver, body):
    url = serve(httpserver, "/c", Reply(body, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(BadResponseError) as caught:
        client.get(url)
    assert caught.value.kind == "encoding"


def test_a_bomb_is_stopped_by_its_size_and_by_its_ratio(client, httpserver):
    bomb = gzip.compress(bytes(200_000_000), 1)
    url = serve(httpserver, "/bomb", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    for cap in (30_000_000, 10**9):
        with pytest.raises(BadResponseError) as caught:
            client.get(url, max_bytes=cap)
        assert caught.value.kind == "too_large"
    assert not caught.value.retryable


def test_a_body_over_the_cap_is_an_error_and_no_truncated_answer(client, httpserver):
    url = serve(httpserver, "/big", Reply(b"x" * 5_001))
    assert len(client.get(url, max_bytes=5_001).body) == 5_001
    with pytest.raises(BadResponseError, match="larger than"):
        client.get(url, max_bytes=5_000)


def test_a_drip_of_bytes_cannot_outlast_the_deadline(client_for):
    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not server.stopped.wait(0.05):
            connection.sendall(b"x")

    with RawServer(drip) as server:
        begun = time.monotonic()
        with pytest.raises(TimedOutError):
            client_for(server.port).get(server.url, deadline=0.6)
        assert time.monotonic() - begun < 3


def test_a_drip_of_headers_cannot_outlast_the_deadline(client_for):
    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not server.stopped.wait(0.05):
            connection.sendall(b"x")

    with RawServer(drip) as server, pytest.raises(TimedOutError):
        client_for(server.port).get(server.url, deadline=0.5)


@pytest.mark.parametrize(
    "said",
    [
        answer(b"half", length=100),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000,
        b"not http at all\r\n\r\n",
        b"",
    ],
    ids=["short body", "cut chunk", "long header", "no http", "nothing"],
)
def test_a_broken_answer_is_no_answer(client_for, said):
    with RawServer(lambda connection: connection.sendall(said)) as server:
        with pytest.raises(UnavailableError):
            client_for(server.port).get(server.url)
        assert server.connections == 3


def test_nobody_listening_is_unavailable(client_for):
    with RawServer(lambda _connection: None) as server:
        port = server.port
    with pytest.raises(UnavailableError, match="could not be reached"):
        client_for(port).get(f"http://127.0.0.1:{port}/")


def test_a_server_without_tls_is_told_apart(client, httpserver):
    with pytest.raises(CertificateError, match="No secure connection"):
        client.get(f"https://localhost:{httpserver.port}/")


@pytest.mark.parametrize(
    ("known", "error"),
    [
        (HttpSettings(), NoContactError),
        (HttpSettings(contact_email="a@desk.example", network=False), NetworkOffError),
    ],
)
def test_without_a_contact_or_a_network_nobody_is_asked(known, error):
    client = HttpClient(known, resolver=lambda *_: pytest.fail("a name was looked up"))
    with pytest.raises(error):
        client.get("https://example.org/")
    assert type(client.why_not()) is error


def test_a_page_a_person_named_is_visited_without_a_contact():
    client = HttpClient(HttpSettings(contact_needed=False))
    assert client.why_not() is None
    assert client.settings.user_agent.startswith("FactcheckWorkbench/1.0 httpx2/")


def test_own_services_are_asked_without_a_contact(httpserver):
    url = serve(httpserver, "/own", Reply("ok"))
    listed = frozenset({("localhost", httpserver.port)})
    client = HttpClient(HttpSettings(network=False, allow_hosts=listed))
    assert client.get(url).body == b"ok"


def test_a_secret_is_in_no_error_and_no_log(client_for, httpserver, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_for(httpserver.port, secrets=("HUSH",))
    url = serve(httpserver, "/k", Reply("HUSH", status=500))
    for address in (url, "http://127.0.0.1:1/"):
        with pytest.raises(SourceError) as caught:
            client.get(
                address, params={"api_key": "HUSH"}, headers={"X-Api-Key": "HUSH"}
            )
        assert "HUSH" not in str(caught.value)
    ours = [r for r in caplog.records if not r.name.startswith("werkzeug")]
    assert "HUSH" not in "".join(record.getMessage() for record in ours)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'\xef\xbb\xbf{"a": 0.10}', {"a": Decimal("0.10")}),
        (b" [1, 2] ", [1, 2]),
        ('"fünf"'.encode(), "fünf"),
    ],
)
def test_json_is_read_with_exact_numbers(client, httpserver, body, expected):
    url = serve(httpserver, "/j", Reply(body, content_type="text/plain"))
    assert client.get(url).json() == expected


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty_body"), (b"  ", "empty_body"),
        (b"<!doctype html><p>Log in", "html_instead_of_json"),
        (b" \n<html>", "html_instead_of_json"),
        (b"Resource not found.", "invalid_json"), (b'{"a": NaN}', "invalid_json"),
        (b'{"a": Infinity}', "invalid_json"), (b'{"a": 1', "invalid_json"),
        (b"[" * 100_000, "invalid_json"), (b'"\xff"', "invalid_json"),
        (b"1" * 5_000, "invalid_json"), (b"0." + b"1" * 500, "invalid_json"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_told_apart(client, httpserver, body, kind):
    url = serve(httpserver, "/j", Reply(body, content_type="application/json"))
    with pytest.raises(BadResponseError) as caught:
        client.get(url).json()
    assert caught.value.kind == kind


def test_a_304_is_an_answer(client, httpserver):
    url = serve(httpserver, "/etag", Reply(status=304))
    assert client.get(url, headers={"If-None-Match": '"5"'}).status == 304


def test_every_error_says_something_and_has_a_code_of_its_own():
    kinds = [*_subclasses(SourceError)]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
    for kind in kinds:
        error = kind("schema") if kind is BadResponseError else kind()
        assert str(error).endswith((".", "schema"))
    assert json.dumps(sorted(codes))


def _subclasses(kind):
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)
