from __future__ import annotations

import logging
from datetime import UTC, date, datetime

import pytest

from claims.providers.base import ClaimFrame, Kind, Outcome
from claims.providers.google_factcheck import GoogleFactCheck
from claims.providers.memory import ProcessMemory
from claims.providers.published import as_check
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, reply

KEY = "AIza-not-a-real-key"


def asking(answer, *, key=KEY, memory=None):
    web = Web(lambda _request: recorded(f"google_factcheck/{answer}"))
    client = web.client(secrets=(KEY,), memory=memory, provider="google_factcheck")
    return GoogleFactCheck(client, key), web


class TestContract(ProviderContract):
    def found(self):
        body = (
            b'{"claims": [{"text": "Ellery handled %d containers.", "claimReview":'
            b' [{"url": "https://checks.example/%d"}]}, {"text": "Ellery handled 9'
            b' containers.", "claimReview": [{"url": "https://checks.example/9"}]}]}'
        )
        web = Web(lambda _request: reply(body % (1, 1)))
        return GoogleFactCheck(web.client(), KEY)

    def failing(self):
        return asking("out_of_order")[0]


def test_the_key_goes_in_a_header_and_nowhere_else():
    memory = ProcessMemory()
    provider, web = asking("search_found", memory=memory)
    result = provider.search(FRAME, limit=20)
    assert {request.headers["X-Goog-Api-Key"] for request in web.requests} == {KEY}
    assert all(KEY not in str(request.url) for request in web.requests)
    assert KEY not in repr(result) + repr(memory.calls) + repr(memory._answers)
    asked = web.requests[0].url.params
    assert (asked["languageCode"], asked["pageSize"]) == ("en", "20")
    assert asked["query"] == result.queries[0]


def test_every_review_of_every_claim_is_a_candidate_of_its_own():
    found = asking("search_found")[0].search(FRAME).candidates
    told = [(one.url, one.extra["claim"]) for one in found]
    assert told == [
        (
            "https://checks.example/2024/ellery-port",
            "The port of Ellery handled 4,200 containers in one day.",
        ),
        (
            "https://pruefung.example/ellery",
            "The port of Ellery handled 4,200 containers in one day.",
        ),
        (
            "https://checks.example/2024/ellery-port",
            "Ellery's port is the largest on the coast",
        ),
    ]
    assert {one.kind for one in found} == {Kind.FACT_CHECK}


def test_what_is_missing_is_left_open():
    found = asking("search_found")[0].search(FRAME).candidates
    first, german, undated = map(as_check, found)
    assert (first.reviewed_on, first.claimed_on) == (
        date(2024, 6, 20),
        date(2024, 6, 3),
    )
    assert found[0].published_at == datetime(2024, 6, 20, tzinfo=UTC)
    assert (german.publisher, german.reviewed_on) == ("pruefung.example", None)
    assert (german.rating, german.language) == ("Größtenteils falsch", "de")
    assert (undated.rating, undated.reviewed_on) == ("Falso", None)


def test_nobody_s_name_but_the_publisher_s_is_kept():
    assert "Social media" not in repr(asking("search_found")[0].search(FRAME))


def test_an_answer_without_claims_is_searched_and_found_nothing():
    result = asking("search_empty")[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


def test_an_empty_answer_is_asked_for_again_sooner():
    memory = ProcessMemory(clock=lambda: 0.0)
    asking("search_empty", memory=memory)[0].search(FRAME)
    assert {until for _, until in memory._answers.values()} == {900.0}


@pytest.mark.parametrize(
    ("answer", "reason", "calls"),
    [
        ("key_invalid", "auth_failed", 1),
        ("no_permission", "auth_failed", 1),
        ("bad_query", "bad_query", 3),
        ("quota_of_the_day", "quota_exhausted", 1),
        ("quota_of_the_minute", "rate_limited", 3),
        ("out_of_order", "unavailable", 9),
        ("html_page", "bad_response", 3),
    ],
)
def test_trouble_is_told_as_what_it_is(answer, reason, calls, caplog):
    caplog.set_level(logging.DEBUG)
    memory = ProcessMemory()
    provider, web = asking(answer, memory=memory)
    result = provider.search(FRAME)
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert result.reason == reason
    assert len(web.requests) == calls
    assert not memory._answers
    assert KEY not in caplog.text + repr(result) + repr(memory.calls)


def test_a_refused_key_and_a_full_quota_leave_the_service_alone():
    for answer in ("key_invalid", "quota_of_the_day"):
        memory = ProcessMemory()
        asking(answer, memory=memory)[0].search(FRAME)
        provider, web = asking("search_found", memory=memory)
        result = provider.search(FRAME)
        assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "paused")
        assert result.retry_after > 900
        assert web.requests == []


@pytest.mark.parametrize(
    "body",
    ["[]", '"x"', '{"claims": {}}', '{"claims": ["x"]}', '{"claims": null}'],
)
def test_another_form_is_no_empty_answer(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = GoogleFactCheck(web.client(), KEY).search(FRAME)
    assert (result.outcome, result.reason) == (
        Outcome.COULD_NOT_SEARCH,
        "bad_response",
    )


def test_without_a_key_nobody_is_asked():
    provider, web = asking("search_found", key="")
    assert provider.problem().code == "no_key"
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "no_key")
    assert web.requests == []


def test_a_claim_in_german_is_asked_in_german():
    provider, web = asking("search_empty")
    provider.search(
        ClaimFrame(claim_id="d", text="Der Hafen Ellery ist groß.", language="de-AT")
    )
    assert web.requests[0].url.params["languageCode"] == "de"
