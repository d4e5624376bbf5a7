from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.providers.base import Outcome
from claims.providers.errors import NotFoundError
from claims.providers.worldbank import WorldBank
from tests.providers.contract import ProviderContract
from tests.providers.fakes import Web, recorded, reply
from tests.providers.statistics import FRAME, comparisons


def worldbank(gdp="share_of_gdp", budget="share_of_budget", **settings):
    """The World Bank with a recorded answer for each denominator."""

    def site(request):
        of_gdp = "GD.ZS" in request.url.path
        return recorded(f"worldbank/{gdp if of_gdp else budget}")

    web = Web(site)
    return WorldBank(web.client(**settings)), web


class TestContract(ProviderContract):
    frame = FRAME

    def found(self):
        return worldbank()[0]

    def failing(self):
        return worldbank("xml_page", "xml_page")[0]


def test_it_asks_for_json_by_country_and_series_with_the_years_up_to_the_claim():
    provider, web = worldbank()
    result = provider.search(FRAME)
    assert result.queries == (
        "MS.MIL.XPND.GD.ZS NOR 2019:2024",
        "MS.MIL.XPND.ZS NOR 2019:2024",
    )
    first = web.requests[0].url
    assert first.host == "api.worldbank.org"
    assert first.path == "/v2/country/NOR/indicator/MS.MIL.XPND.GD.ZS"
    assert dict(first.params) == {
        "format": "json", "date": "2019:2024", "per_page": "1000",
    }  # fmt: skip


def test_the_years_a_claim_names_are_asked_for():
    frame = replace(FRAME, as_of_start=date(2010, 1, 1), as_of_end=date(2012, 12, 31))
    assert worldbank()[0].queries(frame)[0].endswith(" 2007:2012")
    text = f"{FRAME.text} It was 2015."
    assert worldbank()[0].queries(replace(FRAME, text=text))[0].endswith(" 2010:2015")
    since = replace(FRAME, as_of_start=date(2001, 1, 1))
    assert worldbank()[0].queries(since)[0].endswith(" 2001:2024")


def test_figures_are_exact_with_period_definition_and_vintage():
    result = worldbank()[0].search(FRAME)
    first = result.candidates[0]
    assert first.url == (
        "https://data.worldbank.org/indicator/MS.MIL.XPND.GD.ZS?locations=NO"
    )
    latest = first.figures[0]
    assert latest.value == Decimal("1.6153772")
    assert (latest.unit, latest.vintage) == ("percent", "2026-07-01")
    assert latest.definition == "Military expenditure (% of GDP)"
    assert (latest.period_start, latest.period_end) == (
        date(2023, 1, 1),
        date(2023, 12, 31),
    )


def test_null_is_no_figure_and_no_zero():
    figures = worldbank()[0].search(FRAME).candidates[0].figures
    assert [f.period_end.year for f in figures] == [2023, 2022, 2021, 2019]


@pytest.mark.parametrize("name", ["no_rows", "only_nulls"])
def test_no_rows_and_no_figures_are_searched_and_found_nothing(name):
    result = worldbank(name, name)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


def test_both_denominators_stand_side_by_side_and_a_wrong_base_shows():
    (gdp, agrees), (budget, other) = comparisons(worldbank()[0])
    assert gdp == "Military spending of Norway was 1.62 percent of GDP in 2023."
    assert agrees.outcome == "inside"
    assert budget == (
        "Military spending of Norway was 3.42 percent of government expenditure in"
        " 2023."
    )
    assert (other.outcome, other.gate) == ("not_comparable", "base")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unknown_code", "bad_query"),
        ("out_of_order", "unavailable"),
        ("xml_page", "bad_response"),
        ("gateway_timeout", "unavailable"),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(name, reason):
    result = worldbank(name, name)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


def test_a_german_claim_is_answered_and_compared_in_german():
    text = "Die Arbeitslosenquote in Norwegen lag 2023 bei 1,6 Prozent."
    frame = replace(FRAME, text=text, thing="", base="", language="de")
    ((said, comparison),) = comparisons(worldbank(budget="share_of_gdp")[0], frame)
    assert said == "Die Arbeitslosenquote in Norwegen betrug 1,62 Prozent im Jahr 2023."
    assert comparison.outcome == "inside"


def test_a_share_of_a_whole_is_told_in_german_too():
    text = "Norwegens Verteidigungsausgaben: 1,6 Prozent des BIP."
    frame = replace(FRAME, text=text, base="des BIP", language="de-AT")
    provider, _ = worldbank()
    document = provider.fetch(provider.search(frame).candidates[0])
    assert document.language == "de"
    assert "Norwegen betrugen 1,62 Prozent des BIP im Jahr 2023." in document.text


def test_an_error_that_comes_with_status_200_is_not_kept():
    provider, web = worldbank("unknown_code", "unknown_code")
    provider.search(FRAME)
    asked = len(web.requests)
    provider.search(FRAME)
    assert len(web.requests) == 2 * asked


def test_a_kept_answer_is_fetched_without_asking_again():
    provider, web = worldbank()
    result = provider.search(FRAME)
    asked = len(web.requests)
    document = provider.fetch(result.candidates[0])
    assert len(web.requests) == asked
    assert document.body.startswith(document.text.encode())
    assert b'"lastupdated": "2026-07-01"' in document.body


def test_a_series_that_lost_its_figures_is_gone():
    provider, _ = worldbank()
    candidate = provider.search(FRAME).candidates[0]
    empty, _ = worldbank("no_rows", "no_rows")
    with pytest.raises(NotFoundError):
        empty.fetch(candidate)


@pytest.mark.parametrize(
    "body",
    ["{}", "[]", "null", "[5, []]", '[{"page": 1}]', '[{"page": 1}, 5]',
     '[{"page": 1}, [5]]', '[{"page": 1}, [{}]]',
     '[{"page": 1}, [{"date": "2023", "value": "3,2", "indicator": {"value": ""}}]]',
     '[{"message": "text"}]'],
)  # fmt: skip
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = WorldBank(web.client()).search(FRAME)
    assert result.outcome is Outcome.COULD_NOT_SEARCH
    assert result.reason in {"bad_response", "unavailable"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "The stadium seats 4,200.", "thing": "", "base": ""}, "mapped"),
        ({"text": "It spends 1.6 percent of GDP on defence."}, "names no country"),
        ({"base": ""}, "another sort"),
        ({"base": "the defence budget"}, "another sort"),
        ({"kind": "count"}, "another sort"),
    ],
)
def test_what_is_not_mapped_is_not_asked_and_says_why(changes, why):
    provider, web = worldbank()
    result = provider.search(replace(FRAME, **changes))
    assert result.outcome is Outcome.NOT_ASKED
    assert why in result.message
    assert not web.requests


@pytest.mark.parametrize(
    ("wording", "queries"),
    [
        ("MS.MIL.XPND.CD SWE 2001:2003", ["MS.MIL.XPND.CD SWE 2001:2003"]),
        ("Swedish unemployment", ["SL.UEM.TOTL.ZS SWE 2019:2024"]),
        ("inflation", ["FP.CPI.TOTL.ZG NOR 2019:2024"]),
        ("MS.MIL.XPND.CD XXX 2001:2003", []),
        ("the weather in Sweden", []),
    ],
)
def test_a_person_may_ask_by_code_or_in_words(wording, queries):
    provider, web = worldbank()
    frame = replace(FRAME, wording=(wording,))
    assert list(provider.queries(frame)) == queries
    assert (provider.applicable(frame) is None) == bool(queries)
    provider.search(frame)
    assert len(web.requests) == len(queries)


def test_switched_off_it_costs_no_network():
    provider, web = worldbank(network=False)
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "network_off")
    assert not web.requests
