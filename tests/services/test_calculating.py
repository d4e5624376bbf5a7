"""Calculation cells: kept with their numbers, worked out again, noticed when out of date."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import Calculation, Evidence
from claims.services import calculating, publishing, replay, reviewing, tolerances
from claims.services.calculating import CalculationData, keep, operands_of, preview
from claims.vocabulary import Relation
from tests.factories import make_article, make_claim, make_evidence, make_verdict


@pytest.fixture
def claim(db):
    return make_claim(
        make_article("About 4,200 containers were lost. The quay is long."),
        qualifier="about",
        high=Decimal(4200),
        statement="About 4,200 containers were lost in the storm.",
    )


@pytest.fixture
def counted(claim, reviewer) -> Evidence:
    return found(claim, reviewer, "8,400")


def found(claim, actor, count: str) -> Evidence:
    quote = f"In all {count} containers were lost at sea in the storm."
    return make_evidence(claim, actor=actor, quote=quote)


def again(calculation: Calculation) -> bool:
    return replay.comes_out_again(
        calculation, policies=tolerances.named([calculation.policy])
    )


def test_a_result_is_evidence_compared_like_any_other(claim, counted, reviewer):
    kept, is_new = keep(claim, CalculationData("e1 / 2", note="Half."), actor=reviewer)
    assert is_new
    assert kept.relation == Relation.INSIDE
    assert (kept.low, kept.high) == (4175, 4225)  # 8,400 is rounded, and so is its half
    assert kept.policy == "2026.1"
    assert kept.quote[kept.number_start : kept.number_end] == "4,200"
    assert kept.source.provider == "calculation"
    assert kept.source.snapshot.text[kept.start : kept.end] == kept.quote
    assert f"evidence A ({counted.source}" in kept.quote
    assert kept.note == "Half."


def test_numbers_are_named_in_the_order_they_were_found(claim, counted, reviewer):
    second = found(claim, reviewer, "3,900")
    names = operands_of(claim)
    assert list(names) == ["claim", "e1", "e2"]
    assert names["e1"].row == counted
    assert names["e2"].row == second
    assert names["e2"].letter == "B"


def test_a_calculation_may_use_another(claim, counted, reviewer):
    keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    kept, _ = keep(claim, CalculationData("e2 - 100"), actor=reviewer)
    assert kept.low == 4075
    assert again(kept.calculation)


def test_the_same_over_the_same_numbers_counts_once(claim, counted, reviewer):
    first, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    second, is_new = keep(claim, CalculationData(" e1 / 2 "), actor=reviewer)
    assert (second, is_new) == (first, False)
    assert Calculation.objects.count() == 1


def test_what_the_result_counts_can_be_said(claim, counted, reviewer):
    data = CalculationData("percent(e1, e1)", thing="lost boxes", base="all boxes")
    kept, _ = keep(claim, data, actor=reviewer)
    assert (kept.thing, kept.base) == ("lost boxes", "all boxes")
    assert "Percent of: all boxes" in kept.quote
    assert again(kept.calculation)


def test_a_stored_result_comes_out_again_digit_for_digit(claim, counted, reviewer):
    for formula in ("e1 / 3", "claim * 2 - e1", "change(claim, e1)", "e1 / 7 days"):
        kept, _ = keep(claim, CalculationData(formula), actor=reviewer)
        assert again(Calculation.objects.get(evidence=kept)), formula
    assert replay.that_do_not_come_out() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"formula": "e1 / 3"},
        {"policy": "newsroom-99"},
        {"result": {}},
        {"thing": "cranes"},
        {"operands": []},
    ],
)
def test_verify_finds_what_was_changed_behind_our_back(
    claim, counted, reviewer, change
):
    kept, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    Calculation.objects.filter(evidence=kept).update(**change)
    assert replay.that_do_not_come_out() == 1
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", "--json", stdout=told)
    broken = json.loads(told.getvalue())["broken"]
    assert broken["calculations that do not come out again"] == 1


def test_verify_finds_evidence_that_is_not_the_result(claim, counted, reviewer):
    kept, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    Evidence.objects.filter(pk=kept.pk).update(low=Decimal(1))
    assert replay.that_do_not_come_out() == 1


def test_a_number_changed_since_marks_what_was_worked_out_of_it(
    claim, counted, reviewer
):
    first, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    second, _ = keep(claim, CalculationData("e2 + 1"), actor=reviewer)
    assert calculating.stale(operands_of(claim)) == {}
    Evidence.objects.filter(pk=counted.pk).update(low=Decimal(9000), high=Decimal(9000))
    assert calculating.stale(operands_of(claim)) == {
        first.pk: ("e1",),
        second.pk: ("e2",),
    }
    assert again(first.calculation)  # it still follows from what it was worked out of


def test_a_claim_read_anew_marks_what_used_its_number_and_breaks_nothing(
    claim, counted, reviewer
):
    own, _ = keep(claim, CalculationData("claim + e1"), actor=reviewer)
    other, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    type(claim).objects.filter(pk=claim.pk).update(
        kind="measure", unit="kilometre", low=Decimal(7), high=Decimal(7)
    )
    claim.refresh_from_db()
    assert calculating.stale(operands_of(claim)) == {own.pk: ("claim",)}
    assert replay.that_do_not_come_out() == 0
    assert other.pk


def test_a_new_policy_leaves_the_calculation_as_it_was(
    claim, counted, reviewer, editor
):
    kept, _ = keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    tolerances.make_policy({"rounding": Decimal("0.9")}, actor=editor)
    assert again(kept.calculation)
    wider = preview(claim, CalculationData("e1 / 2"))
    assert wider.calculated.allowed.low < kept.low


@pytest.mark.parametrize(
    "formula", ["", "e1 +", "e9", "e1 + 3 km", "2 + 2", "claim", "claim * 2"]
)
def test_a_wrong_formula_is_refused_at_its_field(claim, counted, reviewer, formula):
    with pytest.raises(InvalidInputError) as refused:
        keep(claim, CalculationData(formula), actor=reviewer)
    assert refused.value.field == "formula"
    assert not Calculation.objects.exists()


def test_who_may_calculate_and_when(claim, counted, reviewer, editor, stranger):
    with pytest.raises(NotAllowedError):
        keep(claim, CalculationData("e1 / 2"), actor=stranger)
    make_verdict(claim, author=reviewer, editor=editor)
    keep(claim, CalculationData("e1 / 2"), actor=reviewer)
    claim.refresh_from_db()
    publishing.publish(claim, actor=editor)
    with pytest.raises(TransitionError, match="published"):
        keep(claim, CalculationData("e1 / 4"), actor=reviewer)


def test_nothing_is_calculated_for_what_was_set_aside(claim, counted, reviewer):
    reviewing.dismiss(claim, actor=reviewer, reason="A plan.", version=claim.version)
    with pytest.raises(TransitionError):
        keep(claim, CalculationData("e1 / 2"), actor=reviewer)
