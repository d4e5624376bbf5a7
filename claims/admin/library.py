from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from claims.admin.base import AddedByFormAdmin, person, posted
from claims.admin.forms import ReferenceForm
from claims.admin.marks import outward
from claims.models import ReferenceDocument
from claims.services.ingest import check_url
from claims.services.library import ReferenceData, add_reference


@admin.register(ReferenceDocument)
class ReferenceDocumentAdmin(AddedByFormAdmin[ReferenceDocument]):
    """The newsroom's own documents: what a search quotes must stay what it was."""

    list_display = ("title", "publisher", "published_on", "language", "created_at")
    list_filter = ("language", "created_at")
    search_fields = ("title", "publisher", "url", "text")
    date_hierarchy = "published_on"
    fields = (
        "title",
        "publisher",
        "address",
        "published_on",
        "language",
        "licence",
        "text",
        "text_sha256",
        "created_at",
    )
    readonly_fields = ("address", "text_sha256", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferenceDocument]:
        return super().get_queryset(request).defer("text")

    @admin.display(description="address")
    def address(self, obj: ReferenceDocument) -> SafeString | str:
        return outward(obj.url)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            if given["url"]:
                check_url(given["url"])
            document, new = add_reference(ReferenceData(**given), actor=person(request))
            told = (
                "Document kept; the next search finds it."
                if new
                else "This text was here already; nothing was added."
            )
            self.message_user(
                request, told, messages.SUCCESS if new else messages.WARNING
            )
            return redirect("admin:claims_referencedocument_change", document.pk)

        return self.form_page(
            request,
            ReferenceForm(posted(request)),
            work,
            title="Add a document to the library",
            submit="Keep the document",
        )
