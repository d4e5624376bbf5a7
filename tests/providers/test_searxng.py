from __future__ import annotations

import pytest
from werkzeug import Response as Reply

from claims.providers.base import Outcome
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.memory import ProcessMemory
from claims.providers.searxng import Searxng
from claims.providers.targets import host_and_port
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, recording, reply

ADDRESS = "http://searxng.house:8080/"
PAGE = (
    "<!doctype html><title>Ellery</title><article><p>The port of Ellery handled 4,310"
    " containers on one day, its board said. The cranes ran until midnight.</p></article>"
)


def searxng(answer="found", address=ADDRESS):
    def site(request):
        if request.url.host == "searxng.house":
            return recorded(f"searxng/{answer}")
        return reply(PAGE, content_type="text/html; charset=utf-8")

    web = Web(site)
    own = web.client(allow_hosts=host_and_port(ADDRESS), contact_needed=False)
    return Searxng(own, web.client(), address), web


class TestContract(ProviderContract):
    def found(self):
        return searxng()[0]

    def failing(self):
        return searxng("no_engine")[0]


def test_a_search_asks_the_newsrooms_own_server():
    provider, web = searxng()
    provider.search(FRAME)
    request = web.requests[0]
    assert str(request.url).startswith("http://searxng.house:8080/search?")
    assert dict(request.url.params) == {
        "q": "port Ellery containers handled 4,200", "format": "json",
        "categories": "general,news", "language": "en", "safesearch": "0", "pageno": "1",
    }  # fmt: skip


def test_without_an_address_it_is_not_asked_and_says_what_to_set():
    provider, web = searxng(address="")
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "not_set_up")
    assert "SEARXNG_URL" in result.message
    assert not web.requests


def test_engines_that_kept_silent_are_no_empty_result():
    result = searxng("no_engine")[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "unavailable")
    assert "google (Suspended: CAPTCHA), startpage (timeout)" in result.message


def test_engines_that_kept_silent_beside_others_are_told():
    result = searxng("found_partly")[0].search(FRAME)
    assert (result.outcome, result.partial) == (Outcome.FOUND, True)
    assert result.message == (
        "Did not answer: google (Suspended: CAPTCHA), startpage (timeout)."
    )


def test_nothing_found_by_engines_that_answered_is_empty():
    result = searxng("empty")[0].search(FRAME)
    assert (result.outcome, result.partial) == (Outcome.EMPTY, False)


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        ("json_off", "refused", "search.formats"),
        ("too_many_requests", "rate_limited", ""),
        ("no_query", "bad_query", ""),
        ("html_page", "bad_response", ""),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason, told):
    result = searxng(name)[0].search(FRAME, deadline=3)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)
    assert told in result.message


def test_a_result_may_lack_all_but_its_address_and_is_never_dated_by_an_engine():
    first, second = searxng()[0].search(FRAME).candidates
    assert (first.url, first.published_at) == ("https://harbour.example/day", None)
    assert first.extra["dated"] == "2024-06-04T00:00:00"
    assert (second.title, second.snippet) == ("Quay numbers", "")


@pytest.mark.parametrize("body", ["[]", "{}", '{"results": null}'])
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    own = web.client(allow_hosts=host_and_port(ADDRESS))
    result = Searxng(own, web.client(), ADDRESS).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


def test_its_internal_address_is_asked_and_no_other(httpserver):
    """Over a real connection: the server lists a page of the house, which is refused."""
    status, headers, body = recording("searxng/found")
    inside = httpserver.url_for("/secret").encode()
    body = body.replace(b"https://quay.example/numbers", inside)
    httpserver.expect_request("/search").respond_with_data(
        body, status=status, headers=headers
    )
    httpserver.expect_request("/secret").respond_with_response(Reply("inside"))
    address = httpserver.url_for("").rstrip("/")
    own = HttpSettings(
        contact_needed=False, allow_hosts=host_and_port(address), provider="searxng",
        min_interval=0.0,
    )  # fmt: skip
    pages = HttpClient(HttpSettings(contact_needed=False))
    provider = Searxng(HttpClient(own), pages, address)
    listed = provider.search(FRAME).candidates[1]
    assert listed.url == inside.decode()
    with pytest.raises(Exception, match=r"ports 80 and 443|public internet"):
        provider.fetch(listed)


def test_the_engines_behind_it_are_asked_at_a_pace():
    memory = ProcessMemory()
    web = Web(lambda _request: recorded("searxng/empty"))
    waits: list[float] = []
    client = HttpClient(
        HttpSettings(
            allow_hosts=host_and_port(ADDRESS), provider="searxng", min_interval=2.0,
            contact_needed=False,
        ),
        memory=memory, sleep=lambda seconds: (waits.append(seconds), clock.move(seconds)),
        transport=web.client()._trying.transport, clock=(clock := _Clock()),
    )  # fmt: skip
    memory.clock = clock
    Searxng(client, client, ADDRESS).search(FRAME)
    assert len(web.requests) == 3
    assert [round(wait) for wait in waits] == [2, 2]


class _Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now

    def move(self, seconds):
        self.now += seconds
