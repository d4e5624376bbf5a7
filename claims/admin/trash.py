"""The trash: articles put away, brought back by the service."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.base import DeskAdmin, person
from claims.errors import ClaimsError
from claims.models import ArticleEvent, TrashedArticle
from claims.permissions import has_role
from claims.services import locking, trash
from claims.vocabulary import Role


@admin.register(TrashedArticle)
class TrashedArticleAdmin(DeskAdmin[TrashedArticle]):
    list_display = ("name", "publisher", "trashed_at", "trashed_by", "trash_reason")
    list_filter = ("trashed_at",)
    list_select_related = ("trashed_by",)
    search_fields = ("title", "publisher", "trash_reason")
    date_hierarchy = "trashed_at"
    fields = ("title", "author", "publisher", "url", "trashed", "why")
    readonly_fields = ("trashed", "why")
    actions = ("restore",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrashedArticle]:
        rows = super().get_queryset(request).select_related("trashed_by")
        return rows.defer("text", "links", "locators")

    def has_restore_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.EDITOR)

    @admin.display(description="article", ordering="title")
    def name(self, obj: TrashedArticle) -> str:
        return obj.title or f"Article {obj.pk}"

    @admin.display(description="put in the trash")
    def trashed(self, obj: TrashedArticle) -> str:
        return f"{obj.trashed_at:%Y-%m-%d %H:%M} by {obj.trashed_by}"

    @admin.display(description="why")
    def why(self, obj: TrashedArticle) -> str:
        return obj.trash_reason

    @admin.action(description="Restore", permissions=["restore"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for article in queryset:
            try:
                with locking.one_of_several():
                    trash.restore(article, actor=person(request))
            except ClaimsError as error:
                self.message_user(request, error.message, messages.ERROR)
            else:
                told = f"{self.name(article)} is back."
                self.message_user(request, told, messages.SUCCESS)


@admin.register(ArticleEvent)
class ArticleEventAdmin(DeskAdmin[ArticleEvent]):
    list_display = ("step", "title", "changed", "actor", "reason", "created_at")
    list_filter = ("step", "created_at")
    list_select_related = ("article", "actor")
    search_fields = ("article__title", "reason")
    date_hierarchy = "created_at"
    fields = ("title", "step", "actor", "reason", "changed", "created_at")
    readonly_fields = ("title", "changed", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleEvent]:
        rows = super().get_queryset(request).select_related("article", "actor")
        return rows.defer("article__text", "article__links", "article__locators")

    @admin.display(description="article", ordering="article")
    def title(self, obj: ArticleEvent) -> str:
        return obj.article.title or f"Article {obj.article_id}"

    @admin.display(description="what changed")
    def changed(self, obj: ArticleEvent) -> str:
        return obj.told
