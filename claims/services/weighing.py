"""A claim's evidence taken together: its origins, its sides, and how firm it stands.

Read only; worked out by the engine each time, so that page and API cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.disagreement import Board, Said, board
from claims.engine.reasoning.independence import (
    CLAIM,
    Independence,
    Origin,
    independence,
)
from claims.engine.reasoning.origins import speaker_of
from claims.engine.reasoning.sensitivity import Sensitivity, Weighed, sensitivity
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.types import Comparison, Quantity
from claims.models import Claim, Evidence, RootChoice
from claims.services.evidence import claim_quantity
from claims.vocabulary import Relation

Lettered = Sequence[tuple[str, Evidence]]


@dataclass(frozen=True, slots=True)
class Weighing:
    """`left_out` are the letters of evidence that cannot be compared."""

    independence: Independence
    board: Board | None
    sensitivity: Sensitivity
    left_out: tuple[str, ...]
    policy: str

    @property
    def sentence(self) -> str:
        return f"{self.independence.sentence} {self.sensitivity.sentence}"


def compared(
    claim: Claim, evidence: Lettered, policies: Mapping[str, TolerancePolicy]
) -> dict[str, Comparison]:
    """What can be compared, by its letters: each by the policy it is stamped with."""
    ours = claim_quantity(claim)
    found = {}
    for letter, one in evidence:
        policy = policies.get(one.policy)
        if one.relation != Relation.NOT_COMPARABLE and policy is not None:
            theirs = one.quantity(as_of=one.as_of)
            made = compare(ours, theirs, policy=policy)
            if made.outcome != Relation.NOT_COMPARABLE:
                found[letter] = made
    return found


def weigh(
    claim: Claim,
    evidence: Lettered,
    policies: Mapping[str, TolerancePolicy],
    choices: Iterable[RootChoice] = (),
    *,
    known: Mapping[str, Comparison] | None = None,
) -> Weighing:
    """`evidence` under its letters; `choices` oldest first; `known` as `compared` gives."""
    policy = next(iter(policies.values()))
    quantity = claim_quantity(claim)
    found = origins(claim, evidence, choices)
    theirs = {letter: one.quantity(as_of=one.as_of) for letter, one in evidence}
    made = compared(claim, evidence, policies) if known is None else known
    said = [
        _said(letter, one, theirs[letter], made[letter], found)
        for letter, one in evidence
        if letter in made
    ]
    # The claim's own side cannot confirm itself.
    own = {root.name for root in found.roots if root.own}
    weighed = [
        Weighed(one.key, one.quantity, one.roots)
        for one in said
        if not one.roots or one.roots - own
    ]
    told = {one.key for one in said}
    return Weighing(
        independence=found,
        board=board(said, policy=policy),
        sensitivity=sensitivity(quantity, weighed, policy=policy, known=made),
        left_out=tuple(letter for letter, _ in evidence if letter not in told),
        policy=policy.version,
    )


def origins(
    claim: Claim, evidence: Lettered, choices: Iterable[RootChoice] = ()
) -> Independence:
    """How many independent origins stand behind evidence; `choices` oldest first."""
    chosen = {choice.evidence_id: choice.root for choice in choices}
    letters = {one.pk: letter for letter, one in evidence}
    return independence(
        [_origin(letter, one, claim, chosen, letters) for letter, one in evidence],
        claim=_own(claim),
    )


def _origin(
    letter: str,
    one: Evidence,
    claim: Claim,
    chosen: Mapping[int, str],
    letters: Mapping[int, str],
) -> Origin:
    source = one.source
    calculation = getattr(one, "calculation", None)
    used = calculation.operands if calculation else ()
    return Origin(
        key=letter,
        publisher=source.publisher,
        url=source.url,
        title=source.title,
        quote=one.quote,
        document=source.snapshot.sha256,
        speaker=_speaker(one, claim),
        chosen=chosen.get(one.pk, ""),
        derived_from=tuple(
            letters.get(operand["evidence"], operand["letter"] or "the claim")
            for operand in used
        ),
    )


def _speaker(one: Evidence, claim: Claim) -> str:
    if one.number_start is None:
        return ""
    language = one.source.language or claim.article.language
    return speaker_of(one.quote, one.number_start - one.start, language)


def _own(claim: Claim) -> Origin:
    article = claim.article
    return Origin(
        key=CLAIM,
        publisher=article.publisher,
        url=article.url,
        title=article.title,
        quote=claim.statement,
        speaker=claim.claimant or "",
    )


def _said(
    letter: str,
    one: Evidence,
    theirs: Quantity,
    made: Comparison,
    found: Independence,
) -> Said:
    published = one.source.published_at
    return Said(
        key=letter,
        quantity=theirs,
        interval=made.evidence,
        outcome=made.outcome,
        roots=found.rests_on(letter),
        published=published.date() if published else None,
        read=one.source.retrieved_at.date(),
    )
