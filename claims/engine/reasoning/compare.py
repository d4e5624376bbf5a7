"""A claim's number against a source's: gates first, then arithmetic.

Nothing here judges: it says whether the two may be compared, and how they lie.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from claims.engine.reasoning.definition import base_gap, definition_gap
from claims.engine.reasoning.intervals import difference, is_below, relation
from claims.engine.reasoning.timing import Timing, timing
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
    usable,
)
from claims.engine.reasoning.units import (
    SAME,
    Conversion,
    money_name,
    per_conversion,
    unit_conversion,
)
from claims.engine.reasoning.wording import kind_name, percent_text, read_as
from claims.engine.types import (
    QUANTITY_KINDS,
    Comparison,
    Interval,
    Quantity,
)

#: The tests a pair has to pass, in the order they are asked.
GATES = ("value", "kind", "unit", "definition", "base", "rate", "period", "stale")

_SHARES = frozenset({"percent", "fraction"})
_COUNTS = frozenset({"count", "rate"})
_PHYSICAL = frozenset({"measure", "temperature", "duration", "age", "percentage_point"})
_LIMITS = frozenset({"at_least", "more_than", "at_most", "less_than", "up_to", "range"})


def compare(
    claim: Quantity, evidence: Quantity, *, policy: TolerancePolicy = DEFAULT_POLICY
) -> Comparison:
    """Total and deterministic: any two quantities have an answer with a reason."""
    with localcontext(ARITHMETIC):
        return _Pair(claim, evidence, policy).compared()


def suggested_stance(comparison: Comparison) -> str:
    """supports, refutes or context.  A proposal: people decide.

    A source that just touches a bound is context: rounding alone decides that.
    """
    if comparison.outcome == "inside":
        return "supports"
    if comparison.outcome == "outside" and comparison.difference != 0:
        return "refutes"
    return "context"


@dataclass(frozen=True, slots=True)
class _Pair:
    claim: Quantity
    evidence: Quantity
    policy: TolerancePolicy

    def compared(self) -> Comparison:
        for code, gate in _STATIC_GATES:
            reason = gate(self.claim, self.evidence)
            if reason:
                return self._refused(code, reason)
        when = timing(self.claim, self.evidence, self.policy)
        if when.gate:
            return self._refused(when.gate, when.reason)
        if self.evidence.doubt:
            return self._refused("definition", self.evidence.doubt)
        return self._related(when)

    def _refused(self, gate: str, reason: str) -> Comparison:
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
        claim = to_interval(self.claim, self.policy)
        conversions = _conversions(self.claim, self.evidence)
        evidence = self._evidence_interval()
        for conversion in conversions:
            evidence = conversion.apply(evidence)
        outcome = relation(claim, _grown(evidence, when.grown))
        if when.grown and outcome == "overlaps":
            return self._nothing_follows(when, evidence)
        gap = difference(claim, evidence) if outcome == "outside" else None
        return Comparison(
            outcome=outcome,
            gate="",
            difference=gap,
            explanation=self._explained(outcome, claim, evidence, gap, when),
            claim=claim,
            evidence=evidence,
            policy=self.policy.version,
        )

    def _evidence_interval(self) -> Interval:
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
        return replace(self._refused(gate, _lower_first(reason)), evidence=evidence)

    def _explained(
        self,
        outcome: str,
        claim: Interval,
        evidence: Interval,
        gap: Decimal | None,
        when: Timing,
    ) -> str:
        target = replace(
            self.evidence,
            kind=self.claim.kind,
            unit=self.evidence.unit if self._same_unit() else self.claim.unit,
            per=self.claim.per,
        )
        ours = read_as(claim, self.claim, self.claim)
        theirs = read_as(evidence, self.evidence, target)
        sentences = [_verdict(outcome, ours, theirs, claim, evidence, gap)]
        notes = (c.note for c in _conversions(self.claim, self.evidence) if c.note)
        sentences += [f"Converted: {note}." for note in notes]
        sentences += when.notes
        if bool(self.claim.thing) != bool(self.evidence.thing) and self._measures():
            side = "source" if self.claim.thing else "claim"
            sentences.append(f"The {side} does not name what it measures.")
        if when.grown:
            sentences.append(
                "A running total only grows, so this follows all the same."
            )
        if self._is_far_off(outcome, claim, evidence):
            sentences.append("True, but far off: the source is several times higher.")
        return " ".join(sentences)

    def _measures(self) -> bool:
        return self.claim.kind not in _COUNTS | _SHARES

    def _same_unit(self) -> bool:
        return self.claim.kind not in _PHYSICAL or _unit(self.claim) == _unit(
            self.evidence
        )

    def _is_far_off(self, outcome: str, claim: Interval, evidence: Interval) -> bool:
        if outcome != "inside" or claim.high is not None or not claim.low:
            return False
        reached = evidence.low or Decimal(0)
        return claim.low > 0 and reached > claim.low * self.policy.far_off


def _verdict(
    outcome: str,
    ours: str,
    theirs: str,
    claim: Interval,
    evidence: Interval,
    gap: Decimal | None,
) -> str:
    if outcome == "inside":
        return f"Inside: the source's {theirs} lies within the claim's {ours}."
    if outcome == "overlaps":
        return (
            f"Overlaps: the source's {theirs} lies partly within the claim's {ours}, "
            "so it neither confirms nor contradicts it."
        )
    side = "below" if is_below(evidence, claim) else "above"
    if gap is None:
        far = ""
    elif not gap:
        far = ", just at its limit"
    else:
        far = f" by {percent_text(gap)}"
    return f"Outside: the source's {theirs} lies {side} the claim's {ours}{far}."


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


def _value_gap(claim: Quantity, evidence: Quantity) -> str | None:
    for side, q in (("claim", claim), ("source", evidence)):
        if not usable(q.low) and not usable(q.high):
            return f"the {side} gives no number"
        if any(end is not None and not usable(end) for end in (q.low, q.high)):
            return f"the {side}'s number is not usable"
    return None


def _kind_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = claim.kind, evidence.kind
    if ours not in QUANTITY_KINDS or theirs not in QUANTITY_KINDS:
        return f"{kind_name(ours)} against {kind_name(theirs)}"
    if ours == theirs or {ours, theirs} in (_SHARES, _COUNTS):
        return None
    return f"{kind_name(ours)} is not {kind_name(theirs)}"


def _unit_gap(claim: Quantity, evidence: Quantity) -> str | None:
    if claim.kind == "money":
        return _currency_gap(claim.unit, evidence.unit)
    if claim.kind not in _PHYSICAL and claim.kind != "index":
        return None
    ours, theirs = _unit(claim), _unit(evidence)
    if ours == theirs or unit_conversion(theirs, ours) is not None:
        return None
    for side, unit in (("claim", ours), ("source", theirs)):
        if not unit:
            return f"the {side} does not say in what unit it measures"
    return f"{ours} and {theirs} do not convert into one another"


def _currency_gap(ours: str, theirs: str) -> str | None:
    if not ours or not theirs:
        return f"the {'source' if ours else 'claim'} does not say in which currency"
    if ours == theirs:
        return None
    return (
        f"{money_name(ours)} are not {money_name(theirs)}: no dated exchange rate here"
    )


def _unit(q: Quantity) -> str:
    if q.kind == "percentage_point":
        return q.unit or "percentage point"
    return q.unit


def _base_gap(claim: Quantity, evidence: Quantity) -> str | None:
    return base_gap(claim, evidence) if claim.kind in _SHARES else None


def _rate_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = claim.per, evidence.per
    if ours and theirs:
        if per_conversion(theirs, ours) is None:
            return f"a number per {theirs} is not a number per {ours}"
        return None
    if ours or theirs:
        side = "the claim is a rate" if ours else "the source gives a rate"
        return f"a rate per {ours or theirs} is not a total ({side})"
    if claim.kind != evidence.kind and "rate" in (claim.kind, evidence.kind):
        return "a rate is not a total"
    return None


_Gate = Callable[[Quantity, Quantity], str | None]
_STATIC_GATES: tuple[tuple[str, _Gate], ...] = (
    ("value", _value_gap),
    ("kind", _kind_gap),
    ("unit", _unit_gap),
    ("definition", definition_gap),
    ("base", _base_gap),
    ("rate", _rate_gap),
)


def _conversions(claim: Quantity, evidence: Quantity) -> tuple[Conversion, ...]:
    """How the evidence's numbers become numbers in the claim's unit."""
    found: list[Conversion] = []
    if claim.kind in _SHARES:
        share = unit_conversion(evidence.kind, claim.kind) or SAME
        found.append(replace(share, note=""))
    elif claim.kind in _PHYSICAL:
        found.append(unit_conversion(_unit(evidence), _unit(claim)) or SAME)
    if claim.per and evidence.per:
        found.append(per_conversion(evidence.per, claim.per) or SAME)
    return tuple(conversion for conversion in found if conversion != SAME)
