from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from claims.admin.base import AddedByFormAdmin, person, posted
from claims.admin.forms import number_in
from claims.admin.marks import progress_of, weighed
from claims.admin.tolerance_form import ToleranceForm, key_label
from claims.errors import ClaimsError
from claims.models import TolerancePolicy
from claims.permissions import has_role
from claims.services import impact, recomparing, tolerances, turns
from claims.services.tolerances import SETTINGS, Values
from claims.vocabulary import JobKind, Role

#: What a policy is called while it is looked at and nothing carries its name.
PREVIEW = "preview"


@admin.register(TolerancePolicy)
class TolerancePolicyAdmin(AddedByFormAdmin[TolerancePolicy]):
    """What hedged and rounded numbers mean in a comparison; a change is a new version."""

    change_form_template = "admin/claims/tolerancepolicy/version.html"
    list_display = ("version", "note", "created_by", "created_at")
    list_display_links = ("version", "note")
    search_fields = ("note",)
    fields = (
        *("version", "name", "note", "created_by", "created_at", "progress"),
        *("differs", "table"),
    )
    readonly_fields = ("version", "name", "created_at", "progress", "differs", "table")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TolerancePolicy]:
        return super().get_queryset(request).select_related("created_by")

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(self.again_view))
        name = "claims_tolerancepolicy_again"
        return [
            path("<int:version>/again/", again, name=name),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """How arithmetic reads everybody's evidence is for editors to say."""
        return has_role(person(request), Role.EDITOR)

    @admin.display(description="comparisons made by it")
    def progress(self, obj: TolerancePolicy) -> SafeString | str:
        if obj.version != tolerances.version_in_use():
            return "A newer version has taken its place."
        every = recomparing.open_to_policies().count()
        done = every - recomparing.uncompared(obj).count()
        turn = turns.turn_of(JobKind.RECOMPARE, obj.pk)
        told = "comparisons that readers do not see are made by it"
        return progress_of(done, every, told, turn)

    @admin.display(description="name on comparisons")
    def name(self, obj: TolerancePolicy) -> str:
        return obj.name

    @admin.display(description="changed from the version before")
    def differs(self, obj: TolerancePolicy) -> SafeString | str:
        before = TolerancePolicy.objects.filter(pk=obj.version - 1).first()
        found = tolerances.changes(
            tolerances.values_of(before), tolerances.values_of(obj)
        )
        if not found:
            return "nothing"
        return weighed(
            (f"{key_label(key)}:", f"{_told(old)} to", f" {_told(new)}")
            for key, old, new in found
        )

    @admin.display(description="tolerances")
    def table(self, obj: TolerancePolicy) -> SafeString:
        values = tolerances.values_of(obj)
        return weighed(
            (str(tolerances.short(value)), key_label(key), "")
            for key, value in values.items()
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        extra = {
            "in_use": tolerances.version_in_use(),
            "may_change": self.has_add_permission(request),
            "goes_on": turns.goes_on(JobKind.RECOMPARE, number_in(object_id)),
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **extra}
        )

    def again_view(self, request: HttpRequest, version: int) -> HttpResponseBase:
        """One click: a new version equal to an old one; version 0 is the shipped one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        old = TolerancePolicy.objects.filter(pk=version).first()
        if version and old is None:
            raise Http404
        seen = number_in(request.POST.get("seen", ""))
        try:
            row = tolerances.go_back(old, actor=person(request), seen=seen)
        except ClaimsError as error:
            self.message_user(request, error.message, messages.ERROR)
            return redirect("admin:claims_tolerancepolicy_changelist")
        return self._made(request, row)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        current = TolerancePolicy.objects.first()
        in_use = tolerances.values_of(current)
        form = ToleranceForm(
            _start(request.GET.get("from"), in_use),
            current.version if current else None,
            posted(request),
        )
        extra: dict[str, Any] = {"columns": [one.label for one in SETTINGS.values()]}
        extra |= {"settings": SETTINGS.values(), "form": form, "in_use": current}

        def work(given: dict[str, Any]) -> HttpResponseBase | None:
            values = tolerances.checked(form.given_values)
            changed = tolerances.changes(in_use, values)
            previewed = in_words(changed)
            if "save" in request.POST and request.POST.get("previewed") == previewed:
                row = tolerances.make_policy(
                    values,
                    actor=person(request),
                    note=given["note"],
                    seen=given["seen"],
                )
                return self._made(request, row)
            policy = tolerances.built(values, name=PREVIEW)
            extra["previewed"] = previewed
            extra["impact"] = impact.impact_of(policy)
            extra["changed"] = [
                (key_label(key), _told(old), _told(new)) for key, old, new in changed
            ]
            return None

        return self.form_page(
            request,
            form,
            work,
            title="Change what hedged and rounded numbers mean",
            submit="Show what would change",
            template="admin/claims/tolerancepolicy/change.html",
            extra=extra,
        )

    def _made(self, request: HttpRequest, row: TolerancePolicy) -> HttpResponseBase:
        told = f"{row} is in use; evidence is being compared by it."
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:claims_tolerancepolicy_change", row.pk)


def in_words(changed: list[tuple[str, Decimal | None, Decimal | None]]) -> str:
    """What a preview was of: saved only as it was looked at."""
    told = ", ".join(
        f"{key}: {_told(old)} to {_told(new)}" for key, old, new in changed
    )
    return told or "nothing"


def _told(value: Decimal | None) -> str:
    return "as for all kinds" if value is None else str(tolerances.short(value))


def _start(asked: str | None, in_use: Values) -> Values:
    """The values the form begins with: those in use, or an older version's."""
    version = number_in(asked)
    if version is None:
        return in_use
    old = TolerancePolicy.objects.filter(pk=version).first()
    return tolerances.values_of(old) if old or not version else in_use
