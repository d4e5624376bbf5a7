"""What belongs to a claim, shown below it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from claims import selectors
from claims.admin.base import HistoryInline, is_desk, person
from claims.admin.marks import interval, outward, row_link
from claims.models import (
    Evidence,
    PriorCheck,
    Publication,
    Review,
    SourceJob,
    StatusChange,
    Verdict,
)
from claims.services import shown


class JoinedInline(HistoryInline):
    """An inline whose related rows come with it, not one by one."""

    joined: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        return rows.select_related("claim", *self.joined)


class EvidenceInline(JoinedInline):
    model = Evidence
    fields = ("quote", "number", "relation", "stance", "explanation", "source_link")
    readonly_fields = ("number", "source_link")
    joined = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        every: QuerySet[Any] = super().get_queryset(request)
        rows = selectors.evidence_for(person(request), every)
        return rows if is_desk(request) else rows.filter(source__confidential="")

    @admin.display(description="number in it")
    def number(self, obj: Evidence) -> str:
        return interval(obj)

    @admin.display(description="source")
    def source_link(self, obj: Evidence) -> str:
        return row_link(obj.source)


class PriorCheckInline(JoinedInline):
    model = PriorCheck
    fields = ("publisher", "claimed", "rating", "number", "reviewed_on", "address")
    readonly_fields = ("address",)

    @admin.display(description="address")
    def address(self, obj: PriorCheck) -> str:
        return outward(obj.url)


class SourceJobInline(JoinedInline):
    model = SourceJob
    fields = ("provider", "outcome", "reason", "documents", "finished_at")


class ReviewInline(JoinedInline):
    model = Review
    fields = ("round", "rating", "author", "rationale", "created_at")
    readonly_fields = ("created_at",)
    joined = ("rating", "author")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        seen = selectors.seen_by(person(request))
        return rows.filter(pk__in=seen.values("pk"))


class VerdictInline(JoinedInline):
    model = Verdict
    fields = ("rating", "author", "signed_off_by", "note", "in_force", "created_at")
    readonly_fields = ("rating", "created_at")
    joined = ("review__rating", "author", "signed_off_by")

    @admin.display(description="rating")
    def rating(self, obj: Verdict) -> str:
        return str(obj.review.rating)


class PublicationInline(JoinedInline):
    model = Publication
    fields = ("revision", "in_force", "published_by", "published_at", "withdrawal")
    joined = ("published_by",)


class StatusChangeInline(JoinedInline):
    model = StatusChange
    fields = ("action", "old_status", "new_status", "actor", "reason", "created_at")
    readonly_fields = ("created_at",)
    joined = ("actor",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Any] = super().get_queryset(request)
        who = person(request)
        return selectors.moves_read_by(who, shown.moves_for(who, rows))


INLINES = (
    EvidenceInline,
    PriorCheckInline,
    SourceJobInline,
    ReviewInline,
    VerdictInline,
    PublicationInline,
    StatusChangeInline,
)
