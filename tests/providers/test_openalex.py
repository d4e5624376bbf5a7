from __future__ import annotations

from dataclasses import replace

import pytest

from claims.providers.base import Outcome
from claims.providers.errors import NotFoundError
from claims.providers.memory import ProcessMemory
from claims.providers.openalex import OpenAlex, abstract_of
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, reply
from tests.providers.test_crossref import PAGE, STUDY


def openalex(search="found", work="work", key="K-123", **settings):
    def site(request):
        if request.url.host != "api.openalex.org":
            return reply(PAGE, content_type="text/html; charset=utf-8")
        searching = request.url.path == "/works"
        return recorded(f"openalex/{search if searching else work}")

    web = Web(site)
    own = web.client(daily_quota=True, secrets=(key,), **settings)
    return OpenAlex(own, web.client(), key), web


class TestContract(ProviderContract):
    frame = STUDY

    def found(self):
        return openalex()[0]

    def failing(self):
        return openalex("html_page")[0]


def test_without_a_key_it_is_not_asked():
    provider, web = openalex(key="")
    result = provider.search(STUDY)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "no_key")
    assert not web.requests


def test_the_key_goes_into_a_header_and_into_no_address():
    provider, web = openalex()
    provider.search(STUDY, limit=7)
    request = web.requests[0]
    assert request.headers["authorization"] == "Bearer K-123"
    assert "K-123" not in str(request.url)
    assert request.url.params["per_page"] == "7"
    assert request.url.params["search"].startswith("port Ellery containers")


def test_a_used_up_day_is_a_quota_until_midnight_and_asked_once():
    memory = ProcessMemory()
    provider, web = openalex("daily_limit", memory=memory, provider="openalex")
    result = provider.search(STUDY)
    assert (result.outcome, result.reason) == (
        Outcome.COULD_NOT_SEARCH,
        "quota_exhausted",
    )
    assert len(web.requests) == 1
    assert memory.paused("openalex") > 0
    again = provider.search(replace(STUDY, wording=("another question",)))
    assert (again.outcome, again.reason) == (Outcome.COULD_NOT_SEARCH, "paused")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("bad_key", "auth_failed"), ("bad_parameter", "bad_query"),
     ("html_page", "bad_response")],
)  # fmt: skip
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason):
    result = openalex(name)[0].search(STUDY, deadline=3)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


def test_what_is_null_is_left_out_and_what_is_retracted_flagged():
    first, second, third = openalex()[0].search(STUDY).candidates
    assert first.snippet.startswith(
        "We counted ships at the port of Ellery. It handled"
    )
    assert second.title == "Retracted: Containers counted twice"
    assert second.extra["retracted"] is True
    assert (third.url, third.published_at) == ("https://journal.example/12", None)
    assert third.title == "https://journal.example/12"


def test_a_paper_is_read_by_its_record_and_abstract():
    provider, web = openalex()
    document = provider.fetch(provider.search(STUDY).candidates[0])
    assert web.requests[-1].url.path == "/works/W2741809807"
    assert "It handled 4,310 containers on its busiest day" in document.text
    assert document.licence == "CC0-1.0"
    assert document.published_at.date().isoformat() == "2024-03-05"


def test_a_paper_without_an_abstract_is_opened_where_anybody_may_read_it():
    provider, web = openalex(work="work_without_abstract")
    document = provider.fetch(provider.search(STUDY).candidates[0])
    assert str(web.requests[-1].url) == "https://papers.example/2741809807.html"
    assert document.url == "https://doi.org/10.1000/example.2741809807"


def test_only_its_own_ids_are_asked_for():
    provider, web = openalex()
    found = provider.search(STUDY).candidates[0]
    asked = len(web.requests)
    with pytest.raises(NotFoundError):
        provider.fetch(replace(found, extra={"key": "../authors"}))
    assert len(web.requests) == asked


def test_nothing_found_is_empty():
    assert openalex("empty")[0].search(STUDY).outcome is Outcome.EMPTY


@pytest.mark.parametrize("body", ["[]", "{}", '{"results": 5}', '"x"'])
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = OpenAlex(web.client(), web.client(), "k").search(STUDY)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


@pytest.mark.parametrize(
    ("index", "text"),
    [(None, ""), ([], ""), ({"b": [1], "a": [0, 2]}, "a b a"),
     ({"a": "x", "b": [-1, 10**9, 0]}, "b")],
)  # fmt: skip
def test_an_abstract_is_put_together_by_places(index, text):
    assert abstract_of(index) == text


def test_a_claim_without_research_is_not_asked():
    assert openalex()[0].search(FRAME).reason == "not_applicable"
