from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, KeepsConfidential
from claims.admin.marks import outward, row_link
from claims.models import Attachment, Recheck


@admin.register(Attachment)
class AttachmentAdmin(KeepsConfidential, DeskAdmin[Attachment]):
    """Documents brought as evidence; the passage is chosen on the document's page."""

    to_source = "source__"

    list_display = ("__str__", "claim_link", "state", "error", "created_by")
    list_filter = ("state", "created_at")
    search_fields = ("title", "filename", "url", "claim__statement")
    date_hierarchy = "created_at"
    fields = (
        "claim_link",
        "address",
        "filename",
        "title",
        "publisher",
        "published_at",
        "state",
        "error",
        "warnings",
        "source_link",
        "stance",
        "note",
        "created_by",
        "created_at",
    )
    readonly_fields = ("claim_link", "address", "source_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        rows = (
            super()
            .get_queryset(request)
            .select_related("claim", "source", "created_by")
        )
        return rows.defer("content", "passages")

    def view_on_site(self, obj: Attachment) -> str:
        return obj.get_absolute_url()

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Attachment) -> SafeString | str:
        return row_link(obj.claim)

    @admin.display(description="address")
    def address(self, obj: Attachment) -> SafeString | str:
        return outward(obj.url)

    @admin.display(description="source")
    def source_link(self, obj: Attachment) -> SafeString | str:
        return row_link(obj.source) if obj.source else "\u2013"


@admin.register(Recheck)
class RecheckAdmin(KeepsConfidential, DeskAdmin[Recheck]):
    """Sources looked at again, and what they said."""

    to_source = "source__"

    list_display = ("source_link", "outcome", "detail", "asked_by", "finished_at")
    list_filter = ("outcome", "asked_at")
    list_select_related = ("source", "asked_by")
    search_fields = ("source__title", "source__url", "detail")
    date_hierarchy = "asked_at"
    fields = (
        "source_link",
        "outcome",
        "detail",
        "http_status",
        "sha256",
        "gone",
        "asked_by",
        "asked_at",
        "finished_at",
    )
    readonly_fields = ("source_link", "asked_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recheck]:
        return super().get_queryset(request).select_related("source", "asked_by")

    @admin.display(description="source", ordering="source")
    def source_link(self, obj: Recheck) -> SafeString | str:
        return row_link(obj.source)
