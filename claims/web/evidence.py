from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import selectors
from claims.errors import StaleClaimError
from claims.models import Evidence
from claims.permissions import has_role
from claims.services import (
    archiving,
    confidential,
    judging,
    rechecking,
    shown,
    takingback,
)
from claims.services import evidence as service
from claims.vocabulary import Role, Stance
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.lookup import row_or_404
from claims.web.passages import cut_snapshot

LOOKS_SHOWN = 20


@require_safe
@signed_in
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the source said when we looked, as text, with the passage marked."""
    rows = Evidence.objects.select_related("claim", "source__snapshot", "added_by")
    found = _read(request, rows.defer("source__snapshot__content"), pk)
    _check_shown(request, found)
    context = {"passage": cut_snapshot(found), **_looks(request, found)}
    return render(request, "claims/snapshot.html", context)


@require_safe
@signed_in
def looks(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of the source since; asked for while a look is under way."""
    found = _read(request, Evidence.objects.select_related("source"), pk)
    _check_shown(request, found)
    return render(request, "claims/partials/_looks.html", _looks(request, found))


def _read(request: SignedInRequest, rows: QuerySet[Evidence], pk: int) -> Evidence:
    return row_or_404(selectors.evidence_for(request.user, rows), pk=pk)


def _check_shown(request: SignedInRequest, found: Evidence) -> None:
    if shown.hidden_from(request.user, found.source):
        raise Http404


def _looks(request: SignedInRequest, found: Evidence) -> dict[str, Any]:
    history = list(selectors.rechecks_of(found.source)[:LOOKS_SHOWN])
    return {
        "evidence": found,
        "looks": history,
        "looking": any(one.finished_at is None for one in history),
        "may_look": has_role(request.user, Role.REVIEWER)
        and rechecking.watched().filter(pk=found.source_id).exists(),
    }


@post_only
@signed_in
def recheck(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the source looked at again."""
    found = _read(request, Evidence.objects.select_related("source"), pk)
    rechecking.ask(found.source, actor=request.user)
    messages.success(request, "The address is being looked at again.")
    return redirect(f"{reverse('snapshot', args=[found.pk])}#looks")


@post_only
@signed_in
def stance(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _read(request, Evidence.objects.select_related("claim"), pk)
    said = request.POST.get("stance", "")
    try:
        service.set_stance(found, said, actor=request.user, version=_version(request))
    except StaleClaimError as error:
        mine = dict(Stance.choices).get(said, said)
        context = {"evidence": found, "error": error, "said": said, "mine": mine}
        return render(request, "claims/stance_stale.html", context, status=error.status)
    messages.success(request, "Your reading of the passage is kept.")
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")


def _version(request: SignedInRequest) -> int | None:
    """The version of the evidence the page showed; an older page says none."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


@post_only
@signed_in
def judge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what kind of source it is, and whose interest it may serve."""
    found = _read(request, Evidence.objects.select_related("claim", "source"), pk)
    made = judging.judge(
        found.source,
        tier=request.POST.get("tier", ""),
        interest=request.POST.get("interest", ""),
        actor=request.user,
    )
    told = f"Kept: {made.after}." if made else "That is what was said before."
    messages.success(request, told)
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")


@post_only
@signed_in
def keep_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark the source as confidential, or open it again."""
    found = _read(request, Evidence.objects.select_related("claim", "source"), pk)
    step = (
        confidential.keep_back if request.POST.get("kept") else confidential.make_open
    )
    step(found.source, reason=request.POST.get("reason", ""), actor=request.user)
    told = "Readers see its hash and your reason, nothing else."
    messages.success(
        request, told if found.source.confidential else "It can be named again."
    )
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")


@post_only
@signed_in
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _read(request, Evidence.objects.select_related("claim", "source"), pk)
    reason = request.POST.get("reason", "")
    takingback.take_back(found, actor=request.user, reason=reason)
    messages.success(request, "Taken back: it counts for nothing. It can be undone.")
    return redirect(f"{found.claim.get_absolute_url()}#taken-back")


@post_only
@signed_in
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _read(request, Evidence.every.select_related("claim", "source"), pk)
    takingback.bring_back(found, actor=request.user)
    messages.success(request, "It counts again.")
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")


@post_only
@signed_in
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Evidence.objects.select_related("claim", "source")
    found = _read(request, rows, pk)
    archiving.ask_for_copy(found, actor=request.user)
    messages.success(request, "The web archive is asked for a copy.")
    return redirect(f"{found.claim.get_absolute_url()}#evidence-{found.pk}")
