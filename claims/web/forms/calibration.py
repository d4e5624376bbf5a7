from __future__ import annotations

from django import forms

from claims.services.calibrating import NOTE_CHARS
from claims.web.forms.base import text_area
from claims.web.forms.claims import ClaimForm


class KnownAnswerForm(ClaimForm):
    """What a review of the claim should come to, asked as the review form asks it."""

    rating = forms.CharField(label="Rating", required=False, max_length=50)
    figure = forms.CharField(
        label="The number found",
        required=False,
        help_text="As a reviewer would write it: “about 4,200 containers”, “3 to 5 percent”. Empty asks for the rating alone.",
    )
    note = forms.CharField(
        label="Note", required=False, max_length=NOTE_CHARS, widget=text_area(2)
    )

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("rating", "figure", "note")}
