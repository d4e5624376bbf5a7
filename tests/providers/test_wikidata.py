from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.engine import extract
from claims.providers.base import ClaimFrame, Outcome
from claims.providers.errors import NotFoundError
from claims.providers.statistics.properties import all_properties
from claims.providers.wikidata import Wikidata
from claims.providers.wikidata_items import names_of
from claims.providers.wikidata_statements import statements_of
from tests.providers.contract import ProviderContract
from tests.providers.fakes import Web, recorded, reply

FRAME = ClaimFrame(
    claim_id="w1",
    text="Ann Lee says Port Ellery has 41,000 inhabitants.",
    value=Decimal(41_000),
    surface="41,000",
    kind="count",
    unit="person",
    thing="inhabitants",
    speaker="Ann Lee",
    claim_date=date(2024, 6, 1),
)
AREA = replace(
    FRAME, text="Port Ellery covers 17 square kilometres.", kind="measure", thing=""
)


def wikidata(search="search_found", statements="population", **settings):
    """Wikidata with recorded answers for names and for statements."""

    def site(request):
        if request.url.path.endswith("/statements"):
            return recorded(f"wikidata/{statements}")
        label = request.url.path.endswith("/labels/en")
        return recorded("wikidata/label" if label else f"wikidata/{search}")

    web = Web(site)
    return Wikidata(web.client(**settings)), web


class TestContract(ProviderContract):
    frame = FRAME

    def found(self):
        return wikidata()[0]

    def failing(self):
        return wikidata("html_page")[0]


def test_it_asks_for_the_name_and_then_for_the_property_of_the_item_called_so():
    provider, web = wikidata()
    result = provider.search(FRAME)
    assert result.queries == ("Port Ellery",)
    search, statements = (request.url for request in web.requests)
    assert (search.host, search.path) == ("www.wikidata.org", "/w/api.php")
    assert dict(search.params) == {
        "action": "wbsearchentities", "search": "Port Ellery", "language": "en",
        "uselang": "en", "type": "item", "limit": "7", "format": "json", "maxlag": "5",
    }  # fmt: skip
    assert statements.path == (
        "/w/rest.php/wikibase/v1/entities/items/Q900003/statements"
    )
    assert dict(statements.params) == {"property": "P1082"}


def test_a_prefix_or_a_disambiguation_page_is_not_the_thing():
    found = wikidata()[0].search(FRAME).candidates
    assert [one.url for one in found] == ["https://www.wikidata.org/wiki/Q900003"]
    assert "town in Norland" in found[0].title


def test_the_claims_time_comes_first_and_what_is_deprecated_or_unknown_never():
    provider, _ = wikidata()
    values = [f.value for f in provider.search(FRAME).candidates[0].figures]
    assert values == [41200, 40500, 39800, 41900]
    then = replace(FRAME, as_of_start=date(2015, 1, 1), as_of_end=date(2015, 12, 31))
    assert provider.search(then).candidates[0].figures[0].value == 39800


def test_a_time_may_lack_month_and_day_and_becomes_a_stretch():
    figures = wikidata()[0].search(FRAME).candidates[0].figures
    assert [(f.period_start, f.period_end) for f in figures[:3]] == [
        (date(2021, 12, 31), date(2021, 12, 31)),
        (date(2019, 6, 1), date(2019, 6, 30)),
        (date(2015, 1, 1), date(2015, 12, 31)),
    ]


def test_swapped_bounds_are_put_in_order():
    figures = wikidata()[0].search(FRAME).candidates[0].figures
    assert (figures[1].low, figures[1].high) == (40400, 40600)


def test_what_nobody_vouches_for_is_left_out_and_said_so():
    provider, _ = wikidata()
    document = provider.fetch(provider.search(FRAME).candidates[0])
    assert "55,000" not in document.text
    assert "56,000" not in document.text
    assert document.text.endswith("Statements without a reference are left out.")
    assert "Reference: https://statistics.example/ellery/1" in document.text


def test_the_sentences_read_back_and_nothing_else_does():
    provider, _ = wikidata()
    document = provider.fetch(provider.search(FRAME).candidates[0])
    claims = extract(document.text).claims
    assert [one.low for one in claims] == [41200, 40500, 39800, 41900]
    assert [one.period for one in claims[:3]] == [
        "on 31 December 2021", "in June 2019", "in 2015",
    ]  # fmt: skip
    assert {one.unit for one in claims} == {"person"}


def test_units_come_from_the_table_or_are_asked_for_and_digits_stay_exact():
    provider, web = wikidata(statements="area")
    figures = provider.search(AREA).candidates[0].figures
    assert figures[0].unit == "square kilometres"
    assert figures[1].unit == "square cubits"
    assert figures[1].value == Decimal("6660000.123456789012345678901234")
    assert web.requests[-1].url.path.endswith("/Q999999/labels/en")


@pytest.mark.parametrize("one", all_properties(), ids=lambda one: one.id)
def test_every_property_is_said_so_that_it_reads_back(one):
    value = {"count": "41,200", "measure": "330 metres", "money": "41,200 US dollars"}
    said = one.says.format(thing="Port Ellery", value=value[one.kind])
    (read,) = extract(f"{said} in 2021.").claims
    assert read.low == {"measure": 330}.get(one.kind, 41200)
    assert (read.kind, read.period) == (one.kind, "in 2021")


@pytest.mark.parametrize("search", ["search_empty", "search_found"])
def test_no_item_or_no_statement_is_searched_and_found_nothing(search):
    result = wikidata(search, "no_statements")[0].search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.EMPTY, "")


@pytest.mark.parametrize(
    ("search", "statements", "reason"),
    [
        ("maxlag", "population", "rate_limited"),
        ("user_agent_refused", "population", "refused"),
        ("html_page", "population", "bad_response"),
        ("search_found", "invalid_parameter", "bad_query"),
        ("search_found", "html_page", "bad_response"),
    ],
)
def test_no_trouble_is_ever_shown_as_nothing_found(search, statements, reason):
    result = wikidata(search, statements)[0].search(FRAME, deadline=3)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, reason)


@pytest.mark.parametrize(
    "body",
    ["[]", "5", '{"P1082": 5}', '{"P1082": [5]}', '{"P1082": [{}]}',
     '{"P1082": [{"rank": "normal", "value": {"type": "value", "content": {"amount": "many"}}}]}',
     '{"P1082": [{"rank": "normal", "value": {"type": "value", "content": {"amount": "NaN"}}}]}',
     '{"P1082": [{"rank": "normal", "value": {"type": "value", "content": {"amount": 5}}}]}'],
)  # fmt: skip
def test_statements_of_another_form_are_trouble(body):
    def site(request):
        if request.url.path.endswith("/statements"):
            return reply(body, content_type="application/json")
        return recorded("wikidata/search_found")

    result = Wikidata(Web(site).client()).search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "bad_response")


@pytest.mark.parametrize("time", ["-0500-00-00T00:00:00Z", "+2023-02-30T00:00:00Z", ""])
def test_a_time_that_is_no_day_is_no_time(time):
    at = {
        "property": {"id": "P585"},
        "value": {"content": {"time": time, "precision": 11}},
    }
    value = {"type": "value", "content": {"amount": "+5", "unit": "1"}}
    row = {"rank": "normal", "value": value, "qualifiers": [at], "references": []}
    (one,) = statements_of({"P1": [row]}, "P1")
    assert (one.start, one.end, one.unit) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Eiffel Tower is 330 metres tall.", ("Eiffel Tower",)),
        ("Ann Lee says Ellery\u2019s port is long.", ("Ellery",)),
        ("The University of S\u00e3o Paulo has 90,000 students.", ("University of S\u00e3o Paulo",)),
        ("It has 90 students.", ()),
        ("On Tuesday, Seventeen officers left Sarnow in May.", ("Sarnow",)),
    ],
)  # fmt: skip
def test_what_is_looked_up_is_what_the_claim_names(text, names):
    assert names_of(ClaimFrame(claim_id="n", text=text, speaker="Ann Lee")) == names


def test_a_persons_own_wording_is_the_name_looked_up():
    assert wikidata()[0].queries(replace(FRAME, wording=("Ellery",))) == ("Ellery",)


def test_a_claim_about_no_mapped_property_is_not_asked():
    provider, web = wikidata()
    result = provider.search(replace(FRAME, text="Port Ellery won 3 prizes.", thing=""))
    assert result.outcome is Outcome.NOT_ASKED
    assert "mapped" in result.message
    assert not web.requests


def test_an_item_that_lost_its_statements_is_gone():
    candidate = wikidata()[0].search(FRAME).candidates[0]
    with pytest.raises(NotFoundError):
        wikidata(statements="no_statements")[0].fetch(candidate)
