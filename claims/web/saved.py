from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve

from claims import selectors
from claims.errors import ClaimsError
from claims.services import saving
from claims.web.access import SignedInRequest, post_only, signed_in

#: Lists whose narrowing can be kept, by the name of their address.
LISTS = {"claims", "queue", "search"}


class ViewForm(forms.Form):
    name = forms.CharField(required=False)
    path = forms.CharField(max_length=100)
    query = forms.CharField(required=False)
    shared = forms.BooleanField(required=False)


@post_only
@signed_in
def keep(request: SignedInRequest) -> HttpResponse:
    form = ViewForm(request.POST)
    if not form.is_valid() or not _is_list(form.cleaned_data["path"]):
        raise Http404
    try:
        view = saving.keep(actor=request.user, **form.cleaned_data)
    except ClaimsError as error:
        messages.error(request, error.message)
        return redirect(f"{form.cleaned_data['path']}?{form.cleaned_data['query']}")
    messages.success(request, f"Kept as “{view.name}”.")
    return redirect(view)


@post_only
@signed_in
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(selectors.saved_views(request.user), pk=pk)
    saving.remove(view, actor=request.user)
    messages.success(request, f"“{view.name}” is no longer kept.")
    return redirect(view.path)


def _is_list(path: str) -> bool:
    try:
        return resolve(path).url_name in LISTS
    except Resolver404:
        return False
