from __future__ import annotations

from dataclasses import replace

import pytest

from claims.providers.base import Outcome
from claims.providers.crossref import Crossref
from claims.providers.errors import NotFoundError
from claims.providers.memory import ProcessMemory
from claims.providers.research import day_of, plain_abstract
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, reply

STUDY = replace(
    FRAME,
    text="A study found that the port of Ellery handled at least 4,200 containers.",
)
PAGE = (
    "<!doctype html><title>Ellery</title><article><p>The port of Ellery handled 4,310"
    " containers on one day, its board said. The cranes ran until midnight.</p></article>"
)


def crossref(search="found", work="work", **settings):
    def site(request):
        if request.url.host != "api.crossref.org":
            return reply(PAGE, content_type="text/html; charset=utf-8")
        searching = request.url.path == "/works"
        return recorded(f"crossref/{search if searching else work}")

    web = Web(site)
    return Crossref(web.client(**settings), web.client()), web


class TestContract(ProviderContract):
    frame = STUDY

    def found(self):
        return crossref()[0]

    def failing(self):
        return crossref("html_page")[0]


def test_only_claims_that_rest_on_research_are_asked_about():
    provider, web = crossref()
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "not_applicable")
    assert not web.requests
    german = replace(FRAME, text="Laut einer Studie waren es 4.200 Container.")
    assert provider.applicable(german) is None
    worded = replace(FRAME, wording=("Ellery containers",))
    assert provider.applicable(worded) is None


def test_a_search_asks_politely_and_in_the_documented_form():
    provider, web = crossref()
    provider.search(STUDY, limit=7)
    request = web.requests[0]
    assert str(request.url).startswith("https://api.crossref.org/works?")
    assert request.url.params["query.bibliographic"].startswith(
        "port Ellery containers"
    )
    assert request.url.params["rows"] == "7"
    assert "mailto:desk@desk.example" in request.headers["user-agent"]


def test_titles_dates_and_abstracts_of_every_form_are_read():
    first, second, third, fourth = crossref()[0].search(STUDY).candidates
    assert first.url == "https://doi.org/10.1000/example.238"
    assert first.published_at.date().isoformat() == "2024-03-05"
    assert first.snippet.startswith("We counted ships at the port of Ellery.")
    assert "& 3,900" in first.snippet
    assert (second.title, second.published_at) == ("Journal of Ports", None)
    assert (third.published_at, third.extra["issued"]) == (None, "July 2023")
    assert (fourth.published_at, fourth.extra["issued"]) == (None, "2024")


def test_a_retracted_paper_is_flagged_and_a_notice_is_no_paper():
    found = crossref()[0].search(STUDY).candidates
    assert found[2].title == "Retracted: RETRACTED: Containers counted twice"
    assert found[2].extra["retracted"] is True
    assert not any("notice" in one.url for one in found)


def test_a_paper_retracted_meanwhile_says_so_on_the_evidence():
    provider, _ = crossref(work="work_retracted")
    document = provider.fetch(provider.search(STUDY).candidates[0])
    assert document.title == "Retracted: Counting containers at Ellery"
    assert "This paper has been retracted." in document.text


def test_a_paper_is_read_by_its_record_and_abstract():
    provider, web = crossref()
    document = provider.fetch(provider.search(STUDY).candidates[0])
    assert web.requests[-1].url.raw_path == b"/works/10.1000%2Fexample.238"
    assert "It handled 4,310 containers on its busiest day" in document.text
    assert "Abstract" not in document.text
    assert document.text.splitlines()[1] == "Journal of Ports, 5 March 2024"
    assert (document.publisher, document.licence) == ("Journal of Ports", "")


def test_a_paper_without_an_abstract_is_opened_as_a_page():
    provider, web = crossref(work="work_without_abstract")
    document = provider.fetch(provider.search(STUDY).candidates[0])
    assert web.requests[-1].url.host == "doi.org"
    assert document.title == "Counting containers at Ellery"
    assert "4,310" in document.text


def test_nothing_found_is_empty():
    assert crossref("empty")[0].search(STUDY).outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("not_found", "not_found"), ("bad_cursor", "not_found"),
        ("bad_filter", "bad_query"), ("html_page", "unavailable"),
    ],
)  # fmt: skip
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason):
    result = crossref(name)[0].search(STUDY, deadline=3)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


def test_text_that_is_called_json_is_no_crash():
    provider, _ = crossref(work="not_found")
    with pytest.raises(NotFoundError):
        provider.fetch(provider.search(STUDY).candidates[0])


def test_the_pace_in_its_headers_is_kept():
    memory = ProcessMemory()
    provider, web = crossref("slow_pool", memory=memory, provider="crossref")
    result = provider.search(STUDY, deadline=1)
    assert len(web.requests) == 1
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert result.reason == "own_limit"
    assert 4 < result.retry_after <= 5


@pytest.mark.parametrize("body", ["[]", "{}", '{"message": {"items": 5}}', '"x"'])
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = Crossref(web.client(), web.client()).search(STUDY)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


def test_abstracts_lose_their_markup_and_days_their_guesses():
    jats = (
        "<jats:sec><jats:title>Aim</jats:title><jats:p>A &lt;b&gt;</jats:p></jats:sec>"
    )
    assert plain_abstract(jats) == "A <b>"
    assert plain_abstract("<p>One</p><p>Two</p>") == "One\nTwo"
    assert day_of([2024, 13]) == (None, "")
    assert day_of([]) == (None, "")
