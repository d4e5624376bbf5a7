from __future__ import annotations

from django.contrib import admin

from claims.admin.base import DeskAdmin, HistoryInline
from claims.models import Rating, RatingScale


class RatingInline(HistoryInline):
    model = Rating
    fields = ("position", "label", "slug", "meaning", "value", "without_evidence")
    show_change_link = False


@admin.register(RatingScale)
class RatingScaleAdmin(DeskAdmin[RatingScale]):
    """Ratings verdicts were given on; a changed scale is a new version."""

    list_display = ("name", "version", "slug", "in_use")
    list_filter = ("in_use",)
    search_fields = ("name", "slug", "ratings__label")
    inlines = (RatingInline,)
