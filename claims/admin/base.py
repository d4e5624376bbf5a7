"""What every admin page shares: staff with a role may look, only services write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from claims.admin.forms import KEY_DIGITS
from claims.errors import ClaimsError
from claims.models import Article, ArticleEvent, Claim, Notice
from claims.permissions import has_role
from claims.services import away
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

M = TypeVar("M", bound=Model)

Work = Callable[[dict[str, Any]], HttpResponseBase | None]


FORM_PAGE = "admin/claims/form_page.html"
#: Columns whose values only editors are to learn, be it by narrowing a list.
CALIBRATION = ("calibration", "known_answer", "knownanswer", "reviews_in")


def person(request: HttpRequest) -> User:
    """The signed-in person; the admin site lets nobody else through."""
    return cast("User", request.user)


def is_desk(request: HttpRequest) -> bool:
    return has_role(request.user, Role.REVIEWER)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is still a POST."""
    return request.POST if request.method == "POST" else None


def begin_at(form: forms.Form) -> None:
    """Set the focus to what is to be put right, else to the first field."""
    shown = form.visible_fields()
    for first in [*(one for one in shown if one.name in form.errors), *shown][:1]:
        first.field.widget.attrs["autofocus"] = True


class DeskPermissions:
    """Reviewers and editors of the staff may look without further permissions.

    A superuser may look, too, but gets no editorial role by it; nobody adds, changes
    or deletes a row behind the services' back.
    """

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_desk(request) or bool(
            super().has_view_permission(request, obj)  # type: ignore[misc]  # the admin's own
        )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KeepsConfidential:
    """Rows of confidential sources are there for the desk, and for nobody else."""

    to_source: ClassVar[str] = ""  # the lookup from the row, such as source__

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # the admin's own
        if is_desk(request):
            return rows
        return rows.exclude(**{f"{self.to_source}confidential__gt": ""})


class PlainMethods:
    """Pages are read and forms are posted; the admin would answer any method."""

    def get_urls(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urls()  # type: ignore[misc]  # the admin's own
        for pattern in patterns:
            pattern.callback = _plain(pattern.callback)
        return patterns


_plain = require_http_methods(["GET", "HEAD", "POST"])


class KnownValuesFilter(admin.SimpleListFilter):
    """Answers a value of the address it does not offer as filters of columns do."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        known = [value for value, _ in self.lookup_choices]
        if self.value() is not None and self.value() not in known:
            raise IncorrectLookupParameters


class HiddenRowsFilter(KnownValuesFilter):
    """Rows that are listed when they are asked for, never among the rest."""

    shown: ClassVar[str]
    hidden: ClassVar[str]

    def apart(self, queryset: QuerySet[Any]) -> Q:
        raise NotImplementedError

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        return [("in", self.hidden)]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *rest = super().choices(changelist)
        yield {**first, "display": self.shown}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        apart = self.apart(queryset)
        return queryset.filter(apart if self.value() == "in" else ~apart)


class TrashFilter(HiddenRowsFilter):
    title = "trash"
    parameter_name = "trash"
    shown, hidden = "Not in the trash", "In the trash"

    def apart(self, queryset: QuerySet[Any]) -> Q:
        return away.lying(queryset.model)


class DeskAdmin(DeskPermissions, PlainMethods, admin.ModelAdmin[M]):
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_list_filter(self, request: HttpRequest) -> Any:
        filters = super().get_list_filter(request)
        return (*filters, TrashFilter) if self.hides_trash else filters

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        """The first column that leads nowhere else: a link holds no other link."""
        if self.list_display_links is None or self.list_display_links:
            return self.list_display_links
        return [one for one in list_display if not str(one).endswith("_link")][:1]

    @property
    def hides_trash(self) -> bool:
        """Articles, claims and notices do by themselves; a history tells of the trash."""
        told = (Article, Claim, Notice, ArticleEvent)
        return away.belongs(self.model) and not issubclass(self.model, told)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Also refuse a value no database can compare with, asked for in the address."""
        hidden = any(word in lookup for word in CALIBRATION)
        if hidden and not has_role(request.user, Role.EDITOR):
            return False
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        if any("\x00" in one for one in values):
            return False
        if any(one.isdecimal() and len(one) > KEY_DIGITS for one in values):
            return False
        return super().lookup_allowed(lookup, value, request)

    def response_action(  # type: ignore[override]  # Django 5.2 has no action_location
        self, request: HttpRequest, queryset: QuerySet[M]
    ) -> HttpResponse | None:
        keys = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if all(
            key.isascii() and key.isdigit() and len(key) <= KEY_DIGITS for key in keys
        ):
            return super().response_action(request, queryset)
        self.message_user(request, "There is no such row.", messages.WARNING)
        return None

    def form_page(
        self,
        request: HttpRequest,
        form: forms.Form,
        work: Work,
        *,
        title: str,
        submit: str,
        about: Any = "",
        template: str = FORM_PAGE,
        extra: dict[str, Any] | None = None,
    ) -> HttpResponseBase:
        """One form, one service call; a refusal is shown at the field it is about.

        Work that answers nothing has the form shown again.
        """
        status = 200
        if request.method == "POST" and form.is_valid():
            try:
                done = work(form.cleaned_data)
                if done is not None:
                    return done
            except ClaimsError as error:
                for one in error.problems:
                    field = one.field if one.field in form.fields else None
                    form.add_error(field, one.message)
                status = error.status
        if form.errors or template == FORM_PAGE:  # others have more to read first
            begin_at(form)
        fieldsets: Any = [(None, {"fields": list(form.fields)})]
        shown = cast("forms.ModelForm[Any]", form)  # what it renders needs no model
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "about": about,
            "submit": submit,
            "opts": self.opts,
            "adminform": helpers.AdminForm(shown, fieldsets, {}, model_admin=self),
            "errors": helpers.AdminErrorList(shown, []),
            "media": self.media + form.media,
            **(extra or {}),
        }
        return TemplateResponse(request, template, context, status=status)


class AddedByFormAdmin(DeskAdmin[M]):
    """Rows a reviewer adds by a form whose work is a service."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_desk(request)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        raise NotImplementedError

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return cast("HttpResponse", self.add_page(request))


class HistoryInline(DeskPermissions, admin.TabularInline[Any, Any]):
    """Rows of history below the thing they are about."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
