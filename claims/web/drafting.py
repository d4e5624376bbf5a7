"""Keeping a review that is still being written, by itself or by its button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from claims.errors import ClaimsError, InvalidInputError
from claims.models import Draft
from claims.services import drafts
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, post_only
from claims.web.claim_forms import auto_id
from claims.web.claim_page import claim_page
from claims.web.claims import claim_or_404
from claims.web.forms.claims import DraftForm

THROWN = "Your draft is thrown away."
KEPT = "Your draft is kept. Only you see it; it is here when you come back."


@post_only
@for_role(Role.REVIEWER)
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page's script is told in JSON, a person by the page itself."""
    claim = claim_or_404(pk)
    form = DraftForm(request.POST, auto_id=auto_id("review"))
    if form.is_thrown_away:
        drafts.drop(claim, request.user)
        messages.success(request, THROWN)
        return redirect(claim)
    try:
        if not form.is_valid():
            raise InvalidInputError("This form came incomplete.")
        kept = drafts.save(claim, form.review(), actor=request.user)
    except ClaimsError as error:
        if request.htmx:
            return JsonResponse({"refused": error.message}, status=error.status)
        form.refuse(error)
        page = claim_page(claim_or_404(pk), request.user, refused={"review": form})
        context = {"page": page}
        return render(request, "claims/claim.html", context, status=error.status)
    if request.htmx:
        return JsonResponse({"kept": _when(kept), "at": _seconds(kept)})
    messages.success(request, KEPT if kept else THROWN)
    return redirect(f"{claim.get_absolute_url()}#review")


def _when(kept: Draft | None) -> str:
    return f"{kept.saved_at:%H:%M} UTC" if kept else ""


def _seconds(kept: Draft | None) -> int:
    return int(kept.saved_at.timestamp()) if kept else 0
