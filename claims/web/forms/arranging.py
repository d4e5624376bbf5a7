"""Forms about a claim beside its review: how it is read, who looks at it, until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User

from claims import selectors
from claims.services import rereading
from claims.services.rereading import ReadingData
from claims.vocabulary import SkipReason
from claims.web.forms.base import text_area
from claims.web.forms.claims import ClaimForm, VersionedForm


class ReviewersForm(VersionedForm):
    reviews = forms.TypedChoiceField(
        label="Independent reviews before sign-off",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "As the policy says"),
            *((n, str(n)) for n in range(1, selectors.MOST_REVIEWS + 1)),
        ],
    )


class ReadingForm(VersionedForm):
    """How a number is to be read, field by field."""

    number = forms.CharField(
        label="Number",
        required=False,
        help_text="With its bound, as the article prints numbers: “at least 10,000”, "
        "“3 to 5 percent”, “half a million” in an English one.",
    )
    unit = forms.CharField(
        label="Unit",
        required=False,
        help_text="What is counted, or a measure: “household”, “EUR”, “percentage point”.",
    )
    per = forms.CharField(label="Per", required=False)
    thing = forms.CharField(label="Of what", required=False)
    base = forms.CharField(
        label="Base", required=False, help_text="What a share is a share of."
    )
    period = forms.CharField(label="Period", required=False)
    claimant = forms.CharField(
        label="Said by", required=False, help_text="Empty is the article itself."
    )
    reason = forms.CharField(label="Why", required=False, max_length=500)

    def set_beside(self, told: Mapping[str, str]) -> None:
        """Say at each field that differs how the claim is read by now."""
        for name, now in told.items():
            if self.cleaned_data.get(name, "") != now:
                self[name].help_text = f"Now read as: {now or 'nothing'}."

    def reading(self) -> ReadingData:
        given = self.cleaned_data
        return ReadingData(
            **{
                name: given[name]
                for name in rereading.NAMES
                if name in self.data and (name != "number" or given[name])
            }
        )


class SkipForm(ClaimForm):
    why = forms.ChoiceField(label="Why", choices=[("", "Choose"), *SkipReason.choices])
    note = forms.CharField(
        label="For who comes next", required=False, max_length=500, widget=text_area(2)
    )


class ArrangeForm(ClaimForm):
    """Who looks at a claim, and until when."""

    to: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label="Assigned to",
        queryset=User.objects.none(),
        required=False,
        to_field_name="username",
        empty_label="Everybody",
    )
    due_at = forms.DateTimeField(
        label="Due",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text="UTC; overdue claims come first.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = selectors.reviewers()  # type: ignore[attr-defined]
