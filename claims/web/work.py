from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims import selectors
from claims.models import Job
from claims.services import working
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, post_only, signed_in
from claims.web.filters import Folded
from claims.web.forms.plain import Choice
from claims.web.paging import page_of, query_without_page


class JobFilter(Folded):
    state = Choice(
        label="State",
        required=False,
        choices=[
            ("", "All"),
            ("waiting", "Waiting"),
            ("running", "Running"),
            ("ended-badly", "Ended badly"),
            ("done", "Done"),
        ],
    )

    def __init__(self, given: QueryDict) -> None:
        super().__init__(given, auto_id="filter_%s")
        self.is_valid()

    @property
    def jobs(self) -> QuerySet[Job]:
        return selectors.jobs_in(self.cleaned_data.get("state", ""))


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
