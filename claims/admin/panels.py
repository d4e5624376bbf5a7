"""Panels: to look at; adding one asks three editors to vote.  Votes as the desk sees them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import AddedByFormAdmin, person, posted
from claims.admin.marks import NONE, row_link
from claims.models import Claim, Panel
from claims.permissions import has_role
from claims.services import panels
from claims.vocabulary import ClaimStatus, Role


class PanelForm(forms.Form):
    claim: forms.ModelChoiceField[Claim] = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        widget=forms.NumberInput,
        help_text="The id of a claim that was reviewed.",
        error_messages={"invalid_choice": "There is no such claim in review."},
    )
    members: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        label="Who votes",
        queryset=User.objects.none(),
        to_field_name="username",
        help_text="Three editors who did not review it.",
    )
    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        in_review = Claim.objects.filter(status=ClaimStatus.IN_REVIEW)
        self.fields["claim"].queryset = in_review  # type: ignore[attr-defined]
        editors = User.objects.filter(is_active=True, groups__name=Role.EDITOR.value)
        self.fields["members"].queryset = editors  # type: ignore[attr-defined]


@admin.register(Panel)
class PanelAdmin(AddedByFormAdmin[Panel]):
    list_display = ("claim_link", "state", "called_by", "created_at", "ended_at")
    list_display_links = ("state",)
    list_filter = ("state", "created_at")
    list_select_related = ("claim", "called_by")
    search_fields = ("claim__statement", "reason", "outcome")
    date_hierarchy = "created_at"
    fields = (
        *("claim_link", "round", "state", "called_by", "reason", "created_at"),
        *("members", "votes", "outcome", "ended_by", "ended_at"),
    )
    readonly_fields = ("claim_link", "created_at", "members", "votes")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.EDITOR)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Panel | None:
        found = super().get_object(request, object_id, from_field)
        if found is not None:  # whose votes are shown depends on who looks
            found.__dict__["sight"] = selectors.sight_of(found, person(request))
        return found

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            called = panels.call(
                given["claim"],
                [one.username for one in given["members"]],
                actor=person(request),
                reason=given["reason"],
            )
            told = "The three are asked to vote; each votes unseen by the others."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_panel_change", called.pk)

        return self.form_page(
            request,
            PanelForm(posted(request)),
            work,
            title="Call a panel",
            submit="Ask them to vote",
            about="Three editors vote on a reviewed claim, two carry.",
        )

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Panel) -> SafeString | str:
        return row_link(obj.claim)

    @admin.display(description="members")
    def members(self, obj: Panel) -> str:
        seats = obj.__dict__["sight"].members
        return ", ".join(
            f"{one.get_username()} ({'has voted' if voted else 'no vote yet'})"
            for one, voted in seats
        )

    @admin.display(description="votes you may read")
    def votes(self, obj: Panel) -> SafeString | str:
        rows = [
            (one.member, one.rating, one.surface, one.rationale)
            for one in obj.__dict__["sight"].votes
        ]
        return format_html_join("", "<p>{}: {} {}<br>{}</p>", rows) or NONE
