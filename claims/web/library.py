from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims import conf, selectors
from claims.errors import ClaimsError
from claims.models import ReferenceDocument
from claims.services import library
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role, signed_in
from claims.web.forms.library import ReferenceForm
from claims.web.paging import page_of, query_without_page

MOST_WORDS = 200


@require_safe
@signed_in
def library_index(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_WORDS]
    context = {
        "words": words,
        "page": page_of(request, selectors.library_documents(words)),
        "query": query_without_page(request),
    }
    return render(request, "claims/library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.REVIEWER)
def library_new(request: SignedInRequest) -> HttpResponse:
    form = ReferenceForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                document, new = library.add_reference(
                    form.reference(), actor=request.user
                )
            except ClaimsError as error:
                form.refuse(error)
                status = error.status
            else:
                told = "Kept in the library." if new else "This text was there already."
                messages.success(request, told)
                return redirect("library-document", document.pk)
        form.begin_at_fault()
    context = {"form": form, "limits": conf.LIMITS}
    return render(request, "claims/library_new.html", context, status=status)


@require_safe
@signed_in
def library_document(request: SignedInRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(ReferenceDocument, pk=pk)
    return render(request, "claims/library_document.html", {"document": document})
