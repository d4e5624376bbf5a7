from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from claims import selectors
from claims.models import Claim
from claims.services import presence
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.lookup import row_or_404


@post_only
@signed_in
def here(request: SignedInRequest, pk: int) -> HttpResponse:
    """This page is open; who else has it open.  Asked every few seconds."""
    claim = row_or_404(Claim.objects.only("pk"), pk=pk)
    presence.here(claim, actor=request.user)
    others = selectors.present(claim, request.user)
    return render(request, "claims/partials/_present.html", {"others": others})
