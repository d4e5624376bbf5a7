"""Replies asked for, on the claim's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from claims.errors import InvalidInputError
from claims.models import Claim, ReplyRequest
from claims.services import replies
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.forms.claims import ReasonForm
from claims.web.forms.replies import AnswerForm, AskForm
from claims.web.lookup import row_or_404
from claims.web.verbs import verb


@verb(AskForm, name="ask_reply")
def ask(request: SignedInRequest, claim: Claim, form: AskForm) -> str:
    replies.ask(claim, form.asked(), actor=request.user)
    return "Kept: who was asked, and by when to answer."


@verb(ReasonForm, name="waive_reply")
def waive(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    replies.waive(claim, reason=form.why(), actor=request.user)
    return "Kept: nobody has to be asked, and why."


@post_only
@signed_in
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    """An answer, and whether readers are told."""
    found = row_or_404(ReplyRequest.objects.select_related("claim"), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        field, told = next(iter(form.errors.items()))
        raise InvalidInputError(str(told[0]), field=field)
    replies.update(found, actor=request.user, **form.said())
    messages.success(request, "Kept.")
    return redirect(f"{found.claim.get_absolute_url()}#replies")
