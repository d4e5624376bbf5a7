"""What hangs on evidence and the history and would lead who reviews the claim unled.

A source that was brought is there for all; what somebody worked out of it is not, nor
what they wrote, until the round opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from claims.models import Calculation, ClaimEvent, Evidence, RootChoice
from claims.selectors.quorum import unread
from claims.vocabulary import DeskStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Document = TypeVar("Document", bound=Model)

_OF_EVIDENCE = "evidence__claim__"
#: Steps whose reason speaks of the number.
_WORDED = (DeskStep.CORRECT, DeskStep.SKIP, DeskStep.TAKE_BACK)


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
    kept = When(unread(person.pk, author="actor"), step__in=_WORDED, then=Value(""))
    return rows.annotate(told=Case(kept, default=F("reason"), output_field=CharField()))


def _is_unread(person: User | None) -> Exists:
    made = Calculation.objects.filter(evidence=OuterRef("pk"))
    return Exists(made.filter(_unread_calculation(person)))


def _unread_calculation(person: User | None) -> Q:
    pk = person.pk if person else None
    return unread(pk, _OF_EVIDENCE, author="evidence__added_by")
