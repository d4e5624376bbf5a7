"""What the rows a search found have in common, with how many of them have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from claims.engine.reasoning.places import measure_text
from claims.models import Rating, Verdict
from claims.selectors.calibration import status_seen
from claims.selectors.finding import FOUND, SIGNED_OFF, Narrowing
from claims.vocabulary import ClaimStatus, Relation, Searched

MOST_VALUES = 8


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow what was found; `name` is the parameter that does."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


_TO_CLAIM = {Searched.CLAIM: "", Searched.EVIDENCE: "claim__"}
#: Parameter, what it is called, and the column of each kind that has it.
_COLUMNS: tuple[tuple[str, str, dict[Searched, str]], ...] = (
    ("status", "Status", dict.fromkeys(_TO_CLAIM, "seen")),
    ("relation", "Compared with the claim", {Searched.EVIDENCE: "relation"}),
    ("measure", "Of", {Searched.CLAIM: "measure", Searched.EVIDENCE: "measure"}),
    ("kind", "Kind", {Searched.CLAIM: "kind"}),
    (
        "claimant",
        "Said by",
        {Searched.CLAIM: "claimant", Searched.EVIDENCE: "claim__claimant"},
    ),
    (
        "publisher",
        "Published by",
        {
            Searched.CLAIM: "article__publisher",
            Searched.EVIDENCE: "source__publisher",
            Searched.ARTICLE: "publisher",
        },
    ),
)


def how_many(asked: Narrowing) -> dict[Searched, int]:
    return {kind: find(asked).count() for kind, find in FOUND.items()}


def facets(kind: Searched, asked: Narrowing) -> list[Facet]:
    """The commonest values of each column, those that part the rows."""
    rows = FOUND[kind](asked).order_by()
    if kind in _TO_CLAIM:
        rows = rows.annotate(seen=status_seen(asked.person, _TO_CLAIM[kind]))
    found = [
        Facet(name, label, _values(rows, name, columns[kind]))
        for name, label, columns in _COLUMNS
        if kind in columns
    ]
    if kind is Searched.CLAIM:
        found.append(Facet("verdict", "Verdict", _verdicts(rows)))
    return [facet for facet in found if facet.values]


def _values(rows: QuerySet[Any], name: str, column: str) -> tuple[FacetValue, ...]:
    counted = (
        rows.exclude(**{column: ""})
        .filter(**{f"{column}__isnull": False})
        .values_list(column)
        .annotate(n=Count("pk"))
        .order_by("-n", column)[:MOST_VALUES]
    )
    return tuple(FacetValue(value, _label(name, value), n) for value, n in counted)


def _verdicts(rows: QuerySet[Any]) -> tuple[FacetValue, ...]:
    """Of claims signed off alone, and by rating: scales may share one."""
    signed = rows.filter(status__in=SIGNED_OFF).values("pk")
    counted = dict(
        Verdict.objects.filter(in_force=True, claim__in=signed)
        .order_by()
        .values_list("review__rating__slug")
        .annotate(n=Count("pk"))
        .order_by("-n", "review__rating__slug")[:MOST_VALUES]
    )
    labels: dict[str, str] = dict(
        Rating.objects.filter(slug__in=counted)
        .order_by("scale__in_use")
        .values_list("slug", "label")
    )
    return tuple(
        FacetValue(str(slug), labels.get(str(slug), str(slug)), n)
        for slug, n in counted.items()
        if slug
    )


def _label(name: str, value: str) -> str:
    if name == "status":
        return ClaimStatus(value).label
    if name == "relation":
        return Relation(value).label
    if name == "measure":
        return measure_text(value)
    return value.replace("_", " ") if name == "kind" else value
