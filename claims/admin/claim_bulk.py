"""The changelist's side of an action: the page that asks, the doing, the message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from claims import selectors
from claims.admin.base import person
from claims.admin.claim_actions import (
    AT_ONCE,
    ClaimAction,
    Words,
    act,
    act_on_several,
)
from claims.admin.forms import KEY_DIGITS
from claims.errors import ClaimsError
from claims.models import Claim, Review
from claims.services import bulk, correcting, publishing
from claims.vocabulary import Action, CorrectionKind


def run_action(
    model_admin: admin.ModelAdmin[Claim],
    request: HttpRequest,
    queryset: QuerySet[Claim],
    *,
    one: ClaimAction,
) -> HttpResponse | None:
    """Every action of the claims' list; asks for words first where it needs them."""
    chosen = list(queryset.order_by("pk")[: AT_ONCE + 1])
    if len(chosen) > AT_ONCE:
        told = f"At most {AT_ONCE} claims at once; nothing was done."
        model_admin.message_user(request, told, messages.ERROR)
        return None
    reason = request.POST.get("reason", "")
    several = one.bulk is not None and len(chosen) > 1
    kinds = _kinds(one, chosen)
    unanswered = (one.asks or several) and "reason" not in request.POST
    missing = one.needs_reason and not reason.strip()
    if one.action is Action.PUBLISH and kinds:
        unanswered = "kind" not in request.POST
        missing = request.POST.get("kind") not in kinds
    if chosen and (unanswered or missing):
        return _ask(model_admin, request, one, chosen, kinds, again=not unanswered)
    if one.bulk is not None and several:
        do_several(model_admin, request, bulk.Order(one.bulk, reason=reason), chosen)
        return None
    outcome = act(
        one,
        chosen,
        actor=person(request),
        words=Words(
            reason, _chosen_review(request, chosen), request.POST.get("kind", "")
        ),
        seen=seen_versions(request),
    )
    level = messages.SUCCESS
    if outcome.refused:
        level = messages.WARNING if outcome.done else messages.ERROR
    model_admin.message_user(request, outcome.in_words(one.done), level)
    if "from_claim" in request.POST and len(chosen) == 1:
        return redirect("admin:claims_claim_change", chosen[0].pk)
    return None


def do_several(
    model_admin: admin.ModelAdmin[Claim],
    request: HttpRequest,
    order: bulk.Order,
    chosen: list[Claim],
) -> None:
    """Tell how it ended, and where it is undone."""
    try:
        outcome, change = act_on_several(
            order, chosen, actor=person(request), seen=seen_versions(request)
        )
    except ClaimsError as error:
        model_admin.message_user(request, error.message, messages.ERROR)
        return
    done = f"done: {order.action.label.lower()}"
    level = messages.WARNING if outcome.refused else messages.SUCCESS
    place = change.get_absolute_url()
    more = "What was done, and undoing it" if outcome.done else "What was refused"
    told = format_html('{} <a href="{}">{}</a>', outcome.in_words(done), place, more)
    model_admin.message_user(request, told, level)


def _tried(
    request: HttpRequest, one: ClaimAction, chosen: list[Claim]
) -> dict[int, str]:
    """Why claims would be refused, by their key; nothing is changed by asking."""
    if one.bulk is None or len(chosen) == 1:
        return {}
    order = bulk.Order(one.bulk, reason="Tried out.")
    try:
        tried = bulk.try_out(chosen, order, actor=person(request))
    except ClaimsError as error:
        return {claim.pk: error.message for claim in chosen}
    return {step.claim.pk: step.error.message for step in tried if step.error}


def _ask(
    model_admin: admin.ModelAdmin[Claim],
    request: HttpRequest,
    one: ClaimAction,
    chosen: list[Claim],
    kinds: Sequence[CorrectionKind],
    *,
    again: bool,
) -> TemplateResponse:
    reviews = _to_sign_off(request, one, chosen)
    refused = _tried(request, one, chosen)
    others = [review.pk for review in reviews if review.author_id != request.user.pk]
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": f"{one.label}: {len(chosen)} claim{'s' * (len(chosen) > 1)}",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "one": one,
        "claims": [
            (claim, claim.version, refused.get(claim.pk, "")) for claim in chosen
        ],
        "reviews": reviews,
        "preselected": others[:1],
        "kinds": kinds,
        "words": one.action is not Action.PUBLISH,
        "again": again,
        "from_claim": "from_claim" in request.POST,
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
    }
    status = 400 if again else 200
    template = "admin/claims/claim/ask.html"
    return TemplateResponse(request, template, context, status=status)


def _kinds(one: ClaimAction, chosen: list[Claim]) -> Sequence[CorrectionKind]:
    """The classes of a correction to choose from, where its class is asked for."""
    if one.action is Action.CORRECT:
        return correcting.KINDS
    if one.action is Action.PUBLISH and publishing.asking_for_kind(chosen):
        return publishing.LESSER
    return ()


def _to_sign_off(
    request: HttpRequest, one: ClaimAction, chosen: list[Claim]
) -> list[Review]:
    """The reviews one of which is signed off, where a single claim was chosen."""
    if one.action is not Action.DECIDE or len(chosen) != 1:
        return []
    return list(selectors.seen_by(person(request), selectors.open_reviews(chosen[0])))


def _chosen_review(request: HttpRequest, chosen: list[Claim]) -> Review | None:
    asked = request.POST.get("review", "")
    if not asked.isdecimal() or len(asked) > KEY_DIGITS or len(chosen) != 1:
        return None
    return Review.objects.filter(pk=int(asked)).first()


def seen_versions(request: HttpRequest) -> dict[int, int]:
    """Versions of the claims as the asking page showed them, sent as `key:version`."""
    seen: dict[int, int] = {}
    for pair in request.POST.getlist("seen"):
        key, _, version = pair.partition(":")
        if key.isdecimal() and version.isdecimal():
            seen[int(key)] = int(version)
    return seen
