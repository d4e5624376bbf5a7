"""What tests of the statistics providers share: one claim with a share of a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from claims.engine import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import in_context, quantity_of
from claims.engine.types import Comparison
from claims.providers.base import ClaimFrame, SourceProvider

SPOKEN = "Ann Lee says Norway spends 1.6 percent of GDP on defence."
FRAME = ClaimFrame(
    claim_id="s1",
    text=SPOKEN,
    value=Decimal("1.6"),
    surface="1.6 percent",
    kind="percent",
    unit="percent",
    thing="GDP on defence",
    base="GDP on defence",
    speaker="Ann Lee",
    claim_date=date(2024, 6, 1),
)


def comparisons(
    provider: SourceProvider, frame: ClaimFrame = FRAME
) -> list[tuple[str, Comparison]]:
    """The sentence that is taken from each document found, and how it compares."""
    (claim,) = extract(frame.text, language=frame.language).claims
    ours = in_context(quantity_of(claim, as_of=frame.claim_date), frame.text)
    found = []
    for candidate in provider.search(frame).candidates:
        document = provider.fetch(candidate)
        (passage,) = find_passages(
            ours,
            document.text,
            context=frame.text,
            heading=document.title,
            language=document.language,
            limit=1,
            floor=Decimal(0),
        )
        found.append((passage.quote, compare(ours, passage.quantity)))
    return found
