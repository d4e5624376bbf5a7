"""Rounds of asking, words on origins and calculations: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import DeskAdmin, KeepsConfidential, person
from claims.admin.marks import row_link
from claims.models import Calculation, EarlierSearch, RootChoice, WithheldSearch


@admin.register(EarlierSearch)
class EarlierSearchAdmin(DeskAdmin[EarlierSearch]):
    list_display = ("claim_link", "provider", "run", "outcome", "reason", "asked_at")
    list_filter = ("outcome", "asked_at")
    list_select_related = ("source_job__claim",)
    search_fields = ("source_job__claim__statement", "source_job__provider", "reason")
    date_hierarchy = "asked_at"
    fields = (
        "claim_link",
        "provider",
        "run",
        "outcome",
        "reason",
        "queries",
        "worded",
        "documents",
        "asked_at",
        "finished_at",
    )
    readonly_fields = ("claim_link", "provider")

    def get_queryset(self, request: HttpRequest) -> QuerySet[EarlierSearch]:
        return super().get_queryset(request).select_related("source_job__claim")

    @admin.display(description="claim")
    def claim_link(self, obj: EarlierSearch) -> SafeString | str:
        return row_link(obj.source_job.claim)

    @admin.display(description="provider")
    def provider(self, obj: EarlierSearch) -> str:
        return obj.source_job.provider


@admin.register(WithheldSearch)
class WithheldSearchAdmin(DeskAdmin[WithheldSearch]):
    list_display = ("source_job", "run", "reason", "actor", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("source_job", "actor")
    search_fields = ("source_job__provider", "reason")
    date_hierarchy = "created_at"
    fields = ("source_job", "run", "reason", "actor", "created_at")
    readonly_fields = ("created_at",)


class _OfEvidence(KeepsConfidential, DeskAdmin[Any]):
    """Rows that belong to a piece of evidence."""

    to_source = "evidence__source__"

    @admin.display(description="evidence", ordering="evidence")
    def evidence_link(self, obj: Any) -> SafeString | str:
        return row_link(obj.evidence)


@admin.register(RootChoice)
class RootChoiceAdmin(_OfEvidence):
    list_display = ("evidence_link", "root", "reason", "actor", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("evidence", "actor")
    search_fields = ("root", "reason", "evidence__quote")
    date_hierarchy = "created_at"
    fields = ("evidence_link", "root", "reason", "actor", "created_at")
    readonly_fields = ("evidence_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RootChoice]:
        rows = super().get_queryset(request)
        return selectors.choices_for(person(request).pk, rows)


@admin.register(Calculation)
class CalculationAdmin(_OfEvidence):
    list_display = ("formula", "working", "evidence_link", "policy")
    list_select_related = ("evidence",)
    list_filter = ("policy",)
    search_fields = ("formula", "working", "evidence__quote")
    fields = (
        "evidence_link",
        "formula",
        "working",
        "thing",
        "base",
        "operands",
        "result",
        "notes",
        "policy",
    )
    readonly_fields = ("evidence_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Calculation]:
        rows = super().get_queryset(request)
        return selectors.calculations_for(person(request), rows)
