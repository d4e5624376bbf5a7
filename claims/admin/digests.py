from __future__ import annotations

from django.contrib import admin

from claims.admin.base import DeskAdmin
from claims.models import Digest


@admin.register(Digest)
class DigestAdmin(DeskAdmin[Digest]):
    """E-mails of the day: whether they went out; what they said is not kept."""

    list_display = ("person", "day", "state", "error", "sent_at")
    list_filter = ("state", "day")
    list_select_related = ("person",)
    search_fields = ("person__username", "error")
    date_hierarchy = "day"
    fields = ("person", "day", "state", "error", "created_at", "sent_at")
    readonly_fields = ("created_at",)
