from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.providers.base import Outcome
from claims.providers.owid import OurWorldInData
from tests.providers.contract import ProviderContract
from tests.providers.fakes import Web, recorded, reply
from tests.providers.statistics import FRAME, comparisons

URL = "https://ourworldindata.org/grapher/military-spending-as-a-share-of-gdp?country=~NOR"


def owid(search="search_found", table="table", **settings):
    """Our World in Data with recorded answers; its first chart is in dollars."""

    def site(request):
        path = request.url.path
        if path == "/api/search":
            return recorded(f"owid/{search}")
        if path.endswith(".metadata.json"):
            kind = "dollars" if "in-dollars" in path else "share"
            return recorded(f"owid/metadata_{kind}")
        return recorded(f"owid/{table}")

    web = Web(site)
    return OurWorldInData(web.client(**settings)), web


class TestContract(ProviderContract):
    frame = FRAME

    def found(self):
        return owid()[0]

    def failing(self):
        return owid("search_html")[0]


def test_it_searches_a_chart_that_shows_the_country_and_takes_the_years_before():
    provider, web = owid()
    result = provider.search(FRAME)
    assert result.queries == ("military spending share of GDP NOR 2019:2024",)
    search, *_, table = (request.url for request in web.requests)
    assert dict(search.params) == {
        "q": "military spending share of GDP", "type": "charts", "countries": "Norway",
        "requireAllCountries": "true", "page": "0", "hitsPerPage": "5",
    }  # fmt: skip
    assert table.path == "/grapher/military-spending-as-a-share-of-gdp.csv"
    assert dict(table.params) == {
        "csvType": "filtered", "useColumnShortNames": "true", "country": "~NOR",
        "time": "2019..2024", "tab": "chart",
    }  # fmt: skip
    assert len(web.requests) == 4


def test_a_chart_in_another_unit_or_without_the_country_is_passed_over():
    (found,) = owid()[0].search(FRAME).candidates
    assert found.url == URL
    assert {f.definition for f in found.figures} == {"Military expenditure (% of GDP)"}


def test_an_empty_cell_is_no_figure_and_digits_stay_exact():
    figures = owid()[0].search(FRAME).candidates[0].figures
    assert [f.value for f in figures] == [
        Decimal("1.6153772"), Decimal("1.5238"), Decimal("1.81"),
    ]  # fmt: skip
    assert figures[0].vintage == "2026-04-28"
    assert figures[0].period_end == date(2023, 12, 31)


def test_the_code_decides_whose_row_it_is():
    figures = owid(table="table_renamed")[0].search(FRAME).candidates[0].figures
    assert [f.value for f in figures] == [Decimal("1.6153772")]


def test_a_table_may_be_by_day_and_its_column_go_by_another_name():
    provider, _ = owid(table="table_days")
    figures = provider.search(FRAME).candidates[0].figures
    assert [f.period_start for f in figures] == [date(2024, 3, 6), date(2024, 3, 5)]
    ((said, _),) = comparisons(provider)
    assert (
        said == "Military spending of Norway was 1.62 percent of GDP on 6 March 2024."
    )


def test_the_sentence_compares_and_the_producers_are_cited():
    provider, _ = owid()
    ((said, comparison),) = comparisons(provider)
    assert said == "Military spending of Norway was 1.62 percent of GDP in 2023."
    assert comparison.outcome == "inside"
    document = provider.fetch(provider.search(FRAME).candidates[0])
    assert "Institute for Peace (2025)" in document.text
    assert document.licence == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("search", "table"),
    [
        ("search_empty", "table"),
        ("search_closest", "table"),
        ("search_found", "table_empty"),
    ],
)
def test_no_exact_match_is_found_nothing(search, table):
    result = owid(search, table)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


@pytest.mark.parametrize(
    ("search", "table", "reason"),
    [
        ("search_error", "table", "bad_query"),
        ("search_html", "table", "bad_response"),
        ("search_found", "not_redistributable", "refused"),
        ("search_found", "unknown_chart", "not_found"),
        ("search_found", "search_html", "bad_response"),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(search, table, reason):
    result = owid(search, table)[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


def test_figures_that_may_not_be_passed_on_say_so():
    result = owid(table="not_redistributable")[0].search(FRAME)
    assert result.message == "Our World in Data may not pass these figures on."


@pytest.mark.parametrize(
    "body", ["[]", "5", "{}", '{"results": 5}', '{"results": [5]}', '{"results": [{"type": "chart"}]}']
)  # fmt: skip
def test_an_answer_of_another_form_is_trouble(body):
    web = Web(lambda _request: reply(body, content_type="application/json"))
    result = OurWorldInData(web.client()).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


def test_a_table_with_words_for_numbers_is_trouble():
    table = "Entity,Code,Year,milex_share_gdp\nNorway,NOR,2023,n/a\n"

    def site(request):
        if request.url.path.endswith(".csv"):
            return reply(table, content_type="text/csv")
        search = request.url.path == "/api/search"
        return recorded("owid/search_found" if search else "owid/metadata_share")

    result = OurWorldInData(Web(site).client()).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


def test_the_euro_area_is_no_entity_of_theirs():
    text = "The eurozone spends 1.6 percent of GDP on defence."
    result = owid()[0].search(replace(FRAME, text=text))
    assert result.outcome is Outcome.NOT_ASKED
    assert result.message == "Our World in Data has no figures for the euro area."
