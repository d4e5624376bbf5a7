"""Whether what a verdict cites is enough by the newsroom's standards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims import selectors
from claims.documents.text import one_line
from claims.engine.reasoning.independence import Independence
from claims.errors import EvidenceMissingError, InvalidInputError
from claims.models import Claim, Evidence, Publication, Review
from claims.models.prepared import prepared
from claims.providers.factchecks import is_fact_checkers
from claims.services import standards, weighing
from claims.services.standards import Standards

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = 500


@dataclass(frozen=True, slots=True)
class Rest:
    """What cited evidence comes to: primary sources and independent origins.

    What the claim's own side says, and what checks of the claim say, count for neither.
    """

    primary: int
    roots: int
    lacks: tuple[str, ...]


def rest_of(
    claim: Claim,
    cited: Sequence[Evidence],
    by: Standards,
    *,
    person: User | None = None,
) -> Rest:
    """A calculation counts by what it was worked out of; origins as a person is told."""
    rows = _with_operands(claim, cited)
    letters = selectors.letters_of(pk for (pk,) in _EVIDENCE(claim.pk).values())
    lettered = [(letters[row.pk], row) for row in rows]
    found = weighing.origins(
        claim, lettered, selectors.root_choices(claim, person=person)
    )
    counted = [row for letter, row in lettered if _counts(letter, row, found)]
    primary = sum(by.tier_of(row.source).primary for row in counted)
    kept = {letters[row.pk] for row in counted}
    roots = sum(not root.own and bool(kept & set(root.members)) for root in found.roots)
    lacks = []
    if by.primary and not primary:
        lacks.append("none of the sources cited is a primary one")
    if roots < by.roots:
        asked = f"{by.roots} independent origin{'' if by.roots == 1 else 's'}"
        lacks.append(f"{asked} are asked for and {roots} cited")
    return Rest(primary, roots, tuple(lacks))


_EVIDENCE = prepared(
    lambda claim: Evidence.every.filter(claim=claim).order_by().values_list("pk"), int
)


def check_reason(reason: str) -> str:
    told = one_line(reason, limit=REASON + 1)
    if len(told) > REASON:
        raise InvalidInputError(f"At most {REASON} characters.", field="sources_reason")
    return told


def check(
    claim: Claim,
    cited: Sequence[Evidence],
    *,
    reason: str = "",
    person: User | None = None,
) -> None:
    """Raise where a verdict citing this would fall short, and nothing excuses it.

    A verdict that rests on nothing, because a search found not enough, is not asked.
    """
    by = standards.in_use()
    if not cited or not by.asks or (reason and not by.strict):
        return
    lacks = rest_of(claim, cited, by, person=person).lacks
    if not lacks:
        return
    told = " and ".join(lacks)
    mend = (
        "Cite another source, or say of a source what it is."
        if by.strict
        else "Cite another source, say of a source what it is, or give a reason why "
        "the verdict stands without."
    )
    raise EvidenceMissingError(
        f"{told[:1].upper()}{told[1:]}. {mend}", field="sources_reason"
    )


def check_review(review: Review) -> None:
    """The same at sign-off: the standards, or what is said of a source, may have changed."""
    if not review.searched_not_enough:
        check(review.claim, cited_by(review), reason=review.sources_reason)


def cited_by(review: Review) -> list[Evidence]:
    return list(selectors.evidence_cited(review))


def told_of(evidence: Sequence[Evidence]) -> dict[str, dict[str, str]]:
    """What a published page says of its sources, by evidence, to be frozen with it."""
    by = standards.in_use()
    return {str(one.pk): _told(by, one) for one in evidence}


def frozen(publication: Publication) -> Mapping[int, tuple[str, str]]:
    """The tier and the interest as they went out, by evidence."""
    return {
        int(pk): (one.get("tier", ""), one.get("interest", ""))
        for pk, one in publication.sources.items()
    }


def hidden(publication: Publication) -> Mapping[int, str]:
    """Why sources were confidential when it went out, by evidence."""
    told = {int(pk): one for pk, one in publication.sources.items()}
    return {
        pk: one["confidential"] for pk, one in told.items() if "confidential" in one
    }


def _told(by: Standards, one: Evidence) -> dict[str, str]:
    tier = by.tier_of(one.source)
    known = "" if tier == by.tiers[-1] else tier.label
    kept = one.source.confidential
    told = {"tier": known, "interest": "" if kept else one.source.interest}
    return told | ({"confidential": kept} if kept else {})


def _counts(letter: str, row: Evidence, found: Independence) -> bool:
    root = found.root_of(letter)
    if root is None or root.own:
        return False
    return not is_fact_checkers(row.source.url)


def _with_operands(claim: Claim, cited: Sequence[Evidence]) -> list[Evidence]:
    """With what calculations were worked out of, however far back."""
    rows = {row.pk: row for row in cited}
    waiting = list(cited)
    while waiting:
        wanted = {
            operand["evidence"]
            for row in waiting
            if (made := getattr(row, "calculation", None)) is not None
            for operand in made.operands
            if operand["evidence"] and operand["evidence"] not in rows
        }
        waiting = (
            list(selectors.evidence_of(claim).filter(pk__in=wanted)) if wanted else []
        )
        rows.update((row.pk, row) for row in waiting)
    return sorted(rows.values(), key=lambda row: row.pk)
