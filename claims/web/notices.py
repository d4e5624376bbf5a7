"""What a person is told: read, put aside, and how they want to be told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims import selectors
from claims.errors import ClaimsError
from claims.services import notices
from claims.vocabulary import NoticeEvent, NoticeWay
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.claims import claim_or_404
from claims.web.paging import page_of, query_without_page


@require_safe
@signed_in
def notice_index(request: SignedInRequest) -> HttpResponse:
    everything = request.GET.get("show") == "all"
    page = page_of(request, selectors.notice_list(request.user, unread=not everything))
    context = {
        "page": page,
        "everything": everything,
        "query": query_without_page(request),
        "rows": [(one, selectors.spot_of(one)) for one in page.object_list],
    }
    return render(request, "claims/notices.html", context)


@post_only
@signed_in
def notice_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it, and go where it leads."""
    notice = selectors.notice_list(request.user).filter(pk=pk).first()
    if notice is None:
        return redirect("notices")
    notices.mark_read(request.user, [pk])
    return redirect(selectors.spot_of(notice))


@post_only
@signed_in
def notice_read(request: SignedInRequest) -> HttpResponse:
    """Put the chosen one aside, or all of them."""
    chosen = request.POST.get("notice", "")
    ids = [int(chosen)] if chosen.isascii() and chosen.isdigit() else None
    if chosen and (ids is None or len(chosen) > 18):
        return redirect("notices")
    count = notices.mark_read(request.user, ids)
    if ids is None:
        messages.success(request, f"{count} marked as read.")
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notice_choices(request: SignedInRequest) -> HttpResponse:
    status = 200
    if request.method == "POST":
        given = {
            event: request.POST[event]
            for event in NoticeEvent.values
            if event in request.POST
        }
        try:
            notices.choose(request.user, given)
        except ClaimsError as error:
            messages.error(request, error.message)
            status = error.status
        else:
            messages.success(request, "Kept.")
            return redirect("notice-choices")
    ways = selectors.ways_of(request.user)
    context = {
        "choices": [(event, way) for event, way in ways.items()],
        "ways": NoticeWay.choices,
    }
    return render(request, "claims/notice_choices.html", context, status=status)


@post_only
@signed_in
def watch(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(pk)
    on = request.POST.get("watch") == "on"
    try:
        notices.watch(claim, actor=request.user, on=on)
    except ClaimsError as error:
        messages.error(request, error.message)
    else:
        told = "You watch this claim." if on else "You no longer watch this claim."
        messages.success(request, told)
    return redirect(claim)
