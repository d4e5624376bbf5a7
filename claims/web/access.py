"""Who reaches a page at all; what they may do there is asked by the services."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from claims.permissions import require
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request that passed `signed_in`."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> AnyView[P]:
    """Anyone with an active account; others are asked to sign in and come back."""

    @wraps(view)
    def checked(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # checked just now
        return _to_sign_in(request)

    return checked


def for_role(role: Role) -> Callable[[View[P]], AnyView[P]]:
    """People of a role; others who are signed in get a plain refusal (403)."""

    def decorate(view: View[P]) -> AnyView[P]:
        @wraps(view)
        def checked(
            request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            require(request.user, role)
            return view(request, *args, **kwargs)

        return signed_in(checked)

    return decorate


def post_only(view: AnyView[P]) -> AnyView[P]:
    """POST or a page that says so (405); the way back is the page it is about."""

    @wraps(view)
    def checked(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        answer = render(request, "405.html", {"back": page_behind(request)}, status=405)
        answer.headers["Allow"] = "POST"
        return answer

    checked.post_only = True  # type: ignore[attr-defined]  # asked by page_behind
    return checked


def page_behind(request: HttpRequest) -> str:
    """The page a form stood on: itself, where it came from, or "/claims/5/" of
    "/claims/5/review/"; the first of them that can be looked at.
    """
    parent = f"{request.path.rstrip('/').rpartition('/')[0]}/"
    came_from = urlsplit(request.headers.get("Referer", "")).path
    readable = filter(can_be_read, (request.path, came_from, parent))
    return next(readable, resolve_url("home"))


def can_be_read(path: str) -> bool:
    """Whether an address shows something, and does not only do something."""
    try:
        return not getattr(resolve(path).func, "post_only", False)
    except Resolver404:
        return False


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    details: HtmxDetails | None = getattr(request, "htmx", None)
    if not details:
        # A form sent too late: back to its page, where the browser kept a draft.
        sent = request.method == "POST"
        return redirect_to_login(
            page_behind(request) if sent else request.get_full_path()
        )
    # A poll of a page whose session ran out: the page itself goes to sign-in.
    here = urlencode({"next": details.current_url_abs_path or "/"})
    return HttpResponseClientRedirect(f"{resolve_url('login')}?{here}")
