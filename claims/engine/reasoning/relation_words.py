"""How two claims are related, in words."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from claims.engine.reasoning.stems import idea
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.reasoning.wording import percent_text, stated_text
from claims.engine.reasoning.words import content_words
from claims.engine.types import Comparison, Quantity

LEADS = {
    "same": "Same",
    "compatible": "Compatible",
    "contradictory": "Contradictory",
    "different_period": "Different period",
    "different_base": "Different base",
    "different_unit": "Different unit",
    "different_place": "Different place or subject",
    "different_sense": "Different sort of statement",
    "different_thing": "Different thing",
    "unrelated": "Unrelated",
}
_SHOWN = 8
_NOTES = re.compile(r"(?:Converted|Reckoned): [^.]+(?:\.\d[^.]*)*\.")


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """Words that carry the topic of both sentences, as the first has them."""
    theirs = frozenset(map(idea, content_words(other)))
    found = (word for word in content_words(one) if idea(word) in theirs)
    return tuple(sorted(found, key=one.lower().find))[:_SHOWN]


def verdict(relation: str, ours: Quantity, theirs: Quantity, made: Comparison) -> str:
    mine, other = stated_text(ours), stated_text(theirs)
    notes = " ".join(_NOTES.findall(made.explanation))
    if relation == "same":
        told = f"both say {mine}" if mine == other else f"{other} is {mine}"
    elif relation == "compatible":
        told = f"{mine} and {other} can both be right"
    else:
        told = f"{mine} and {other} cannot both be right"
        gap = apart(ours, theirs)
        if gap:
            side = "lower" if gap < 0 else "higher"
            told += f"; the other is {percent_text(gap)} {side}"
    return f"{LEADS[relation]}: {told}. {notes}".rstrip()


def apart(ours: Quantity, theirs: Quantity) -> Decimal | None:
    """How far the stated numbers are apart, in one unit, as a share of ours."""
    if ours.kind != theirs.kind or ours.unit != theirs.unit or ours.per != theirs.per:
        return None
    mine = ours.low if ours.low is not None else ours.high
    other = theirs.low if theirs.low is not None else theirs.high
    if not mine or other is None:
        return None
    with localcontext(ARITHMETIC):
        return ((other - mine) / abs(mine)).quantize(Decimal("0.0001"))


def basis(ours: Quantity, theirs: Quantity, shared: tuple[str, ...]) -> str:
    told = [f"In common: {', '.join(shared)}."] if shared else []
    periods = [f"“{q.period}”" if q.period else "none stated" for q in (ours, theirs)]
    if ours.period or theirs.period:
        both = periods[0] == periods[1]
        told.append(f"Period: {periods[0] if both else ' and '.join(periods)}.")
    return " ".join(told)


def renamed(reason: str, *, swapped: bool) -> str:
    """The gates speak of a claim and its source; here both are claims."""
    claim, source = (
        ("the other", "this claim") if swapped else ("this claim", "the other")
    )
    names = {
        "claim": claim,
        "source": source,
        "source's": f"{source}'s",
        "claim's": f"{claim}'s",
    }
    return re.sub(
        r"\bthe (claim's|source's|claim|source)\b", lambda m: names[m[1]], reason
    )
