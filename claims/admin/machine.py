"""The machine's side: jobs, and what was handed in and is not an article yet."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, person
from claims.admin.marks import NONE, outward, row_link
from claims.models import Job, Submission
from claims.permissions import keeps_running
from claims.services import working


@admin.register(Job)
class JobAdmin(DeskAdmin[Job]):
    """Rows only workers write; one that ended badly can be put back in line."""

    list_display = (
        "kind",
        "target_id",
        "state",
        "attempts",
        "run_after",
        "finished_at",
        "error",
    )
    list_filter = ("state", "kind", "created_at")
    search_fields = ("dedupe_key", "error")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    actions = ("put_back",)
    readonly_fields = ("created_at",)

    def has_put_back_permission(self, request: HttpRequest) -> bool:
        """Keeping the machine running is the operator's work as much as an editor's."""
        return keeps_running(person(request))

    @admin.action(description="Put back in line", permissions=["put_back"])
    def put_back(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        again = sum(
            working.retry(job, actor=person(request)) for job in queryset.order_by("pk")
        )
        told = (
            f"{again} of {queryset.count()} back in line; others had not ended badly."
        )
        self.message_user(
            request, told, messages.SUCCESS if again else messages.WARNING
        )


@admin.register(Submission)
class SubmissionAdmin(DeskAdmin[Submission]):
    """Files and addresses handed in; the bytes themselves are not shown."""

    list_display = (
        "name",
        "origin",
        "state",
        "error",
        "article_link",
        "created_by",
        "created_at",
    )
    list_filter = ("state", "origin", "created_at")
    search_fields = ("url", "filename", "error")
    date_hierarchy = "created_at"
    fields = (
        "address",
        "filename",
        "media_type",
        "origin",
        "state",
        "error",
        "article_link",
        "created_by",
        "created_at",
    )
    readonly_fields = ("address", "article_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        rows = super().get_queryset(request).select_related("article", "created_by")
        return rows.defer("content", "article__text", "article__links")

    def view_on_site(self, obj: Submission) -> str:
        return obj.get_absolute_url()

    @admin.display(description="handed in", ordering="filename")
    def name(self, obj: Submission) -> str:
        return str(obj)[:120]

    @admin.display(description="address")
    def address(self, obj: Submission) -> SafeString | str:
        return outward(obj.url)

    @admin.display(description="article", ordering="article")
    def article_link(self, obj: Submission) -> SafeString | str:
        if obj.article is None:
            return NONE
        return row_link(obj.article, obj.article.title or f"Article {obj.article_id}")
