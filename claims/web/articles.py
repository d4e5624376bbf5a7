from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from claims import conf, selectors
from claims.errors import ClaimsError
from claims.models import Article, Submission
from claims.services import arranging
from claims.vocabulary import JobKind, Role
from claims.web.access import SignedInRequest, for_role, post_only, signed_in
from claims.web.article_page import article_context, live_context
from claims.web.forms.articles import WAYS
from claims.web.lookup import row_or_404
from claims.web.paging import page_of, query_without_page
from claims.web.turns import is_shown, turn_context

#: How the list is narrowed by sign-off.
SIGNED = {"yes": True, "no": False}


@require_safe
@signed_in
def article_index(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("signed_off", "")
    articles = selectors.article_list(signed_off=SIGNED.get(asked))
    page = page_of(request, articles)
    context = {
        "asked": asked if asked in SIGNED else "",
        "page": page,
        "query": query_without_page(request),
        "standings": selectors.article_standings(page.object_list),
    }
    return render(request, "claims/articles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.REVIEWER)
def article_new(request: SignedInRequest) -> HttpResponse:
    """One page, three ways in; whatever was typed stays when one is refused."""
    forms = {name: form(auto_id=f"{name}_%s") for name, form in WAYS.items()}
    status = 200
    if request.method == "POST":
        way = request.POST.get("way", "paste")
        if way not in WAYS:
            raise Http404
        form = WAYS[way](request.POST, request.FILES, auto_id=f"{way}_%s")
        forms[way] = form
        status = 400
        if form.is_valid():
            try:
                made, told = form.hand_in(request.user)
            except ClaimsError as error:
                form.refuse(error)
                status = error.status
            else:
                messages.success(request, told)
                return redirect(made)
        form.begin_at_fault()
    context = {"forms": forms, "limits": conf.LIMITS}
    return render(request, "claims/article_new.html", context, status=status)


@require_safe
@signed_in
def article(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(
        request,
        "claims/article.html",
        article_context(pk, request.user, chosen=request.GET.get("cut", "")),
    )


@require_safe
@signed_in
def article_live(request: SignedInRequest, pk: int) -> HttpResponse:
    """The part of the page that moves; 204 while nothing did."""
    shown = row_or_404(Article.objects.defer("text"), pk=pk)
    progress = selectors.article_progress(shown)
    if progress.running and request.GET.get("seen") == progress.stamp:
        return HttpResponse(status=204)
    if "unread" in request.GET and progress.extracted:
        return HttpResponseClientRefresh()  # what is done to its claims comes beside
    whole = selectors.article_with_marks(pk)
    if whole is None:
        raise Http404
    context = live_context(whole, request.user)
    return render(request, "claims/partials/_article_live.html", context)


@post_only
@signed_in
def article_importance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how much depends on an article: its claims move up or down."""
    article = row_or_404(Article.objects.only("importance"), pk=pk)
    given = request.POST.get("importance", "")
    value = int(given) if given in {"0", "1", "2"} else -1
    arranging.set_importance(article, value, actor=request.user)
    messages.success(request, "Its claims have found their new places.")
    return redirect(article)


@post_only
@signed_in
def article_embargo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep an article in the house, or let it be searched for outside."""
    article = row_or_404(Article.objects.only("embargoed"), pk=pk)
    embargoed = bool(request.POST.get("embargoed"))
    arranging.set_embargo(article, embargoed, actor=request.user)
    told = (
        "Only sources in the house are asked about it now."
        if embargoed
        else "The embargo is lifted; look for sources again where it matters."
    )
    messages.success(request, told)
    return redirect(article)


@require_safe
@signed_in
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    handed_in = _submission(pk)
    if handed_in.article is not None:
        return redirect("article", handed_in.article_id)
    context = _submission_context(handed_in)
    return render(request, "claims/submission.html", context)


@require_safe
@signed_in
def submission_live(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of it; 204 while that is what the page shows."""
    handed_in = _submission(pk)
    if handed_in.article is not None:
        return HttpResponseClientRedirect(handed_in.article.get_absolute_url())
    context = _submission_context(handed_in)
    if is_shown(request, context):
        return HttpResponse(status=204)
    shown = {**context, "live": True}
    return render(request, "claims/partials/_submission.html", shown)


def _submission_context(handed_in: Submission) -> dict[str, Any]:
    return {"submission": handed_in, **turn_context(JobKind.INGEST, handed_in)}


def _submission(pk: int) -> Submission:
    return row_or_404(
        Submission.objects.defer("content", "article__text").select_related("article"),
        pk=pk,
    )
