"""The page of one quantity: its values over time, drawn, listed and as a table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claims.engine.types import Quantity
from claims.models import Claim
from claims.services import ledger, pairing
from claims.services.ledger import ledger_of
from claims.web.lines import unit_in_words
from tests.factories import make_cost, make_evidence
from tests.web.pages import document, text

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)


def page(client, claim: Claim, query: str = ""):
    return client.get(f"/claims/{claim.pk}/quantity/{query}")


def marks(answer, drawing: str = "wide") -> dict[str, str]:
    """What leads from the drawing: addresses, and what is read out of each."""
    links = document(answer).xpath(f"//*[contains(@class, 'line--{drawing}')]//a")
    return {link.get("href"): link.get("aria-label") for link in links}


@pytest.fixture
def costs(reviewer):
    """A claim, one of the same number, one that contradicts it, and evidence."""
    claim = make_cost(240, DAY, claimant="Ada Brook")
    same = make_cost(240, datetime(2024, 4, 1, tzinfo=UTC))
    other = make_cost(310, datetime(2024, 6, 1, tzinfo=UTC))
    found = make_evidence(
        claim,
        actor=reviewer,
        quote="The new hospital in Orsby cost 190 million euros.",
        publisher="The audit office",
        published_at=datetime(2024, 3, 9, tzinfo=UTC),
    )
    return claim, same, other, found


@pytest.mark.parametrize("drawing", ["wide", "narrow"])
def test_every_value_is_a_link_that_says_who_what_and_when(as_reviewer, costs, drawing):
    claim, same, other, found = costs
    told = marks(page(as_reviewer, claim), drawing)
    evidence = f"{claim.get_absolute_url()}#evidence-{found.pk}"
    assert list(told) == [
        claim.get_absolute_url(),
        evidence,
        same.get_absolute_url(),
        other.get_absolute_url(),
    ]
    assert told[claim.get_absolute_url()] == (
        "This claim, asserted, 240 million euros, Ada Brook, published 1 Mar 2024, "
        "contradicts 2 and 4"
    )
    assert told[evidence] == (
        "2, evidence, 190 million euros, The audit office, published 9 Mar 2024, "
        "contradicts this claim"
    )


def test_what_contradicts_this_claim_is_crossed_in_its_own_shape(as_reviewer, costs):
    claim, _, other, found = costs
    drawn = document(page(as_reviewer, claim)).find_class("line--wide")[0]
    crossed = drawn.find_class("value--crossed")
    assert [one.get("href") for one in crossed] == [
        f"{claim.get_absolute_url()}#evidence-{found.pk}",
        other.get_absolute_url(),
    ]
    evidence, asserted = crossed
    assert evidence.xpath(".//circle[@class='mark']")
    assert asserted.xpath(".//rect[@class='mark']")
    assert [one.get("class") for one in drawn.find_class("value--own")] == [
        "value value--own"
    ]


def test_contradictions_are_listed_by_the_names_in_the_drawing(as_reviewer, costs):
    told = text(page(as_reviewer, costs[0]))
    assert "Contradictions 3" in told
    assert "1 other claim says the same number again" in told
    assert "This claim: 240 million euros" in told
    assert "against 4: 310 million euros" in told


def test_without_a_day_a_value_is_listed_and_never_drawn(as_reviewer):
    claim, other = make_cost(240, DAY), make_cost(310, claimant="Ada Brook")
    answer = page(as_reviewer, claim)
    assert list(marks(answer)) == [claim.get_absolute_url()]
    told = text(answer)
    assert "Not on the chart" in told
    assert "2: 310 million euros, Ada Brook (the day it holds for is not known)" in told
    nothing = page(as_reviewer, other)
    assert list(marks(nothing)) == [claim.get_absolute_url()]
    assert "This claim: 310 million euros, Ada Brook (the day" in text(nothing)


def test_with_no_day_at_all_nothing_is_drawn(as_reviewer):
    claim = make_cost(240)
    make_cost(310)
    answer = page(as_reviewer, claim)
    assert marks(answer) == {}
    assert "No value has both a day and a number that could be drawn." in text(answer)


def test_what_has_no_bounds_is_not_drawn(as_reviewer, reviewer):
    claim = make_cost(240, DAY)
    vague = make_cost(250, DAY, low=None, high=None, qualifier="vague")
    pairing.say(claim, vague, "same", actor=reviewer)
    answer = page(as_reviewer, claim)
    assert list(marks(answer)) == [claim.get_absolute_url()]
    assert "it has no number that could be drawn" in text(answer)


def test_a_stretch_of_time_is_drawn_across(as_reviewer):
    claim = make_cost(240, DAY, period="in 2023")
    make_cost(250, DAY)
    answer = page(as_reviewer, claim)
    assert len(document(answer).find_class("stretch")) == 2  # wide and narrow
    assert "1 Jan 2023 to 31 Dec 2023" in marks(answer)[claim.get_absolute_url()]


def test_what_is_left_out_is_said(as_reviewer, reviewer, monkeypatch):
    claim = make_cost(240, DAY)
    for _ in range(3):
        make_cost(240, DAY)
    assert "Left out" not in text(page(as_reviewer, claim))
    monkeypatch.setattr(ledger, "CLAIMS", 3)
    assert "1 claim less alike" in text(page(as_reviewer, claim))


def test_powers_of_ten_are_labelled_and_another_scale_is_offered(as_reviewer):
    claim = make_cost(2, DAY)
    make_cost(900, datetime(2025, 3, 1, tzinfo=UTC))
    assert "EUR (logarithmic)" in text(page(as_reviewer, claim))
    linear = page(as_reviewer, claim, "?scale=linear")
    assert "(logarithmic)" not in text(linear)
    assert "Linear scale, EUR" in text(linear)
    assert page(as_reviewer, claim, "?scale=odd").status_code == 200


@pytest.mark.parametrize(
    ("kind", "unit", "fields", "told"),
    [
        ("measure", "millimetre", {}, "millimetres"),
        ("measure", "litre", {"per": "day"}, "litres per day"),
        ("age", "year of age", {}, "years of age"),
        ("multiple", "times", {}, "times"),
        ("temperature", "celsius", {}, "degrees Celsius"),
        ("count", "gauge", {}, "rain in Orsby"),
        ("money", "EUR", {"per": "head"}, "EUR per head"),
        ("percent", "percent", {"base": "the rain"}, "percent of the rain"),
    ],
)
def test_a_scale_is_told_by_what_it_measures_in(kind, unit, fields, told):
    one = Decimal(1)
    number = Quantity(kind, one, one, unit=unit, thing="rain in Orsby", **fields)
    assert unit_in_words(number) == told


def test_many_contradictions_are_folded(as_reviewer):
    claim = make_cost(200, DAY)
    for n in range(6):
        make_cost(300 + 50 * n, DAY)
    answer = page(as_reviewer, claim)
    assert "Contradictions 21" in text(answer)
    assert "The other 9" in text(answer)
    said = marks(answer)[claim.get_absolute_url()]
    assert said.endswith("contradicts 2, 3, 4, 5 and 2 more")


def test_the_table_has_the_names_of_the_drawing(as_reviewer, costs):
    answer = page(as_reviewer, costs[0])
    rows = document(answer).xpath("//*[@aria-label='Table of the values']//tr")
    cells = [[" ".join(c.text_content().split()) for c in row] for row in rows]
    assert [row[0] for row in cells[1:]] == ["This claim", "2", "3", "4"]
    assert cells[2][-3:] == ["185,000,000", "195,000,000 not included", "this claim"]


def test_contradictions_are_of_disjoint_values(reviewer):
    claims = [make_cost(n, DAY) for n in (240, 310, 242)]
    pairs = {
        frozenset((one.one.claim.pk, one.other.claim.pk))
        for one in ledger_of(claims[0], reviewer).contradictions
    }
    first, second, third = (one.pk for one in claims)
    assert pairs == {frozenset((first, second)), frozenset((second, third))}


def test_what_people_set_apart_is_not_in_the_ledger(reviewer, costs):
    claim, same, other, _ = costs
    pairing.say(claim, other, "apart", actor=reviewer)
    found = {value.claim for value in ledger_of(claim, reviewer).values}
    assert found == {claim, same}


def test_the_table_is_safe_in_a_spreadsheet(as_reviewer):
    claim = make_cost(240, DAY, period="in 2023")
    make_cost(240, DAY, claimant="=HYPERLINK(1)")
    answer = as_reviewer.get(f"/claims/{claim.pk}/quantity.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["from"] for row in rows} == {"240000000"}
    assert [row["number"] for row in rows] == ["1", "2"]
    assert (rows[0]["first day"], rows[0]["day"]) == ("2023-01-01", "2023-12-31")
    assert "'=HYPERLINK(1)" in {row["by"] for row in rows}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_a_number_of_any_length_takes_no_page_down(as_reviewer):
    ours = make_cost(240, DAY)
    make_cost(10**21 + 1, DAY, low="1234567890123456789012345678.25", high=None)
    make_cost(1, DAY, low="0.0000000001", high="0.0000000001")
    for address in ("", "quantity/", "quantity.csv"):
        assert as_reviewer.get(f"{ours.get_absolute_url()}{address}").status_code == 200
    assert len(marks(page(as_reviewer, ours))) == 3
