"""Evidence attached by mistake: a page that takes it back, or brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, HiddenRowsFilter, is_desk, person, posted
from claims.admin.forms import line
from claims.models import Evidence
from claims.services import takingback

if TYPE_CHECKING:
    _Admin = DeskAdmin[Evidence]
else:
    _Admin = object


class TakeBackForm(forms.Form):
    reason = line("Why", takingback.REASON_CHARS)


class TakenBackFilter(HiddenRowsFilter):
    title = "taken back"
    parameter_name = "taken_back"
    shown, hidden = "Not taken back", "Taken back"

    def apart(self, queryset: QuerySet[Any]) -> Q:
        return Q(taken_back_at__isnull=False)


class TakesBack(_Admin):
    def get_urls(self) -> list[URLPattern]:
        take_back = self.admin_site.admin_view(self.take_back_view)
        return [
            path("<int:pk>/take-back/", take_back, name="claims_evidence_take_back"),
            *super().get_urls(),
        ]

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take it back with a reason, or bring back what was."""
        if not is_desk(request):
            raise PermissionDenied
        found = self.get_object(request, str(pk))
        if found is None:
            raise Http404
        back = found.taken_back_at is not None

        def work(given: dict[str, Any]) -> HttpResponseBase:
            if back:
                takingback.bring_back(found, actor=person(request))
            else:
                takingback.take_back(found, actor=person(request), **given)
            told = "It counts again." if back else "Taken back: it counts for nothing."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:claims_evidence_change", pk)

        form = forms.Form if back else TakeBackForm
        return self.form_page(
            request,
            form(posted(request)),
            work,
            title="Bring evidence back" if back else "Take evidence back",
            submit="Bring it back" if back else "Take it back",
            about=found.quote[:300],
        )

    @admin.display(description="taken back")
    def taken_back(self, obj: Evidence) -> SafeString:
        place = reverse("admin:claims_evidence_take_back", args=[obj.pk])
        if obj.taken_back_at is None:
            return format_html('No. <a href="{}">Take it back…</a>', place)
        return format_html(
            '{} by {}: {} <a href="{}">Bring it back…</a>',
            f"{obj.taken_back_at:%Y-%m-%d}",
            obj.taken_back_by,
            obj.taken_back_why,
            place,
        )
