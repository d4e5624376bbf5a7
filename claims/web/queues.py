from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from claims import selectors
from claims.models import Claim
from claims.permissions import has_role, require
from claims.services import queueing
from claims.vocabulary import QueueSlug
from claims.web.access import SignedInRequest, post_only, signed_in
from claims.web.bulk import bulk_form
from claims.web.filters import QueueFilter
from claims.web.paging import MOST_COUNTED, page_of, query_without_page

#: Claims in somebody's hands that a queue's page shows, those free soonest first.
MOST_HELD = 25
NOTHING = "Nothing is waiting in this queue right now."
NOTHING_WITHIN = (
    'Nothing more waits within this filter. <a href="{}">Show the whole queue</a>'
)


@require_safe
@signed_in
def queue(request: SignedInRequest, slug: str) -> HttpResponse:
    chosen = _queue(slug)
    waiting = selectors.queue(chosen.slug, request.user)
    people = list(selectors.reviewers())
    narrowed = QueueFilter(
        request.GET, claims=waiting, person=request.user, people=people
    )
    counts = selectors.queue_counts(request.user, most=MOST_COUNTED)
    waits = counts[chosen.slug]
    page = page_of(
        request,
        narrowed.claims.values_list("pk", flat=True),
        count=None if narrowed.active or waits > MOST_COUNTED else waits,
        most=MOST_COUNTED,
    )
    context = {
        "queue": chosen,
        "queues": counts,
        "filter": narrowed,
        "page": page,
        "query": query_without_page(request),
        "rows": selectors.claim_rows(
            selectors.in_order(page.object_list), request.user
        ),
        "views": selectors.saved_views(request.user, request.path),
        "bulk_form": bulk_form(request.user, people),
        "held": selectors.held_in(chosen.slug)[:MOST_HELD],
        "within": narrowed.active and not narrowed.errors,
        "may_take": has_role(request.user, chosen.role),
    }
    status = 400 if narrowed.errors else 200
    return render(request, "claims/queue.html", context, status=status)


@post_only
@signed_in
def queue_next(request: SignedInRequest, slug: str) -> HttpResponse:
    """Within what the page is narrowed to, where its address says so."""
    chosen = _queue(slug)
    narrowed = _narrowed(request, chosen) if request.GET else None
    back, among, told = reverse("queue", args=[slug]), None, NOTHING
    if narrowed is not None and narrowed.active:
        told = format_html(NOTHING_WITHIN, back)
        query = query_without_page(request)
        back, among = f"{back}?{query}", narrowed.fitting(Claim.objects.all())
        if narrowed.errors:
            return redirect(back)
    claim = queueing.take_next(chosen.slug, actor=request.user, among=among)
    if claim is not None and among is not None:  # the claim's page goes on from there
        request.session["within"] = {"queue": slug, "query": query}
    else:
        request.session.pop("within", None)
    if claim is None:
        messages.info(request, told)
        return redirect(back)
    messages.success(request, "This claim is yours now.")
    return redirect(claim)


def _narrowed(request: SignedInRequest, queue: selectors.Queue) -> QueueFilter:
    require(request.user, queue.role)
    waiting = selectors.queue(queue.slug, request.user)
    return QueueFilter(
        request.GET,
        claims=waiting,
        person=request.user,
        people=selectors.reviewers(),
    )


def _queue(slug: str) -> selectors.Queue:
    if slug not in QueueSlug.values:
        raise Http404
    return selectors.QUEUES[QueueSlug(slug)]
