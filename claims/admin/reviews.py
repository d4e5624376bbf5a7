"""What people decided: history, so it is only looked at."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import DeskAdmin, is_desk, person
from claims.admin.marks import row_link
from claims.models import Claim, Publication, Review, StatusChange, Verdict
from claims.services import shown


class AboutAClaim:
    """Rows that belong to a claim and link to it."""

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Review | Verdict | Publication | StatusChange) -> str:
        claim: Claim = obj.claim
        return row_link(claim)


@admin.register(Review)
class ReviewAdmin(AboutAClaim, DeskAdmin[Review]):
    list_display = ("claim_link", "rating", "author", "round", "created_at")
    list_display_links = ("rating",)
    list_filter = ("rating", ("author", admin.RelatedOnlyFieldListFilter), "created_at")
    list_select_related = ("claim", "rating", "author")
    search_fields = ("rationale", "claim__statement", "author__username")
    date_hierarchy = "created_at"
    fields = (
        "claim_link",
        "round",
        "author",
        "rating",
        "rationale",
        "reason_codes",
        "evidence",
        "searched_not_enough",
        "sources_reason",
        "surface",
        "created_at",
    )
    readonly_fields = ("claim_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return selectors.seen_by(person(request), super().get_queryset(request))


@admin.register(Verdict)
class VerdictAdmin(AboutAClaim, DeskAdmin[Verdict]):
    list_display = (
        "claim_link",
        "rating",
        "author",
        "signed_off_by",
        "in_force",
        "created_at",
    )
    list_display_links = ("rating",)
    list_filter = (
        "in_force",
        "review__rating",
        ("signed_off_by", admin.RelatedOnlyFieldListFilter),
        "created_at",
    )
    list_select_related = ("claim", "review__rating", "author", "signed_off_by")
    search_fields = (
        "claim__statement",
        "note",
        "author__username",
        "signed_off_by__username",
    )
    date_hierarchy = "created_at"
    fields = (
        "claim_link",
        "review_link",
        "author",
        "signed_off_by",
        "note",
        "in_force",
        "created_at",
    )
    readonly_fields = ("claim_link", "review_link", "created_at")

    @admin.display(description="rating", ordering="review__rating")
    def rating(self, obj: Verdict) -> str:
        return str(obj.review.rating)

    @admin.display(description="review")
    def review_link(self, obj: Verdict) -> SafeString | str:
        return row_link(obj.review)


@admin.register(Publication)
class PublicationAdmin(AboutAClaim, DeskAdmin[Publication]):
    list_display = (
        "claim_link",
        "revision",
        "in_force",
        "published_by",
        "published_at",
        "withdrawal",
    )
    list_display_links = ("revision",)
    list_filter = (
        "in_force",
        ("published_by", admin.RelatedOnlyFieldListFilter),
        "published_at",
    )
    list_select_related = ("claim", "published_by")
    search_fields = ("claim__statement", "withdrawal", "published_by__username")
    date_hierarchy = "published_at"
    fields = (
        "claim_link",
        "verdict_link",
        "revision",
        "in_force",
        "published_by",
        "published_at",
        "withdrawal",
        "as_published",
    )
    readonly_fields = ("claim_link", "verdict_link", "as_published")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).select_related("claim", "published_by")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An old document may cite what is confidential by now."""
        shown = super().get_fields(request, obj)
        return [one for one in shown if one != "as_published" or is_desk(request)]

    def view_on_site(self, obj: Publication) -> str:
        return obj.claim.public_url()

    @admin.display(description="verdict")
    def verdict_link(self, obj: Publication) -> SafeString | str:
        return row_link(obj.verdict)

    @admin.display(description="ClaimReview as published")
    def as_published(self, obj: Publication) -> SafeString:
        return format_html(
            "<pre>{}</pre>", json.dumps(obj.document, indent=2, ensure_ascii=False)
        )


@admin.register(StatusChange)
class StatusChangeAdmin(AboutAClaim, DeskAdmin[StatusChange]):
    list_display = (
        "claim_link",
        "action",
        "old_status",
        "new_status",
        "who",
        "reason",
        "created_at",
    )
    list_display_links = ("action",)
    list_filter = (
        "action",
        "new_status",
        ("actor", admin.RelatedOnlyFieldListFilter),
        "created_at",
    )
    list_select_related = ("claim", "actor")
    search_fields = ("claim__statement", "reason", "actor__username")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields = (
        "claim_link",
        "action",
        ("old_status", "new_status"),
        "version",
        "who",
        "reason",
        "created_at",
    )
    readonly_fields = ("claim_link", "who", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusChange]:
        rows: QuerySet[StatusChange] = super().get_queryset(request)
        who = person(request)
        return selectors.moves_read_by(who, shown.moves_for(who, rows))

    @admin.display(description="who", ordering="actor")
    def who(self, obj: StatusChange) -> str:
        return "The workbench" if obj.actor is None else obj.actor.get_username()
