"""Calculation cells and origins on the claim page."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.errors import InvalidInputError
from claims.models import Claim
from claims.services import calculating, roots, rounds, shown
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.claim_forms import auto_id
from claims.web.claim_page import claim_page
from claims.web.claims import claim_or_404
from claims.web.forms.working import CalculationForm, RootsForm, WithholdForm
from claims.web.verbs import verb


@require_safe
@signed_in
def calculation(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a formula would give, while it is typed; nothing is kept."""
    claim = claim_or_404(pk)
    form = CalculationForm(request.GET)
    context: dict[str, object] = {}
    if form.is_valid() and form.cleaned_data["formula"].strip():
        try:
            known = shown.operands_for(
                request.user, calculating.operands_of(claim, person=request.user)
            )
            context["preview"] = calculating.preview(
                claim, form.calculation(), operands=known
            )
        except InvalidInputError as error:
            context["wrong"] = error.message
    elif form.errors:
        context["wrong"] = next(iter(form.errors.values()))[0]
    return render(request, "claims/partials/_calculation_preview.html", context)


@post_only
@signed_in
def calculate(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Keep a calculation, or only show it to who has no script."""
    if "preview" in request.POST:
        return _previewed(request, claim_or_404(pk))
    return _kept(request, pk)


@verb(CalculationForm, name="calculate")
def _kept(request: SignedInRequest, claim: Claim, form: CalculationForm) -> str:
    kept, is_new = calculating.keep(claim, form.calculation(), actor=request.user)
    told = "Kept as evidence" if is_new else "This was calculated before"
    return f"{told}: {kept.readback}. {kept.explanation}".strip()


def _previewed(request: SignedInRequest, claim: Claim) -> HttpResponse:
    form = CalculationForm(request.POST, auto_id=auto_id("calculate"))
    status, made = 200, None
    if form.is_valid():
        try:
            known = shown.operands_for(
                request.user, calculating.operands_of(claim, person=request.user)
            )
            made = calculating.preview(claim, form.calculation(), operands=known)
        except InvalidInputError as error:
            form.refuse(error)
            status = error.status
    page = claim_page(claim, request.user, typed={"calculate": form}, preview=made)
    return render(request, "claims/claim.html", {"page": page}, status=status)


@verb(WithholdForm, name="withhold")
def withhold(request: SignedInRequest, claim: Claim, form: WithholdForm) -> str:
    rounds.withhold(
        claim,
        provider=form.cleaned_data["provider"],
        run=form.cleaned_data["run"],
        reason=form.cleaned_data["reason"],
        actor=request.user,
    )
    return "Readers are not told what was asked in this round, and why not."


@verb(RootsForm, name="roots")
def choose_roots(request: SignedInRequest, claim: Claim, form: RootsForm) -> str:
    roots.choose(claim, form.roots(), actor=request.user)
    return "The origins of this evidence are kept as you said."
