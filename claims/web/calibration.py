"""Calibration, for editors: marking articles, known answers, and what reviews came to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import conf, selectors
from claims.errors import ClaimsError
from claims.models import Article, Claim
from claims.permissions import require
from claims.services import calibrating, quorum
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, post_only, signed_in
from claims.web.article_page import article_context
from claims.web.forms.calibration import KnownAnswerForm
from claims.web.forms.claims import ActForm
from claims.web.lookup import row_or_404
from claims.web.sheets import sheet
from claims.web.verbs import Told, verb


@require_safe
@for_role(Role.EDITOR)
def index(request: SignedInRequest) -> HttpResponse:
    context = {
        "every": conf.calibration_every(),
        "articles": selectors.calibration_articles(),
        "answers": selectors.known_answers(),
        "scores": selectors.calibration_scores(),
        "events": selectors.calibration_events(),
    }
    return render(request, "claims/calibration.html", context)


@require_safe
@for_role(Role.EDITOR)
def score_table(request: SignedInRequest) -> HttpResponse:
    """The same scores for a spreadsheet."""
    rows = selectors.score_rows(selectors.calibration_scores())
    return sheet("calibration", selectors.SCORE_HEADER, rows)


@post_only
@signed_in
def mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an article over to calibration, or take it back."""
    require(request.user, Role.EDITOR)
    article = row_or_404(Article.objects.only("pk"), pk=pk)
    on = bool(request.POST.get("calibration"))
    try:
        (calibrating.mark if on else calibrating.unmark)(article, actor=request.user)
    except ClaimsError as error:
        context = article_context(pk, request.user) | {"calibration_refused": error}
        return render(request, "claims/article.html", context, status=error.status)
    told = (
        "The article is for calibration: set the known answers on its claims."
        if on
        else "The article is ordinary work again."
    )
    messages.success(request, told)
    return redirect(article)


@verb(KnownAnswerForm)
def known_answer(request: SignedInRequest, claim: Claim, form: KnownAnswerForm) -> Told:
    known = calibrating.answer(claim, actor=request.user, **form.said())
    read = quorum.figure_read(known, claim.article.language)
    told = f" Its number is read as {read}." if read else ""
    so_far = selectors.answers_of(claim.article_id, after=claim.pk)
    counted = f"{so_far.given} of {so_far.claims} claims have one."
    words = f"The known answer is set.{told} Reviewers are not told. {counted}"
    if so_far.next is None or "next" not in request.POST:
        return words
    return words, f"{reverse('claim', args=[so_far.next])}#id_known_answer_rating"


@verb(ActForm)
def no_known_answer(request: SignedInRequest, claim: Claim, form: ActForm) -> str:
    calibrating.withdraw(claim, actor=request.user)
    return "The known answer is taken back."
