"""One step of cutting as any door asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from claims.errors import InvalidInputError
from claims.models import Article, Claim, Cut
from claims.permissions import require
from claims.services import recutting
from claims.services.stretches import Stretch
from claims.vocabulary import CutStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


NOWHERE = Stretch()


@dataclass(frozen=True, slots=True)
class CutOrder:
    """What to do; a claim or a stretch to do it to, by what the step asks."""

    step: str
    claim: int | None = None
    other: int | None = None
    at: Stretch = NOWHERE
    first: str = ""
    second: str = ""
    code: str = ""
    note: str = ""
    version: int | None = None


def carry_out(article: Article, order: CutOrder, *, actor: User) -> Cut:
    """Do one step; its record, by which it can be undone."""
    require(actor, Role.REVIEWER)
    if order.step not in CutStep.values:
        known = ", ".join(CutStep.values)
        raise InvalidInputError(f"Choose one of: {known}.", field="step")
    with transaction.atomic():
        _do(article, order, actor)
        return Cut.objects.filter(article=article).latest("pk")


def _do(article: Article, order: CutOrder, actor: User) -> None:
    step = CutStep(order.step)
    if step is CutStep.ADD:
        recutting.add(article, order.at, actor=actor)
        return
    if step is CutStep.DISMISS and order.claim is None:
        recutting.dismiss_number(
            article, order.at, actor=actor, code=order.code, note=order.note
        )
        return
    claim, version = _claim(article, order.claim, "claim"), order.version
    match step:
        case CutStep.RESPAN:
            recutting.respan(claim, order.at, actor=actor, version=version)
        case CutStep.SPLIT:
            parts = (order.first.strip(), order.second.strip())
            if any(parts) and not all(parts):
                field = "second" if parts[0] else "first"
                raise InvalidInputError("Say both, or neither.", field=field)
            first, second = (Stretch(quote=one) if one else None for one in parts)
            recutting.split(
                claim, first=first, second=second, actor=actor, version=version
            )
        case CutStep.MERGE:
            other = _claim(article, order.other, "other")
            recutting.merge(claim, other, actor=actor, version=version)
        case CutStep.DISMISS:
            recutting.dismiss(
                claim, actor=actor, code=order.code, note=order.note, version=version
            )
        case CutStep.RESTORE:
            recutting.restore(claim, actor=actor, version=version)


def _claim(article: Article, pk: int | None, field: str) -> Claim:
    claim = Claim.objects.filter(article=article, pk=pk or 0).first()
    if claim is None:
        raise InvalidInputError("Choose a claim of this article.", field=field)
    return claim
