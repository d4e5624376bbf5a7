from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from claims.admin.base import DeskAdmin, person, posted
from claims.admin.marks import page_link
from claims.models import ApiKey


@admin.register(ApiKey)
class ApiKeyAdmin(DeskAdmin[ApiKey]):
    """Keys by their first letters; the digest, which is the row's key, never shows.

    Django's own pages of a row have its key in their address, so there are none: a
    key is listed, and revoked on a page addressed by its first letters.
    """

    list_display = ("owner", "name", "begins_with", "created", "expiry", "revoke")
    list_display_links = None
    list_filter = ("created",)
    list_select_related = ("user",)
    search_fields = ("user__username", "name")
    ordering = ("-created",)
    actions = None
    actions_on_top = True  # without it the list page brings a style of its own

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiKey]:
        """One's own keys; the operator's list has everybody's."""
        keys = super().get_queryset(request)
        if person(request).is_superuser:
            return keys
        return keys.filter(user=person(request))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> ApiKey | None:
        return None

    def get_urls(self) -> list[URLPattern]:
        revoke = self.admin_site.admin_view(self.revoke_view)
        return [
            path("<slug:prefix>/revoke/", revoke, name="claims_apikey_revoke"),
            *super().get_urls(),
        ]

    @admin.display(description="owner", ordering="user__username")
    def owner(self, obj: ApiKey) -> str:
        return str(obj.user)

    @admin.display(description="begins with", ordering="token_key")
    def begins_with(self, obj: ApiKey) -> str:
        return f"{obj.token_key}…"

    @admin.display(description="")
    def revoke(self, obj: ApiKey) -> SafeString:
        return page_link(
            reverse("admin:claims_apikey_revoke", args=[obj.token_key]), "Revoke"
        )

    def revoke_view(self, request: HttpRequest, prefix: str) -> HttpResponseBase:
        keys = self.get_queryset(request).filter(token_key=prefix)
        key = keys.select_related("user").first()
        if key is None:
            raise Http404

        def work(given: dict[str, Any]) -> HttpResponseBase:
            key.delete()
            self.message_user(
                request,
                "The key is revoked; it opens nothing any more.",
                messages.SUCCESS,
            )
            return redirect("admin:claims_apikey_changelist")

        return self.form_page(
            request,
            forms.Form(posted(request)),
            work,
            title="Revoke an API key",
            submit="Revoke it",
            about=f"{self.owner(key)}: {key.name or 'no name'}, {self.begins_with(key)}",
        )
