"""Earlier claims of the same quantity: what people say of them, and take from them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Claim
from claims.services import pairing
from claims.services.ledger import ledger_of
from claims.web.access import SignedInRequest, signed_in
from claims.web.claims import claim_or_404, scale_of
from claims.web.forms.related import CarryForm, PairForm
from claims.web.quantity_chart import (
    QUANTITY_HEADER,
    chart_of,
    table_of_quantity,
)
from claims.web.sheets import sheet
from claims.web.verbs import Told, verb


@verb(PairForm)
def pair(request: SignedInRequest, claim: Claim, form: PairForm) -> Told:
    other = pairing.other_claim(claim, form.cleaned_data["other"])
    made = pairing.say(claim, other, form.cleaned_data["word"], actor=request.user)
    told = made.get_word_display() if made.word else "Taken back"
    return f"{told}. It is kept in the history of both claims.", _back(claim)


@verb(CarryForm)
def carry(request: SignedInRequest, claim: Claim, form: CarryForm) -> Told:
    other = pairing.other_claim(claim, form.cleaned_data["other"])
    added, known = pairing.carry_evidence(claim, other, actor=request.user)
    passages = "passage" if len(added) == 1 else "passages"
    told = f"{len(added)} {passages} taken over and compared with this claim."
    if known:
        told += f" {known} were here already."
    return told, f"{claim.get_absolute_url()}#evidence"


def _back(claim: Claim) -> str:
    return f"{claim.get_absolute_url()}#earlier"


@require_safe
@signed_in
def quantity(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every value of the claim's quantity over time."""
    claim = claim_or_404(pk)
    ledger = ledger_of(claim, request.user)
    chart = chart_of(ledger, scale=scale_of(request))
    context = {"claim": claim, "ledger": ledger, "chart": chart}
    return render(request, "claims/quantity.html", context)


@require_safe
@signed_in
def quantity_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = table_of_quantity(ledger_of(claim_or_404(pk), request.user))
    return sheet(f"quantity-{pk}", QUANTITY_HEADER, rows)
