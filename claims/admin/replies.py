"""Replies asked for: to look at.  Contacts are shown to the desk alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, is_desk
from claims.admin.marks import row_link
from claims.models import ReplyEntry, ReplyRequest


@admin.register(ReplyRequest)
class ReplyRequestAdmin(DeskAdmin[ReplyRequest]):
    list_display = (
        "claim_link",
        "channel",
        "sent_at",
        "deadline",
        "answered_at",
        "told",
    )
    list_display_links = ("sent_at",)
    list_filter = ("channel", "told", "deadline")
    list_select_related = ("claim",)
    search_fields = ("claim__statement", "answer")
    date_hierarchy = "sent_at"
    fields = (
        *("claim_link", "contact", "channel", "sent_at", "deadline"),
        *("answer", "answered_at", "told", "asked_by", "created_at"),
    )
    readonly_fields = ("claim_link", "created_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = super().get_fields(request, obj)
        return [one for one in shown if one != "contact" or is_desk(request)]

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: ReplyRequest) -> SafeString | str:
        return row_link(obj.claim)


@admin.register(ReplyEntry)
class ReplyEntryAdmin(DeskAdmin[ReplyEntry]):
    """Every step of asking: history."""

    list_display = ("claim_link", "step", "actor", "created_at")
    list_display_links = ("step",)
    list_filter = ("step", "created_at")
    list_select_related = ("claim", "actor")
    search_fields = ("claim__statement", "text", "actor__username")
    date_hierarchy = "created_at"
    fields = ("claim_link", "step", "text", "actor", "created_at")
    readonly_fields = ("claim_link", "created_at")

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: ReplyEntry) -> SafeString | str:
        return row_link(obj.claim)
