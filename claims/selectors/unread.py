"""What hangs on evidence and the history and would lead who reviews the claim unled.

A source that was brought is there for all; what somebody worked out of it is not, nor
what they wrote, until the round opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from claims.models import (
    Calculation,
    ClaimEvent,
    Confidentiality,
    Evidence,
    Review,
    RootChoice,
    Source,
    StatusChange,
)
from claims.selectors.quorum import unled, unread, written_since
from claims.vocabulary import Action, DeskStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Document = TypeVar("Document", bound=Model)

_OF_EVIDENCE = "evidence__claim__"
#: Steps whose reason may speak of the number, where somebody gives one.
_WORDED = (
    DeskStep.CORRECT,
    DeskStep.SKIP,
    DeskStep.TAKE_BACK,
    DeskStep.TAKE_OVER,
    DeskStep.ESCALATE,
)


def calculations_for(
    person: User | None, rows: QuerySet[Calculation]
) -> QuerySet[Calculation]:
    """Those of `rows` this person may read."""
    return rows.exclude(_unread_calculation(person))


def evidence_for(person: User | None, rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Those of `rows` this person may read."""
    return rows.exclude(_is_unread(person))


def evidence_marked(
    person: User | None, rows: QuerySet[Evidence]
) -> QuerySet[Evidence]:
    """All of them, each saying whether it is `unread`: letters count the others, too."""
    return rows.annotate(unread=_is_unread(person))  # type: ignore[no-redef]  # False elsewhere


def documents_for(
    person: User, rows: QuerySet[Document], *, place: str = "source"
) -> QuerySet[Document]:
    """Those this person may read: a calculation is a document, too.

    `place` is where evidence keeps them: its source, or the source's snapshot.
    """
    made = Calculation.objects.filter(
        _unread_calculation(person), **{f"evidence__{place}": OuterRef("pk")}
    )
    return rows.exclude(Exists(made))


def choices_for(person: int, rows: QuerySet[RootChoice]) -> QuerySet[RootChoice]:
    """Those of `rows` a person (an id) may read."""
    return rows.exclude(unread(person, _OF_EVIDENCE, author="actor"))


def told_to(person: User, rows: QuerySet[ClaimEvent]) -> QuerySet[ClaimEvent]:
    """Each with the reason this person may read as `told`."""
    theirs = unread(person.pk, author="actor") & Q(actor__isnull=False)
    kept = When(theirs, step__in=_WORDED, then=Value(""))
    return rows.annotate(told=Case(kept, default=F("reason"), output_field=CharField()))


def moves_told(person: User, rows: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Each with the reason this person may read as `told`."""
    kept = When(_unread_move(person.pk), then=Value(""))
    return rows.annotate(told=Case(kept, default=F("reason"), output_field=CharField()))


def moves_read_by(person: User, rows: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Those of `rows` whose reason this person may read."""
    return rows.exclude(_unread_move(person.pk))


def moves_waiting(person: User, rows: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Those of `rows` whose reason this person may not read yet."""
    return rows.filter(_unread_move(person.pk))


def marks_told(
    person: User, rows: QuerySet[Confidentiality]
) -> QuerySet[Confidentiality]:
    """Each with the reason this person may read as `told`."""
    kept = When(_unread_mark(person.pk), then=Value(""))
    return rows.annotate(told=Case(kept, default=F("reason"), output_field=CharField()))


def marks_read_by(
    person: User, rows: QuerySet[Confidentiality]
) -> QuerySet[Confidentiality]:
    """Those of `rows` whose reason this person may read."""
    return rows.exclude(_unread_mark(person.pk))


def whys_unread(person: User | None) -> frozenset[str]:
    """Why sources are confidential, where this person may not read it yet; one query."""
    return frozenset(_whys_unread(person))


def sources_told(
    person: User, rows: QuerySet[Source], *, instead: str
) -> QuerySet[Source]:
    """Each with why it is confidential as `why`, or what is said `instead`."""
    kept = When(confidential__in=_whys_unread(person), then=Value(instead))
    why = Case(kept, default=F("confidential"), output_field=CharField())
    return rows.annotate(why=why)


def _whys_unread(person: User | None) -> QuerySet[Confidentiality, str]:
    marks = Confidentiality.objects.filter(
        _unread_mark(person.pk if person else None), kept=True
    )
    return marks.order_by().values_list("reason", flat=True)


#: Steps that whoever does them gives a reason of their own for.
_REASONED = (Action.DISMISS, Action.REQUEST_SOURCES)


def _unread_move(person: int) -> Q:
    """Why a claim was set aside, looked for again, or given back unreviewed.  Why one with
    a review was sent back is for all: whoever comes next is told what to look at."""
    before = StatusChange.objects.filter(
        claim=OuterRef(OuterRef("claim")), version__lt=OuterRef(OuterRef("version"))
    ).order_by("-version")
    since = Subquery(before.values("created_at")[:1])
    reviewed = Review.objects.filter(
        claim=OuterRef("claim"),
        created_at__lt=OuterRef("created_at"),
        created_at__gt=since,
    )
    given_back = Q(action=Action.RELEASE, actor__isnull=False) & ~Q(Exists(reviewed))
    reasoned = Q(action__in=_REASONED, actor__isnull=False)
    return (given_back | reasoned) & unread(person, author="actor", at="created_at")


def _unread_mark(person: int | None) -> Q:
    """By others, in a round of a claim that cites the source or one kept for the same."""
    same = Q(source=OuterRef("source")) | Q(source__confidential=OuterRef("reason"))
    marked = ExpressionWrapper(OuterRef("created_at"), DateTimeField())
    cites = Evidence.every.alias(marked=marked).filter(
        same,
        unled(person) & written_since("claim__", "marked"),
        added_at__lte=F("marked"),
    )
    return Q(Exists(cites)) & ~Q(actor=person)


def _is_unread(person: User | None) -> Exists:
    made = Calculation.objects.filter(evidence=OuterRef("pk"))
    return Exists(made.filter(_unread_calculation(person)))


def _unread_calculation(person: User | None) -> Q:
    pk = person.pk if person else None
    return unread(pk, _OF_EVIDENCE, author="evidence__added_by")
