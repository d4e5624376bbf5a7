"""Steps of cutting an article into claims by hand, one POST each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from claims import selectors
from claims.errors import ClaimsError, InvalidInputError, NotAllowedError
from claims.models import Article, Cut
from claims.permissions import require
from claims.services import cutorders, undoing
from claims.vocabulary import CutStep, Role
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.article_page import article_context
from claims.web.cut_panel import CutPanel
from claims.web.forms.cutting import CutForm
from claims.web.lookup import row_or_404


@post_only
@signed_in
def cut(request: SignedInRequest, pk: int) -> HttpResponse:
    """One step; a refusal shows the page with the message and every typed word."""
    article = row_or_404(Article.objects.only("pk"), pk=pk)
    require(request.user, Role.REVIEWER)
    step = request.POST.get("step", "")
    shown = selectors.article_with_marks(pk)
    if shown is None:
        raise Http404
    chosen = _chosen(request)
    others = CutPanel(shown, request.user, chosen).others
    form = CutForm(
        request.POST,
        auto_id=f"cut_{step if step in CutStep.values else ''}_%s",
        others=others,
    )
    status = InvalidInputError.status
    if form.is_valid():
        try:
            done = cutorders.carry_out(article, form.order(), actor=request.user)
        except NotAllowedError:  # who may not cut has no form to go back to
            raise
        except ClaimsError as error:
            form.refuse(error)
            status = error.status
        else:
            messages.success(request, _sentence(done))
            return redirect(f"{article.get_absolute_url()}#{_place(done)}")
    panel = CutPanel(shown, request.user, chosen, form)
    context = article_context(pk, request.user, panel=panel)
    return render(request, "claims/article.html", context, status=status)


@post_only
@signed_in
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    step = row_or_404(Cut.objects.select_related("article"), pk=pk)
    try:
        undoing.undo(step, actor=request.user)
    except NotAllowedError:
        raise
    except ClaimsError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Undone: {_sentence(step)}")
    return redirect(f"{step.article.get_absolute_url()}#cut")


def _chosen(request: SignedInRequest) -> str:
    given = request.POST
    if claim := given.get("claim", ""):
        return claim
    start, end = given.get("start", ""), given.get("end", "")
    return f"{start}-{end}" if start and end else ""


def _sentence(step: Cut) -> str:
    """What was done; a note that ends a sentence ends this one, too."""
    return f"{step}" if f"{step}".endswith((".", "!", "?")) else f"{step}."


def _place(done: Cut) -> str:
    """Where on the page it shows; a claim merged into another has no mark any more."""
    rows = done.after.get("claims", {})
    claims = sorted(int(pk) for pk, row in rows.items() if not row.get("withdrawn"))
    return f"mark-{claims[0]}" if claims else "cut"
