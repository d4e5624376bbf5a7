"""An article's sign-off, one POST each way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from claims.errors import ClaimsError
from claims.models import Article
from claims.permissions import require
from claims.services import signing
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.article_page import article_context
from claims.web.lookup import row_or_404


@post_only
@signed_in
def sign_off(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, Role.EDITOR)
    article = row_or_404(Article.objects.only("pk"), pk=pk)
    note = request.POST.get("note", "")
    try:
        signing.sign_off(article, actor=request.user, note=note)
    except ClaimsError as error:
        return _refused(request, pk, error, note)
    messages.success(request, "The article is signed off.")
    return redirect(f"{article.get_absolute_url()}#article-sign-off")


@post_only
@signed_in
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, Role.EDITOR)
    article = row_or_404(Article.objects.only("pk"), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        signing.take_back(article, actor=request.user, reason=reason)
    except ClaimsError as error:
        return _refused(request, pk, error, reason)
    messages.success(request, "The sign-off is taken back.")
    return redirect(f"{article.get_absolute_url()}#article-sign-off")


def _refused(
    request: SignedInRequest, pk: int, error: ClaimsError, words: str
) -> HttpResponse:
    context = article_context(pk, request.user) | {
        "sign_off_refused": error,
        "sign_off_words": words,
    }
    return render(request, "claims/article.html", context, status=error.status)
