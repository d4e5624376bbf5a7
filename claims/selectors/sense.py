"""What a claim's sentence implies, which form it has, and whether its size looks right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from claims.engine.reasoning.changes import implied
from claims.engine.reasoning.forms import Form, form_of
from claims.engine.reasoning.implied import CHECKS, Implied
from claims.engine.reasoning.magnitudes import Alarm, Known, alarms, known, middle
from claims.engine.reasoning.tolerance import DEFAULT_POLICY, TolerancePolicy
from claims.engine.reasoning.words import content_words
from claims.engine.types import Interval, NumericClaim, Quantity
from claims.models import Claim, Evidence
from claims.vocabulary import Relation

#: Gates that stop a comparison and say nothing of a number's size.
_SIZED = frozenset({"", "stale", "period", "rate"})
#: Other numbers of the article looked at for one claim.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Sense:
    """`implied` is what follows from the claim with the others of its sentence."""

    form: Form
    implied: tuple[Implied, ...]
    alarms: tuple[Alarm, ...]


def sense_of(
    claim: Claim,
    evidence: Iterable[tuple[str, Evidence]],
    *,
    policy: TolerancePolicy = DEFAULT_POLICY,
) -> Sense:
    """`evidence` under the names it is called by."""
    text = claim.article.text
    own = as_read(claim)
    near = [as_read(row) for row in _like(claim)]
    sentence = [one for one in near if one.sentence == own.sentence]
    following = [
        one for one in implied(sentence, text, policy=policy) if _concerns(one, own)
    ]
    form = form_of(own, sentence, text)
    found = [
        *_of_sentence(own, following),
        *_of_evidence(claim, evidence),
        *_of_article(own, [one for one in near if one not in sentence]),
    ]
    return Sense(form, tuple(following), alarms(claim.quantity(), found))


def _like(claim: Claim) -> Iterable[Claim]:
    """The claims of its sentence, and those of its article in the same unit."""
    rows = Claim.objects.filter(article=claim.article_id).filter(
        Q(sentence_start=claim.sentence_start) | Q(kind=claim.kind, unit=claim.unit)
    )
    return rows.order_by("start")[:_MOST]


def as_read(claim: Claim) -> NumericClaim:
    """The row as the engine gave it."""
    return NumericClaim(
        start=claim.start,
        end=claim.end,
        surface=claim.surface,
        kind=claim.kind,
        low=claim.low,
        high=claim.high,
        low_open=claim.low_open,
        high_open=claim.high_open,
        unit=claim.unit,
        per=claim.per,
        qualifier=claim.qualifier,
        thing=claim.thing,
        base=claim.base,
        claimant=claim.claimant,
        period=claim.period,
        trend=claim.trend,
        sentence=(claim.sentence_start, claim.sentence_end),
        statement=claim.statement,
        readback=claim.readback,
        check_worthiness=claim.check_worthiness,
        reasons=tuple(claim.reasons),
        contributions=(),  # not kept, and not needed here
        ambiguities=tuple(claim.ambiguities),
    )


def _concerns(one: Implied, claim: NumericClaim) -> bool:
    """What a number takes part in; a check only where it is the one checked."""
    span = (claim.start, claim.end)
    if one.kind in CHECKS:
        return one.operands[0] == span
    return span in one.operands


def _of_sentence(claim: NumericClaim, following: Iterable[Implied]) -> Iterable[Known]:
    for one in following:
        value = middle(one.result)
        if one.kind == "misfit" and len(one.operands) > 1 and value:
            yield Known("the rest of the sentence", _quantity(claim), value)


def _of_evidence(
    claim: Claim, evidence: Iterable[tuple[str, Evidence]]
) -> Iterable[Known]:
    quantity = claim.quantity()
    for name, one in evidence:
        stopped = one.relation == Relation.NOT_COMPARABLE and one.gate not in _SIZED
        if not stopped and (one.low is not None or one.high is not None):
            yield known(quantity, one.quantity(), name=name, words=one.quote)


def _of_article(own: NumericClaim, others: Iterable[NumericClaim]) -> Iterable[Known]:
    """The same thing in the same unit elsewhere in the article, by the same words."""
    about = content_words(own.thing or ""), content_words(own.base or "")
    if not about[0]:
        return
    for one in others:
        theirs = content_words(one.thing or ""), content_words(one.base or "")
        same_way = (one.trend is None) == (own.trend is None)
        if theirs == about and same_way:
            name = f"\u201c{one.surface}\u201d in the article"
            value = middle(Interval(one.low, one.high)) if one.per == own.per else None
            yield Known(name, _quantity(one), value)


def _quantity(claim: NumericClaim) -> Quantity:
    return Quantity(
        kind=claim.kind,
        low=claim.low,
        high=claim.high,
        low_open=claim.low_open,
        high_open=claim.high_open,
        qualifier=claim.qualifier,
        surface=claim.surface,
        unit=claim.unit,
        per=claim.per,
        thing=claim.thing,
        base=claim.base,
    )
