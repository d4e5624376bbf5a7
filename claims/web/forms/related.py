from __future__ import annotations

from django import forms

from claims.web.forms.claims import ClaimForm


class CarryForm(ClaimForm):
    """A button that names another claim."""

    other = forms.IntegerField(
        min_value=1, max_value=2**62, widget=forms.HiddenInput, required=False
    )


class PairForm(CarryForm):
    word = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
