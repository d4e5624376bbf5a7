from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import (
    AddedByFormAdmin,
    DeskAdmin,
    KeepsConfidential,
    is_desk,
    person,
    posted,
)
from claims.admin.forms import EvidenceForm, JudgementForm, StanceForm
from claims.admin.marks import interval, marked, outward, row_link
from claims.admin.takingback import TakenBackFilter, TakesBack
from claims.errors import SeveralNumbersError
from claims.models import Evidence, Snapshot, Source, SourceJob
from claims.services import attaching, evidence, judging, shown
from claims.services.attaching import AttachmentData
from claims.services.evidence import EvidenceData

FIXED = (
    "claim_link",
    "passage",
    "locator",
    "source_link",
    "address",
    "standing",
    "number",
    "readback",
    "as_of",
    "relation",
    "difference",
    "explanation",
    "policy",
    "suggested_stance",
    "added_by",
    "added_at",
    "taken_back",
)


DOCUMENT = (
    "title",
    "address",
    "publisher",
    "published_at",
    "retrieved_at",
    "language",
    "licence",
    "provider",
    "captured_at",
    "http_status",
    "headers",
    "standing",
    "checked_at",
    "why_confidential",
    "snapshot_link",
)


@admin.register(Evidence)
class EvidenceAdmin(TakesBack, KeepsConfidential, AddedByFormAdmin[Evidence]):
    """Passages of sources; a person's reading of one is all that can be changed."""

    to_source = "source__"

    form = StanceForm
    list_display = (
        "passage",
        "number",
        "relation",
        "reading",
        "claim_link",
        "source_link",
        "added_by",
    )
    list_filter = (
        TakenBackFilter,
        "relation",
        "stance",
        "standing",
        "source__provider",
        "added_at",
    )
    list_select_related = ("claim", "source", "added_by")
    search_fields = (
        "quote",
        "note",
        "source__title",
        "source__url",
        "claim__statement",
    )
    date_hierarchy = "added_at"
    fieldsets = (
        ("Your reading", {"fields": StanceForm.Meta.fields}),
        ("The passage and what arithmetic says", {"fields": FIXED}),
    )
    readonly_fields = FIXED

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_desk(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """What was taken back has a page, too; lists show it when it is asked for."""
        joined = Evidence.every.select_related(
            "claim", "source", "added_by", "taken_back_by"
        )
        rows = selectors.evidence_for(person(request), joined.order_by("id"))
        return rows if is_desk(request) else rows.filter(source__confidential="")

    def view_on_site(self, obj: Evidence) -> str:
        return obj.claim.get_absolute_url()

    @admin.display(description="passage", ordering="quote")
    def passage(self, obj: Evidence) -> SafeString:
        if obj.number_start is None or obj.number_end is None:
            return marked(obj.quote, None, None)
        return marked(
            obj.quote, obj.number_start - obj.start, obj.number_end - obj.start
        )

    @admin.display(description="number in it")
    def number(self, obj: Evidence) -> str:
        return interval(obj)

    @admin.display(description="reading", ordering="stance")
    def reading(self, obj: Evidence) -> str:
        if obj.stance:
            return obj.get_stance_display()
        return f"{obj.get_suggested_stance_display()} (suggested)"

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Evidence) -> SafeString | str:
        return row_link(obj.claim)

    @admin.display(description="source", ordering="source__title")
    def source_link(self, obj: Evidence) -> SafeString | str:
        return row_link(obj.source)

    @admin.display(description="address")
    def address(self, obj: Evidence) -> SafeString | str:
        return outward(obj.source.url)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        form = EvidenceForm(posted(request), initial=_asked_for(request))

        def work(given: dict[str, Any]) -> HttpResponseBase:
            claim = given.pop("claim")
            if given["url"] and not given["quote"].strip():
                del given["quote"], given["number_start"]
                made = attaching.submit(
                    claim, AttachmentData(**given), actor=person(request)
                )
                told = "It is being read; then you choose the passage."
                self.message_user(request, told, messages.SUCCESS)
                return redirect(made)
            data = EvidenceData(**given, ask=True)
            try:
                kept, _ = evidence.attach(claim, data, actor=person(request))
            except SeveralNumbersError as error:
                form.offer(error.numbers)
                raise
            told = f"Evidence attached. {kept.explanation}".strip()
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_claim_change", claim.pk)

        return self.form_page(
            request,
            form,
            work,
            title="Attach evidence to a claim",
            submit="Attach",
        )

    def save_model(
        self, request: HttpRequest, obj: Evidence, form: Any, change: Any
    ) -> None:
        given = form.cleaned_data
        stored = Evidence.objects.get(pk=obj.pk)
        evidence.set_stance(
            stored,
            given["stance"] if "stance" in form.changed_data else stored.stance,
            actor=person(request),
            note=given["note"] if "note" in form.changed_data else None,
        )


def _asked_for(request: HttpRequest) -> dict[str, str]:
    claim = request.GET.get("claim", "")
    return {"claim": claim} if claim.isdecimal() else {}


@admin.register(SourceJob)
class SourceJobAdmin(DeskAdmin[SourceJob]):
    """One claim asked at one provider, and how that ended."""

    list_display = (
        "claim_link",
        "provider",
        "outcome",
        "documents",
        "reason",
        "finished_at",
    )
    list_filter = ("outcome", "provider", "asked_at")
    list_select_related = ("claim",)
    search_fields = ("claim__statement", "provider", "reason")
    date_hierarchy = "asked_at"
    fields = (
        "claim_link",
        "provider",
        "outcome",
        "reason",
        "queries",
        "documents",
        "run",
        "asked_at",
        "finished_at",
    )
    readonly_fields = ("claim_link", "asked_at")

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: SourceJob) -> SafeString | str:
        return row_link(obj.claim)


@admin.register(Source)
class SourceAdmin(KeepsConfidential, DeskAdmin[Source]):
    """Documents evidence stands in; what kind each is can be said."""

    form = JudgementForm
    list_display = ("title", "publisher", "provider", "published_at", "retrieved_at")
    list_filter = (
        *("standing", "provider", "language", "retrieved_at"),
        ("confidential", admin.EmptyFieldListFilter),
    )
    search_fields = ("title", "url", "publisher")
    date_hierarchy = "retrieved_at"
    fieldsets = (
        ("What it is", {"fields": JudgementForm.Meta.fields}),
        ("The document", {"fields": DOCUMENT}),
    )
    readonly_fields = DOCUMENT

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_desk(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        who = person(request)
        rows = selectors.documents_for(who, super().get_queryset(request))
        return selectors.sources_told(who, rows, instead=shown.LATER)

    def save_model(
        self, request: HttpRequest, obj: Source, form: Any, change: Any
    ) -> None:
        given = {name: form.cleaned_data[name] for name in form.changed_data}
        judging.judge(Source.objects.get(pk=obj.pk), actor=person(request), **given)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Why one is confidential may have to wait, for who guesses at it, too."""
        if lookup.startswith("confidential__") and lookup != "confidential__isempty":
            return False
        return super().lookup_allowed(lookup, value, request)

    @admin.display(description="confidential")
    def why_confidential(self, obj: Source) -> str:
        why: str = obj.why  # type: ignore[attr-defined]  # asked for with the row
        return why

    @admin.display(description="address")
    def address(self, obj: Source) -> SafeString | str:
        return outward(obj.url)

    @admin.display(description="snapshot")
    def snapshot_link(self, obj: Source) -> SafeString | str:
        return row_link(obj.snapshot)


@admin.register(Snapshot)
class SnapshotAdmin(KeepsConfidential, DeskAdmin[Snapshot]):
    """What a source said when we looked; the bytes themselves are not shown."""

    to_source = "source__"

    list_display = ("sha256", "media_type", "created_at")
    list_filter = ("media_type", "created_at")
    search_fields = ("sha256", "text")
    date_hierarchy = "created_at"
    fields = ("sha256", "media_type", "created_at", "text")
    readonly_fields = ("created_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        rows = super().get_queryset(request).defer("content")
        return selectors.documents_for(person(request), rows, place="source__snapshot")
