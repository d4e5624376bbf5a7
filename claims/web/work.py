from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims import selectors
from claims.models import Job
from claims.services import working
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, post_only, signed_in
from claims.web.filters import JobFilter
from claims.web.paging import page_of, query_without_page


@require_safe
@signed_in
def work_index(request: SignedInRequest) -> HttpResponse:
    narrowed = JobFilter(request.GET)
    page = page_of(request, narrowed.jobs)
    context = {
        "work": selectors.work(),
        "shaken": selectors.shaken_claims().count(),
        "filter": narrowed,
        "page": page,
        "query": query_without_page(request),
        "rows": selectors.job_rows(page.object_list),
    }
    return render(request, "claims/work.html", context)


@post_only
@for_role(Role.EDITOR)
def job_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    if working.retry(get_object_or_404(Job, pk=pk), actor=request.user):
        messages.success(request, "Back in line; it is tried again from the start.")
    else:
        messages.info(
            request, "This job is not one that ended badly; nothing was done."
        )
    return redirect("work")
