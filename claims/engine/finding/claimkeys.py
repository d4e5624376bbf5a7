"""What a claim is found by among all other claims."""

from __future__ import annotations

from claims.engine.finding.terms import index_terms
from claims.engine.types import Quantity


def claim_terms(statement: str, quantity: Quantity) -> tuple[str, ...]:
    """Its sentence's words and years, what it is of, and the step its number is on."""
    named = f"{quantity.thing or ''} {quantity.base or ''}"
    return index_terms(statement, named, (quantity,))
