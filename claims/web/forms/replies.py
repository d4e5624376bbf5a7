from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms

from claims.services.replies import ANSWER, CONTACT, ReplyData
from claims.vocabulary import Channel
from claims.web.forms.base import DeskForm, day_input, text_area
from claims.web.forms.claims import ClaimForm


class AskForm(ClaimForm):
    """Days are of UTC; a deadline lasts to the end of its day."""

    contact = forms.CharField(
        label="Who was asked",
        required=False,
        max_length=CONTACT,
        help_text="A name, an office, an address. Never published.",
    )
    channel = forms.ChoiceField(label="How", choices=Channel.choices)
    sent_on = forms.DateField(
        label="On",
        required=False,
        widget=day_input(),
        help_text="Empty: just now.",
    )
    answer_by = forms.DateField(
        label="Answer by", required=False, widget=day_input(), help_text="May be empty."
    )

    def refuse(self, error: Any) -> None:
        error.field = {"sent_at": "sent_on", "deadline": "answer_by"}.get(
            error.field, error.field
        )
        super().refuse(error)

    def asked(self) -> ReplyData:
        given = self.cleaned_data
        sent, by = given["sent_on"], given["answer_by"]
        return ReplyData(
            contact=given["contact"],
            channel=given["channel"],
            sent_at=datetime.combine(sent, time.min, tzinfo=UTC) if sent else None,
            deadline=(
                datetime.combine(by + timedelta(days=1), time.min, tzinfo=UTC)
                - timedelta(seconds=1)
                if by
                else None
            ),
        )


class AnswerForm(DeskForm):
    """What came of asking; `told_too` says that the page asked about telling readers."""

    answer = forms.CharField(
        label="Answer", required=False, max_length=ANSWER, widget=text_area(3)
    )
    told = forms.BooleanField(label="Tell readers", required=False)
    told_too = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        said: dict[str, Any] = {}
        if given["answer"].strip():
            said["answer"] = given["answer"]
        if given["told_too"]:
            said["told"] = given["told"]
        return said
