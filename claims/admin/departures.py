"""Accounts that were closed; adding one closes an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from claims import selectors
from claims.admin.base import AddedByFormAdmin, person, posted
from claims.models import Departure
from claims.permissions import keeps_running
from claims.services import leaving


class LeaveForm(forms.Form):
    username = forms.CharField(label="Account", max_length=150)
    to: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        label="Their claims go to",
        queryset=User.objects.none(),
        required=False,
        help_text="Several share them evenly; nobody chosen gives them back to everybody.",
    )
    pseudonymise = forms.BooleanField(
        label="Pseudonymise",
        required=False,
        help_text="Their user name, name and address go; what they wrote stays.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = selectors.reviewers()  # type: ignore[attr-defined]


@admin.register(Departure)
class DepartureAdmin(AddedByFormAdmin[Departure]):
    list_display = (
        "person",
        "actor",
        "freed",
        "handed_over",
        "to",
        "pseudonymised",
        "created_at",
    )
    list_filter = ("pseudonymised", "created_at")
    list_select_related = ("person", "actor")
    search_fields = ("person__username", "to")
    date_hierarchy = "created_at"
    fields = list_display
    readonly_fields = ("created_at",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return keeps_running(person(request))

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            done = leaving.leave(
                leaving.account(given["username"]),
                actor=person(request),
                to=[one.username for one in given["to"]],
                pseudonymise=given["pseudonymise"],
            )
            self.message_user(request, leaving.in_words(done), messages.SUCCESS)
            return redirect("admin:claims_departure_change", done.pk)

        asked_for = {"username": request.GET.get("username", "")[:150]}
        return self.form_page(
            request,
            LeaveForm(posted(request), initial=asked_for),
            work,
            title="Close an account",
            submit="Close it",
            about="The account is switched off, its claims are freed and handed over, "
            "its keys go. History keeps what they did.",
        )
