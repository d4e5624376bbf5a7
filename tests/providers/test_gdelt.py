from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.providers.base import Outcome
from claims.providers.gdelt import Gdelt, untokenised
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, reply

PAGE = (
    "<!doctype html><title>Ellery</title><article><p>The port of Ellery handled 4,310"
    " containers on one day, its board said. The cranes ran until midnight.</p></article>"
)


def gdelt(answer="found"):
    def site(request):
        if request.url.host == "api.gdeltproject.org":
            return recorded(f"gdelt/{answer}")
        return reply(PAGE, content_type="text/html; charset=utf-8")

    web = Web(site)
    return Gdelt(web.client(), web.client()), web


class TestContract(ProviderContract):
    def found(self):
        return gdelt()[0]

    def failing(self):
        return gdelt("outage")[0]


def test_a_search_asks_in_the_documented_form_for_the_claims_months():
    provider, web = gdelt()
    provider.search(FRAME, limit=5)
    request = web.requests[0]
    assert str(request.url).startswith("https://api.gdeltproject.org/api/v2/doc/doc?")
    assert dict(request.url.params) == {
        "query": "port Ellery containers handled sourcelang:english",
        "mode": "artlist", "format": "json", "maxrecords": "10", "sort": "hybridrel",
        "startdatetime": "20240402000000", "enddatetime": "20240701235959",
    }  # fmt: skip


def test_without_a_date_the_months_it_promises_are_asked_for():
    provider, web = gdelt()
    result = provider.search(replace(FRAME, claim_date=None))
    assert web.requests[0].url.params["timespan"] == "3months"
    assert result.message == ""


def test_a_claim_of_long_ago_is_told_that_little_is_promised():
    assert "last three months only" in gdelt("empty")[0].search(FRAME).message
    today = datetime.now(UTC).date()
    recent = replace(FRAME, claim_date=today - timedelta(20))
    assert gdelt("empty")[0].search(recent).message == ""


def test_no_query_has_the_number_a_short_word_or_a_character_that_is_refused():
    frame = replace(
        FRAME, text="Ms. O'Hara's COVID-19 unit in Il-Bu, 2024: 4,200 beds."
    )
    for query in gdelt()[0].queries(frame):
        words = query.replace("sourcelang:english", "").split()
        assert all(word.isalpha() and len(word) >= 3 for word in words), query


def test_the_time_it_saw_an_article_is_no_day_of_publication():
    first = gdelt()[0].search(FRAME).candidates[0]
    assert first.published_at is None
    assert first.extra["seen_at"] == "20240604T103000Z"
    assert first.title == "Port of Ellery handled 4,310 containers in a day, board says"
    assert first.publisher == "paper.example"


def test_the_article_itself_and_its_own_site_are_left_out():
    urls = [one.url for one in gdelt()[0].search(FRAME).candidates]
    assert len(urls) == 2
    assert not any("news.example" in url for url in urls)


@pytest.mark.parametrize("name", ["empty", "nothing_at_all"])
def test_nothing_found_is_empty(name):
    result = gdelt(name)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


@pytest.mark.parametrize(
    ("name", "reason", "retry_after"),
    [
        ("wait_with_200", "rate_limited", 60.0),
        ("wait_with_429", "rate_limited", None),
        ("phrase_too_short", "bad_query", None),
        ("illegal_character", "bad_query", None),
        ("or_without_brackets", "bad_query", None),
        ("outage", "bad_response", None),
        ("other_text", "bad_response", None),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason, retry_after):
    result = gdelt(name)[0].search(FRAME, deadline=3)
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert (result.reason, result.retry_after) == (reason, retry_after)


def test_one_that_asks_us_to_wait_is_not_asked_the_rest_nor_kept():
    provider, web = gdelt("wait_with_200")
    provider.search(FRAME)
    assert len(web.requests) == 1
    provider.search(FRAME)
    assert len(web.requests) == 2


def test_lone_backslashes_and_control_characters_are_mended():
    (found,) = gdelt("broken_json")[0].search(FRAME).candidates
    assert found.title == "Dock\\s report of today: C:\\quay"


def test_a_site_with_a_hyphen_is_picked_out_here():
    provider, web = gdelt()
    worded = replace(FRAME, wording=("Ellery domain:coast-daily.example",))
    (found,) = provider.search(worded).candidates
    assert web.requests[0].url.params["query"] == "Ellery"
    assert found.publisher == "coast-daily.example"


def test_a_site_with_a_hyphen_alone_is_no_question():
    worded = replace(FRAME, wording=("domain:coast-daily.example",))
    result = gdelt()[0].search(worded)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_query")


@pytest.mark.parametrize("body", ["[]", '{"articles": 5}', '{"articles": [5]}'])
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = Gdelt(web.client(), web.client()).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Up to 12 , 000 crates , board says", "Up to 12,000 crates, board says"),
        ("Is it over ?", "Is it over?"),
        ("In 2024 , 300 left", "In 2024,300 left"),
        ("Rose 5 . 5 percent", "Rose 5. 5 percent"),
    ],
)
def test_titles_are_put_together_as_far_as_it_is_clear(said, meant):
    assert untokenised(said) == meant
