"""The trash: what lies in it, putting articles there and bringing them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims import selectors
from claims.errors import ClaimsError
from claims.models import Article
from claims.permissions import require
from claims.services import away, trash
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, post_only, signed_in
from claims.web.article_page import article_context
from claims.web.lookup import row_or_404
from claims.web.paging import page_of, query_without_page


@require_safe
@for_role(Role.EDITOR)
def index(request: SignedInRequest) -> HttpResponse:
    page = page_of(request, selectors.trashed_articles())
    context = {
        "page": page,
        "query": query_without_page(request),
        "days": away.KEPT_DAYS,
    }
    return render(request, "claims/trash.html", context)


@post_only
@signed_in
def put(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, Role.EDITOR)
    article = row_or_404(Article.objects.only("pk"), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        trash.put(article, actor=request.user, reason=reason)
    except ClaimsError as error:
        context = article_context(pk, request.user) | {
            "trash_refused": error,
            "trash_words": reason,
        }
        return render(request, "claims/article.html", context, status=error.status)
    messages.success(
        request, "The article is in the trash, with all that belongs to it."
    )
    return redirect("trash")


@post_only
@signed_in
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, Role.EDITOR)
    article = row_or_404(Article.every.only("pk"), pk=pk)
    restored = trash.restore(article, actor=request.user)
    messages.success(request, "The article is back, as it was.")
    return redirect(restored)
