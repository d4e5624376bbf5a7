"""What is kept from some: of confidential sources they see a hash and the reason."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from claims import selectors
from claims.models import Claim, Evidence, Source, StatusChange
from claims.permissions import has_role
from claims.services.calculating import Operand
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from claims.permissions import Person

NAME = "A confidential source"
LATER = "Why is told once your review, or the last one, is in."
#: What tells nothing of the source: what a passage does to the claim, and who added it.
_BLANK = {
    "quote": "",
    "start": 0,
    "end": 0,
    "locator": "",
    "readback": "",
    "surface": "",
    "kind": "",
    "unit": "",
    "qualifier": "",
    "low_open": False,
    "high_open": False,
    "change": "",
    "status": "",
    "gate": "",
    "explanation": "",
    "explanation_now": "",
    "relation_now": "",
    "note": "",
}
_NONE = (
    *("number_start", "number_end", "low", "high", "per", "thing", "base", "period"),
    *("as_of", "known_on", "former", "difference", "score"),
)
_SOURCE_BLANK = {
    "url": "",
    "title": NAME,
    "publisher": "",
    "language": "",
    "licence": "",
    "provider": "",
    "headers": {},
    "standing": "",
    "interest": "",
}
_SOURCE_NONE = ("published_at", "captured_at", "http_status", "checked_at")


def may_read_confidential(person: Person) -> bool:
    return has_role(person, Role.REVIEWER)


def kept_back(evidence: Evidence) -> Evidence:
    """A copy, not to be stored, that tells nothing of where it stands or what it says."""
    kept, source = copy.copy(evidence), copy.copy(evidence.source)
    for name, value in _BLANK.items():
        setattr(kept, name, value)
    for name, value in _SOURCE_BLANK.items():
        setattr(source, name, value)
    for row, names in ((kept, _NONE), (source, _SOURCE_NONE)):
        for name in names:
            setattr(row, name, None)
    # What hangs on them is not looked up either.
    source._state.fields_cache["archive_copy"] = None
    kept._state.fields_cache["calculation"] = None
    kept._state.fields_cache["source"] = source
    return kept


def shown_to(person: Person, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence as this person may see it."""
    if may_read_confidential(person):
        return list(evidence)
    return [kept_back(one) if one.source.confidential else one for one in evidence]


def read_by(person: Person, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Only the evidence this person may read."""
    if may_read_confidential(person):
        return list(evidence)
    return [one for one in evidence if not one.source.confidential]


def hidden_from(person: Person, source: Source | None) -> bool:
    kept = source is not None and bool(source.confidential)
    return kept and not may_read_confidential(person)


def whys_in(person: User | None, evidence: Iterable[Evidence]) -> dict[int, str]:
    """Evidence of confidential sources, and why they are kept as far as this person may
    know it; one query where there is any."""
    kept = [one for one in evidence if one.source.confidential]
    unread = selectors.whys_unread(person) if kept else frozenset()
    return {one.pk: why_told(one.source, unread) for one in kept}


def why_told(source: Source, unread: Collection[str]) -> str:
    """Why a source is confidential; `unread` are the reasons that wait."""
    return LATER if source.confidential in unread else source.confidential


def operands_for(person: Person, operands: Mapping[str, Operand]) -> dict[str, Operand]:
    """Numbers this person may calculate with."""
    return {
        name: one
        for name, one in operands.items()
        if one.row is None or not hidden_from(person, one.row.source)
    }


def history_of(claim: Claim, person: User) -> QuerySet[StatusChange]:
    """What happened to a claim, as this person may know it."""
    rows = selectors.moves_told(person, selectors.history_of(claim))
    return moves_for(person, rows) if claim.calibration else rows


def moves_for(person: User, rows: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Those of `rows` that tell a reviewer of no calibration claim that others took it."""
    if has_role(person, Role.EDITOR):
        return rows
    return selectors.own_moves(person, rows)
