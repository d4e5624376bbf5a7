"""Several claims at once: choose on a list, look at what it comes to, do, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from claims.errors import ClaimsError, InvalidInputError
from claims.models import BulkChange, Claim
from claims.permissions import has_role, orders_of, require
from claims.services import bulk, sharing
from claims.vocabulary import BulkAction, Importance, Role
from claims.web.access import (
    SignedInRequest,
    can_be_read,
    for_role,
    page_behind,
    post_only,
    signed_in,
)
from claims.web.forms.plain import NOT_THERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User


class BulkForm(forms.Form):
    action = forms.ChoiceField(label="Do")
    due_at = forms.DateTimeField(
        label="Due",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    importance = forms.TypedChoiceField(
        label="Importance of their articles",
        required=False,
        coerce=int,
        empty_value=None,
        choices=Importance.choices,
    )
    reviews = forms.TypedChoiceField(
        label="Reviewers",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "As the policy says"), ("1", "1"), ("2", "2"), ("3", "3")],
    )
    reason = forms.CharField(label="Reason", required=False, max_length=500)
    to = forms.MultipleChoiceField(
        label="Assign to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Several share them, who has least to do first; tick nobody to take them from whoever has them.",
        error_messages=NOT_THERE,
    )

    def __init__(
        self,
        person: User,
        given: QueryDict | None = None,
        *,
        people: Iterable[User] | None = None,
    ) -> None:
        super().__init__(given, auto_id="bulk_%s")
        offered = orders_of(person)
        self.fields["action"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        for action, asked in bulk.ASKED.items():
            if action not in offered:
                del self.fields[asked]
        names = [one.username for one in sharing.takers(person, people)]
        self.fields["to"].choices = [(one, one) for one in names]  # type: ignore[attr-defined]
        if not has_role(person, Role.EDITOR):
            self.fields["to"].help_text = "Tick nobody to give back what is yours."

    @property
    def order(self) -> bulk.Order:
        given = self.cleaned_data
        return bulk.Order(
            BulkAction(given["action"]),
            among=tuple(given["to"]),
            due_at=given.get("due_at"),
            reviews=given.get("reviews"),
            importance=given.get("importance") or Importance.NORMAL,
            reason=given["reason"],
        )


def bulk_form(person: User, people: Iterable[User] | None = None) -> BulkForm | None:
    """The form under a list of claims, for those who may do anything to them; `people`
    are who may review, where they are known already."""
    return BulkForm(person, people=people) if has_role(person, Role.REVIEWER) else None


@post_only
@for_role(Role.REVIEWER)
def bulk_claims(request: SignedInRequest) -> HttpResponse:
    """The preview; with `confirm`, the doing.

    An order that cannot be read is asked for again, with the claims still chosen.
    """
    keys = [key for key in request.POST.getlist("claim") if _is_key(key)]
    form = BulkForm(request.user, request.POST)
    try:
        claims = bulk.chosen(map(int, keys))
        if not claims:
            raise InvalidInputError("Choose at least one claim.", field="claims")
        if not form.is_valid():
            shown = _preview(request, form, claims, "Several claims at once", [])
            return render(request, "claims/bulk_preview.html", shown, status=400)
        if "confirm" in request.POST:
            change, _ = bulk.do(
                claims, form.order, actor=request.user, seen=_seen(request)
            )
            return redirect(change)
        found = [(claim.pk, claim.version) for claim in claims]
        tried = bulk.try_out(claims, form.order, actor=request.user)
    except ClaimsError as error:
        messages.error(request, error.message)
        return redirect(_back(request))
    order = form.order
    title = f"{order.action.label}: {order.told}" if order.told else order.action.label
    shown = _preview(request, form, claims, title, tried) | {"seen": found}
    return render(request, "claims/bulk_preview.html", shown)


def _preview(
    request: SignedInRequest,
    form: BulkForm,
    claims: list[Claim],
    title: str,
    tried: list[bulk.Outcome],
) -> dict[str, object]:
    return {
        "form": form,
        "title": title,
        "back": _back(request),
        "seen": [(claim.pk, claim.version) for claim in claims],
        "tried": tried,
        "fine": sum(one.error is None for one in tried),
        "refused": sum(one.error is not None for one in tried),
    }


def _back(request: SignedInRequest) -> str:
    """The list the claims were chosen on, as it was narrowed."""
    given = request.POST.get("back", "")
    path = urlsplit(given).path
    here = url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if here and can_be_read(path) else page_behind(request)


@require_safe
@signed_in
def bulk_change(request: SignedInRequest, pk: int) -> HttpResponse:
    change = _change(request, pk)
    keys = [item["claim"] for item in change.items]
    claims = Claim.objects.defer("contributions").in_bulk(keys)
    until = bulk.undo_until(change)
    context = {
        "change": change,
        "told": bulk.told_to(change, request.user),
        "items": [(item, claims[item["claim"]]) for item in change.items],
        "refused": len(change.items) - change.done,
        "until": until if until and until > timezone.now() else None,
    }
    return render(request, "claims/bulk.html", context)


@post_only
@signed_in
def bulk_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, Role.REVIEWER)
    change = _change(request, pk)
    try:
        told = bulk.undo(change, actor=request.user)
    except ClaimsError as error:
        messages.error(request, error.message)
        return redirect(change)
    kept = sum(error is not None for _, error in told)
    undone = f"{len(told) - kept} undone"
    messages.success(request, f"{undone}, {kept} kept." if kept else f"{undone}.")
    return redirect(change)


def _change(request: SignedInRequest, pk: int) -> BulkChange:
    change = get_object_or_404(BulkChange.objects.select_related("actor"), pk=pk)
    if not bulk.may_see(change, request.user):
        raise Http404
    return change


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _seen(request: SignedInRequest) -> dict[int, int]:
    pairs = (pair.partition(":") for pair in request.POST.getlist("seen"))
    return {int(k): int(v) for k, _, v in pairs if _is_key(k) and _is_key(v)}
