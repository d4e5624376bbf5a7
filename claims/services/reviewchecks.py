"""What a rating needs before it counts: said once, for reviews and for votes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from claims import conf, selectors
from claims.documents.text import trimmed
from claims.errors import EvidenceMissingError, InvalidInputError
from claims.models import Claim, Evidence, Rating
from claims.models.prepared import SEVERAL, prepared, prepared_rows
from claims.services import quorum, resting
from claims.services.gathering import Gathered
from claims.services.reviewdata import ReviewData
from claims.vocabulary import JudgedAsOf, ReasonCode

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Checked:
    """What was handed in, found to be whole."""

    rating: Rating
    rationale: str
    reason_codes: list[str]
    cited: list[Evidence]
    sources_reason: str
    figure: dict[str, Any]  # the columns of the number found


def rationale_of(text: str) -> str:
    """Why somebody rates as they do; raises InvalidInputError."""
    rationale = trimmed(text)
    if not rationale:
        raise InvalidInputError(
            "Say why, so that a reader can follow.", field="rationale"
        )
    if len(rationale) > conf.LIMITS.rationale_chars:
        raise InvalidInputError(
            f"The rationale is longer than {conf.LIMITS.rationale_chars:,} characters.",
            field="rationale",
        )
    return rationale


def check(
    claim: Claim, data: ReviewData, *, several: bool, actor: User | None = None
) -> Checked:
    """Raise InvalidInputError or EvidenceMissingError, saying all that is missing.

    Where `several` people rate by themselves, each says the number they found.
    """
    found = Gathered()
    rating = found.of(rating_of, data.rating)
    figure = found.of(quorum.read_figure, claim, data.figure)
    rationale = found.of(rationale_of, data.rationale)
    cited = found.of(_cited, claim, data, rating)
    if cited and several:
        found.of(_check_figure, data.figure)
    found.of(_check_words, data, rating)
    reason = found.of(resting.check_reason, data.sources_reason)
    if cited is not None and reason is not None:
        found.of(resting.check, claim, cited, reason=reason, person=actor)
    found.settle()
    assert rating and rationale and cited is not None  # noqa: S101, PT018
    assert reason is not None and figure is not None  # noqa: S101, PT018
    codes = sorted(set(data.reason_codes))
    return Checked(rating, rationale, codes, cited, reason, figure)


def _check_figure(given: str) -> None:
    if not trimmed(given):
        raise InvalidInputError(
            "Several people review this claim by themselves: write the number you found.",
            field="figure",
        )


def _check_words(data: ReviewData, rating: Rating | None) -> None:
    if unknown := set(data.reason_codes) - set(ReasonCode.values):
        raise InvalidInputError(
            f"No such reason code: {', '.join(sorted(unknown))}.", field="reason_codes"
        )
    if data.judged_as_of not in JudgedAsOf.values:
        raise InvalidInputError(
            f"Judge it as of {' or '.join(JudgedAsOf.values)}.", field="judged_as_of"
        )
    if rating is not None and rating.needs_reason and not data.reason_codes:
        raise InvalidInputError(
            f"“{rating.label}” says that something is off about the number: choose what.",
            field="reason_codes",
        )


def rating_of(slug: str) -> Rating:
    """The rating of the scale in use.  Raises InvalidInputError (rating)."""
    if not slug:
        raise InvalidInputError("Choose a rating.", field="rating")
    rating = _IN_USE(slug).first()
    if rating is None:
        known = ", ".join(selectors.ratings().values_list("slug", flat=True))
        raise InvalidInputError(
            f"No such rating on the scale in use. Choose one of: {known}.",
            field="rating",
        )
    return rating


_IN_USE = prepared(
    lambda slug: Rating.objects.filter(scale__in_use=True, slug=slug), str
)


def _evidence(claim: int, wanted: Collection[int]) -> QuerySet[Evidence]:
    rows = Evidence.objects.filter(claim=claim, pk__in=wanted).order_by("pk")
    joined = rows.select_related("source__snapshot", "calculation")
    return joined.defer(*selectors.UNREAD)


_CITED = prepared_rows(
    lambda keys: _evidence(keys[0], keys[1:]), several=SEVERAL, fewest=2
)


def _cited(claim: Claim, data: ReviewData, rating: Rating | None) -> list[Evidence]:
    wanted = set(data.evidence)
    cited = _CITED((claim.pk, *wanted))
    if len(cited) != len(wanted):
        raise InvalidInputError("Unknown evidence for this claim.", field="evidence")
    if cited and data.searched_not_enough:
        raise InvalidInputError(
            "Either cite evidence, or say that you searched and it is not enough.",
            field="searched_not_enough",
        )
    if cited:
        return cited
    if not data.searched_not_enough:
        raise EvidenceMissingError(
            "Cite at least one piece of evidence, or say that you searched and it is "
            "not enough.",
            field="evidence",
        )
    if rating is not None and not rating.without_evidence:
        raise EvidenceMissingError(
            f"“{rating.label}” needs evidence; only a rating that says so stands without.",
            field="rating",
        )
    return cited
