"""A claim's number against a source's: gates first, then arithmetic.

Nothing here judges: it says whether the two may be compared, and how they lie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction

from claims.engine.reasoning import explaining
from claims.engine.reasoning.derivation import Derived
from claims.engine.reasoning.derived import derived
from claims.engine.reasoning.exchange import money_conversion
from claims.engine.reasoning.gates import (
    GATES,
    PHYSICAL,
    SHARES,
    failed,
    unit_of,
    value_gap,
)
from claims.engine.reasoning.intervals import difference, is_inside, relation
from claims.engine.reasoning.status import status_notes
from claims.engine.reasoning.timing import Timing, timing
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
)
from claims.engine.reasoning.units import (
    SAME,
    Conversion,
    per_conversion,
    unit_conversion,
)
from claims.engine.reasoning.wording import interval_text, stated_text
from claims.engine.reasoning.words import content_words
from claims.engine.types import Comparison, Interval, Quantity

__all__ = ["GATES", "compare", "suggested_stance"]

_LIMITS = frozenset({"at_least", "more_than", "at_most", "less_than", "up_to", "range"})


def compare(
    claim: Quantity, evidence: Quantity, *, policy: TolerancePolicy = DEFAULT_POLICY
) -> Comparison:
    """Total and deterministic: any two quantities have an answer with a reason."""
    claim, evidence = _own_time(claim), _own_time(evidence)
    with localcontext(ARITHMETIC):
        pair = _Pair(claim, evidence, Derived(evidence), policy)
        reason = value_gap(claim, evidence)
        if reason:
            return pair.refused("value", reason)
        return replace(pair, derived=derived(claim, evidence, policy)).compared()


def suggested_stance(comparison: Comparison) -> str:
    """supports, refutes or context.  A proposal: people decide.

    A source that just touches a bound is context: rounding alone decides that.  So is
    a later revision: what nobody could know convicts nobody.
    """
    if comparison.outcome == "inside":
        return "supports"
    if comparison.outcome != "outside" or comparison.difference == 0:
        return "context"
    return "context" if comparison.hindsight else "refutes"


@dataclass(frozen=True, slots=True)
class _Pair:
    claim: Quantity
    evidence: Quantity
    derived: Derived
    policy: TolerancePolicy

    def compared(self) -> Comparison:
        stopped = failed(self.claim, self.derived.quantity)
        if stopped:
            return self.refused(*stopped)
        if self.evidence.doubt:
            return self.refused("subject", self.evidence.doubt)
        when = timing(self.claim, self.evidence, self.policy)
        if when.gate:
            return self.refused(when.gate, when.reason)
        return self._related(when)

    def refused(self, gate: str, reason: str) -> Comparison:
        return Comparison(
            outcome="not_comparable",
            gate=gate,
            difference=None,
            explanation=f"Not comparable: {reason}.",
            claim=to_interval(self.claim, self.policy),
            evidence=to_interval(self.evidence, self.policy),
            policy=self.policy.version,
        )

    def _related(self, when: Timing) -> Comparison:
        claim, evidence = to_interval(self.claim, self.policy), self._evidence()
        if explaining.opposite(self.claim, self.derived.quantity):
            return self._opposite(claim, evidence, when)
        outcome = relation(claim, _grown(evidence, when.grown))
        if when.grown and outcome == "overlaps":
            return self._nothing_follows(when, evidence)
        gap = difference(claim, evidence) if outcome == "outside" else None
        sentences = [
            explaining.explained(
                self.claim,
                self.evidence,
                (claim, evidence),
                outcome=outcome,
                gap=gap,
                conversions=self._conversions(),
            )
        ]
        if self.derived.note:
            sentences.append(f"Reckoned: {self.derived.note}.")
        sentences += explaining.time_notes(when)
        sentences += status_notes(self.claim, self.evidence)
        far = outcome == "inside" and explaining.far_off(
            claim, evidence, self.policy.far_off
        )
        if far:
            sentences.append("True, but far off: the source is several times higher.")
        return self._answer(outcome, gap, " ".join(sentences), claim, evidence)

    def _answer(
        self,
        outcome: str,
        gap: Decimal | None,
        explanation: str,
        claim: Interval,
        evidence: Interval,
    ) -> Comparison:
        hindsight = self.evidence.status == "revised" and is_later(
            self.claim, self.evidence
        )
        if hindsight:
            explanation += " Nobody could know this when the claim was made."
        return Comparison(
            outcome=outcome,
            gate="",
            difference=gap,
            explanation=explanation,
            claim=claim,
            evidence=evidence,
            policy=self.policy.version,
            hindsight=hindsight,
        )

    def _opposite(
        self, claim: Interval, evidence: Interval, when: Timing
    ) -> Comparison:
        theirs = self.derived.quantity
        shown = (
            stated_text(self.claim),
            stated_text(theirs)
            if theirs is self.evidence
            else interval_text(evidence, theirs),
        )
        said = explaining.opposite_verdict(shown)
        notes = explaining.time_notes(when)
        return self._answer("outside", None, " ".join((said, *notes)), claim, evidence)

    def _evidence(self) -> Interval:
        """What the source allows, in the claim's unit; as written where that fits."""
        found = self.derived.interval or self._stated()
        for conversion in self._conversions():
            found = conversion.apply(found)
        written = self.derived.written
        if written is not None and is_inside(
            written, to_interval(self.claim, self.policy)
        ):
            return written
        return found

    def _stated(self) -> Interval:
        """Against a stated limit a bare number counts as stated, not as rounded:
        "10,000" meets "at least 10,000" and does not meet "more than 10,000".
        """
        q = self.evidence
        bare = not q.qualifier and q.low is not None and q.low == q.high
        if bare and self.claim.qualifier in _LIMITS:
            return Interval(q.low, q.high)
        return to_interval(q, self.policy)

    def _nothing_follows(self, when: Timing, evidence: Interval) -> Comparison:
        earlier = when.grown == "earlier"
        gate, tail = (
            ("stale", "the total may have grown since")
            if earlier
            else ("period", "the total may have been reached only later")
        )
        reason = f"{' '.join(when.notes).rstrip('.')}; nothing follows, {tail}"
        return replace(self.refused(gate, _lower_first(reason)), evidence=evidence)

    def _conversions(self) -> tuple[Conversion, ...]:
        return conversions(self.claim, self.derived.quantity)


def _own_time(q: Quantity) -> Quantity:
    """ "Twice the budget of 2019": the year is the base's, not the number's."""
    if q.kind != "multiple" or not q.base or not q.period or q.change:
        return q
    if content_words(q.period) - content_words(q.base) or not any(
        year in q.base for year in re.findall(r"\d{4}", q.period)
    ):
        return q
    return replace(q, period=None, as_of=q.known)


def is_later(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the source was published only after the claim was made."""
    if claim.as_of is None or evidence.known is None:
        return False
    return evidence.known > claim.as_of


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _grown(evidence: Interval, when: str) -> Interval:
    """What a running total of another day says about the claim's day."""
    if when == "earlier":
        return Interval(evidence.low, None, evidence.low_open)
    if when == "later":
        low = Decimal(0) if evidence.high is not None and evidence.high >= 0 else None
        return Interval(low, evidence.high, high_open=evidence.high_open)
    return evidence


def conversions(claim: Quantity, evidence: Quantity) -> tuple[Conversion, ...]:
    """How the evidence's numbers become numbers in the claim's unit."""
    found: list[Conversion] = []
    if claim.kind in SHARES:
        share = unit_conversion(evidence.kind, claim.kind) or SAME
        found.append(replace(share, note=""))
    elif claim.kind in PHYSICAL:
        turned = unit_conversion(unit_of(evidence), unit_of(claim)) or SAME
        if claim.change and evidence.change:
            turned = replace(turned, shift=Fraction(0))  # a difference has no zero
        found.append(turned)
    elif claim.kind == "money" and claim.unit != evidence.unit:
        found.append(money_conversion(claim, evidence) or SAME)
    if claim.per and evidence.per:
        found.append(per_conversion(evidence.per, claim.per) or SAME)
    return tuple(conversion for conversion in found if conversion != SAME)
