from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims import conf, selectors
from claims.permissions import has_role
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, signed_in
from claims.web.paging import MOST_COUNTED

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Claim

NEWEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The desk of whoever is signed in; readers are shown what is published."""
    if request.user.is_authenticated:
        return dashboard(request)  # type: ignore[return-value]
    if selectors.published_claims().exists():
        return redirect("published")
    return redirect("login")


@signed_in
def dashboard(request: SignedInRequest) -> HttpResponse:
    articles = selectors.article_list()[:NEWEST]
    context = {
        "assigned": selectors.assigned_to(request.user)[:NEWEST],
        "held": selectors.held_by(request.user),
        "queues": selectors.queue_counts(request.user, most=MOST_COUNTED),
        "standings": selectors.article_standings(articles),
        "calibration": _own_calibration(request.user),
        "votes_wanted": _votes_wanted(request.user),
        "work": selectors.work(),
    }
    return render(request, "claims/home.html", context)


def _own_calibration(person: User) -> selectors.Score | None:
    """For whom known answers are served to."""
    measured = has_role(person, Role.REVIEWER) and not has_role(person, Role.EDITOR)
    if not measured or not conf.calibration_every():
        return None
    return selectors.own_calibration(person)


def _votes_wanted(person: User) -> Iterable[Claim]:
    """Panels are for editors; nobody else is asked."""
    editor = has_role(person, Role.EDITOR)
    return selectors.votes_wanted(person)[:NEWEST] if editor else []


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(staticfiles_storage.url("claims/icon.svg"))
