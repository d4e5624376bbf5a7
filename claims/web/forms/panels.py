"""Calling a panel, and one member's vote."""

from __future__ import annotations

from typing import cast

from django import forms
from django.utils.datastructures import MultiValueDict

from claims.errors import ClaimsError
from claims.web.forms.base import text_area
from claims.web.forms.claims import ReviewForm, VersionedForm


class PanelForm(VersionedForm):
    """Whom to ask; who can be asked is the service's question."""

    members = forms.MultipleChoiceField(label="Who votes", required=False)
    reason = forms.CharField(
        label="Why a panel", required=False, max_length=500, widget=text_area(2)
    )

    def __init__(
        self, given: MultiValueDict[str, str] | None = None, **options: object
    ) -> None:
        super().__init__(given, **options)  # type: ignore[arg-type]  # the form's own
        asked = given.getlist("members") if given else []
        field = cast("forms.MultipleChoiceField", self.fields["members"])
        field.choices = [(name, name) for name in asked]


class VoteForm(ReviewForm):
    """For a review that was handed in, or for a rating of one's own."""

    backs = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    rating = forms.CharField(label="Your rating", required=False, max_length=50)
    rationale = forms.CharField(
        label="Why",
        required=False,
        widget=text_area(5),
        help_text="Kept beside the verdict if you are outvoted. A rating of your own that carries is published with it.",
    )

    @property
    def backs_none(self) -> bool:
        """Whether a rating of their own was begun."""
        said_so = self.data.get("backs") == ""
        return said_so or bool(self["rating"].value())

    def refuse(self, error: ClaimsError) -> None:
        if error.field == "review":
            self.add_error("backs", error.message)
        else:
            super().refuse(error)
