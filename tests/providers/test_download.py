"""A body too large for memory goes into a file, by the same door and its guards."""

from __future__ import annotations

import gzip
import io
from itertools import chain, repeat

import pytest
from werkzeug import Response as Reply

from claims.providers.errors import (
    BadResponseError,
    NetworkOffError,
    SourceError,
    UnavailableError,
)
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.memory import ProcessMemory
from tests.providers.fakes import Web, reply
from tests.providers.raw_server import RawServer, answer

BODY = b"0123456789" * 30_000


@pytest.fixture
def client(client_for, httpserver):
    return client_for(httpserver.port)


def download(client, url, **said):
    file = io.BytesIO()
    known = {"max_bytes": 1_000_000, "deadline": 20.0} | said
    return client.download(url, file, **known), file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_the_body_is_in_the_file_and_its_size_in_the_answer(client, httpserver, packed):
    body, headers = (
        (gzip.compress(BODY), {"Content-Encoding": "gzip"})
        if packed
        else (
            BODY,
            {},
        )
    )
    sent = Reply(body, headers=headers)
    httpserver.expect_request("/f").respond_with_response(sent)
    response, taken = download(client, httpserver.url_for("/f"))
    assert taken == BODY
    assert (response.body, response.size) == (b"", len(BODY))


def test_a_try_that_was_cut_off_leaves_nothing_in_the_file(client_for):
    said = chain([answer(BODY[:5_000], length=len(BODY))], repeat(answer(b"all of it")))
    with RawServer(lambda connection: connection.sendall(next(said))) as server:
        _, taken = download(client_for(server.port), server.url)
    assert taken == b"all of it"


def test_a_download_that_is_always_cut_off_is_unavailable(client_for):
    cut = answer(BODY[:5_000], length=len(BODY))
    with RawServer(lambda connection: connection.sendall(cut)) as server:
        with pytest.raises(UnavailableError):
            download(client_for(server.port), server.url)
        assert server.connections == 3


def test_a_body_over_the_cap_is_an_error(client, httpserver):
    httpserver.expect_request("/f").respond_with_data(BODY)
    with pytest.raises(BadResponseError) as caught:
        download(client, httpserver.url_for("/f"), max_bytes=100_000)
    assert caught.value.kind == "too_large"


def test_what_has_not_changed_is_not_sent_again(client, httpserver):
    httpserver.expect_request("/f", headers={"If-None-Match": '"7"'}).respond_with_data(
        status=304
    )
    said = {"headers": {"If-None-Match": '"7"'}}
    response, taken = download(client, httpserver.url_for("/f"), **said)
    assert (response.status, taken) == (304, b"")


def test_an_error_s_page_does_not_go_into_the_file():
    web = Web(lambda _request: reply(b"x" * 5_000, status=404))
    file = io.BytesIO()
    with pytest.raises(SourceError):
        web.client().download("https://a.example/f", file, max_bytes=9, deadline=5)
    assert file.getvalue() == b""


def test_a_redirect_into_the_house_is_refused(client, httpserver):
    httpserver.expect_request("/f").respond_with_data(
        status=302, headers={"Location": "http://169.254.169.254/"}
    )
    with pytest.raises(SourceError, match=r"internet|public"):
        download(client, httpserver.url_for("/f"))


def test_nothing_is_downloaded_with_the_network_off():
    client = HttpClient(HttpSettings(network=False))
    with pytest.raises(NetworkOffError):
        download(client, "https://a.example/f")


def test_the_record_of_calls_says_how_much_came():
    memory = ProcessMemory()
    web = Web(lambda _request: reply(b"x" * 5_000))
    download(web.client(memory=memory), "https://a.example/f")
    assert [call.size for call in memory.calls] == [5_000]


def test_a_full_disk_is_our_trouble_and_no_site_s():
    class Full(io.BytesIO):
        def write(self, _piece):
            raise OSError(28, "No space left on device")

    web = Web(lambda _request: reply(b"x"))
    with pytest.raises(BadResponseError, match="no room") as caught:
        web.client().download("https://a.example/f", Full(), max_bytes=9, deadline=5)
    assert not caught.value.troubled
