"""Forms that make the next version of a policy."""

from __future__ import annotations

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.http import QueryDict

from claims.admin.forms import line, passage, share
from claims.engine import shipped_weights
from claims.models import RatingScale, ReviewPolicy
from claims.services import priority, scales, worthiness
from claims.services.worthiness import Weights


class WorthForm(forms.Form):
    """A weight for every feature, those in use to begin with; empty is as shipped."""

    def __init__(
        self, current: Weights, given: QueryDict | None = None, *, seen: int | None
    ) -> None:
        super().__init__(given, initial={"seen": seen})
        for name, one in shipped_weights().items():
            weight = current.by_feature.get(name, one.weight)
            self.fields[name] = forms.DecimalField(
                label=name.replace("_", " ").capitalize(),
                help_text=f"{one.phrase.capitalize()}; empty is {one.weight:.2f}",
                required=False,
                initial=f"{weight:.2f}",
                min_value=worthiness.least(name),
                max_value=worthiness.MOST,
                max_digits=3,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"step": "0.01"}),
            )
        self.fields["note"] = line(
            "Note for colleagues", 300, help_text="Why, and what for."
        )
        self.fields["seen"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput
        )


class ScaleActionForm(ActionForm):
    note = line("Note for colleagues", 300)


class ScaleForm(forms.Form):
    """The scale in use to begin with; the same name makes its next version."""

    name = line("Name", 100, required=True)
    ratings = passage("Ratings", 10, required=True)
    labels = passage(
        "Labels in other languages",
        10,
        help_text="A line for each rating, by its label above: "
        "label | language: label in it | …, as in “True | de: Wahr | fr: Vrai”. A "
        "language names every rating. Checks of articles in it are published so.",
    )
    note = line("Note for colleagues", 300, help_text="Why, and what for.")

    def __init__(
        self, current: RatingScale | None, given: QueryDict | None = None
    ) -> None:
        start = {}
        if current is not None:
            start = {
                "name": current.name,
                "ratings": scales.written(current),
                "labels": scales.written_labels(current),
            }
        super().__init__(given, initial=start)


class PriorityForm(forms.Form):
    """Points for every feature, those in use to begin with."""

    def __init__(
        self,
        points: dict[str, int],
        version: int | None,
        given: QueryDict | None = None,
    ) -> None:
        super().__init__(given, initial={"seen": version})
        for name, one in priority.FEATURES.items():
            self.fields[name] = forms.IntegerField(
                label=one.phrase.capitalize(),
                help_text=f"From 0 to {priority.MOST_POINTS}; shipped as {one.points}.",
                initial=points[name],
                min_value=0,
                max_value=priority.MOST_POINTS,
            )
        self.fields["note"] = line(
            "Note for colleagues", 300, help_text="Why, and what for."
        )
        self.fields["seen"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput
        )


class QuorumForm(forms.Form):
    """From which worth on claims take two or three reviews; empty is never."""

    two_from = share(
        "Two reviews from", "Worth checking at least this much; empty: never two."
    )
    three_from = share("Three reviews from", "Empty: never three.")
    note = line("Note for colleagues", 300, help_text="Why, and what for.")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        current: ReviewPolicy | None,
        given: QueryDict | None = None,
        *,
        seen: ReviewPolicy | None,
    ) -> None:
        start = {} if current is None else vars(current).copy()
        start |= {"note": "", "seen": seen.version if seen else None}
        super().__init__(given, initial=start)
