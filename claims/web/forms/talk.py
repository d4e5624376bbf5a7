"""What is said about a claim, and about which spot of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from claims import conf
from claims.vocabulary import ReadingField, TalkStep
from claims.web.forms.base import text_area
from claims.web.forms.claims import ClaimForm

_EVIDENCE = re.compile(r"evidence-([1-9][0-9]{0,17})")
CLAIM = "claim"


class SayForm(ClaimForm):
    text = forms.CharField(
        label="What you say",
        required=False,
        strip=False,
        max_length=conf.LIMITS.comment_chars,
        widget=text_area(3),
    )


class TalkForm(SayForm):
    """A new discussion; `about` is "claim", a field of the reading, or "evidence-12"."""

    about = forms.CharField(required=False, max_length=40)

    def clean_about(self) -> str:
        about: str = self.cleaned_data["about"] or CLAIM
        known = about == CLAIM or about in ReadingField.values
        if not known and not _EVIDENCE.fullmatch(about):
            raise forms.ValidationError("Choose what it is about.")
        return about

    def spot(self) -> dict[str, Any]:
        about = self.cleaned_data["about"]
        if hit := _EVIDENCE.fullmatch(about):
            return {"evidence": int(hit.group(1))}
        return {} if about == CLAIM else {"field": about}


class AnswerForm(SayForm):
    """An answer, or the step that settles a discussion or takes it up again."""

    step = forms.ChoiceField(choices=TalkStep.choices)
