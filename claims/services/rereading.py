"""A person's word on how a number is to be read: confirmed, or put right field by field.

Nothing the workbench does later writes over it; the evidence is compared anew at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from claims import selectors
from claims.documents.text import one_line
from claims.engine.reading import Typed, Wording, number_in_words, retell, wording
from claims.engine.types import Quantity
from claims.errors import InvalidInputError, StaleClaimError, TransitionError
from claims.models import Claim, ClaimEvent
from claims.permissions import require
from claims.services import (
    arranging,
    away,
    indexing,
    keying,
    notices,
    queueing,
    quorum,
    recomparing,
    transitions,
)
from claims.services.figures import (
    COUNTING,
    check_share,
    type_number,
    with_number,
    with_unit,
)
from claims.services.numbers import COMPARABLE, LENGTHS, columns, placed_columns
from claims.vocabulary import ClaimStatus, DeskStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLOSED = quorum.CLOSED
#: Fields a person may put right, as they are called to people.
NAMES: Mapping[str, str] = {
    "number": "number",
    "unit": "unit",
    "per": "per",
    "thing": "of what",
    "base": "base",
    "period": "period",
    "claimant": "said by",
}


@dataclass(frozen=True, slots=True)
class ReadingData:
    """How a claim is to be read; None leaves a field, "" empties it.

    `number` is in words or digits with its bound: "at least 10,000", "3 to 5 percent".
    """

    number: str | None = None
    unit: str | None = None
    per: str | None = None
    thing: str | None = None
    base: str | None = None
    period: str | None = None
    claimant: str | None = None


@away.writes
def confirm(claim: Claim, *, actor: User, version: int | None = None) -> Claim:
    """Say that a claim was read rightly; one key, one event."""
    _may_change(claim, actor)
    if claim.confirmed_by_id is not None:
        return claim
    with transaction.atomic():
        _write(claim, {"confirmed_by": actor, "confirmed_at": Now()}, version)
        step = DeskStep.CONFIRM
        arranging.event(claim, step, actor, after=claim.readback).save()
    claim.refresh_from_db()
    return claim


@away.writes
def correct(
    claim: Claim,
    data: ReadingData,
    *,
    actor: User,
    reason: str = "",
    version: int | None = None,
) -> Claim:
    """Put a reading right; what the evidence says is worked out again.

    Raises TransitionError where reviews already rest on the reading.
    """
    _may_change(claim, actor)
    if claim.status == ClaimStatus.SOURCING:
        raise TransitionError("Sources are being looked for; wait until that is done.")
    if selectors.quorum_of(claim).handed_in:
        raise TransitionError(
            "Reviews were made of this reading; an editor sends the claim back first."
        )
    before = told(claim)
    quantity, claimant, typed = _corrected(claim, data, before)
    changed = columns(quantity, COMPARABLE) | {"claimant": claimant}
    for name in ("per", "thing", "base", "period", "claimant"):
        changed[name] = changed[name] or None
    moved = {name: new for name, new in changed.items() if getattr(claim, name) != new}
    if not moved:
        raise InvalidInputError("Nothing is read otherwise now.")
    with transaction.atomic():
        readback = retell(
            quantity,
            claimant=claimant,
            trend=claim.trend,
            language=claim.article.language,
            worded=_worded(claim, typed),
        )
        _write(
            claim,
            moved
            | placed_columns(quantity)
            | {
                "readback": readback,
                "ambiguities": [],
                "confirmed_by": actor,
                "confirmed_at": Now(),
            },
            version,
        )
        claim.refresh_from_db()
        after = told(claim)
        ClaimEvent.objects.bulk_create(
            arranging.event(
                claim,
                DeskStep.CORRECT,
                actor,
                before=f"{NAMES[name]}: {before[name] or 'none'}",
                after=after[name] or "none",
                reason=reason,
            )
            for name in NAMES
            if before[name] != after[name]
        )
        keying.replace(claim)
        indexing.index_claims([claim])
        changed_to = (
            f"{NAMES[name]}: {before[name] or 'none'} to {after[name] or 'none'}"
            for name in NAMES
            if before[name] != after[name]
        )
        notices.put_right(claim, "; ".join(changed_to), actor=actor)
        recomparing.again(claim)
    return claim


def told(claim: Claim) -> dict[str, str]:
    """A reading field by field, as forms begin with and histories tell."""
    return {
        "number": number_in_words(claim.quantity(), claim.article.language),
        "unit": claim.unit,
        "per": claim.per or "",
        "thing": claim.thing or "",
        "base": claim.base or "",
        "period": claim.period or "",
        "claimant": claim.claimant or "",
    }


def _corrected(
    claim: Claim, data: ReadingData, before: Mapping[str, str]
) -> tuple[Quantity, str | None, Typed | None]:
    """The number as it is read now, who says it, and the number where one was typed.

    What is sent as it was told before is left as it is.
    """
    given: dict[str, Any] = {}
    for field in fields(data):
        value = getattr(data, field.name)
        if value is None or value == before[field.name]:
            continue
        if field.name != "number":
            value = one_line(value, limit=LENGTHS[field.name] + 1)
            if len(value) > LENGTHS[field.name]:
                raise InvalidInputError(
                    f"At most {LENGTHS[field.name]} characters.", field=field.name
                )
        given[field.name] = value
    number, unit = given.pop("number", None), given.pop("unit", None)
    claimant = given.pop("claimant", claim.claimant)
    stood, language, typed = claim.quantity(), claim.article.language, None
    quantity = replace(stood, **given)
    if number is not None:
        typed = type_number(number, language=language)
        # What it is a number of is said by the unit typed beside it.
        bare = replace(quantity, kind="count") if unit else quantity
        quantity = with_number(bare, typed)
    if unit is not None:
        beside = quantity if typed else replace(quantity, kind=stood.kind)
        quantity = with_unit(beside, unit, typed=typed, language=language)
        check_share(quantity, field="unit")
    if "per" in given and quantity.kind in COUNTING:
        quantity = replace(quantity, kind="rate" if quantity.per else "count")
    if "thing" not in given and not _counts_still(stood, quantity):
        quantity = replace(quantity, thing=None)
    return quantity, claimant or None, typed


def _counts_still(before: Quantity, after: Quantity) -> bool:
    """Whether what was counted can be what another unit counts."""
    if after.kind not in COUNTING or before.unit == after.unit or not after.unit:
        return True
    noun = after.unit.rpartition(" ")[2][:4].lower()
    return any(word.startswith(noun) for word in (before.thing or "").lower().split())


def _worded(claim: Claim, typed: Typed | None) -> Wording:
    """How the number is worded: as it was typed, or else as it stands in the article."""
    text, language = claim.article.text, claim.article.language
    stands = wording(text, claim.start, claim.end, language=language)
    change = stands.change if stands else "by" if claim.trend else ""
    if typed is not None:
        return typed.worded._replace(change=change)
    return (stands or Wording())._replace(
        change=change, either_way="±" in claim.readback
    )


def _may_change(claim: Claim, actor: User) -> None:
    require(actor, Role.REVIEWER)
    queueing.check_hold(claim, actor)
    if claim.status in CLOSED:
        raise TransitionError(
            f"This claim is {ClaimStatus(claim.status).label.lower()}: its reading "
            "stays as it is."
        )


def _write(claim: Claim, changes: dict[str, Any], version: int | None) -> None:
    rows = Claim.objects.filter(
        pk=claim.pk, status=claim.status, version=version or claim.version
    )
    if not rows.update(version=F("version") + 1, **changes):
        raise StaleClaimError(transitions.STALE)
