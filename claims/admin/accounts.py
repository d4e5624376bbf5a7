"""Accounts: switched off rather than deleted, since their history names them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from claims.admin.base import PlainMethods
from claims.admin.marks import NONE

admin.site.unregister(User)
admin.site.unregister(Group)

#: What makes somebody more than they are; only an operator hands it out.
POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(User)
class AccountAdmin(PlainMethods, UserAdmin[User]):
    list_display = ("username", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    show_full_result_count = False
    actions = ("close",)

    @admin.action(description="Close the account of one person")
    def close(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Choose one account.", messages.WARNING)
            return None
        page = reverse("admin:claims_departure_add")
        return redirect(f"{page}?{urlencode({'username': chosen[0].username})}")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if isinstance(request.user, User) and request.user.is_superuser:
            return fixed
        return (*fixed, *POWERS)

    @admin.display(description="roles")
    def roles(self, obj: User) -> str:
        return ", ".join(sorted(group.name for group in obj.groups.all())) or NONE


@admin.register(Group)
class RoleAdmin(PlainMethods, GroupAdmin):
    """The groups whose names are the roles; deleting one would take it from everybody."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
