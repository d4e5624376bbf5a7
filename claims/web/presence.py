from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from claims import selectors
from claims.models import Claim
from claims.services import presence
from claims.web.access import SignedInRequest, post_only, signed_in


@post_only
@signed_in
def here(request: SignedInRequest, pk: int) -> HttpResponse:
    """This page is open; who else has it open.  Asked every few seconds."""
    claim = Claim.objects.only("pk").filter(pk=pk).first()
    if claim is None:
        raise Http404
    presence.here(claim, actor=request.user)
    others = selectors.present(claim, request.user)
    return render(request, "claims/partials/_present.html", {"others": others})
