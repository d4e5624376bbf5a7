"""Search over claims, evidence and articles at one address."""

# mypy: disallow-subclassing-any=False
# django-filter comes without types.

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import selectors
from claims.api.base import ListEndpoint
from claims.api.filters import AnyOf, ValueFilter, WordsFilter, value_asked
from claims.engine.finding.excerpts import densest, shortened
from claims.engine.finding.terms import marks, search_terms
from claims.models import Article, Claim, Evidence
from claims.selectors.finding import DAYS
from claims.vocabulary import ClaimStatus, Relation, Searched

MOST_MARKS = 50


@extend_schema_field({"type": "string", "format": "date"})
class DayFilter(filters.Filter):
    field_class = forms.DateField

    def __init__(self, **kwargs: Any) -> None:
        form = {"input_formats": ["%Y-%m-%d"], "validators": DAYS}
        super().__init__(**form, **kwargs)


class SearchFilter(filters.FilterSet):
    """What is given must all fit; without anything nothing is found."""

    q = WordsFilter(label="All of these words, in any form")
    kind = filters.ChoiceFilter(choices=Searched.choices, label="claim where not said")
    value_from = ValueFilter(label="As people write it: 500k, at least €1.5bn")
    value_to = ValueFilter(label="As people write it: 0.7 million")
    value_unit = ValueFilter(label="casualties, euros, km, shells per day")
    stated = filters.ChoiceFilter(
        choices=[("true", "Only numbers stated in the range"), ("false", "Bounds too")]
    )
    claimant = WordsFilter()
    publisher = WordsFilter()
    since = DayFilter()
    until = DayFilter()
    status = AnyOf(choices=ClaimStatus.choices, label="Any of these")
    relation = filters.ChoiceFilter(choices=Relation.choices)
    verdict = WordsFilter(label="The rating signed off")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        given = {k: v for k, v in self.form.cleaned_data.items() if v is not None}
        kind = Searched(given.get("kind") or Searched.CLAIM)
        value = value_asked(given)
        asked = selectors.Narrowing(
            words=given.get("q", ""),
            value=value,
            stated=value is not None and given.get("stated") == "true",
            person=self.request.user,
            **{name: given[name] for name in _PLAIN if given.get(name)},
        )
        return selectors.FOUND[kind](asked) if asked else queryset


_PLAIN = (
    *("claimant", "publisher", "since", "until", "status", "relation", "verdict"),
)


class FoundSerializer(serializers.Serializer[Any]):
    """Something found: the words that speak of it, and where in them it was found."""

    kind = serializers.ChoiceField(choices=Searched.choices)
    id = serializers.IntegerField()
    text = serializers.CharField()
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Offsets into `text` of the words that were looked for.",
    )
    claim = serializers.IntegerField(allow_null=True)
    link = serializers.URLField()

    def to_representation(self, row: Model) -> dict[str, Any]:
        request = self.context["request"]
        terms = frozenset(search_terms(request.query_params.get("q", "")))
        kind, text, claim = _told(row, terms)
        return {
            "kind": kind.value,
            "id": row.pk,
            "text": text,
            "marks": [list(span) for span in marks(text, terms)][:MOST_MARKS],
            "claim": claim,
            "link": reverse(kind.value, args=[row.pk], request=request),
        }


def _told(row: Model, terms: frozenset[str]) -> tuple[Searched, str, int | None]:
    if isinstance(row, Claim):
        return Searched.CLAIM, row.statement, row.pk
    if isinstance(row, Evidence):
        return Searched.EVIDENCE, row.quote, row.claim_id
    assert isinstance(row, Article)  # noqa: S101  the three kinds there are
    return Searched.ARTICLE, shortened(row.text, densest(row.text, terms) or 0), None


@extend_schema(
    summary="Claims, evidence or articles by words, value, people, days and verdict"
)
class Search(ListEndpoint):
    serializer_class = FoundSerializer
    filterset_class = SearchFilter
    queryset = Claim.objects.none()
