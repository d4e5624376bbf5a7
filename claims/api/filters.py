"""What lists can be narrowed by: closed words, bounded texts, allowed orderings."""

# mypy: disallow-subclassing-any=False
# django-filter comes without types.

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import selectors
from claims.api.converters import MAX_ID
from claims.api.fields import moment
from claims.engine.finding.asked import LONGEST, AskedError, AskedRange, asked_range
from claims.engine.types import QUALIFIERS, QUANTITY_KINDS
from claims.models import Evidence, Review
from claims.selectors.calibration import held_as_seen
from claims.services.shown import may_read_confidential
from claims.vocabulary import ClaimStatus, Relation, Searched, Stance, Standing

MAX_TEXT = 200
NONE = "none"
REVIEWS = [str(n) for n in range(1, selectors.MOST_REVIEWS + 1)]

_WHOLE = RegexValidator(r"\A[1-9][0-9]{0,18}\Z", "Send a whole number from 1.")
_SHARE = RegexValidator(
    r"\A(0(\.[0-9]{1,6})?|1(\.0{1,6})?)\Z", "Send 0 to 1, such as 0.5."
)


class IdFormField(forms.CharField):
    default_validators = [_WHOLE]

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if text and int(text) > MAX_ID:
            raise ValidationError(_WHOLE.message)
        return int(text) if text else None


class ShareFormField(forms.CharField):
    default_validators = [_SHARE]

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        return Decimal(text) if text else None


class MomentFormField(forms.CharField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return moment(text) if text else None
        except serializers.ValidationError as error:
            raise ValidationError([str(one) for one in error.detail]) from error


@extend_schema_field(int)
class IdFilter(filters.Filter):
    field_class = IdFormField


@extend_schema_field({"type": "string", "pattern": r"^(0(\.\d+)?|1(\.0+)?)$"})
class ShareFilter(filters.Filter):
    field_class = ShareFormField


@extend_schema_field({"type": "string", "format": "date-time"})
class MomentFilter(filters.Filter):
    field_class = MomentFormField


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": MAX_TEXT})
class WordsFilter(filters.CharFilter):
    """A piece of text to be found as it is; nothing in it is syntax."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=MAX_TEXT, **kwargs)


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": LONGEST})
class ValueFilter(filters.CharFilter):
    """One of the three parameters of a range, which are read together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=LONGEST, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs


def value_asked(given: Mapping[str, Any]) -> AskedRange | None:
    """The range of a request; raises ValidationError at the parameter at fault."""
    boxes = (given.get(f"value_{name}") or "" for name in ("from", "to", "unit"))
    try:
        return asked_range(*boxes)
    except AskedError as error:
        told = {f"value_{error.field}": [error.message]}
        raise serializers.ValidationError(told) from error


def _check_worthiness(given: Mapping[str, Any]) -> None:
    least, most = given["min_worthiness"], given["max_worthiness"]
    if least is not None and most is not None and least > most:
        told = {"max_worthiness": ["It is below min_worthiness."]}
        raise serializers.ValidationError(told)


class StableOrderingFilter(filters.OrderingFilter):
    """Rows that tie come in the order of their ids, so that pages neither skip nor repeat."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        first: dict[str, str] = {}  # of a field said again only the cost is felt
        for said in value or ():
            first.setdefault(said.removeprefix("-"), said)
        ordered: QuerySet[Any] = super().filter(qs, list(first.values()))
        return ordered.order_by(*ordered.query.order_by, "id") if value else ordered


class ArticleFilter(filters.FilterSet):
    q = WordsFilter(method="with_words", label="In title, author, publisher or address")
    publisher = WordsFilter(lookup_expr="icontains")
    language = WordsFilter(lookup_expr="iexact")
    created_after = MomentFilter(field_name="created_at", lookup_expr="gt")
    signed_off = filters.ChoiceFilter(
        choices=[("true", "An editor signed it off"), ("false", "Not")],
        method="is_signed_off",
    )

    def is_signed_off(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return rows.filter(signed_off=value == "true")

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(
            Q(title__icontains=value)
            | Q(author__icontains=value)
            | Q(publisher__icontains=value)
            | Q(url__icontains=value)
        )


class AnyOf(filters.MultipleChoiceFilter):
    """Any of several words of the row itself: no row fits twice, so none is sought."""

    def __init__(self, **told: Any) -> None:
        super().__init__(distinct=False, **told)


class ClaimOrderingFilter(StableOrderingFilter):
    """By the status a person sees, as they see no other."""

    def get_ordering_value(self, param: str) -> Any:
        found: str = super().get_ordering_value(param)
        if found.removeprefix("-") != "status":
            return found
        seen = selectors.status_seen(self.parent.request.user)
        return seen.desc() if found.startswith("-") else seen.asc()


class ClaimFilter(filters.FilterSet):
    status = AnyOf(choices=ClaimStatus.choices, method="in_status")
    kind = AnyOf(choices=[(k, k) for k in sorted(QUANTITY_KINDS)])
    article = IdFilter()
    claimant = WordsFilter(lookup_expr="icontains")
    qualifier = filters.ChoiceFilter(
        choices=[(q or NONE, q or NONE) for q in QUALIFIERS], method="with_qualifier"
    )
    unit = WordsFilter(lookup_expr="iexact")
    min_worthiness = ShareFilter(field_name="check_worthiness", lookup_expr="gte")
    max_worthiness = ShareFilter(field_name="check_worthiness", lookup_expr="lte")
    q = WordsFilter(method="with_words", label="In statement or surface")
    held = filters.ChoiceFilter(
        choices=[("me", "By you"), ("free", "By nobody")], method="held_by"
    )
    publisher = WordsFilter(field_name="article__publisher", lookup_expr="icontains")
    assignee = WordsFilter(
        method="assigned_to", label='A user name, "me" or "none" for nobody'
    )
    due_before = MomentFilter(field_name="due_at", lookup_expr="lte")
    escalated = filters.ChoiceFilter(
        choices=[("true", "Passed over by several"), ("false", "Not")],
        method="is_escalated",
    )
    disputed = filters.ChoiceFilter(
        choices=[("true", "Reviews do not agree"), ("false", "They do")],
        method="is_disputed",
    )
    relation = filters.ChoiceFilter(
        choices=[*Relation.choices, (NONE, "No evidence yet")], method="with_relation"
    )
    quote_gone = filters.ChoiceFilter(
        choices=[("true", "Yes"), ("false", "No")], method="with_quote_gone"
    )
    words = WordsFilter(method="with_all_words", label="All of these, in any form")
    value_from = ValueFilter(label="As people write it: 500k, at least €1.5bn")
    value_to = ValueFilter(label="As people write it: 0.7 million")
    value_unit = ValueFilter(label="casualties, euros, km, shells per day")
    stated = filters.ChoiceFilter(
        choices=[("true", "Only numbers stated in the range"), ("false", "Bounds too")],
        method="as_it_is",
    )
    verdict = WordsFilter(method="signed_off_as", label="The rating signed off")
    reviewed = filters.ChoiceFilter(
        choices=[("me", "By you"), ("not-me", "Not by you")], method="reviewed_by"
    )
    reviews = filters.ChoiceFilter(
        choices=[(n, n) for n in REVIEWS],
        method="taking",
        label="Reviews a claim takes before sign-off",
    )
    discussion = filters.ChoiceFilter(
        choices=[("open", "A discussion is open")], method="with_discussion"
    )
    ordering = ClaimOrderingFilter(
        fields=[
            "id",
            "priority",
            "due_at",
            "check_worthiness",
            "created_at",
            "start",
            "status",
        ]
    )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        _check_worthiness(self.form.cleaned_data)
        asked = value_asked(self.form.cleaned_data)
        if asked is None:
            return rows
        stated = self.form.cleaned_data["stated"] == "true"
        return rows.filter(selectors.valued(asked, stated=stated))

    def as_it_is(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows

    def in_status(
        self, rows: QuerySet[Any], name: str, values: list[str]
    ) -> QuerySet[Any]:
        return rows.filter(selectors.of_status(values, self.request.user))

    def with_all_words(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return rows.filter(selectors.with_words(Searched.CLAIM, value))

    def signed_off_as(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return rows.filter(selectors.with_verdict(value))

    def reviewed_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        own = Review.objects.filter(claim=OuterRef("pk"), author=self.request.user)
        return rows.filter(Exists(own) if value == "me" else ~Exists(own))

    def with_qualifier(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return rows.filter(qualifier="" if value == NONE else value)

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(selectors.with_text(value))

    def held_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        held = held_as_seen(self.request.user)
        if value == "me":
            return rows.filter(pk__in=held.filter(holder=self.request.user))
        return rows.exclude(pk__in=held)

    def assigned_to(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == NONE:
            return rows.filter(assignee__isnull=True)
        if value == "me":
            return rows.filter(assignee=self.request.user)
        return rows.filter(assignee__username=value)

    def taking(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(selectors.takes(int(value)))

    def is_escalated(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(escalated=value == "true")

    def is_disputed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(disputed=value == "true")

    def with_relation(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        every = Evidence.objects.filter(claim=OuterRef("pk"))
        evidence = selectors.evidence_for(self.request.user, every)
        if value == NONE:
            return rows.filter(~Exists(evidence))
        return rows.filter(Exists(evidence.filter(relation=value)))

    def with_discussion(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return rows.filter(selectors.talked_about(self.request.user))

    def with_quote_gone(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        """By whether the verdict in force rests on a passage its source has no more."""
        return rows.filter(quote_gone=value == "true")


class ArticleClaimFilter(ClaimFilter):
    """Claims of one article, which the address names."""

    article = None  # type: ignore[assignment]  # how django-filter takes one away


class EvidenceFilter(filters.FilterSet):
    """What is kept from a person about a confidential source, no filter finds either."""

    claim = IdFilter()
    relation = AnyOf(choices=Relation.choices)
    stance = AnyOf(choices=Stance.choices)
    standing = AnyOf(choices=Standing.choices)
    provider = WordsFilter(field_name="source__provider")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        told = self.form.cleaned_data
        if not told["standing"] and not told["provider"]:
            return rows
        if may_read_confidential(self.request.user):
            return rows
        return rows.filter(source__confidential="")


class ClaimEvidenceFilter(EvidenceFilter):
    claim = None  # type: ignore[assignment]


class ReferenceFilter(filters.FilterSet):
    q = WordsFilter(method="with_words", label="Words of the document")
    language = WordsFilter(lookup_expr="iexact")

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        found = selectors.library_documents(value)
        return found.filter(pk__in=rows.order_by().values("pk"))
