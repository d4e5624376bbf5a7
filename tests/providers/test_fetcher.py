"""The shared fetcher before a hostile server on this machine, and where each row is held.

F1   429 with `Retry-After: 30`           test_a_wait_that_is_too_long_is_the_jobs_and_asked_once
F2   429 with 1.5, a date, rubbish, none  test_every_form_of_retry_after_is_kept
F3   503 twice, then an answer            test_three_calls_are_one_answer
F4   a page to sign in on for JSON        test_a_page_for_json_is_trouble_and_kept_by_nobody
F5   BOM, text/plain, gzip, deflate       test_json_comes_through_every_wrapping
     a bomb, announced and not            test_ten_gigabytes_in_a_gzip_stop_at_the_cap
F6   a body cut off, or shorter than said test_half_an_answer_is_none
F7   a byte now and then, for ever        test_a_drip_ends_with_the_deadline
F8   loops, too many, https to http       test_redirects_that_lead_nowhere_end
     redirects into the house             test_a_redirect_to_the_inner_network_is_refused
F9   a redirect with a key                test_a_key_stays_with_its_host
F10  charsets, told wrongly and not told  test_a_page_is_decoded_as_it_was_written
F11  a name that changes its address      test_a_name_that_changes_its_address_is_dialled_as_checked
F12  a key in an address that fails       test_a_key_is_in_no_row_no_log_and_no_error
F13  304 for an ETag                      test_an_answer_that_holds_is_used_again_and_counted
F14  paywall, robots, consent, soft 404   test_what_stands_before_a_page_is_told_apart
F15  PDF as HTML, HTML as PDF, too large  test_what_a_file_is_told_by_its_bytes

More of each: test_http, test_guard, test_targets, test_addresses, test_memory,
test_download, test_article_links, and tests/documents.
"""

from __future__ import annotations

import gzip
import logging
import re
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpcore2
import pytest
from werkzeug import Response as Reply

from claims.providers.errors import (
    BadAddressError,
    BadResponseError,
    BlockedAddressError,
    ConsentError,
    NotFoundError,
    PaywalledError,
    RateLimitedError,
    RefusedError,
    SourceError,
    TimedOutError,
    UnavailableError,
)
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.memory import ProcessMemory
from claims.providers.pages import read_page
from tests.documents.builders import encrypted_pdf, pdf
from tests.providers.fakes import Web, reply
from tests.providers.raw_server import RawServer, answer


def hostile(*scripts):
    """A server that runs one script a connection, the last one for ever."""
    waiting = list(scripts)

    def script(connection):
        now = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        connection.sendall(now) if isinstance(now, bytes) else now(connection)

    return RawServer(script)


def limited(said: str | None) -> bytes:
    headers = () if said is None else (f"Retry-After: {said}",)
    return answer(b"", status="429 Too Many Requests", headers=headers)


def test_every_row_has_its_test():
    told = re.findall(r"\b(test_\w+)$", __doc__, re.MULTILINE)
    assert len(set(re.findall(r"^F(\d+)", __doc__, re.MULTILINE))) == 15
    assert [name for name in told if not hasattr(sys.modules[__name__], name)] == []


def test_a_wait_that_is_too_long_is_the_jobs_and_asked_once(client_for, pauses):
    with hostile(limited("30")) as server:
        with pytest.raises(RateLimitedError) as caught:
            client_for(server.port).get(server.url, deadline=20)
        assert (caught.value.retry_after, server.connections) == (30, 1)
    assert pauses == []


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("1.5", 1.5, 1.5), ("date", 0, 5), ("soon", 0.25, 0.25), (None, 0.25, 0.25)],
)
def test_every_form_of_retry_after_is_kept(client_for, pauses, said, least, most):
    if said == "date":
        said = format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)
    with hostile(limited(said), answer(b"ok")) as server:
        assert client_for(server.port).get(server.url).body == b"ok"
    (waited,) = pauses
    assert least <= waited <= most


def test_three_calls_are_one_answer(client_for):
    busy = answer(b"", status="503 Service Unavailable")
    with hostile(busy, busy, answer(b"ok")) as server:
        assert client_for(server.port).get(server.url).body == b"ok"
        assert server.connections == 3


def test_a_page_for_json_is_trouble_and_kept_by_nobody(client_for):
    page = answer(
        b"<!doctype html><title>Sign in</title>", headers=("Content-Type: text/html",)
    )
    with hostile(page) as server:
        client = client_for(server.port)
        for _ in range(2):
            with pytest.raises(BadResponseError) as caught:
                client.get(server.url, ttl=600, check=lambda response: response.json())
            assert caught.value.kind == "html_instead_of_json"
        assert server.connections == 2


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b'\xef\xbb\xbf{"a": 1}', ()),
        (b'{"a": 1}', ("Content-Type: text/plain",)),
        (gzip.compress(b'{"a": 1}'), ("Content-Encoding: gzip",)),
        (zlib.compress(b'{"a": 1}'), ("Content-Encoding: deflate",)),
    ],
    ids=["BOM", "text", "gzip", "deflate"],
)
def test_json_comes_through_every_wrapping(client_for, body, headers):
    with hostile(answer(body, headers=headers)) as server:
        assert client_for(server.port).get(server.url).json() == {"a": 1}


def test_ten_gigabytes_in_a_gzip_stop_at_the_cap(client_for):
    """A stream that would be ten gigabytes, and a head that says so."""
    sent = 0

    def bomb(connection):
        nonlocal sent
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
        connection.sendall(head)
        packer = zlib.compressobj(9, wbits=31)
        zeros = bytes(1_000_000)
        while sent < 10_000_000_000 and not server.stopped.is_set():
            connection.sendall(packer.compress(zeros))
            sent += len(zeros)

    with hostile(bomb) as server:
        begun = time.monotonic()
        with pytest.raises(BadResponseError) as caught:
            client_for(server.port).get(server.url, max_bytes=5_000_000)
        assert caught.value.kind == "too_large"
        assert time.monotonic() - begun < 10
    assert sent < 1_000_000_000
    with hostile(answer(b"small", length=10_000_000_000)) as server:
        with pytest.raises(BadResponseError) as caught:
            client_for(server.port).get(server.url)
        assert caught.value.kind == "too_large"


@pytest.mark.parametrize(
    "said",
    [
        answer(b"half", length=100),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhal",
    ],
)
def test_half_an_answer_is_none(client_for, said):
    with hostile(said) as server, pytest.raises(UnavailableError):
        client_for(server.port).get(server.url)


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"]
)
def test_a_drip_ends_with_the_deadline(client_for, head):
    def drip(connection):
        connection.sendall(head)
        while not server.stopped.wait(0.05):
            connection.sendall(b"H")

    with hostile(drip) as server:
        begun = time.monotonic()
        with pytest.raises(TimedOutError):
            client_for(server.port).get(server.url, deadline=0.5)
        assert time.monotonic() - begun < 3


def test_redirects_that_lead_nowhere_end(client_for):
    for place in ("/again", "/further{}"):
        turns = iter(range(100))

        def away(connection, place=place, turns=turns):
            location = f"Location: {place.format(next(turns))}"
            connection.sendall(answer(b"", status="302 Found", headers=(location,)))

        with hostile(away) as server:
            with pytest.raises(BadResponseError, match="too many times"):
                client_for(server.port).get(server.url)
            assert server.connections == 6
    web = Web(lambda _request: reply("", status=301, location="http://site.example/"))
    with pytest.raises(BadAddressError, match="secure to an open"):
        web.client().get("https://site.example/")


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/",
     "http://[fd00:ec2::254]/latest", "http://[::ffff:10.0.0.1]/", "http://100.64.0.1/",
     "http://localhost/", "http://2130706433/", "file:///etc/passwd"],
)  # fmt: skip
def test_a_redirect_to_the_inner_network_is_refused(client_for, place):
    away = answer(b"", status="302 Found", headers=(f"Location: {place}",))
    with hostile(away) as server:
        with pytest.raises(RefusedError):
            client_for(server.port).get(server.url)
        assert server.connections == 1


def test_a_key_stays_with_its_host():
    def site(request):
        if request.url.host == "api.example":
            return reply("", status=302, location="https://elsewhere.example/")
        return reply("ok")

    web = Web(site)
    web.client().get("https://api.example/", headers={"X-Api-Key": "HUSH"})
    first, second = web.requests
    assert first.headers["x-api-key"] == "HUSH"
    assert "x-api-key" not in second.headers


RUSSIAN = (
    "Порт Эллери принял 4310 контейнеров за один день, сообщила администрация порта."
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("text/html; charset=windows-1251", RUSSIAN.encode("cp1251")),
        ("text/html", b"<meta charset=windows-1251>" + RUSSIAN.encode("cp1251")),
        ("text/html; charset=utf-8", b"<meta charset=latin-1>" + RUSSIAN.encode()),
        ("text/html", ("\ufeff" + RUSSIAN).encode("utf-16-le")),
    ],
    ids=["header", "meta", "both", "UTF-16"],
)
def test_a_page_is_decoded_as_it_was_written(client_for, head, body):
    with hostile(answer(body, headers=(f"Content-Type: {head}",))) as server:
        text = client_for(server.port).get(server.url).text()
    assert RUSSIAN in text


def test_a_name_that_changes_its_address_is_dialled_as_checked(monkeypatch):
    """The first look-up answers with a public address, each later one with our own."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    dialled = []

    def connect(_self, host, port, **_options):
        dialled.append((host, port))
        raise httpcore2.ConnectError("nobody is there")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    client = HttpClient(
        HttpSettings(contact_email="a@desk.example", min_interval=0.0),
        resolver=lambda *_: next(answers),
        sleep=lambda _seconds: None,
    )
    with pytest.raises(SourceError) as caught:
        client.get("http://rebinding.example/")
    assert dialled == [("93.184.216.34", 80)]
    # The second try looked again, saw our own address and went no further.
    assert isinstance(caught.value, BlockedAddressError)


def test_a_key_is_in_no_row_no_log_and_no_error(client_for, caplog):
    caplog.set_level(logging.DEBUG)
    memory = ProcessMemory()
    with hostile(answer(b"HUSH", status="500 Oops")) as server:
        client = client_for(server.port, secrets=("HUSH",))
        client._memory = memory
        with pytest.raises(SourceError) as caught:
            client.get(server.url, params={"api_key": "HUSH", "q": "HUSH"})
    told = f"{caught.value!s} {memory.calls} {caplog.text}"
    assert memory.calls[0].outcome == "unavailable"
    assert "HUSH" not in told


def test_an_answer_that_holds_is_used_again_and_counted(httpserver, client_for):
    def tagged(request):
        same = request.headers.get("If-None-Match") == '"5"'
        return Reply(status=304) if same else Reply("five", headers={"ETag": '"5"'})

    httpserver.expect_request("/e").respond_with_handler(tagged)
    client, url = client_for(httpserver.port), httpserver.url_for("/e")
    first = client.get(url, ttl=600)
    client.expire_soon(url, seconds=0)
    again = client.get(url, ttl=600)
    assert (first.body, again.body, again.cached) == (b"five", b"five", True)
    assert again.fetched_at > first.fetched_at
    assert [call.outcome for call in client._memory.calls] == ["ok", "cached"]


@pytest.mark.parametrize(
    ("page", "status", "error"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle",'
         ' "isAccessibleForFree": "False"}</script><p>Half of it.</p>', 200, PaywalledError),
        ("<title>Attention Required!</title>", 403, RefusedError),
        ("<title>Just a moment...</title><p>Checking your browser.</p>", 200, RefusedError),
        (f"<title>Cookies</title><p>{'We and our partners use cookies. ' * 9}</p>", 200,
         ConsentError),
        ("<title>Page not found</title><p>Sorry.</p>", 200, NotFoundError),
    ],
    ids=["paywall", "refused", "robots", "consent", "soft 404"],
)  # fmt: skip
def test_what_stands_before_a_page_is_told_apart(
    httpserver, client_for, page, status, error
):
    made = Reply(f"<!doctype html>{page}", status=status, content_type="text/html")
    httpserver.expect_request("/p").respond_with_response(made)
    with pytest.raises(error):
        read_page(client_for(httpserver.port), httpserver.url_for("/p"))


def test_what_a_file_is_told_by_its_bytes(httpserver, client_for):
    client = client_for(httpserver.port)

    def read(body, media_type):
        httpserver.expect_oneshot_request("/f").respond_with_response(
            Reply(body, content_type=media_type)
        )
        return read_page(client, httpserver.url_for("/f"), deadline=30).document

    said = "The port handled 4,310 containers on one day in May, its board said."
    page = f"<!doctype html><title>Port</title><article><p>{said}</p></article>"
    assert read(page, "application/pdf").media_type == "text/html"
    assert read(pdf([[said]]), "text/html").media_type == "application/pdf"
    with pytest.raises(BadResponseError) as caught:
        read(b"%PDF-1.7\n" + bytes(31_000_000), "application/pdf")
    assert caught.value.kind == "too_large"
    with pytest.raises(BadResponseError) as caught:
        read(encrypted_pdf([said], user="x", owner="y"), "application/pdf")
    assert caught.value.kind == "unreadable"
