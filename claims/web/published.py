"""What readers see: no sign-in, no cookie, the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims import selectors
from claims.claimreview import as_json
from claims.models import Publication
from claims.web.paging import page_of, query_without_page
from claims.web.public_page import public_page, rounds_of

GONE = 410
REFERRER = "strict-origin-when-cross-origin"

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Kept by caches, and asked for again each time: a retraction is seen at once."""

    @wraps(view)
    def told(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["Referrer-Policy"] = REFERRER
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    return require_safe(conditional_page(told))


@public
def published_index(request: HttpRequest) -> HttpResponse:
    page = page_of(request, selectors.published_claims())
    context = {"page": page, "query": query_without_page(request)}
    return render(request, "claims/published.html", context)


@public
def published_claim(request: HttpRequest, pk: int) -> HttpResponse:
    publication = published_of(pk)
    if not publication.in_force:
        return render(
            request, "claims/retracted.html", {"publication": publication}, status=GONE
        )
    return render(
        request,
        "claims/published_claim.html",
        {"page": public_page(publication, scale=request.GET.get("scale", "")[:10])},
    )


@public
def claimreview(request: HttpRequest, pk: int) -> HttpResponse:
    publication = published_of(pk)
    if not publication.in_force:
        return HttpResponse(
            f"Retracted: {publication.withdrawal}\n",
            content_type="text/plain; charset=utf-8",
            status=GONE,
        )
    return HttpResponse(
        as_json(publication.document), content_type="application/ld+json"
    )


@public
def searches(request: HttpRequest, pk: int) -> HttpResponse:
    """The search behind a verdict of "not enough evidence", for programs."""
    publication = published_of(pk)
    rounds = rounds_of(publication) if publication.in_force else []
    if not rounds:
        raise Http404
    shown = [asdict(one) for one in rounds]
    return JsonResponse({"claim": pk, "searches": shown})


def published_of(claim_id: int) -> Publication:
    """The newest publication; what was never published looks like what is not there."""
    publication = selectors.publication_of(claim_id)
    if publication is None:
        raise Http404
    return publication
