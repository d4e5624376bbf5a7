from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import selectors
from claims.errors import ClaimsError
from claims.models import Claim
from claims.services import pairing
from claims.services.pairing import Proposal
from claims.web.access import SignedInRequest, signed_in
from claims.web.bulk import bulk_form
from claims.web.claim_page import claim_page
from claims.web.filters import ClaimFilter
from claims.web.lookup import row_or_404
from claims.web.paging import MOST_COUNTED, page_of, query_without_page

#: Digits of a claim's number.
_DIGITS = 18


@require_safe
@signed_in
def claim_index(request: SignedInRequest) -> HttpResponse:
    people = list(selectors.reviewers())
    narrowed = ClaimFilter(
        request.GET,
        claims=Claim.objects.all(),
        person=request.user,
        people=people,
    )
    page = page_of(
        request,
        narrowed.claims.order_by("-article_id", "start").values_list("pk", flat=True),
        most=MOST_COUNTED,
    )
    context = {
        "filter": narrowed,
        "page": page,
        "query": query_without_page(request),
        "rows": selectors.claim_rows(
            selectors.in_order(page.object_list), request.user
        ),
        "views": selectors.saved_views(request.user, request.path),
        "bulk_form": bulk_form(request.user, people),
    }
    status = 400 if narrowed.errors else 200
    return render(request, "claims/claims.html", context, status=status)


@require_safe
@signed_in
def claim(request: SignedInRequest, pk: int) -> HttpResponse:
    found = claim_or_404(pk)
    thread = request.GET.get("thread", "")
    page = claim_page(
        found,
        request.user,
        scale=scale_of(request),
        proposal=_proposal(request, found),
        about=request.GET.get("about", "")[:40],
        thread=int(thread) if thread.isascii() and thread.isdigit() else None,
    )
    return render(request, "claims/claim.html", {"page": page})


def _proposal(request: SignedInRequest, claim: Claim) -> Proposal | None:
    """Another claim's verdict to begin a review with, or the reason why not."""
    asked = request.GET.get("proposal", "")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > _DIGITS:
        return None
    try:
        other = pairing.other_claim(claim, int(asked))
        return pairing.propose(claim, other, actor=request.user)
    except ClaimsError as error:
        messages.error(request, error.message)
        return None


@require_safe
@signed_in
def claim_live(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sources and status as they arrive; 204 while nothing did."""
    page = claim_page(claim_or_404(pk), request.user, scale=scale_of(request))
    if page.searching and request.GET.get("seen") == page.stamp:
        return HttpResponse(status=204)
    return render(
        request, "claims/partials/_claim_live.html", {"page": page, "swapped": True}
    )


def scale_of(request: SignedInRequest) -> str:
    """A drawing's scale, where somebody chose one."""
    return request.GET.get("scale", "")[:10]


def claim_or_404(pk: int) -> Claim:
    return row_or_404(
        Claim.objects.select_related("article", "holder", "assignee", "confirmed_by"),
        pk=pk,
    )
