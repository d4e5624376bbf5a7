"""One form for every step of cutting; what a step does not ask for stays empty."""

from __future__ import annotations

from django import forms

from claims.services.cutorders import CutOrder
from claims.services.cutting import NOTE_CHARS
from claims.services.stretches import CHARS, Stretch
from claims.vocabulary import CutStep, SetAside
from claims.web.forms.base import DeskForm, text_area


def hidden_number() -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput
    )


class CutForm(DeskForm):
    step = forms.ChoiceField(choices=CutStep.choices, widget=forms.HiddenInput)
    version = hidden_number()
    claim = hidden_number()
    start = hidden_number()
    end = hidden_number()
    quote = forms.CharField(
        label="Words of the text",
        required=False,
        max_length=CHARS,
        widget=text_area(2),
        help_text="As they stand there, with the one number the claim is about.",
    )
    occurrence = forms.IntegerField(
        label="Which time",
        required=False,
        min_value=1,
        max_value=9_999,
        help_text="Only where the words stand several times: 1 is the first.",
    )
    first = forms.CharField(label="First number", required=False, max_length=CHARS)
    second = forms.CharField(label="Second number", required=False, max_length=CHARS)
    other = forms.TypedChoiceField(
        label="With", required=False, coerce=int, empty_value=None
    )
    code = forms.ChoiceField(
        label="Why", required=False, choices=[("", "Choose"), *SetAside.choices]
    )
    note = forms.CharField(label="Note", required=False, max_length=NOTE_CHARS)

    def __init__(
        self,
        *args: object,
        others: tuple[tuple[int, str], ...] = (),
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django takes them
        self.fields["other"].choices = [("", "Choose"), *others]  # type: ignore[attr-defined]

    def order(self) -> CutOrder:
        given = self.cleaned_data
        at = Stretch(
            given["start"], given["end"], given["quote"], given["occurrence"] or None
        )
        return CutOrder(
            at=at,
            **{
                name: given[name]
                for name in (
                    "step",
                    "claim",
                    "other",
                    "first",
                    "second",
                    "code",
                    "note",
                    "version",
                )
            },
        )
