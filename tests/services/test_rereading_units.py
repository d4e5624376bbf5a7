"""A number and a unit put right: one notation, and a kind that follows the unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.errors import InvalidInputError
from claims.services import quorum, recutting, rereading
from tests.factories import make_claim, read_article

pytestmark = pytest.mark.django_db
Data = rereading.ReadingData

GERMAN = (
    "Die Behörde zählte im Mai etwa 8.600 Haushalte ohne Strom.\n\n"
    "Der Anteil stieg um 0,5 Prozent, sagte das Amt am Montag der Zeitung."
)


@pytest.fixture
def german(db):
    return read_article(GERMAN, language="de").claims.order_by("start")


def put_right(claim, reviewer, **fields):
    rereading.correct(claim, Data(**fields), actor=reviewer)
    return claim


def refused(claim, reviewer, **fields) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as error:
        rereading.correct(claim, Data(**fields), actor=reviewer)
    return error.value


def test_a_number_is_shown_as_the_article_prints_it(german):
    assert rereading.told(german[0])["number"] == "etwa 8.600"


def test_what_is_shown_and_changed_by_a_digit_keeps_its_size_and_hedge(
    german, reviewer
):
    claim = put_right(german[0], reviewer, number="etwa 8.700")
    assert (claim.low, claim.qualifier) == (Decimal(8700), "about")
    assert claim.unit == "Haushalt"


def test_a_number_two_notations_read_differently_is_asked_back(german, reviewer):
    error = refused(german[0], reviewer, number="about 8,700")
    assert error.field == "number"
    assert "“8700”" in str(error)
    assert "“8,7”" in str(error)


def test_what_is_sent_as_it_was_shown_leaves_what_is_said_elsewhere(german, reviewer):
    shown = rereading.told(german[0])
    claim = put_right(german[0], reviewer, **shown | {"number": "52 Prozent"})
    assert (claim.kind, claim.low, claim.unit) == ("percent", Decimal(52), "percent")


def test_a_unit_alone_changes_the_kind(german, reviewer):
    claim = german.get(kind="percent")
    put_right(claim, reviewer, unit="percentage point")
    assert (claim.kind, claim.unit) == ("percentage_point", "percentage point")
    assert claim.low == Decimal("0.5")
    assert "Prozentpunkte" in claim.readback


def test_a_unit_that_multiplies_is_refused(reviewer):
    error = refused(make_claim(), reviewer, unit="million EUR")
    assert error.field == "unit"
    assert "in the number" in str(error)


def test_a_unit_nobody_measures_in_is_a_noun_where_something_is_counted(reviewer):
    claim = put_right(make_claim(), reviewer, unit="quatloos")
    assert (claim.kind, claim.unit) == ("count", "quatloo")
    percent = make_claim(
        kind="percent", unit="percent", low="9", high="9", qualifier=""
    )
    assert refused(percent, reviewer, unit="quatloos").field == "unit"
    put_right(percent, reviewer, number="9 quatloos")
    assert (percent.kind, percent.unit) == ("count", "quatloo")


def test_a_kind_does_not_stick_after_a_slip(reviewer):
    claim = put_right(make_claim(), reviewer, number="1/2")
    assert claim.kind == "fraction"
    assert refused(claim, reviewer, number="1.29 million").field == "number"
    put_right(claim, reviewer, number="1.29 million", unit="household")
    assert (claim.kind, claim.unit, claim.low) == ("count", "household", 1290000)
    assert claim.readback == "We read this as: 1,290,000 households."


def test_a_currency_is_told(reviewer):
    claim = put_right(make_claim(), reviewer, number="1/2")
    put_right(claim, reviewer, number="5,000", unit="EUR")
    assert claim.kind == "money"
    assert "5,000 EUR" in claim.readback


def test_a_number_and_a_unit_that_contradict_are_refused(reviewer):
    assert refused(make_claim(), reviewer, number="5 km", unit="EUR").field == "unit"


def test_a_count_per_something_is_a_rate(reviewer):
    claim = put_right(make_claim(), reviewer, per="day")
    assert claim.kind == "rate"
    put_right(claim, reviewer, per="")
    assert claim.kind == "count"


def test_another_correction_leaves_the_words_of_the_number(reviewer):
    article = read_article("The agency gives the margin as ±2,000 completions.")
    claim = article.claims.get()
    put_right(claim, reviewer, claimant="the agency")
    assert claim.readback == (
        "We read this as: ±2,000 completions; said by the agency."
    )
    put_right(claim, reviewer, number="±3,000")
    put_right(claim, reviewer, claimant="the bureau")
    assert claim.readback == (
        "We read this as: ±3,000 completions; said by the bureau."
    )


def test_a_claim_cut_by_hand_flags_a_number_of_two_notations(reviewer):
    article = read_article("Im Mai kamen 152,500 bis 160,5 Tonnen an.", language="de")
    claim, _ = recutting.split(article.claims.get(), actor=reviewer)
    assert "value" in claim.ambiguities
    assert rereading.told(claim)["number"] == "152,5"
    put_right(claim, reviewer, number="152.500")
    assert claim.low == Decimal(152500)


def test_a_reviewers_number_of_two_notations_is_asked_back(german):
    with pytest.raises(InvalidInputError, match="two ways") as error:
        quorum.read_figure(german[0], "25,000 Haushalte")
    assert error.value.field == "figure"
    assert quorum.read_figure(german[0], "25.000 Haushalte")["low"] == Decimal(25000)
