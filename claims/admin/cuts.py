"""What people did to where articles are cut into claims; undone by the service."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, is_desk, person
from claims.admin.marks import row_link
from claims.errors import ClaimsError
from claims.models import Cut
from claims.selectors.cuts import cuts_read_by
from claims.services import locking, undoing


@admin.register(Cut)
class CutAdmin(DeskAdmin[Cut]):
    list_display = ("step", "told", "article_link", "actor", "created_at", "undone_at")
    list_filter = ("step", "code", "created_at")
    list_select_related = ("article", "actor")
    search_fields = ("told", "note", "article__title")
    date_hierarchy = "created_at"
    fields = (
        "article_link",
        "step",
        "told",
        ("code", "note"),
        ("actor", "created_at"),
        ("undone_by", "undone_at"),
        "before",
        "after",
    )
    readonly_fields = ("article_link", "created_at")
    actions = ("undo",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cut]:
        rows = super().get_queryset(request).select_related("article", "actor")
        rows = cuts_read_by(person(request), rows)
        return rows.defer("article__text", "article__links", "article__locators")

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return is_desk(request)

    @admin.display(description="article", ordering="article")
    def article_link(self, obj: Cut) -> SafeString | str:
        return row_link(obj.article, obj.article.title or f"Article {obj.article_id}")

    @admin.action(description="Undo", permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for cut in queryset.order_by("-pk"):
            try:
                with locking.one_of_several():
                    undoing.undo(cut, actor=person(request))
            except ClaimsError as error:
                self.message_user(request, f"{cut}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"Undone: {cut}.", messages.SUCCESS)
