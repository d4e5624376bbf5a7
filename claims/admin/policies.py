from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import (
    AddedByFormAdmin,
    HistoryInline,
    M,
    person,
    posted,
)
from claims.admin.marks import signed, weighed
from claims.admin.policy_forms import PriorityForm, QuorumForm, ScaleForm, WorthForm
from claims.engine import shipped_weights
from claims.errors import ClaimsError
from claims.models import (
    Claim,
    PriorityPolicy,
    Rating,
    RatingScale,
    ReviewPolicy,
    WorthPolicy,
)
from claims.permissions import has_role
from claims.services import (
    priority,
    quorum,
    ranking,
    scales,
    versions,
    worthiness,
)
from claims.vocabulary import Role


class RatingInline(HistoryInline):
    model = Rating
    fields = (
        "position",
        "label",
        "slug",
        "meaning",
        "value",
        "needs_reason",
        "without_evidence",
    )
    show_change_link = False


@admin.register(RatingScale)
class RatingScaleAdmin(AddedByFormAdmin[RatingScale]):
    """Ratings verdicts are given on; a changed scale is a new version."""

    list_display = ("name", "version", "slug", "in_use")
    list_filter = ("in_use",)
    search_fields = ("name", "slug", "ratings__label")
    inlines = (RatingInline,)
    actions = ("use_scale",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """How verdicts are named is for editors to say."""
        return has_role(person(request), Role.EDITOR)

    @admin.action(description="Rate by this scale from now on")
    def use_scale(self, request: HttpRequest, queryset: QuerySet[RatingScale]) -> None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Choose one scale.", messages.ERROR)
            return
        try:
            scale = scales.use(chosen[0], actor=person(request))
        except ClaimsError as error:
            self.message_user(request, error.message, messages.ERROR)
            return
        told = f"{scale} is in use. What was rated before keeps its scale."
        self.message_user(request, told, messages.SUCCESS)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            scale = scales.make_version(
                given["name"], scales.parse(given["ratings"]), actor=person(request)
            )
            told = f"{scale} is made. To use it, choose it in the list of scales."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_ratingscale_change", scale.pk)

        return self.form_page(
            request,
            ScaleForm(RatingScale.objects.filter(in_use=True).first(), posted(request)),
            work,
            title="Make a rating scale, or a new version of one",
            submit="Make it",
            about="A line for each rating, best first: label | meaning | number | flags. "
            "The number feeds ClaimReview and may be left out. The flag “reason” asks "
            "reviewers what is off about the number; “without evidence” lets the rating "
            "stand when a search found not enough.",
        )


class PolicyAdmin(AddedByFormAdmin[M]):
    """Versions of a policy; a new one is for editors to make."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        return super().get_queryset(request).select_related("created_by")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(person(request), Role.EDITOR)


@admin.register(WorthPolicy)
class WorthPolicyAdmin(PolicyAdmin[WorthPolicy]):
    """What every feature of check-worthiness weighs; a change is a new version."""

    list_display = ("version", "note", "created_by", "created_at")
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = ("version", "note", "created_by", "created_at", "progress", "table")
    readonly_fields = ("version", "created_at", "progress", "table")

    @admin.display(description="claims still to be ranked")
    def progress(self, obj: WorthPolicy) -> int:
        return ranking.unranked(obj.version).count()

    @admin.display(description="weights")
    def table(self, obj: WorthPolicy) -> SafeString:
        return weighed(
            (signed(Decimal(weight)), *_about(name, Decimal(weight)))
            for name, weight in obj.weights.items()
        )

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        current = worthiness.in_use()

        def work(given: dict[str, Any]) -> HttpResponseBase:
            note, seen = given.pop("note"), given.pop("seen")
            weights = {name: w for name, w in given.items() if w is not None}
            policy = worthiness.make_policy(
                weights, actor=person(request), note=note, seen=seen
            )
            told = f"{policy} is in use; every claim is being ranked by it."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_worthpolicy_change", policy.pk)

        return self.form_page(
            request,
            WorthForm(current, posted(request)),
            work,
            title="Change what is worth checking",
            submit="Use these weights",
            about="A score is the sum of the weights of the features found, cut to 0 "
            "to 1. All claims are ranked anew, in the background; nothing else about "
            "them changes.",
        )


@admin.register(ReviewPolicy)
class ReviewPolicyAdmin(PolicyAdmin[ReviewPolicy]):
    """How many people review a claim by themselves; a change is a new version."""

    list_display = ("version", "two_from", "three_from", "note", "created_by")
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = ("version", "two_from", "three_from", "note", "created_by", "created_at")
    readonly_fields = ("version", "created_at")

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            policy = quorum.make_policy(actor=person(request), **given)
            told = f"{policy} is in use for every claim not yet signed off."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_reviewpolicy_change", policy.pk)

        return self.form_page(
            request,
            QuorumForm(selectors.review_policy(), posted(request)),
            work,
            title="Change how many people review a claim",
            submit="Use this policy",
            about=f"Each works the number out without seeing the others; where they do "
            f"not agree, a third person decides. Up for review now: {_open_by_worth()}",
        )


@admin.register(PriorityPolicy)
class PriorityPolicyAdmin(PolicyAdmin[PriorityPolicy]):
    """What brings a claim to the front of a queue; a change is a new version."""

    list_display = ("version", "note", "created_by", "created_at")
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = ("version", "note", "created_by", "created_at", "table")
    readonly_fields = ("version", "created_at", "table")

    @admin.display(description="points")
    def table(self, obj: PriorityPolicy) -> SafeString:
        return weighed(
            (str(points), priority.FEATURES[name].phrase, "")
            for name, points in obj.points.items()
            if name in priority.FEATURES
        )

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        current = versions.in_use(PriorityPolicy)

        def work(given: dict[str, Any]) -> HttpResponseBase:
            note, seen = given.pop("note"), given.pop("seen")
            policy = priority.make_policy(
                given, actor=person(request), note=note, seen=seen
            )
            told = f"{policy} is in use; every open claim has found its new place."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_prioritypolicy_change", policy.pk)

        return self.form_page(
            request,
            PriorityForm(current, posted(request)),
            work,
            title="Change what comes first",
            submit="Use these points",
            about="A claim's priority is the sum of its features, each from nothing to "
            "all of its points; queues serve the highest first.",
        )


def _open_by_worth() -> str:
    """What a threshold would take in, in words."""
    steps = ("0.9", "0.8", "0.7", "0.6", "0.5")
    found = Claim.objects.exclude(status__in=quorum.CLOSED).aggregate(
        every=Count("pk"),
        **{
            f"from_{step[2:]}": Count("pk", filter=Q(check_worthiness__gte=step))
            for step in steps
        },
    )
    told = ", ".join(f"{found[f'from_{step[2:]}']} from {step}" for step in steps)
    return f"{found['every']} claims; {told}."


def _about(name: str, weight: Decimal) -> tuple[str, str]:
    shipped = shipped_weights().get(name)
    if shipped is None:
        return name, " (no longer a feature)"
    moved = (
        "" if shipped.weight == weight else f" (shipped as {signed(shipped.weight)})"
    )
    return shipped.phrase, moved
