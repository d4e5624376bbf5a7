"""What the person at the desk was told; nobody sees the notices of others."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import selectors
from claims.admin.base import DeskAdmin, person
from claims.admin.marks import row_link
from claims.models import Notice
from claims.services import notices


@admin.register(Notice)
class NoticeAdmin(DeskAdmin[Notice]):
    list_display = ("event", "text", "claim_link", "actor", "created_at", "read_at")
    list_filter = ("event", ("read_at", admin.EmptyFieldListFilter))
    search_fields = ("text", "claim__statement")
    date_hierarchy = "created_at"
    fields = ("event", "text", "claim_link", "actor", "created_at", "read_at")
    readonly_fields = ("claim_link", "created_at")
    actions = ("read",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        return selectors.notice_list(person(request))

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Notice) -> str:
        return row_link(obj.claim)

    @admin.action(description="Mark as read")
    def read(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        count = notices.mark_read(person(request), ids)
        self.message_user(request, f"{count} marked as read.", messages.SUCCESS)
