from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from claims.engine.reasoning.formula import LENGTH
from claims.services.calculating import CalculationData
from claims.services.roots import NAME, REASON, RootData
from claims.vocabulary import RootStep
from claims.web.forms.base import text_area
from claims.web.forms.claims import ClaimForm


class CalculationForm(ClaimForm):
    """A formula; what is wrong with it the service says."""

    formula = forms.CharField(
        label="Formula",
        required=False,
        max_length=LENGTH,
        help_text="Such as (e2 - e1) / 30 days, 6 % of e1, percent(e1, e2), "
        "change(e1, e2), min(e1, e2). Units are checked.",
    )
    thing = forms.CharField(
        label="What the result counts",
        required=False,
        max_length=200,
        help_text="Only where the numbers do not say it.",
    )
    base = forms.CharField(
        label="What it is a share of",
        required=False,
        max_length=200,
        help_text="For percentages.",
    )
    note = forms.CharField(
        label="Note for colleagues",
        required=False,
        max_length=2000,
        widget=text_area(2),
    )

    def calculation(self) -> CalculationData:
        given = self.cleaned_data
        return CalculationData(
            formula=given["formula"],
            thing=given["thing"],
            base=given["base"],
            note=given["note"],
        )


class WithholdForm(ClaimForm):
    provider = forms.CharField(max_length=40)
    run = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=300,
    )


class RootsForm(ClaimForm):
    evidence = forms.TypedMultipleChoiceField(
        label="Evidence", required=False, coerce=int
    )
    name = forms.CharField(
        label="The origin",
        required=False,
        max_length=NAME,
        help_text="Who said or measured it first. Needed to count pieces as one.",
    )
    reason = forms.CharField(
        label="Why", required=False, max_length=REASON, widget=text_area(2)
    )
    step = forms.ChoiceField(
        label="Step",
        choices=RootStep.choices,
        error_messages={"required": "Choose what to do."},
    )

    def __init__(
        self, given: MultiValueDict[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(given, **options)
        # Which evidence belongs to the claim is the service's question.
        asked = given.getlist("evidence") if given else []
        field = cast("forms.TypedMultipleChoiceField", self.fields["evidence"])
        field.choices = [
            (one, one) for one in asked if one.isdecimal() and len(one) < 19
        ]

    def roots(self) -> RootData:
        given = self.cleaned_data
        return RootData(
            evidence=given["evidence"],
            step=given["step"],
            reason=given["reason"],
            name=given["name"],
        )
