from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.models import Evidence
from claims.services import archiving
from claims.services import evidence as service
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.passages import cut_snapshot


@require_safe
@signed_in
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the source said when we looked, as text, with the passage marked."""
    found = get_object_or_404(
        Evidence.objects.select_related("claim", "source__snapshot", "added_by").defer(
            "source__snapshot__content"
        ),
        pk=pk,
    )
    context = {"evidence": found, "passage": cut_snapshot(found)}
    return render(request, "claims/snapshot.html", context)


@post_only
@signed_in
def stance(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Evidence.objects.select_related("claim"), pk=pk)
    service.set_stance(found, request.POST.get("stance", ""), actor=request.user)
    messages.success(request, "Your reading of the passage is kept.")
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")


@post_only
@signed_in
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Evidence.objects.select_related("claim", "source")
    found = get_object_or_404(rows, pk=pk)
    archiving.ask_for_copy(found, actor=request.user)
    messages.success(request, "The web archive is asked for a copy.")
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")
