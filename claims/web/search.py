"""Search: claims, evidence and articles on one page, with what parts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from claims import selectors
from claims.engine.finding.asked import AskedError, asked_range
from claims.engine.finding.terms import search_terms
from claims.engine.reasoning.places import measure_text
from claims.engine.types import QUANTITY_KINDS
from claims.selectors.finding import DAYS
from claims.vocabulary import ClaimStatus, Relation, Searched
from claims.web.access import SignedInRequest, signed_in
from claims.web.bulk import bulk_form
from claims.web.excerpts import article_excerpts
from claims.web.forms.plain import AnyOf, Choice
from claims.web.paging import page_of, query_without_page

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ANY = ("", "Any")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
#: What a search is narrowed by as it stands in its box.
_PLAIN = (
    *("claimant", "publisher", "since", "until", "status", "verdict"),
    *("measure", "kind", "relation"),
)
PER_PAGE = {Searched.ARTICLE: 10}
#: What the page offers to somebody who has asked for nothing yet.
EXAMPLES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "Casualties between 500k and 0.7 million",
        {"value_from": "500k", "value_to": "0.7 million", "value_unit": "casualties"},
    ),
    ("At least €1.5bn", {"value_from": "at least €1.5bn"}),
    ("3 to 5 percent", {"value_from": "3 to 5 percent"}),
    ("Distances up to 20 km", {"value_to": "20 km"}),
    ("“hospital” and “budget”, in sources", {"q": "hospital budget", "in": "evidence"}),
    ("Signed off already", {"status": "decided"}),
)


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    value_from = forms.CharField(
        label="Number from", required=False, max_length=100, empty_value=""
    )
    value_to = forms.CharField(label="Number to", required=False, max_length=100)
    value_unit = forms.CharField(label="Number of", required=False, max_length=100)
    claimant = forms.CharField(label="Said by", required=False, max_length=100)
    publisher = forms.CharField(label="Published by", required=False, max_length=100)
    since = forms.DateField(label="Since", required=False, widget=DAY, validators=DAYS)
    until = forms.DateField(label="Until", required=False, widget=DAY, validators=DAYS)
    verdict = Choice(label="Verdict", required=False)
    status = AnyOf(label="Status", required=False, choices=ClaimStatus.choices)
    stated = forms.BooleanField(
        label="Only numbers stated in the range", required=False
    )
    measure = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    kind = Choice(
        required=False,
        choices=[ANY, *((k, k) for k in sorted(QUANTITY_KINDS))],
        widget=forms.HiddenInput,
    )
    relation = Choice(
        required=False, choices=[ANY, *Relation.choices], widget=forms.HiddenInput
    )

    def __init__(self, given: QueryDict, person: User) -> None:
        super().__init__(given, auto_id="search_%s")
        self._person = person
        ratings = [(one.slug, one.label) for one in selectors.ratings()]
        self.fields["verdict"].choices = [ANY, *ratings]  # type: ignore[attr-defined]
        hints = {"value_from": "500k", "value_to": "0.7 million"}
        hints["value_unit"] = "casualties"
        for name, hint in hints.items():
            self.fields[name].widget.attrs["placeholder"] = hint
        self.asked = self._asked() if self.is_valid() else selectors.Narrowing()
        if not self.asked:  # nothing to read: on with what is wrong, or not said yet
            first = next((name for name in self.errors if name in self.fields), "q")
            self.fields[first].widget.attrs["autofocus"] = True

    def _asked(self) -> selectors.Narrowing:
        given = self.cleaned_data
        try:
            value = asked_range(
                given["value_from"], given["value_to"], given["value_unit"]
            )
        except AskedError as error:
            self.add_error(f"value_{error.field}", error.message)
            return selectors.Narrowing()
        return selectors.Narrowing(
            words=given["q"],
            value=value,
            stated=given["stated"] and value is not None,
            person=self._person,
            **{name: given[name] for name in _PLAIN},
        )

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [box for box in self.visible_fields() if box.name != "stated"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing the list is narrowed by, with the query that takes it away."""

    label: str
    without: str


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET, request.user)
    kind = _kind(request.GET.get("in", ""))
    context: dict[str, Any] = {
        "form": form,
        "kind": kind,
        "examples": [(told, urlencode(query)) for told, query in EXAMPLES],
    }
    if form.asked:
        context |= _found(request, form, kind)
    return render(
        request, "claims/search.html", context, status=400 if form.errors else 200
    )


def _found(
    request: SignedInRequest, form: SearchForm, kind: Searched
) -> dict[str, Any]:
    asked = form.asked
    terms = frozenset(search_terms(asked.words))
    rows = selectors.FOUND[kind](asked)
    shown: dict[str, Any] = {}
    if kind is Searched.CLAIM:
        page = page_of(request, selectors.for_listing(selectors.claims_found(asked)))
        shown["bulk_form"] = bulk_form(request.user)
        shown["rows"] = selectors.claim_rows(page.object_list, request.user)
    elif kind is Searched.EVIDENCE:
        page = page_of(request, selectors.evidence_listed(rows))
        of = (one.claim for one in page.object_list)
        selectors.seen_after_review(of, request.user)
    else:
        page = page_of(request, rows, size=PER_PAGE[kind])
        shown["excerpts"] = article_excerpts(page.object_list, terms)
    return shown | {
        "asked": asked,
        "terms": terms,
        "page": page,
        "counts": selectors.how_many(asked),
        "facets": [
            (facet, _links(request.GET, facet.name, facet.values))
            for facet in selectors.facets(kind, asked)
        ],
        "chosen": _chosen(request.GET, form),
        "query": query_without_page(request),
        "tabs": [(one, _with(request.GET, "in", one.value)) for one in Searched],
        "views": selectors.saved_views(request.user, request.path),
    }


def _links(
    given: QueryDict, name: str, values: Sequence[selectors.FacetValue]
) -> list[tuple[selectors.FacetValue, str, bool]]:
    return [
        (one, _with(given, name, one.value), one.value in given.getlist(name))
        for one in values
    ]


def _chosen(given: QueryDict, form: SearchForm) -> list[Chosen]:
    """What was chosen among the facets, which has no box to empty."""
    labels = {
        "measure": measure_text(form.asked.measure),
        "kind": form.asked.kind.replace("_", " "),
        "relation": dict(Relation.choices).get(form.asked.relation, ""),
    }
    return [
        Chosen(label, _with(given, name, ""))
        for name, label in labels.items()
        if getattr(form.asked, name)
    ]


def _with(given: QueryDict, name: str, value: str) -> str:
    query = given.copy()
    query.pop("page", None)
    query[name] = value
    for key, values in list(query.lists()):
        query.setlist(key, [one for one in values if one])
    return query.urlencode()


def _kind(given: str) -> Searched:
    return Searched(given) if given in Searched.values else Searched.CLAIM
