from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from claims import permissions, selectors
from claims.admin.base import DeskAdmin, KnownValuesFilter, is_desk, person, posted
from claims.admin.claim_actions import ACTIONS
from claims.admin.claim_bulk import run_action
from claims.admin.claim_history import INLINES
from claims.admin.claim_orders import orders
from claims.admin.forms import ReviewForm
from claims.admin.marks import (
    interval,
    marked,
    marked_words,
    page_link,
    row_link,
    signed,
    weighed,
)
from claims.models import Claim, ClaimQuerySet
from claims.selectors.calibration import holder_seen
from claims.services import reviewing
from claims.services.reviewing import ReviewData
from claims.vocabulary import Action, ClaimStatus, QueueSlug

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class QueueFilter(KnownValuesFilter):
    title = "queue"
    parameter_name = "queue"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        return [(slug.value, slug.label) for slug in QueueSlug]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Model]
    ) -> QuerySet[Model] | None:
        asked = self.value()
        if asked is None:
            return None
        waiting = selectors.queue(QueueSlug(asked), person(request))
        return queryset.filter(pk__in=waiting.order_by().values("pk"))


class StatusFilter(admin.ChoicesFieldListFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.lookup_val:
            return queryset
        fits = selectors.of_status([*self.lookup_val], person(request))
        return queryset.filter(fits)


class HolderFilter(KnownValuesFilter):
    """By who took the claim, as this person sees it."""

    title = "holder"
    parameter_name = "holder"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        takers = model_admin.get_queryset(request).order_by().values("seen_holder")
        people = get_user_model().objects.filter(pk__in=takers).order_by("username")
        names = [(str(one.pk), one.get_username()) for one in people]
        return [("nobody", "Nobody"), *names]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Model]
    ) -> QuerySet[Model] | None:
        asked = self.value()
        if asked is None:
            return None
        return queryset.filter(seen_holder=None if asked == "nobody" else asked)


#: What every person sees in their own way, and how it may be asked for nevertheless.
_SEEN = {"status": "status__exact", "holder": "holder", "held_until": ""}


class ClaimList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        selectors.seen_after_review(self.result_list, person(request))


@admin.register(Claim)
class ClaimAdmin(DeskAdmin[Claim]):
    """Claims as read, and everything people do to them, through the services."""

    change_form_template = "admin/claims/claim/change_form.html"
    list_display = (
        "pk",
        "quote",
        "value",
        "seen_status",
        "check_worthiness",
        "evidence_total",
        "in_hands_of",
        "article_link",
        "page",
    )
    list_display_links = ("pk", "quote")
    list_filter = (
        QueueFilter,
        ("status", StatusFilter),
        "kind",
        "qualifier",
        HolderFilter,
        "created_at",
    )
    search_fields = ("statement", "surface", "claimant", "thing", "article__title")
    search_help_text = "Words of the claim, who says it, or the article's title"
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = INLINES
    fieldsets = (
        (
            "What is said",
            {
                "fields": (
                    "in_context",
                    "statement",
                    "readback",
                    "claimant",
                    "article_link",
                    "pages",
                )
            },
        ),
        (
            "The number",
            {
                "fields": (
                    "value",
                    "kind",
                    "qualifier",
                    "thing",
                    "base",
                    "period",
                    "trend",
                    "check_worthiness",
                    "worth",
                    "worth_policy",
                    "ambiguities",
                    "engine_version",
                )
            },
        ),
        (
            "Where the work stands",
            {
                "fields": (
                    "status",
                    ("version", "round"),
                    ("holder", "held_until"),
                    "dismissal",
                    "created_at",
                )
            },
        ),
    )
    readonly_fields = (
        "in_context",
        "value",
        "worth",
        "article_link",
        "pages",
        "created_at",
    )

    def get_queryset(self, request: HttpRequest) -> ClaimQuerySet:
        claims = selectors.claim_list().order_by(*self.ordering)
        who = person(request)
        claims = claims.annotate(
            seen=selectors.status_seen(who), seen_holder=holder_seen(who)
        )
        return claims.defer("article__text", "article__links", "article__locators")

    def get_urls(self) -> list[URLPattern]:
        review = self.admin_site.admin_view(self.review_view)
        return [
            path("<int:pk>/review/", review, name="claims_claim_review"),
            *super().get_urls(),
        ]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Of status and holder, only what their filters ask for: as this person sees it."""
        if any(lookup.startswith(name) and lookup != of for name, of in _SEEN.items()):
            return False
        return super().lookup_allowed(lookup, value, request)

    @admin.display(description="status", ordering="seen")
    def seen_status(self, obj: Claim) -> str:
        return obj.get_status_display()

    @admin.display(description="holder", ordering="seen_holder")
    def in_hands_of(self, obj: Claim) -> User | None:
        return obj.holder

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ClaimList

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Claim | None:
        claim = super().get_object(request, object_id, from_field)
        selectors.seen_after_review([claim] if claim else [], person(request))
        return claim

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """All of them to everybody: who may not is told so, claim by claim."""
        return {
            name: (partial(run_action, one=one), name, one.label)
            for name, one in ACTIONS.items()
        } | orders()

    def view_on_site(self, obj: Claim) -> str:
        return obj.get_absolute_url()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        claim = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if claim is not None:
            allowed = permissions.actions_for(request.user, claim)
            extra["claim_actions"] = [
                ACTIONS[action]
                for action in allowed
                if action in ACTIONS
                and not (
                    action is Action.DECIDE and not _others_reviewed(request, claim)
                )
            ]
            extra["may_attach"] = is_desk(request)
            extra["may_review"] = (
                claim.status == ClaimStatus.IN_REVIEW
                and claim.holder_id == person(request).pk
            )
        return super().change_view(request, object_id, form_url, extra)

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A review of one claim, as a form."""
        if not is_desk(request):
            raise PermissionDenied
        claim = self.get_object(request, str(pk))
        if claim is None:
            return redirect("admin:claims_claim_changelist")

        def work(given: dict[str, Any]) -> HttpResponseBase:
            version = given.pop("version")
            data = ReviewData(**given)
            reviewing.submit_review(claim, data, actor=person(request), version=version)
            told = reviewing.what_follows(claim, person(request))
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_claim_change", pk)

        return self.form_page(
            request,
            ReviewForm(claim, person(request), posted(request)),
            work,
            title="Review a claim",
            submit="Hand the review in",
            about=self.in_context(claim),
        )

    @admin.display(description="claim", ordering="statement")
    def quote(self, obj: Claim) -> SafeString:
        return marked_words(obj.statement, obj.surface)

    @admin.display(description="in its sentence")
    def in_context(self, obj: Claim) -> SafeString:
        cut = selectors.context_of(obj)
        before = cut.lead + cut.before
        return marked(
            before + cut.surface + cut.after + cut.rest,
            len(before),
            len(before) + len(cut.surface),
        )

    @admin.display(description="value")
    def value(self, obj: Claim) -> str:
        return interval(obj)

    @admin.display(description="adds up from")
    def worth(self, obj: Claim) -> SafeString:
        parts = [(signed(Decimal(c["weight"])), c["phrase"]) for c in obj.contributions]
        shown = parts or [("", reason) for reason in obj.reasons]
        return weighed((*part, "") for part in shown)

    @admin.display(description="evidence", ordering="evidence_count")
    def evidence_total(self, obj: Any) -> int:
        return int(obj.evidence_count)

    @admin.display(description="article", ordering="article")
    def article_link(self, obj: Claim) -> SafeString | str:
        return row_link(obj.article, obj.article.title or f"Article {obj.article_id}")

    @admin.display(description="page")
    def page(self, obj: Claim) -> SafeString:
        if obj.status == ClaimStatus.PUBLISHED:
            return page_link(obj.public_url(), "Public page")
        return page_link(obj.get_absolute_url(), "Claim page")

    @admin.display(description="pages")
    def pages(self, obj: Claim) -> SafeString:
        links = [(obj.get_absolute_url(), "Claim page")]
        if obj.publications.exists():
            links.append((obj.public_url(), "Public page"))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _others_reviewed(request: HttpRequest, claim: Claim) -> bool:
    """Whether there is a review this person may sign off."""
    reviews = selectors.open_reviews(claim)
    return reviews.exclude(author=person(request)).exists()
