from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
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
from claims.admin.forms import number_in
from claims.admin.marks import progress_of, signed, weighed
from claims.admin.policy_forms import (
    PriorityForm,
    QuorumForm,
    ScaleActionForm,
    ScaleForm,
    WorthForm,
)
from claims.engine import shipped_weights
from claims.errors import ClaimsError
from claims.models import (
    Claim,
    PriorityPolicy,
    Rating,
    RatingScale,
    ReviewPolicy,
    ScaleUse,
    WorthPolicy,
)
from claims.permissions import has_role
from claims.services import (
    foreseeing,
    priority,
    quorum,
    ranking,
    scales,
    turns,
    versions,
    worthiness,
)
from claims.services.foreseeing import Foreseen
from claims.vocabulary import JobKind, Role


class RatingInline(HistoryInline):
    model = Rating
    fields = (
        "position",
        "label",
        "in_other_languages",
        "slug",
        "meaning",
        "value",
        "needs_reason",
        "without_evidence",
    )
    readonly_fields = ("in_other_languages",)
    show_change_link = False

    def in_other_languages(self, obj: Rating) -> str:
        return ", ".join(f"{tag}: {label}" for tag, label in obj.labels.items())


class ScaleUseInline(HistoryInline):
    model = ScaleUse
    fields = ("created_by", "created_at", "note")
    readonly_fields = ("created_at",)
    verbose_name_plural = "put to use"
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScaleUse]:
        rows: QuerySet[ScaleUse] = super().get_queryset(request)
        return rows.select_related("created_by", "scale")


@admin.register(RatingScale)
class RatingScaleAdmin(AddedByFormAdmin[RatingScale]):
    """Ratings verdicts are given on; a changed scale is a new version."""

    list_display = (
        *("name", "version", "slug", "in_use", "note", "created_by", "created_at"),
    )
    list_filter = ("in_use",)
    list_select_related = ("created_by",)
    search_fields = ("name", "slug", "note", "ratings__label")
    fields = (
        *("name", "version", "slug", "in_use", "note", "created_by", "created_at"),
    )
    readonly_fields = ("created_at",)
    inlines = (RatingInline, ScaleUseInline)
    actions = ("use_scale",)
    action_form = ScaleActionForm

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
            scale = scales.use(
                chosen[0], actor=person(request), note=request.POST.get("note", "")
            )
        except ClaimsError as error:
            self.message_user(request, error.message, messages.ERROR)
            return
        told = f"{scale} is in use. What was rated before keeps its scale."
        self.message_user(request, told, messages.SUCCESS)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            scale = scales.make_version(
                given["name"],
                scales.parse(given["ratings"], given["labels"]),
                actor=person(request),
                note=given["note"],
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
            "reviewers what is off about the number, and stands with every number below "
            "the best; “without evidence” lets the rating "
            "stand when a search found not enough.",
        )


class PolicyAdmin(AddedByFormAdmin[M]):
    """Versions of a policy; a new one is for editors to make, who see first what it does."""

    change_form_template = "admin/claims/policy/version.html"
    #: What brings stored rows up to a new version.
    job: JobKind | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        return super().get_queryset(request).select_related("created_by")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(person(request), Role.EDITOR)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        extra = {
            "may_change": self.has_add_permission(request),
            "goes_on": self.job and turns.goes_on(self.job, number_in(object_id)),
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **extra}
        )

    def older(self, request: HttpRequest) -> M | None:
        """The version the form is to begin with, where an old one is to be used again."""
        return self.model._default_manager.filter(
            version=number_in(request.GET.get("from"))
        ).first()

    def next_version(
        self,
        request: HttpRequest,
        form: forms.Form,
        foresee: Callable[[dict[str, Any]], Foreseen],
        make: Callable[[dict[str, Any]], M],
        *,
        title: str,
        about: str,
        told: str,
    ) -> HttpResponseBase:
        """Shows first what would change; what was shown is then put to use."""
        form.fields["previewed"] = forms.CharField(
            required=False, widget=forms.HiddenInput
        )
        extra: dict[str, Any] = {}

        def work(given: dict[str, Any]) -> HttpResponseBase | None:
            previewed = given.pop("previewed")
            values = {k: v for k, v in given.items() if k not in {"note", "seen"}}
            wanted = "; ".join(f"{k}: {v}" for k, v in values.items() if v is not None)
            if "save" in request.POST and previewed == wanted:
                policy = make(given)
                self.message_user(request, told.format(policy), messages.SUCCESS)
                return redirect(
                    f"admin:claims_{self.opts.model_name}_change", policy.pk
                )
            extra["foreseen"] = foresee(values)
            shown = request.POST.copy()
            shown["previewed"] = wanted
            form.data = shown
            return None

        return self.form_page(
            request,
            form,
            work,
            title=title,
            submit="Show what would change",
            about=about,
            template="admin/claims/policy/change.html",
            extra=extra,
        )


@admin.register(WorthPolicy)
class WorthPolicyAdmin(PolicyAdmin[WorthPolicy]):
    """What every feature of check-worthiness weighs; a change is a new version."""

    job = JobKind.RERANK
    list_display = ("version", "note", "created_by", "created_at")
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = ("version", "note", "created_by", "created_at", "progress", "table")
    readonly_fields = ("version", "created_at", "progress", "table")

    @admin.display(description="claims ranked by it")
    def progress(self, obj: WorthPolicy) -> SafeString | str:
        if obj.version != versions.in_use(WorthPolicy):
            return "A newer version has taken its place."
        every = Claim.objects.count()
        done = every - ranking.unranked(obj.version).count()
        turn = turns.turn_of(JobKind.RERANK, obj.pk)
        return progress_of(done, every, "claims are ranked by it", turn)

    @admin.display(description="weights")
    def table(self, obj: WorthPolicy) -> SafeString:
        return weighed(
            (signed(Decimal(weight)), *_about(name, Decimal(weight)))
            for name, weight in obj.weights.items()
        )

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        current, older = worthiness.in_use(), self.older(request)
        start = worthiness.weights_of(older) if older else current
        form = WorthForm(start, posted(request), seen=current.version)

        def make(given: dict[str, Any]) -> WorthPolicy:
            note, seen = given.pop("note"), given.pop("seen")
            return worthiness.make_policy(
                _weights(given), actor=person(request), note=note, seen=seen
            )

        return self.next_version(
            request,
            form,
            lambda given: foreseeing.of_weights(worthiness.checked(_weights(given))),
            make,
            title="Change what is worth checking",
            about="A score is the sum of the weights of the features found, cut to 0 "
            "to 1. All claims are ranked anew, in the background; nothing else about "
            "them changes.",
            told="{} is in use; every claim is being ranked by it.",
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
        current, older = selectors.review_policy(), self.older(request)
        return self.next_version(
            request,
            QuorumForm(older or current, posted(request), seen=current),
            lambda given: _reviews_foreseen(**given),
            lambda given: quorum.make_policy(actor=person(request), **given),
            title="Change how many people review a claim",
            about=f"Each works the number out without seeing the others; where they do "
            f"not agree, a third person decides. Up for review now: {_open_by_worth()}",
            told="{} is in use for every claim not yet signed off.",
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
        current, older = versions.in_use(PriorityPolicy), self.older(request)

        def make(given: dict[str, Any]) -> PriorityPolicy:
            note, seen = given.pop("note"), given.pop("seen")
            return priority.make_policy(
                given, actor=person(request), note=note, seen=seen
            )

        return self.next_version(
            request,
            PriorityForm(priority.points_of(older), current, posted(request)),
            lambda given: foreseeing.of_points(given),
            make,
            title="Change what comes first",
            about="A claim's priority is the sum of its features, each from nothing to "
            "all of its points; queues serve the highest first.",
            told="{} is in use; every open claim has found its new place.",
        )


def _reviews_foreseen(two_from: Decimal | None, three_from: Decimal | None) -> Foreseen:
    quorum.check(two_from, three_from)
    return foreseeing.of_reviews(two_from, three_from)


def _weights(given: dict[str, Any]) -> dict[str, Decimal]:
    """An empty field is the shipped weight."""
    return {name: weight for name, weight in given.items() if weight is not None}


def _open_by_worth() -> str:
    """What a threshold would take in, in words."""
    steps = ("0.9", "0.8", "0.7", "0.6", "0.5")
    found = (
        Claim.objects.at_work()
        .exclude(status__in=quorum.CLOSED)
        .aggregate(
            every=Count("pk"),
            **{
                f"from_{step[2:]}": Count("pk", filter=Q(check_worthiness__gte=step))
                for step in steps
            },
        )
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
