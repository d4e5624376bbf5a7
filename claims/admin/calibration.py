"""Known answers and what reviews came to: to look at, for editors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, M, is_desk
from claims.admin.marks import NONE, row_link
from claims.models import CalibrationEvent, CalibrationResult, KnownAnswer
from claims.permissions import has_role
from claims.vocabulary import Role


class EditorsAdmin(DeskAdmin[M]):
    """Whoever reviews is not to see it, be it as an operator."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if is_desk(request):
            return has_role(request.user, Role.EDITOR)
        return super().has_view_permission(request, obj)


@admin.register(KnownAnswer)
class KnownAnswerAdmin(EditorsAdmin[KnownAnswer]):
    list_display = ("claim_link", "rating", "surface", "set_by", "set_at")
    list_display_links = ("rating",)
    list_select_related = ("claim", "rating", "set_by")
    search_fields = ("claim__statement", "note")
    fields = ("claim_link", "rating", "surface", "note", "set_by", "set_at")
    readonly_fields = ("claim_link", "set_at")

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: KnownAnswer) -> SafeString | str:
        return row_link(obj.claim)


@admin.register(CalibrationResult)
class CalibrationResultAdmin(EditorsAdmin[CalibrationResult]):
    list_display = ("author", "claim_link", "same_rating", "number", "compared_at")
    list_filter = ("same_rating", "number")
    list_select_related = ("review__author", "review__claim")
    search_fields = ("review__author__username", "review__claim__statement")
    fields = list_display
    readonly_fields = list_display

    @admin.display(description="reviewer", ordering="review__author__username")
    def author(self, obj: CalibrationResult) -> str:
        return obj.review.author.get_username()

    @admin.display(description="claim", ordering="review__claim")
    def claim_link(self, obj: CalibrationResult) -> SafeString | str:
        return row_link(obj.review.claim)


@admin.register(CalibrationEvent)
class CalibrationEventAdmin(EditorsAdmin[CalibrationEvent]):
    list_display = ("step", "claim_link", "told", "actor", "created_at")
    list_filter = ("step", "created_at")
    list_select_related = ("claim", "actor")
    search_fields = ("told", "claim__statement")
    fields = list_display
    readonly_fields = list_display

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: CalibrationEvent) -> SafeString | str:
        return row_link(obj.claim) if obj.claim else NONE
