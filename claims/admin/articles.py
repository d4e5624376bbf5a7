from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims import conf, selectors
from claims.admin.base import (
    AddedByFormAdmin,
    DeskAdmin,
    KnownValuesFilter,
    person,
    posted,
)
from claims.admin.forms import ArticleDetailsForm, ArticleForm
from claims.admin.marks import row_link
from claims.errors import ClaimsError
from claims.models import Article, ArticleSignOff, DismissedNumber
from claims.permissions import has_role
from claims.services import ingest, locking, signing
from claims.services.ingest import ArticleData
from claims.vocabulary import Origin, Role

#: Articles one action signs off.
AT_ONCE = 50
DETAILS = ArticleDetailsForm.Meta.fields
FIXED = (
    "article_text",
    "text_sha256",
    "media_type",
    "origin",
    "cautions",
    "created_by",
    "created_at",
    "engine_version",
    "extracted_at",
    "extraction_error",
)


class SignedOffFilter(KnownValuesFilter):
    title = "sign-off"
    parameter_name = "signed_off"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        return [("yes", "Signed off"), ("no", "Not signed off")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        signed = selectors.is_signed_off()
        return queryset.filter(signed if self.value() == "yes" else ~signed)


@admin.register(Article)
class ArticleAdmin(AddedByFormAdmin[Article]):
    """Texts as they were given; only what is said about them can be corrected."""

    form = ArticleDetailsForm
    list_display = (
        "name",
        "publisher",
        "published_at",
        "claims",
        "origin",
        "created_at",
    )
    list_filter = (SignedOffFilter, "origin", "language", "created_at")
    actions = ("sign_off",)
    search_fields = ("title", "author", "publisher", "url", "text")
    search_help_text = "Title, author, publisher, address or words of the text"
    date_hierarchy = "created_at"
    fieldsets = ((None, {"fields": DETAILS}), ("As it was given", {"fields": FIXED}))
    readonly_fields = FIXED

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For the desk to say, and for editors alone once readers see a check of it."""
        seen = obj is not None and selectors.seen_by_readers(obj).exists()
        return has_role(request.user, Role.EDITOR if seen else Role.REVIEWER)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        (_, details), given = super().get_fieldsets(request, obj)
        if obj is not None and selectors.seen_by_readers(obj).exists():
            details = {**details, "description": ingest.SEEN}
        return ((None, details), given)

    def has_sign_off_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.EDITOR)

    @admin.action(description="Sign off", permissions=["sign_off"])
    def sign_off(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset[:AT_ONCE]:
            try:
                with locking.one_of_several():
                    signing.sign_off(article, actor=person(request))
            except ClaimsError as error:
                told = f"{self.name(article)}: {error.message}"
                self.message_user(request, told, messages.ERROR)
            else:
                told = f"{self.name(article)} is signed off."
                self.message_user(request, told, messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request).select_related("created_by")
        match = request.resolver_match
        if match is not None and match.url_name == "claims_article_change":
            return articles
        return articles.defer("text", "links", "locators").annotate(
            claim_count=Count("claims")
        )

    def view_on_site(self, obj: Article) -> str:
        return obj.get_absolute_url()

    @admin.display(description="article", ordering="title")
    def name(self, obj: Article) -> str:
        return obj.title or f"Article {obj.pk}"

    @admin.display(description="claims", ordering="claim_count")
    def claims(self, obj: Any) -> SafeString:
        return format_html(
            '<a href="../claim/?article__id__exact={}">{}</a>', obj.pk, obj.claim_count
        )

    @admin.display(description="text")
    def article_text(self, obj: Article) -> SafeString:
        return format_html('<div class="article-text">{}</div>', obj.text)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            article, new = ingest.add_article(
                ArticleData(**given), actor=person(request), origin=Origin.PASTE
            )
            told = (
                "Article kept. Its numbers are being read."
                if new
                else "This text was here already; nothing was added."
            )
            self.message_user(
                request, told, messages.SUCCESS if new else messages.WARNING
            )
            return redirect("admin:claims_article_change", article.pk)

        limit = f"{conf.LIMITS.text_chars:,}"
        return self.form_page(
            request,
            ArticleForm(posted(request)),
            work,
            title="Add an article",
            submit="Keep the article",
            about=f"A text has at most {limit} characters; the same text is kept once.",
        )

    def save_model(
        self, request: HttpRequest, obj: Article, form: Any, change: Any
    ) -> None:
        given = form.cleaned_data
        ingest.describe(
            obj,
            {name: given[name] for name in form.changed_data},
            actor=person(request),
        )
        if selectors.seen_by_readers(obj).exists():
            self.message_user(request, ingest.KEPT, messages.WARNING)


@admin.register(DismissedNumber)
class DismissedNumberAdmin(DeskAdmin[DismissedNumber]):
    """Numbers the engine set aside, with its reason."""

    list_display = ("surface", "kind", "reason", "article_link")
    list_filter = ("kind", "reason")
    list_select_related = ("article",)
    search_fields = ("surface", "reason", "article__title")
    fields = (
        "article_link",
        ("start", "end"),
        "surface",
        "kind",
        ("low", "high", "unit", "qualifier"),
        "reason",
    )
    readonly_fields = ("article_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[DismissedNumber]:
        rows = super().get_queryset(request).select_related("article")
        return rows.defer("article__text", "article__links", "article__locators")

    @admin.display(description="article", ordering="article")
    def article_link(self, obj: DismissedNumber) -> SafeString | str:
        return row_link(obj.article, obj.article.title or f"Article {obj.article_id}")


@admin.register(ArticleSignOff)
class ArticleSignOffAdmin(DeskAdmin[ArticleSignOff]):
    """Who signed which article off, and what took it back."""

    list_display = ("title", "signed_by", "created_at", "in_force", "why")
    list_filter = ("in_force", "created_at")
    list_select_related = ("article", "signed_by")
    search_fields = ("article__title", "note", "why")
    date_hierarchy = "created_at"
    fields = (
        "title",
        ("signed_by", "created_at"),
        "note",
        "in_force",
        ("taken_back_by", "taken_back_at"),
        "why",
    )
    readonly_fields = ("title", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleSignOff]:
        rows = super().get_queryset(request).select_related("article", "signed_by")
        return rows.defer("article__text", "article__links", "article__locators")

    @admin.display(description="article", ordering="article")
    def title(self, obj: ArticleSignOff) -> str:
        return obj.article.title or f"Article {obj.article_id}"
