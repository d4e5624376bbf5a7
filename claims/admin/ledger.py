"""What people said of two claims, and reviews that began as a proposal: to look at."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import DeskAdmin, person
from claims.admin.marks import row_link
from claims.models import Leaning, PairChoice


@admin.register(PairChoice)
class PairChoiceAdmin(DeskAdmin[PairChoice]):
    list_display = (
        *("one_link", "other_link", "said", "relation", "actor", "created_at"),
    )
    list_filter = ("word", "relation", "created_at")
    list_select_related = ("one", "other", "actor")
    search_fields = ("one__statement", "other__statement")
    date_hierarchy = "created_at"
    fields = ("one_link", "other_link", "said", "relation", "actor", "created_at")
    readonly_fields = ("one_link", "other_link", "said", "created_at")

    @admin.display(description="claim", ordering="one")
    def one_link(self, obj: PairChoice) -> SafeString | str:
        return row_link(obj.one)

    @admin.display(description="other claim", ordering="other")
    def other_link(self, obj: PairChoice) -> SafeString | str:
        return row_link(obj.other)

    @admin.display(description="said", ordering="word")
    def said(self, obj: PairChoice) -> str:
        return obj.get_word_display() if obj.word else "taken back"


@admin.register(Leaning)
class LeaningAdmin(DeskAdmin[Leaning]):
    list_display = ("claim_link", "parent_link", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("review__claim", "parent__claim")
    search_fields = ("review__claim__statement", "parent__claim__statement")
    date_hierarchy = "created_at"
    fields = ("claim_link", "parent_link", "created_at")
    readonly_fields = ("claim_link", "parent_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Leaning]:
        """Those of reviews this person may read."""
        seen = selectors.seen_by(person(request))
        rows = super().get_queryset(request).filter(review__in=seen)
        return rows.select_related("review__claim", "parent__claim")

    @admin.display(description="claim", ordering="review__claim")
    def claim_link(self, obj: Leaning) -> SafeString | str:
        return row_link(obj.review.claim)

    @admin.display(description="after the verdict on", ordering="parent")
    def parent_link(self, obj: Leaning) -> SafeString | str:
        return row_link(obj.parent.claim)
