"""Claims, evidence and articles by words, value, people, dates and where they stand.

Every door narrows by the same rules.  Of verdicts only those signed off are asked: what
reviewers still work out unled is neither found nor counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.engine.finding.asked import AskedRange
from claims.engine.finding.terms import search_terms
from claims.models import Article, Claim, ClaimQuerySet, Evidence, Verdict
from claims.selectors.calibration import of_status
from claims.selectors.unread import evidence_for
from claims.vocabulary import ClaimStatus, Searched

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Words of a question that are looked for.
MOST_TERMS = 20
#: Claims that are asked for one by one.
FEW = 500
#: Claims whose verdict everybody may read.
SIGNED_OFF = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)

#: A CROSS JOIN keeps SQLite to this order; else it looks into the words once for each row.
_SQLITE = """
    SELECT one.target FROM claims_search_fts AS fts
    CROSS JOIN claims_searchtext AS one ON one.id = fts.rowid
    WHERE claims_search_fts MATCH %s AND one.kind = %s
"""
_POSTGRES = """
    SELECT target FROM claims_searchtext WHERE search @@ %s::tsquery AND kind = %s
"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search asks for; what is empty narrows nothing."""

    words: str = ""
    value: AskedRange | None = None
    stated: bool = False  # only numbers stated in the range, no bounds that reach in
    claimant: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
    status: Collection[str] = ()  # any of these
    verdict: str = ""
    measure: str = ""
    kind: str = ""
    relation: str = ""
    person: User | None = None  # who asks

    def __bool__(self) -> bool:
        said = (field.name for field in fields(self) if field.name != "person")
        return any(getattr(self, name) for name in said)


def claims_found(asked: Narrowing) -> ClaimQuerySet:
    rows: ClaimQuerySet = Claim.objects.filter(_claim(asked), _valued(asked))
    rows = _dated(rows, asked, "article__published_at", "article__created_at")
    if asked.publisher:
        rows = rows.filter(article__publisher__icontains=asked.publisher)
    if asked.relation:
        lies = _lying(asked)
        rows = rows.filter(Exists(lies))
    worded: ClaimQuerySet = _worded(rows, Searched.CLAIM, asked.words)
    return worded.order_by("-article_id", "start")


def evidence_found(asked: Narrowing) -> QuerySet[Evidence]:
    # Everybody with an account searches: what is confidential is not among it.
    rows = Evidence.objects.filter(
        _claim(asked, "claim__"), _valued(asked), source__confidential=""
    )
    rows = evidence_for(asked.person, rows.filter(claim__in_trash=False))
    rows = _dated(rows, asked, "source__published_at", "source__retrieved_at")
    if asked.publisher:
        rows = rows.filter(source__publisher__icontains=asked.publisher)
    if asked.relation:
        rows = rows.filter(relation=asked.relation)
    worded: QuerySet[Evidence] = _worded(rows, Searched.EVIDENCE, asked.words)
    return worded.order_by("-id")


def _lying(asked: Narrowing) -> QuerySet[Evidence]:
    """Evidence of a claim that lies to it as is asked for."""
    rows = Evidence.objects.filter(claim=OuterRef("pk"), relation=asked.relation)
    return evidence_for(asked.person, rows)


def evidence_listed(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """With sources and claims, without the texts a list does not show."""
    listed = rows.select_related("source", "claim__article", "claim__assignee")
    return listed.defer("claim__article__text", "claim__article__links")


def articles_found(asked: Narrowing) -> QuerySet[Article]:
    """Articles with these words, and with a claim that fits the rest."""
    rows = _dated(Article.objects.all(), asked, "published_at", "created_at")
    if asked.publisher:
        rows = rows.filter(publisher__icontains=asked.publisher)
    of_claims = _valued(asked)
    if asked.relation:
        lies = _lying(asked)
        of_claims &= Q(Exists(lies))
    if of_claims or any((asked.claimant, asked.status, asked.kind, asked.verdict)):
        fitting = Claim.objects.filter(_claim(asked) & of_claims)
        rows = rows.filter(Exists(fitting.filter(article=OuterRef("pk"))))
    worded: QuerySet[Article] = _worded(rows, Searched.ARTICLE, asked.words)
    return worded.order_by("-id")


FOUND: Mapping[Searched, Callable[[Narrowing], QuerySet[Any]]] = MappingProxyType(
    {
        Searched.CLAIM: claims_found,
        Searched.EVIDENCE: evidence_found,
        Searched.ARTICLE: articles_found,
    }
)


_SHARES = ("percent", "fraction", "multiple", "percentage_point")

#: Days a search takes: a database counts no further than a day that may be passed.
DAYS = (
    MinValueValidator(date(1900, 1, 1), "The year lies before 1900."),
    MaxValueValidator(date(2200, 12, 31), "The year lies after 2200."),
)


def valued(value: AskedRange, *, stated: bool = False) -> Q:
    """Numbers whose interval overlaps the range; or that state an end within it.

    Where no unit is asked for, "more than half" does not lie in a range of thousands:
    a share with one end only is then found by that end.
    """
    ends = "base" if value.measure else "told"
    low, high = f"{ends}_low", f"{ends}_high"
    fits = Q(**{f"{low}__lte": value.high, f"{high}__gte": value.low})
    if value.measure:
        fits &= Q(measure=value.measure)
    within = (value.low, value.high)
    states = Q(**{f"{low}__range": within}) | Q(**{f"{high}__range": within})
    if stated:
        fits &= states
    elif not value.measure:
        whole = Q(low__isnull=False, high__isnull=False)
        fits &= states | whole | ~Q(kind__in=_SHARES)
    return fits


def with_verdict(slug: str, claim: str = "") -> Q:
    """Claims signed off with this rating; `claim` leads to them, as in "claim__"."""
    verdicts = Verdict.objects.filter(in_force=True, review__rating__slug=slug)
    return Q(
        **{
            f"{claim}status__in": SIGNED_OFF,
            f"{claim}pk__in": verdicts.values("claim"),
        }
    )


def with_words(kind: Searched, words: str) -> Q:
    """Rows that have every one of these words; nothing where none can be looked for."""
    terms = search_terms(words)[:MOST_TERMS]
    if not terms:
        return Q(pk__in=())
    if connection.vendor == "sqlite":
        match = " AND ".join(f'"{term}"' for term in terms)
        return Q(pk__in=RawSQL(_SQLITE, (match, kind.value)))  # noqa: S611  terms alone
    match = " & ".join(f"'{term}'" for term in terms)
    return Q(pk__in=RawSQL(_POSTGRES, (match, kind.value)))  # noqa: S611  terms alone


def with_text(text: str) -> Q:
    """Claims that say this letter for letter, but for capitals.

    Few are looked up here once: what counts and sorts them would look anew each time,
    and a database that plans without knowing the text bets on finding it everywhere.
    """
    said = Q(statement__icontains=text) | Q(surface__icontains=text)
    rows = Claim.objects.filter(said).order_by()
    found = list(rows.values_list("pk", flat=True)[: FEW + 1])
    return said if len(found) > FEW else Q(pk__in=found)


def _worded(rows: Any, kind: Searched, words: str) -> Any:
    return rows.filter(with_words(kind, words)) if words.strip() else rows


def _valued(asked: Narrowing) -> Q:
    fits = valued(asked.value, stated=asked.stated) if asked.value else Q()
    return fits & Q(measure=asked.measure) if asked.measure else fits


def _claim(asked: Narrowing, claim: str = "") -> Q:
    """What is asked of a claim, or of the claim that evidence is about."""
    fits = Q(**{f"{claim}withdrawn": False})
    if asked.claimant:
        fits &= Q(**{f"{claim}claimant__icontains": asked.claimant})
    if asked.status:
        fits &= of_status(asked.status, asked.person, claim)
    if asked.kind:
        fits &= Q(**{f"{claim}kind": asked.kind})
    if asked.verdict:
        fits &= with_verdict(asked.verdict, claim)
    return fits


def _dated(rows: Any, asked: Narrowing, published: str, otherwise: str) -> Any:
    """By the day of publication, or else the day it came here; both days included."""
    if not (asked.since or asked.until):
        return rows
    rows = rows.alias(on=Coalesce(published, otherwise))
    if asked.since:
        rows = rows.filter(on__gte=_begins(asked.since))
    if asked.until:
        rows = rows.filter(on__lt=_begins(asked.until + timedelta(days=1)))
    return rows


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
