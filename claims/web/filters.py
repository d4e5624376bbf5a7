"""Narrowing a list by what stands in the address; what makes no sense shows nothing, and says so."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from claims.engine.finding.asked import LONGEST, AskedError, AskedRange, asked_range
from claims.engine.types import QUANTITY_KINDS
from claims.models import Article, ClaimQuerySet, Evidence, Review
from claims.selectors import (
    MOST_REVIEWS,
    evidence_for,
    is_shaken,
    of_status,
    opening,
    reply_waited_for,
    takes,
    talked_about,
    valued,
    with_text,
)
from claims.services import clock
from claims.services.ingest import headline
from claims.vocabulary import ClaimStatus, Relation, Standing
from claims.web.forms.plain import NOT_THERE, AnyOf, Choice, PlainSelect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

NO_EVIDENCE = "none"
#: Digits of a claim's or an article's number.
_DIGITS = 18
MOST_ARTICLES = 100
ANY = ("", "Any")
NOT_ASKED: tuple[object, ...] = (None, "", [])

KINDS = [ANY, *((kind, kind.replace("_", " ")) for kind in sorted(QUANTITY_KINDS))]
GONE, SHAKEN = "gone", "shaken"
RELATIONS = [
    ANY,
    *Relation.choices,
    (NO_EVIDENCE, "No evidence"),
    (GONE, "A quote is gone"),
    (SHAKEN, "The verdict rests on a quote that is gone, or a verdict taken back"),
]


NO_DATE = "none"
ASSIGNED = [
    ANY,
    ("me", "To me"),
    ("somebody", "To somebody"),
    ("nobody", "To nobody"),
]
DUE = [
    ANY,
    ("0", "Overdue"),
    ("1", "Within a day"),
    ("7", "Within a week"),
    (NO_DATE, "No date"),
]


MINE = [ANY, ("yes", "By me"), ("no", "Not by me")]
REVIEWS = [ANY, *((str(n), str(n)) for n in range(1, MOST_REVIEWS + 1))]
REPLIES = [ANY, ("waiting", "Waited for"), ("overdue", "Overdue")]


class Share(forms.DecimalField):
    """From 0 to 1, in hundredths."""

    widget = forms.NumberInput(attrs={"step": "0.05"})

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=Decimal(0),
            max_value=Decimal(1),
            max_digits=3,
            decimal_places=2,
        )


class Folded(forms.Form):
    """A form of which the fields used most stand open; the others are folded away."""

    FRONT = 6

    @property
    def front(self) -> list[forms.BoundField]:
        return list(self)[: self.FRONT]

    @property
    def more(self) -> list[forms.BoundField]:
        return list(self)[self.FRONT :]

    @property
    def more_asked(self) -> bool:
        return any(field.data for field in self.more)


class QueueFilter(Folded):
    field_order: tuple[str, ...] = (
        "q",
        "article",
        "kind",
        "evidence",
        "assigned",
        "due",
    )
    q = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    article = forms.TypedChoiceField(
        label="Article",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages=NOT_THERE,
        widget=PlainSelect,
    )
    kind = Choice(label="Kind", required=False, choices=KINDS)
    claimant = forms.CharField(label="Said by", required=False, max_length=100)
    publisher = forms.CharField(label="Published by", required=False, max_length=100)
    worthiness = Share(label="Worth checking from")
    worthiness_to = Share(label="Worth checking to")
    evidence = Choice(label="Evidence", required=False, choices=RELATIONS)
    assigned = Choice(label="Assigned", required=False, choices=ASSIGNED)
    due = Choice(label="Due", required=False, choices=DUE)
    mine = Choice(label="Reviewed", required=False, choices=MINE)
    reviews = Choice(label="Reviews it takes", required=False, choices=REVIEWS)
    value_from = forms.CharField(
        label="Number from",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "500k"}),
    )
    value_to = forms.CharField(
        label="Number to",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "0.7 million"}),
    )
    value_unit = forms.CharField(
        label="Number of",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "casualties, euros, km"}),
    )
    discussion = Choice(
        label="Discussion", required=False, choices=[ANY, ("open", "Open")]
    )
    reply = Choice(label="Reply", required=False, choices=REPLIES)

    def __init__(
        self,
        given: QueryDict,
        *,
        claims: ClaimQuerySet,
        person: User,
        people: Iterable[User],
    ) -> None:
        super().__init__(given, auto_id="filter_%s")
        self._all = claims
        self._person = person
        field = self.fields["article"]
        field.choices = [ANY, *_articles(claims)]  # type: ignore[attr-defined]
        names = ((one.username, f"To {one.username}") for one in people)
        self.fields["assigned"].choices = [*ASSIGNED, *names]  # type: ignore[attr-defined]
        self._offer(given)
        self.is_valid()

    def _offer(self, given: QueryDict) -> None:
        """An article no list offers can be chosen, too."""
        article = self.fields["article"]
        asked = given.get("article", "")
        offered = {str(pk) for pk, _ in article.choices}  # type: ignore[attr-defined]
        if asked not in offered and asked.isdecimal() and len(asked) <= _DIGITS:
            article.choices = [  # type: ignore[attr-defined]
                *article.choices,  # type: ignore[attr-defined]
                *_choices(Article.objects.filter(pk=int(asked))),
            ]

    def clean(self) -> dict[str, Any]:
        """The boxes of a number as one range, told at the box that is none."""
        given = self.cleaned_data
        boxes = [given.pop(f"value_{name}", "") for name in ("from", "to", "unit")]
        try:
            given["value"] = asked_range(*boxes)
        except AskedError as error:
            self.add_error(f"value_{error.field}", error.message)
        least, most = given.get("worthiness"), given.get("worthiness_to")
        if least is not None and most is not None and least > most:
            self.add_error("worthiness_to", f"It is below {least}, where this begins.")
        return given

    @property
    def claims(self) -> ClaimQuerySet:
        return self.fitting(self._all)

    def fitting(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """Those of `claims` that are asked for; none where a filter makes no sense."""
        if self.errors:
            return claims.none()
        for name, value in self.cleaned_data.items():
            if value not in NOT_ASKED:
                claims = getattr(self, f"_by_{name}")(claims, value)
        return claims

    @property
    def active(self) -> bool:
        given = self.cleaned_data.values()
        return bool(self.errors) or any(value not in NOT_ASKED for value in given)

    def _by_q(self, claims: ClaimQuerySet, words: str) -> ClaimQuerySet:
        for word in words.split()[:10]:
            claims = claims.filter(with_text(word) | _titled(word))
        return claims

    def _by_reply(self, claims: ClaimQuerySet, asked: str) -> ClaimQuerySet:
        return claims.filter(reply_waited_for(overdue=asked == "overdue"))

    def _by_article(self, claims: ClaimQuerySet, pk: int) -> ClaimQuerySet:
        return claims.filter(article=pk)

    def _by_kind(self, claims: ClaimQuerySet, kind: str) -> ClaimQuerySet:
        return claims.filter(kind=kind)

    def _by_claimant(self, claims: ClaimQuerySet, name: str) -> ClaimQuerySet:
        return claims.filter(claimant__icontains=name)

    def _by_publisher(self, claims: ClaimQuerySet, name: str) -> ClaimQuerySet:
        return claims.filter(article__publisher__icontains=name)

    def _by_assigned(self, claims: ClaimQuerySet, to: str) -> ClaimQuerySet:
        if to == "me":
            return claims.filter(assignee=self._person)
        if to in ("somebody", "nobody"):
            return claims.filter(assignee__isnull=to == "nobody")
        return claims.filter(assignee__username=to)

    def _by_reviews(self, claims: ClaimQuerySet, count: str) -> ClaimQuerySet:
        return claims.filter(takes(int(count)))

    def _by_due(self, claims: ClaimQuerySet, when: str) -> ClaimQuerySet:
        if when == NO_DATE:
            return claims.filter(due_at__isnull=True)
        return claims.filter(due_at__lte=clock.after(timedelta(days=int(when))))

    def _by_value(self, claims: ClaimQuerySet, asked: AskedRange) -> ClaimQuerySet:
        return claims.filter(valued(asked))

    def _by_mine(self, claims: ClaimQuerySet, which: str) -> ClaimQuerySet:
        own = Exists(Review.objects.filter(claim=OuterRef("pk"), author=self._person))
        return claims.filter(own if which == "yes" else ~own)

    def _by_discussion(self, claims: ClaimQuerySet, state: str) -> ClaimQuerySet:
        return claims.filter(talked_about(self._person))

    def _by_worthiness(self, claims: ClaimQuerySet, least: Decimal) -> ClaimQuerySet:
        return claims.filter(check_worthiness__gte=least)

    def _by_worthiness_to(self, claims: ClaimQuerySet, most: Decimal) -> ClaimQuerySet:
        return claims.filter(check_worthiness__lte=most)

    def _by_evidence(self, claims: ClaimQuerySet, relation: str) -> ClaimQuerySet:
        rows = Evidence.objects.filter(claim=OuterRef("pk"))
        found = evidence_for(self._person, rows)
        if relation == NO_EVIDENCE:
            return claims.filter(~Exists(found))
        if relation == GONE:
            return claims.filter(Exists(found.filter(standing=Standing.GONE)))
        if relation == SHAKEN:
            return claims.filter(is_shaken())
        return claims.filter(Exists(found.filter(relation=relation)))


class ClaimFilter(QueueFilter):
    status = AnyOf(label="Status", required=False, choices=ClaimStatus.choices)
    field_order = ("q", "article", "kind", "evidence", "assigned", "status")

    def _by_status(self, claims: ClaimQuerySet, any_of: list[str]) -> ClaimQuerySet:
        return claims.filter(of_status(any_of, self._person))


def _titled(word: str) -> Q:
    """Claims of articles with this in the title; of a few by number, as no index is of
    use to a condition that asks two tables."""
    title = Article.objects.filter(title__icontains=word).order_by()
    found = list(title.values_list("pk", flat=True)[: MOST_ARTICLES + 1])
    if len(found) > MOST_ARTICLES:
        return Q(article__title__icontains=word)
    return Q(article__in=found)


def _articles(claims: ClaimQuerySet) -> list[tuple[int, str]]:
    """Articles of these claims, newest first, for a choice."""
    # Article by article, so that the newest are found without reading every claim.
    found = Article.objects.filter(Exists(claims.filter(article=OuterRef("pk"))))
    return _choices(found.order_by("-pk")[:MOST_ARTICLES])


def _choices(articles: QuerySet[Article]) -> list[tuple[int, str]]:
    rows = articles.values_list("pk", opening())
    return [(pk, headline(begins) or f"Article {pk}") for pk, begins in rows]
