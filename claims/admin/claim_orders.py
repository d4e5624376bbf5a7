"""Who, by when, how many people and how much depends on it, for several claims at once.

The same steps as on the lists of the web: what is asked for, what it comes to, the doing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone

from claims.admin.base import begin_at, person
from claims.admin.claim_bulk import do_several, seen_versions
from claims.errors import ClaimsError
from claims.models import Claim
from claims.services import bulk, sharing
from claims.vocabulary import BulkAction, Importance

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class OrderForm(forms.Form):
    to = forms.ChoiceField(label="Assign to", required=False)
    due_at = forms.SplitDateTimeField(
        label="Due", required=False, widget=AdminSplitDateTime()
    )
    importance = forms.TypedChoiceField(
        label="Importance of their articles", coerce=int, choices=Importance.choices
    )
    reviews = forms.TypedChoiceField(
        label="Reviewers",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "As the policy says"), ("1", "1"), ("2", "2"), ("3", "3")],
    )

    def __init__(
        self, action: BulkAction, given: QueryDict | None, actor: User
    ) -> None:
        super().__init__(given)
        self.action = action
        if action is BulkAction.ASSIGN:
            names = [(one.username, one.username) for one in sharing.takers(actor)]
            self.fields["to"].choices = [("", "Nobody"), *names]  # type: ignore[attr-defined]
        asked = bulk.ASKED[action]
        self.fields = {asked: self.fields[asked]}
        begin_at(self)

    @property
    def order(self) -> bulk.Order:
        given = self.cleaned_data
        return bulk.Order(
            self.action,
            to=given.get("to") or None,
            due_at=given.get("due_at"),
            reviews=given.get("reviews"),
            importance=given.get("importance", Importance.NORMAL),
        )


def run_order(
    model_admin: admin.ModelAdmin[Claim],
    request: HttpRequest,
    queryset: QuerySet[Claim],
    *,
    action: BulkAction,
) -> HttpResponse | None:
    """First the page that asks, then what it would come to, then the doing."""
    asked = "asked" in request.POST
    form = OrderForm(action, request.POST if asked else None, person(request))
    tried: list[bulk.Outcome] = []
    try:
        chosen = bulk.chosen(queryset.order_by("pk").values_list("pk", flat=True))
        if asked and form.is_valid():
            if "confirm" in request.POST:
                do_several(model_admin, request, form.order, chosen)
                return None
            tried = bulk.try_out(chosen, form.order, actor=person(request))
    except ClaimsError as error:
        model_admin.message_user(request, error.message, messages.ERROR)
        return None
    refused = {one.claim.pk: one.error.message for one in tried if one.error}
    seen = seen_versions(request)
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": f"{action.label}: {len(chosen)} claim{'s' * (len(chosen) != 1)}",
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "name": name_of(action),
        "label": action.label,
        "form": form,
        "told": form.order.told if tried else "",
        "tried": bool(tried),
        "fine": len(tried) - len(refused),
        "zone": timezone.get_current_timezone_name(),
        "claims": [
            (claim, seen.get(claim.pk, claim.version), refused.get(claim.pk, ""))
            for claim in chosen
        ],
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
    }
    status = 400 if asked and not tried else 200
    return TemplateResponse(
        request, "admin/claims/claim/order.html", context, status=status
    )


def name_of(action: BulkAction) -> str:
    """Of the action in the list, beside those of the workflow."""
    return f"bulk_{action.value}"


def orders() -> dict[str, Any]:
    """The actions of the list, as the admin takes them."""
    return {
        name_of(one): (partial(run_order, action=one), name_of(one), one.label)
        for one in bulk.ASKED
    }
