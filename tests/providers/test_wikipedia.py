from __future__ import annotations

from dataclasses import replace

import pytest
from werkzeug import Response as Reply

from claims.providers.base import Outcome
from claims.providers.errors import (
    BadQueryError,
    BadResponseError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnavailableError,
)
from claims.providers.wikipedia import Wikipedia, plain_snippet, wiki_language
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, recording, reply


def wikipedia(search="search_found", page="page_found", **settings):
    """Wikipedia with recorded answers for searches and for pages, and the web it asks."""

    def site(request):
        searching = request.url.params.get("list") == "search"
        return recorded(f"wikipedia/{search if searching else page}")

    web = Web(site)
    return Wikipedia(web.client(**settings)), web


class TestContract(ProviderContract):
    def found(self):
        return wikipedia()[0]

    def failing(self):
        return wikipedia("html_page")[0]


def test_a_search_asks_politely_and_in_the_documented_form():
    provider, web = wikipedia()
    provider.search(FRAME, limit=7)
    request = web.requests[0]
    assert request.url.host == "en.wikipedia.org"
    assert request.url.path == "/w/api.php"
    assert dict(request.url.params) == {
        "action": "query", "list": "search", "format": "json", "formatversion": "2",
        "utf8": "1", "maxlag": "5", "srlimit": "7", "srnamespace": "0",
        "srprop": "snippet|timestamp|wordcount|size",
        "srsearch": 'port Ellery containers handled "4,200"',
    }  # fmt: skip
    assert "mailto:desk@desk.example" in request.headers["user-agent"]


def test_candidates_carry_what_the_answer_says():
    provider, _ = wikipedia()
    result = provider.search(FRAME)
    assert result.total_hint == 61
    first, second = result.candidates
    assert first.url == "https://en.wikipedia.org/wiki/Port_of_Ellery"
    assert first.snippet == (
        'the harbour authority counted 4,200 containers "in one day" & dredging went on'
        " <unchanged>"
    )
    assert first.licence == "CC-BY-SA-4.0"
    assert first.extra["edited_at"] == "2026-02-14T09:21:33+00:00"
    assert second.title == 'Dredging (C++ & "rivers")'
    assert second.url == "https://en.wikipedia.org/wiki/Dredging_(C++_&_%22rivers%22)"


def test_the_day_of_the_last_edit_is_no_day_of_publication():
    provider, _ = wikipedia()
    result = provider.search(FRAME)
    assert {c.published_at for c in result.candidates} == {None}
    assert provider.fetch(result.candidates[0]).published_at is None


def test_nothing_found_is_empty():
    result = wikipedia("search_empty")[0].search(FRAME)
    assert (result.outcome, result.candidates, result.reason) == (Outcome.EMPTY, (), "")
    assert len(result.queries) == 3


def test_a_warning_beside_the_result_does_not_spoil_it():
    assert wikipedia("search_warning")[0].search(FRAME).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("name", "reason", "retry_after"),
    [
        ("maxlag", "rate_limited", 7.5),
        ("ratelimited", "rate_limited", 5.0),
        ("too_many_requests", "rate_limited", 12.5),
        ("user_agent_refused", "refused", None),
        ("bad_parameter", "bad_query", None),
        ("readonly", "unavailable", None),
        ("html_page", "bad_response", None),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason, retry_after):
    result = wikipedia(name)[0].search(FRAME, deadline=3)
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert (result.reason, result.retry_after) == (reason, retry_after)
    assert not result.partial


def test_a_wiki_that_asks_us_to_wait_is_not_asked_the_rest():
    provider, web = wikipedia("maxlag")
    provider.search(FRAME)
    assert len(web.requests) == 1


def test_a_refused_user_agent_tells_the_operator_what_to_do():
    result = wikipedia("user_agent_refused")[0].search(FRAME)
    assert "contact address in the User-Agent" in result.message


def test_some_answers_and_some_trouble_are_found_but_partial():
    answers = [recorded("wikipedia/search_found"), recorded("wikipedia/bad_parameter")]
    web = Web(
        lambda _request: (
            answers.pop(0) if answers else recorded("wikipedia/search_empty")
        )
    )
    result = Wikipedia(web.client()).search(FRAME)
    assert (result.outcome, result.partial, result.reason) == (
        Outcome.FOUND,
        True,
        "bad_query",
    )


def test_empty_answers_and_some_trouble_are_not_empty():
    answers = [recorded("wikipedia/search_empty"), recorded("wikipedia/readonly")]
    web = Web(
        lambda _request: (
            answers.pop(0) if answers else recorded("wikipedia/search_empty")
        )
    )
    result = Wikipedia(web.client()).search(FRAME)
    assert (result.outcome, result.partial) == (Outcome.COULD_NOT_SEARCH, True)


@pytest.mark.parametrize(
    "body",
    ["[]", "null", "5", '"text"', "{}", '{"query": null}', '{"query": {"search": null}}',
     '{"query": {"search": [5]}}', '{"query": {"search": [{}]}}', '{"query": {}}',
     '{"error": "text"}', '{"batchcomplete": true}'],
)  # fmt: skip
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = Wikipedia(web.client()).search(FRAME)
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert result.reason in {"bad_response", "bad_query"}


def test_a_page_is_fetched_as_text_with_the_permalink_of_its_revision():
    provider, web = wikipedia()
    document = provider.fetch(provider.search(FRAME).candidates[0])
    asked = web.requests[-1].url.params
    assert (asked["titles"], asked["redirects"]) == ("Port of Ellery", "1")
    assert document.final_url == "https://en.wikipedia.org/w/index.php?oldid=1330044871"
    assert document.licence == "CC-BY-SA-4.0"
    assert document.text.startswith("The Port of Ellery is a deep-water harbour")
    assert (
        "\n\nTraffic\nIn 2024 the port handled 1.31 million containers" in document.text
    )
    assert "==" not in document.text
    assert document.extra["references"] == [
        "https://statistics.example/ports/2024",
        "https://port-ellery.example/annual-report.pdf",
    ]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("page_missing", NotFoundError),
        ("page_disambiguation", NotFoundError),
        ("maxlag", RateLimitedError),
        ("user_agent_refused", RefusedError),
        ("bad_parameter", BadQueryError),
        ("readonly", UnavailableError),
        ("html_page", BadResponseError),
        ("search_empty", BadResponseError),
    ],
)
def test_a_page_that_cannot_be_had_says_why(name, error):
    provider, _ = wikipedia(page=name)
    candidate = provider.search(FRAME).candidates[0]
    with pytest.raises(error):
        provider.fetch(candidate)


@pytest.mark.parametrize(
    ("language", "wiki"),
    [
        ("en", "en"),
        ("de-AT", "de"),
        ("UK", "uk"),
        ("xx", "en"),
        ("", "en"),
        ("../evil", "en"),
    ],
)
def test_the_wiki_is_that_of_the_claims_language(language, wiki):
    assert wiki_language(language) == wiki
    provider, web = wikipedia()
    provider.search(replace(FRAME, language=language))
    assert web.requests[0].url.host == f"{wiki}.wikipedia.org"


def test_tags_go_before_entities_are_resolved():
    assert (
        plain_snippet('<span class="x">5</span> &lt;b&gt; &amp;amp;') == "5 <b> &amp;"
    )


def test_it_works_over_a_real_connection(httpserver, client_for):
    def answer(request):
        name = "search_found" if "list" in request.args else "page_found"
        status, headers, body = recording(f"wikipedia/{name}")
        return Reply(body, status=status, headers=headers)

    httpserver.expect_request("/w/api.php").respond_with_handler(answer)
    site = httpserver.url_for("").rstrip("/")
    provider = Wikipedia(client_for(httpserver.port), site=site)
    result = provider.search(FRAME)
    assert result.candidates[0].title == "Port of Ellery"
    assert "4,200" in provider.fetch(result.candidates[0]).text
    assert (
        httpserver.log[0][0].args["srsearch"]
        == 'port Ellery containers handled "4,200"'
    )


def test_a_server_that_is_down_is_trouble_over_a_real_connection(
    httpserver, client_for
):
    httpserver.expect_request("/w/api.php").respond_with_response(Reply(status=502))
    provider = Wikipedia(
        client_for(httpserver.port), site=httpserver.url_for("").rstrip("/")
    )
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "unavailable")
