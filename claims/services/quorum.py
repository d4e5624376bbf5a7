"""How many people review a claim before it is signed off, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from claims import selectors
from claims.documents.text import trimmed
from claims.engine.reading import number_in_words
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.lexicon import COUNTING
from claims.engine.reasoning.words import plural
from claims.errors import (
    ClaimsError,
    InvalidInputError,
    Refusals,
    StaleClaimError,
    TransitionError,
    raise_first,
)
from claims.models import (
    Claim,
    ClaimEvent,
    KnownAnswer,
    PanelVote,
    Review,
    ReviewPolicy,
)
from claims.permissions import require, require_order
from claims.services import arranging, away, notices, tolerances, transitions, versions
from claims.services.figures import read_number
from claims.services.numbers import COMPARABLE, columns
from claims.vocabulary import BulkAction, ClaimStatus, DeskStep, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.models import User

CENT = Decimal("0.01")
CLOSED = frozenset({ClaimStatus.DECIDED, ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED})


def make_policy(
    *,
    two_from: Decimal | None,
    three_from: Decimal | None,
    actor: User,
    note: str = "",
    seen: int | None = None,
) -> ReviewPolicy:
    """Put a new review policy to use; claims not yet signed off follow it at once.

    `seen` is the version the person started from; a newer one is not overwritten.
    """
    require(actor, Role.EDITOR)
    check(two_from, three_from)
    return versions.put_to_use(
        ReviewPolicy,
        actor=actor,
        note=note,
        seen=seen,
        two_from=two_from,
        three_from=three_from,
    )


def check(two_from: Decimal | None, three_from: Decimal | None) -> None:
    """Refuse thresholds that cannot be: they are from 0 to 1, and in order."""
    for name, value in (("two_from", two_from), ("three_from", three_from)):
        if value is None:
            continue
        if not value.is_finite() or not 0 <= value <= 1:
            raise InvalidInputError("From 0 to 1.", field=name)
        if value != value.quantize(CENT):
            raise InvalidInputError("At most two decimal places.", field=name)
    if two_from is not None and three_from is not None and three_from < two_from:
        raise InvalidInputError(
            "Three reviews are for claims at least as worth checking as two.",
            field="three_from",
        )


def ask_reviews(
    claim: Claim, count: int | None, *, actor: User, version: int | None = None
) -> Claim:
    """Have a claim reviewed by so many people; None is what the policy says.

    Fewer than are in already is refused: what was handed in is not made superfluous.
    """
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    raise_first(ask_reviews_each([(claim, count)], actor=actor))
    claim.refresh_from_db()
    return claim


def ask_reviews_each(
    pairs: Sequence[tuple[Claim, int | None]], *, actor: User
) -> Refusals:
    """The same of many claims, each with its number: why not, by claim.

    They are to be read again.
    """
    require_order(actor, BulkAction.REVIEWERS)
    claims = [one for one, _ in pairs]
    with transaction.atomic():
        stored, refused = away.lock(claims)
        voted_on = transitions.under_vote(claims)
        quorums = selectors.quorums_of(claims)
        for claim, count in pairs:
            if claim.pk in refused:
                continue
            try:
                _check_count(claim, count)
                if claim.pk in voted_on:
                    raise voted_on[claim.pk]
                _check_open(count, quorums[claim.pk])
                if stored[claim.pk][1] != claim.version:
                    raise StaleClaimError(transitions.STALE)
            except ClaimsError as error:
                refused[claim.pk] = error
        moved = [pair for pair in pairs if pair[0].pk not in refused]
        _ask(moved, quorums, actor)
    return refused


def _check_count(claim: Claim, count: int | None) -> None:
    if count is not None and not 1 <= count <= selectors.MOST_REVIEWS:
        raise InvalidInputError(
            f"From 1 to {selectors.MOST_REVIEWS} reviews.", field="reviews"
        )
    if claim.status in CLOSED:
        raise TransitionError("This claim is not up for review.")


def _check_open(count: int | None, now: selectors.Quorum) -> None:
    if now.handed_in and not now.missing and (count or 0) > now.needed:
        raise TransitionError(
            "The reviews are open to all by now: send the claim back for another round."
        )


def _ask(
    pairs: Sequence[tuple[Claim, int | None]],
    before: Mapping[int, selectors.Quorum],
    actor: User,
) -> None:
    claims = [one for one, _ in pairs]
    rows = Claim.objects.filter(pk__in=[one.pk for one in claims])
    for count in {count for _, count in pairs}:
        some = [claim.pk for claim, one in pairs if one == count]
        rows.filter(pk__in=some).update(reviews_asked=count, version=F("version") + 1)
    now = selectors.quorums_of(claims)
    for claim in claims:
        claim.disputed = is_disputed(claim, now[claim.pk])
    disputed = [claim.pk for claim in claims if claim.disputed]
    rows.update(disputed=False)
    if disputed:
        rows.filter(pk__in=disputed).update(disputed=True)
    ClaimEvent.objects.bulk_create(
        arranging.event(
            claim,
            DeskStep.REVIEWERS,
            actor,
            after="as the policy says" if count is None else str(count),
            version=claim.version + 1,
        )
        for claim, count in pairs
    )
    for claim in claims:
        if before[claim.pk].handed_in:
            notices.reviews_in(claim, now[claim.pk], actor=actor)


def is_disputed(claim: Claim, now: selectors.Quorum) -> bool:
    """Whether all reviews of the round are in and at least two do not agree."""
    if now.missing or now.handed_in < 2:
        return False
    pairs = combinations(selectors.open_reviews(claim), 2)
    return any(not agree(one, other) for one, other in pairs)


Said = Review | PanelVote | KnownAnswer


def agree(one: Said, other: Said) -> bool:
    """The same rating, and numbers that can both be true where both found one."""
    return one.rating_id == other.rating_id and figures_meet(one, other)


def figures_meet(one: Said, other: Said) -> bool:
    """Whether the numbers two reviewers found can be the same one."""
    if not one.surface or not other.surface:
        return True
    found = compare(one.quantity(), other.quantity(), policy=tolerances.in_use())
    return found.outcome in (Relation.INSIDE, Relation.OVERLAPS)


def compare_figures(review: Review) -> None:
    """Keep whether a review's number meets those of the unled reviews before it."""
    if not review.unled or not review.surface:
        return
    earlier = selectors.open_reviews(review.claim).filter(unled=True, pk__lt=review.pk)
    figures = [one for one in earlier if one.surface]
    if figures:
        review.meets = all(figures_meet(one, review) for one in figures)
        review.save(update_fields=["meets"])


def read_figure(claim: Claim, text: str) -> dict[str, Any]:
    """The columns of the one number a reviewer says they found for a claim."""
    if not trimmed(text):
        return {}
    found = read_number(
        claim.quantity(), text, language=claim.article.language, field="figure"
    )
    return columns(replace(found, surface=trimmed(text)), COMPARABLE)


def figure_read(review: Said, language: str) -> str:
    """How the number somebody found was read; "" where they found none."""
    if not review.surface:
        return ""
    found = number_in_words(review.quantity(), language)
    named = review.unit
    if language == "en" and review.kind in COUNTING and review.high != 1:
        named = plural(named)
    unit = f" {named}" if named else ""
    return f"{found}{unit}{f' per {review.per}' if review.per else ''}"


def figures_apart(reviews: Iterable[Review], language: str) -> str:
    """The numbers reviewers found and how each was read, where that is not the same."""
    read = {one.surface: figure_read(one, language) for one in reviews if one.surface}
    if len(set(read.values())) < 2:
        return ""
    told = "; ".join(
        f"“{typed}” was read as {figure}" for typed, figure in read.items()
    )
    return f"The numbers found: {told}."
