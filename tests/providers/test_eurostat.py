from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.providers.base import Outcome
from claims.providers.eurostat import Eurostat, flags_in_words
from tests.providers.contract import ProviderContract
from tests.providers.fakes import Web, recorded, recording, reply
from tests.providers.statistics import FRAME, comparisons


def eurostat(gdp="share_of_gdp", total="share_of_total", **settings):
    """Eurostat with a recorded answer for each denominator."""

    def site(request):
        of_gdp = request.url.params["unit"] == "PC_GDP"
        return recorded(f"eurostat/{gdp if of_gdp else total}")

    web = Web(site)
    return Eurostat(web.client(**settings)), web


class TestContract(ProviderContract):
    frame = FRAME

    def found(self):
        return eurostat()[0]

    def failing(self):
        return eurostat("html_page", "html_page")[0]


def test_it_asks_for_one_row_with_a_code_for_every_dimension():
    provider, web = eurostat()
    assert provider.search(FRAME).queries == (
        "gov_10a_exp/S13.GF02.TE.PC_GDP NO 2019:2024",
        "gov_10a_exp/S13.GF02.TE.PC_TOT NO 2019:2024",
    )
    first = web.requests[0].url
    assert first.host == "ec.europa.eu"
    assert first.path.endswith("/statistics/1.0/data/gov_10a_exp")
    assert dict(first.params) == {
        "format": "JSON", "lang": "EN", "geo": "NO", "sector": "S13", "cofog99": "GF02",
        "na_item": "TE", "unit": "PC_GDP", "sinceTimePeriod": "2019",
        "untilTimePeriod": "2024",
    }  # fmt: skip


def test_sparse_values_and_lists_are_both_read_and_a_gap_is_no_zero():
    gdp, total = eurostat()[0].search(FRAME).candidates
    assert [(f.period_end.year, f.value) for f in gdp.figures] == [
        (2023, Decimal("1.6")), (2022, Decimal("1.5")), (2021, Decimal("1.7")),
        (2019, Decimal("1.8")),
    ]  # fmt: skip
    assert [f.period_end.year for f in total.figures] == [2023, 2022, 2021, 2019]


def test_flags_are_carried_in_words_and_stand_in_the_sentence():
    provider, _ = eurostat()
    candidate = provider.search(FRAME).candidates[0]
    assert [f.status for f in candidate.figures] == [
        "break in series, provisional", "break in series", "", "",
    ]  # fmt: skip
    assert candidate.figures[0].vintage == "2026-07-10"
    assert candidate.snippet == (
        "Military spending of Norway was 1.6 percent of GDP in 2023 (break in series,"
        " provisional)."
    )
    assert flags_in_words(":z") == ""


def test_both_denominators_stand_side_by_side_and_a_wrong_base_shows():
    (_, agrees), (budget, other) = comparisons(eurostat()[0])
    assert agrees.outcome == "inside"
    assert "3.4 percent of government expenditure in 2023" in budget
    assert (other.outcome, other.gate) == ("not_comparable", "base")


def test_two_rows_of_one_data_set_are_two_candidates():
    urls = [one.url for one in eurostat()[0].search(FRAME).candidates]
    assert len(set(urls)) == 2
    assert all("/view/gov_10a_exp/default/table?" in url for url in urls)


def test_greece_is_asked_for_by_its_own_code():
    text = "Greece spends 1.6 percent of GDP on defence."
    assert " EL " in eurostat()[0].queries(replace(FRAME, text=text))[0]


def test_a_deficit_is_said_without_a_sign_as_people_say_it():
    frame = replace(
        FRAME,
        text="Norway ran a deficit of 3.2 percent of GDP in 2023.",
        base="GDP",
        as_of_end=date(2023, 12, 31),
    )
    _, headers, body = recording("eurostat/share_of_gdp")
    answer = json.loads(body) | {"value": {"3": 1.0, "4": -3.2}, "status": {}}
    web = Web(
        lambda _request: reply(json.dumps(answer), content_type=headers["content-type"])
    )
    ((said, comparison),) = comparisons(Eurostat(web.client()), frame)
    assert said == "The budget deficit of Norway was 3.2 percent of GDP in 2023."
    assert comparison.outcome == "inside"


@pytest.mark.parametrize("name", ["no_results", "no_values"])
def test_no_results_are_searched_and_found_nothing_though_sent_as_an_error(name):
    result = eurostat(name, name)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("too_large", "bad_query"),
        ("invalid_dimension", "bad_query"),
        ("invalid_with_200", "bad_query"),
        ("unknown_data_set", "not_found"),
        ("html_page", "bad_response"),
        ("two_rows", "bad_response"),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason):
    result = eurostat(name, name)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


@pytest.mark.parametrize(
    "changes",
    [{"id": 5}, {"size": None}, {"value": 5}, {"value": {"x": 1}}, {"value": {"4": "1,6"}},
     {"dimension": {}}, {"id": ["freq"]}, {"status": 5}],
)  # fmt: skip
def test_an_answer_of_another_form_is_trouble(changes):
    _, headers, body = recording("eurostat/share_of_gdp")
    broken = json.dumps(json.loads(body) | changes)
    web = Web(lambda _request: reply(broken, content_type=headers["content-type"]))
    result = Eurostat(web.client()).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


def test_a_country_out_of_its_reach_is_not_asked():
    provider, web = eurostat()
    text = "Russia spends 1.6 percent of GDP on defence."
    result = provider.search(replace(FRAME, text=text))
    assert result.outcome is Outcome.NOT_ASKED
    assert result.message == "Eurostat has no figures for Russia."
    assert not web.requests
