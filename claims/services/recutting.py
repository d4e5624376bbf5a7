"""Where an article is cut into claims, put right by people.

Each step is one stored operation that `undoing` takes back, and an event in the history
of every claim it touched.  Nothing is deleted: a claim that goes is withdrawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from claims.errors import InvalidInputError
from claims.models import Article, Claim, DismissedNumber
from claims.services import recomparing, reviewing, sourcing, stretches
from claims.services.cutting import (
    bring_back,
    check_free,
    check_may_cut,
    copy_evidence,
    kept,
    lock,
    record,
    tell,
    why,
    withdraw,
    write,
)
from claims.services.numbers import READ, columns
from claims.services.stretches import CHARS, Stretch, span_of
from claims.vocabulary import ClaimStatus, CutStep, DeskStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Rows = dict[str, dict[str, Any]]


def add(article: Article, at: Stretch, *, actor: User) -> Claim:
    """Make a claim of a stretch nobody claimed; sources are looked for at once.

    A number that was set aside, or that nobody read, is taken up the same way.
    """
    with transaction.atomic():
        article = lock(article, actor)
        start, end = span_of(article, at)
        check_free(article, start, end)
        read = stretches.read(article, start, end)
        claim = _again(article, read, actor) or Claim.objects.create(
            article=article, calibration=article.calibration, **read
        )
        tell(claim, DeskStep.ADD, actor, after=claim.surface)
        record(
            article,
            CutStep.ADD,
            f"“{claim.surface}”",
            actor=actor,
            before={"claims": {}},
            after={"claims": _rows(claim)},
        )
    return _sourced(claim, actor)


def respan(
    claim: Claim, at: Stretch, *, actor: User, version: int | None = None
) -> Claim:
    """Have a claim be about another stretch; its number is read and compared anew."""
    with transaction.atomic():
        article = lock(claim.article, actor)
        check_may_cut(claim, actor)
        near = (claim.sentence_start, claim.sentence_end)
        start, end = span_of(article, at, near=near)
        if (start, end) == (claim.start, claim.end):
            raise InvalidInputError("The claim is cut so already.", field="quote")
        check_free(article, start, end, besides=[claim])
        before, old = _rows(claim), claim.surface
        _place(claim, stretches.read(article, start, end), version)
        tell(claim, DeskStep.RESPAN, actor, before=f"“{old}”", after=claim.surface)
        record(
            article,
            CutStep.RESPAN,
            f"“{old}” to “{claim.surface}”",
            actor=actor,
            before={"claims": before},
            after={"claims": _rows(claim)},
        )
    return claim


def split(
    claim: Claim,
    *,
    actor: User,
    first: Stretch | None = None,
    second: Stretch | None = None,
    version: int | None = None,
) -> tuple[Claim, Claim]:
    """Make two claims of one that states two numbers; both have its evidence.

    Without words the two numbers that stand in the claim are taken.
    """
    with transaction.atomic():
        article = lock(claim.article, actor)
        check_may_cut(claim, actor)
        one, two = _parts(article, claim, first, second)
        if one[0] < two[1] and two[0] < one[1]:
            raise InvalidInputError("The two stretches overlap.", field="second")
        for part in (one, two):
            check_free(article, *part, besides=[claim])
        before, old = _rows(claim), claim.surface
        readings = [
            stretches.read(article, *part, field=field)
            for part, field in ((one, "first"), (two, "second"))
        ]
        _place(claim, readings[0], version)
        other = _again(article, readings[1], actor) or Claim.objects.create(
            article=article, calibration=article.calibration, **readings[1]
        )
        copied = copy_evidence(claim, other)
        recomparing.again(other)
        told = f"{claim.surface} | {other.surface}"
        tell(claim, DeskStep.SPLIT, actor, before=f"“{old}”", after=told)
        tell(other, DeskStep.SPLIT, actor, before=f"claim {claim.pk}", after=told)
        record(
            article,
            CutStep.SPLIT,
            f"“{old}” into “{claim.surface}” and “{other.surface}”",
            actor=actor,
            before={"claims": before},
            after={"claims": _rows(claim, other), "evidence": copied},
        )
    return claim, _sourced(other, actor)


def merge(
    claim: Claim, other: Claim, *, actor: User, version: int | None = None
) -> Claim:
    """Make one claim of two; `other` stays readable, and its evidence counts for both.

    Side by side they become one stretch where that reads as one number; else `other`
    is the same number said again, and `claim` stays where it is.
    """
    if other.article_id != claim.article_id:
        raise InvalidInputError("Choose a claim of the same article.", field="other")
    if other.pk == claim.pk:
        raise InvalidInputError("Choose another claim.", field="other")
    with transaction.atomic():
        article = lock(claim.article, actor)
        check_may_cut(claim, actor)
        check_may_cut(other, actor)
        before, told = _rows(claim, other), f"“{other.surface}” into “{claim.surface}”"
        reason = f"Merged into claim {claim.pk}."
        withdraw(other, claim, reason, actor=actor)
        copied = copy_evidence(other, claim)
        _place(claim, _joined(article, claim, other), version)
        tell(claim, DeskStep.MERGE, actor, after=f"with claim {other.pk}")
        tell(other, DeskStep.MERGE, actor, after=f"into claim {claim.pk}")
        record(
            article,
            CutStep.MERGE,
            told,
            actor=actor,
            before={"claims": before},
            after={"claims": _rows(claim, other), "evidence": copied},
        )
    return claim


def dismiss(
    claim: Claim, *, actor: User, code: str, note: str = "", version: int | None = None
) -> Claim:
    """Set a claim aside, by a reason code."""
    reason = why(code, note)
    with transaction.atomic():
        article = lock(claim.article, actor)
        before = _rows(claim)
        reviewing.dismiss(claim, actor=actor, reason=reason, version=version)
        record(
            article,
            CutStep.DISMISS,
            f"“{claim.surface}”: {reason}",
            actor=actor,
            before={"claims": before},
            after={"claims": _rows(claim)},
            code=code,
            note=note,
        )
    return claim


def dismiss_number(
    article: Article, at: Stretch, *, actor: User, code: str, note: str = ""
) -> DismissedNumber:
    """Set a number aside that nobody read, by a reason code."""
    reason = why(code, note)
    with transaction.atomic():
        article = lock(article, actor)
        start, end = span_of(article, at)
        check_free(article, start, end)
        there = article.dismissed_numbers.filter(start__lt=end, end__gt=start)
        if there.filter(taken_up=False).exists():
            raise InvalidInputError("It is set aside already.", field="quote")
        number, _ = DismissedNumber.objects.update_or_create(
            article=article,
            start=start,
            end=end,
            defaults={
                **columns(stretches.quantity_of(article, start, end), READ),
                "reason": reason[:300],
                "dismissed_by": actor,
            },
        )
        record(
            article,
            CutStep.DISMISS,
            f"“{number.surface}”: {reason}",
            actor=actor,
            before={"claims": {}},
            after={"claims": {}, "number": number.pk},
            code=code,
            note=note,
        )
    return number


def restore(claim: Claim, *, actor: User, version: int | None = None) -> Claim:
    """Take a claim up again that was set aside."""
    with transaction.atomic():
        article = lock(claim.article, actor)
        before = _rows(claim)
        reviewing.restore(claim, actor=actor, version=version)
        record(
            article,
            CutStep.RESTORE,
            f"“{claim.surface}”",
            actor=actor,
            before={"claims": before},
            after={"claims": _rows(claim)},
        )
    return claim


def _rows(*claims: Claim) -> Rows:
    return {str(one.pk): kept(one) for one in claims}


def _again(article: Article, read: dict[str, Any], actor: User) -> Claim | None:
    """The claim that stood at the very stretch before it was withdrawn, brought back."""
    gone = Claim.objects.filter(
        article=article, withdrawn=True, start=read["start"], end=read["end"]
    ).first()
    if gone is not None:
        bring_back(gone, read, actor=actor)
    return gone


def _place(claim: Claim, read: dict[str, Any], version: int | None) -> None:
    """Put a claim where it is cut now; a person's word on its old reading goes."""
    changes = read and {**read, "confirmed_by": None, "confirmed_at": None}
    write(claim, changes, version)
    recomparing.again(claim)


def _joined(article: Article, claim: Claim, other: Claim) -> dict[str, Any]:
    """What two neighbours read as together; nothing where that is no one number."""
    start, end = min(claim.start, other.start), max(claim.end, other.end)
    apart = claim.sentence_start != other.sentence_start or end - start > CHARS
    between = Claim.objects.filter(
        article=article, withdrawn=False, start__lt=end, end__gt=start
    ).exclude(pk__in=[claim.pk, other.pk])
    if apart or between.exists():
        return {}
    try:
        span = span_of(article, Stretch(start, end))
        return stretches.read(article, *span)
    except InvalidInputError:
        return {}


def _parts(
    article: Article, claim: Claim, first: Stretch | None, second: Stretch | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    near = (claim.sentence_start, claim.sentence_end)
    if first is not None and second is not None:
        return (
            span_of(article, first, field="first", near=near),
            span_of(article, second, field="second", near=near),
        )
    found = stretches.numbers_in(article, claim.start, claim.end)
    if len(found) != 2:
        raise InvalidInputError(
            "Say which words are the two numbers: the claim states "
            f"{len(found) or 'no'} as it stands.",
            field="first",
        )
    (_, left), (right, _) = found
    return (claim.start, left), (right, claim.end)


def _sourced(claim: Claim, actor: User) -> Claim:
    """What a person made a claim of is looked for, however worth checking it seems."""
    if claim.status == ClaimStatus.DETECTED:
        sourcing.request_sources(claim, actor=actor)
    return claim


__all__ = [
    "Stretch",
    "add",
    "dismiss",
    "dismiss_number",
    "merge",
    "respan",
    "restore",
    "split",
]
