"""A document brought as evidence: being read, unreadable, or with passages to choose."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.errors import ClaimsError, InvalidInputError
from claims.models import Attachment
from claims.permissions import has_role
from claims.services import attaching, mending, shown
from claims.services.proposals import proposals
from claims.vocabulary import JobKind, Role
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.cards import cards_of
from claims.web.forms.claims import PassageForm
from claims.web.lookup import row_or_404
from claims.web.turns import is_shown, turn_context


@require_safe
@signed_in
def attachment(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = _context(request, found) | turn_context(JobKind.ATTACH, found)
    return render(request, "claims/attachment.html", context)


@require_safe
@signed_in
def attachment_live(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of it; 204 while that is what the page shows."""
    found = _found(request, pk)
    turn = turn_context(JobKind.ATTACH, found)
    if is_shown(request, turn):
        return HttpResponse(status=204)
    context = {**_context(request, found), **turn, "live": True}
    return render(request, "claims/partials/_attachment.html", context)


@post_only
@signed_in
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = PassageForm(request.POST)
    status = InvalidInputError.status
    if form.is_valid():
        try:
            kept, _ = attaching.choose(
                found, actor=request.user, ask=True, **form.cleaned_data
            )
        except ClaimsError as error:
            if not has_role(request.user, Role.REVIEWER):
                raise
            form.refuse(error)
            status = error.status
        else:
            messages.success(request, f"Evidence attached. {kept.explanation}".strip())
            return redirect(f"{found.claim.get_absolute_url()}#evidence-{kept.pk}")
    context = _context(request, found, form)
    return render(request, "claims/attachment.html", context, status=status)


def _found(request: SignedInRequest, pk: int) -> Attachment:
    rows = Attachment.objects.select_related("claim__article", "source__snapshot")
    found = row_or_404(rows.defer("content", "source__snapshot__content"), pk=pk)
    if shown.hidden_from(request.user, found.source):
        raise Http404
    return found


def _context(
    request: SignedInRequest, found: Attachment, form: PassageForm | None = None
) -> dict[str, Any]:
    first = {"passage": 0, "stance": found.stance, "note": found.note}
    return {
        "attachment": found,
        "cards": cards_of((str(n), one) for n, one in enumerate(proposals(found))),
        "form": form or PassageForm(initial=first),
        "mend": mending.how_to_mend(found.error_code),
        "may_choose": has_role(request.user, Role.REVIEWER),
    }
