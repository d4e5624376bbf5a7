"""What sources are called, and what a verdict has to rest on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from claims import selectors
from claims.admin.base import DeskAdmin, KeepsConfidential, person, posted
from claims.admin.forms import line, passage
from claims.admin.marks import row_link, weighed
from claims.admin.policies import PolicyAdmin
from claims.models import Confidentiality, SourceJudgement, StandardsPolicy
from claims.services import falling_short, standards
from claims.services.standards import MOST_ROOTS, Standards


class StandardsForm(forms.Form):
    """The standards in use to begin with."""

    tiers = passage(
        "Kinds of sources",
        6,
        required=True,
        help_text="A line each, best first: name | meaning, and | primary for those that "
        "are. The last is what a source is while nothing is known of it.",
    )
    places = passage(
        "By the place it comes from",
        8,
        help_text="A line each: the place, a colon and the kind. It counts until a person "
        "says otherwise of a source.",
    )
    primary = forms.BooleanField(
        label="A verdict rests on a primary source", required=False
    )
    roots = forms.IntegerField(
        label="Independent origins",
        help_text="So many at least; 0 asks for none.",
        min_value=0,
        max_value=MOST_ROOTS,
    )
    strict = forms.BooleanField(
        label="No reason does instead",
        required=False,
        help_text="Otherwise a reviewer may say why a verdict stands without, which is "
        "kept and shown to who signs it off: there are claims no primary source exists for.",
    )
    reply = forms.BooleanField(
        label="Publication waits for the right of reply",
        required=False,
        help_text="Until the claim's page says who was asked, or why nobody has to be.",
    )
    note = line("Note for colleagues", 300, help_text="Why, and what for.")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, current: Standards, given: QueryDict | None = None) -> None:
        start = {
            "tiers": standards.written(current.tiers),
            "places": standards.places_written(current),
            "primary": current.primary,
            "roots": current.roots,
            "strict": current.strict,
            "reply": current.reply,
            "seen": current.version,
        }
        super().__init__(given, initial=start)


@admin.register(StandardsPolicy)
class StandardsPolicyAdmin(PolicyAdmin[StandardsPolicy]):
    """What a verdict has to rest on; a change is a new version."""

    list_display = (
        *("version", "primary", "roots", "strict", "reply", "note", "created_by"),
    )
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = (
        *("version", "primary", "roots", "strict", "reply", "kinds", "by_place"),
        *("note", "created_by", "created_at"),
    )
    readonly_fields = ("version", "kinds", "by_place", "created_at")

    @admin.display(description="kinds of sources")
    def kinds(self, obj: StandardsPolicy) -> SafeString:
        return weighed(
            (one.label, one.meaning, " (primary)" if one.primary else "")
            for one in standards.of(obj).tiers
        )

    @admin.display(description="by place")
    def by_place(self, obj: StandardsPolicy) -> str:
        return ", ".join(f"{name}: {slug}" for name, slug in obj.places.items())

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        """Shows first what would change; what was shown is then put to use."""
        given = posted(request)
        given = given.copy() if given is not None else None
        extra: dict[str, Any] = {}
        form = StandardsForm(standards.in_use(), given)

        def work(cleaned: dict[str, Any]) -> HttpResponseBase | None:
            note, seen = cleaned.pop("note"), cleaned.pop("seen")
            previewed = cleaned.pop("previewed")
            wanted = standards.built(**cleaned)
            if "save" in request.POST and previewed == in_words(wanted):
                policy = standards.make_policy(
                    wanted, actor=person(request), note=note, seen=seen
                )
                told = f"{policy} are in use for every verdict from now on."
                self.message_user(request, told, messages.SUCCESS)
                return redirect("admin:claims_standardspolicy_change", policy.pk)
            extra["impact"] = falling_short.shortfall(wanted)
            if given is not None:
                given["previewed"] = in_words(wanted)
            return None

        return self.form_page(
            request,
            form,
            work,
            title="Change what a verdict has to rest on",
            submit="Show what would change",
            about="Asked when a review is handed in and when it is signed off. What is "
            "signed off or published already stays as it is.",
            template="admin/claims/standardspolicy/change.html",
            extra=extra,
        )


def in_words(wanted: Standards) -> str:
    """What a preview was of: saved only as it was looked at."""
    asks = f"{wanted.primary}, {wanted.roots}, {wanted.strict}, {wanted.reply}"
    return " / ".join(
        [asks, standards.written(wanted.tiers), standards.places_written(wanted)]
    ).replace("\n", "; ")


@admin.register(SourceJudgement)
class SourceJudgementAdmin(KeepsConfidential, DeskAdmin[SourceJudgement]):
    """What people said sources are: history."""

    to_source = "source__"

    list_display = ("source_link", "before", "after", "interest", "actor", "created_at")
    list_display_links = ("after",)
    list_filter = ("after", "created_at")
    list_select_related = ("source", "actor")
    search_fields = ("source__title", "source__url", "interest", "actor__username")
    date_hierarchy = "created_at"
    fields = (
        *("source_link", "before", "after", "interest_before", "interest"),
        *("actor", "created_at"),
    )
    readonly_fields = ("source_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceJudgement]:
        return super().get_queryset(request).select_related("source", "actor")

    @admin.display(description="source", ordering="source__title")
    def source_link(self, obj: SourceJudgement) -> SafeString | str:
        return row_link(obj.source)


@admin.register(Confidentiality)
class ConfidentialityAdmin(KeepsConfidential, DeskAdmin[Confidentiality]):
    """Sources kept in the newsroom, and opened again: history."""

    to_source = "source__"
    list_display = ("source_link", "kept", "reason", "actor", "created_at")
    list_display_links = ("kept",)
    list_filter = ("kept", "created_at")
    list_select_related = ("source", "actor")
    search_fields = ("reason", "source__title", "actor__username")
    date_hierarchy = "created_at"
    fields = ("source_link", "kept", "reason", "actor", "created_at")
    readonly_fields = ("source_link", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Confidentiality]:
        return selectors.marks_read_by(person(request), super().get_queryset(request))

    @admin.display(description="source", ordering="source__title")
    def source_link(self, obj: Confidentiality) -> SafeString | str:
        return row_link(obj.source)
