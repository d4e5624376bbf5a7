"""Discussions of a claim: opened, answered, settled, put differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from claims import selectors
from claims.errors import ClaimsError, InvalidInputError
from claims.models import Claim, Comment
from claims.permissions import has_role
from claims.services import talking
from claims.services.talking import Said
from claims.vocabulary import Role, TalkStep
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.claim_forms import auto_id
from claims.web.claim_page import claim_page
from claims.web.claims import claim_or_404
from claims.web.forms.talk import AnswerForm, SayForm, TalkForm
from claims.web.lookup import row_or_404

F = TypeVar("F", bound=SayForm)


@post_only
@signed_in
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    def work(claim: Claim, form: TalkForm) -> Said:
        text = form.cleaned_data["text"]
        return talking.begin(claim, text=text, actor=request.user, **form.spot())

    return _say(request, pk, TalkForm, "talk", work)


@post_only
@signed_in
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    threads = selectors.threads_for(request.user).select_related("claim")
    thread = row_or_404(threads, pk=pk)

    def work(claim: Claim, form: AnswerForm) -> Said:
        act = _ACTS[form.cleaned_data["step"]]
        return act(thread, text=form.cleaned_data["text"], actor=request.user)

    return _say(request, thread.claim_id, AnswerForm, f"thread-{pk}", work)


@post_only
@signed_in
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk)

    def work(claim: Claim, form: SayForm) -> Said:
        text = form.cleaned_data["text"]
        return talking.edit(comment, text=text, actor=request.user)

    claim = comment.thread.claim_id
    return _say(request, claim, SayForm, f"comment-{pk}", work)


_ACTS: dict[str, Callable[..., Said]] = {
    TalkStep.SAID: talking.reply,
    TalkStep.RESOLVED: talking.resolve,
    TalkStep.REOPENED: talking.reopen,
}


def _comment(request: SignedInRequest, pk: int) -> Comment:
    rows = Comment.objects.select_related("thread__claim")
    return row_or_404(selectors.comments_for(request.user, rows), pk=pk)


def _say(
    request: SignedInRequest,
    claim_pk: int,
    form_class: type[F],
    name: str,
    work: Callable[[Claim, F], Said],
) -> HttpResponse:
    """One form, one service call; a refusal keeps what was typed where it was typed."""
    claim = claim_or_404(claim_pk)
    form: Any = form_class(request.POST, auto_id=auto_id(name))
    status = InvalidInputError.status
    if form.is_valid():
        try:
            kept = work(claim, form)
        except ClaimsError as error:
            if not has_role(request.user, Role.REVIEWER):
                raise
            form.refuse(error)
            status = error.status
        else:
            messages.success(request, "Kept.")
            return redirect(selectors.address_of(kept.comment))
    page = claim_page(claim_or_404(claim_pk), request.user, refused={name: form})
    return render(request, "claims/claim.html", {"page": page}, status=status)
