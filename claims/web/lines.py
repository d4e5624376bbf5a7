"""A claim's number and its evidence on one line, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.engine.reasoning.axis import may_be_log
from claims.engine.reasoning.numberline import Bar, NumberLine, number_line
from claims.engine.reasoning.tolerance import TolerancePolicy, to_interval
from claims.engine.reasoning.wording import interval_text, unit_suffix
from claims.engine.types import Comparison, Interval, Quantity
from claims.models import Claim, Evidence
from claims.services.evidence import claim_quantity
from claims.services.weighing import compared
from claims.vocabulary import Relation

WIDE, NARROW, ROW = 720, 340, 46
SCALES = {"linear": "Linear", "log": "Logarithmic"}
CLAIM = "claim"
PERCENT = Decimal(100)

MARKS = {
    CLAIM: "■",
    Relation.INSIDE: "●",
    Relation.OVERLAPS: "◐",
    Relation.OUTSIDE: "◆",
    Relation.NOT_COMPARABLE: "○",
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One number of the line's table; `interval` is None where none can be drawn."""

    letter: str
    relation: str
    relation_word: str
    source: str
    written: str
    reads: str
    interval: Interval | None
    why: str
    address: str
    stated: Interval | None = None
    day: date | None = None
    dated: str = ""  # what day it is: as of, published

    @property
    def mark(self) -> str:
        return MARKS[self.relation]

    @property
    def drawn(self) -> bool:
        return self.interval is not None


@dataclass(frozen=True, slots=True)
class Lines:
    """The same line for a desk and for a phone, and the table behind both."""

    rows: tuple[LineRow, ...]
    wide: NumberLine
    narrow: NumberLine
    unit: str
    policy: str  # whose comparisons these are
    scales: tuple[
        tuple[str, str], ...
    ] = ()  # those to choose from, if there is a choice

    @property
    def drawn(self) -> list[LineRow]:
        return [row for row in self.rows if row.drawn]

    @property
    def drawings(self) -> tuple[tuple[str, NumberLine, list[Drawn]], ...]:
        return (
            ("wide", self.wide, _paired(self.wide, self.drawn)),
            ("narrow", self.narrow, _paired(self.narrow, self.drawn)),
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with the row it belongs to."""

    bar: object
    row: LineRow


def lines_of(
    claim: Claim,
    evidence: Sequence[tuple[str, Evidence]],
    policies: Mapping[str, TolerancePolicy],
    *,
    scale: str = "",
    known: Mapping[str, Comparison] | None = None,
) -> Lines | None:
    """Evidence under its letters; None where the claim's own number has no bounds.

    `policies` are those the comparisons were made by, as `tolerances.made_by` gives them.
    `known` are comparisons as `weighing.compared` gives them.  A `scale` that is none of `SCALES` leaves the choice to the line.
    """
    quantity = claim_quantity(claim)
    policy = next(iter(policies.values()))
    own = to_interval(quantity, policy)
    if own.low is None and own.high is None:
        return None
    made = compared(claim, evidence, policies) if known is None else known
    rows = [
        _claim_row(claim, quantity, own),
        *(_row(letter, one, quantity, made.get(letter)) for letter, one in evidence),
    ]
    bars = [
        Bar(
            row.letter,
            shown(row.interval, quantity),
            row.relation,
            row.reads,
            shown(row.stated, quantity) if row.stated else None,
        )
        for row in rows
        if row.interval is not None
    ]
    scale = scale if scale in SCALES else ""
    return Lines(
        rows=tuple(rows),
        wide=number_line(bars[0], bars[1:], width=WIDE, row_height=ROW, scale=scale),
        narrow=number_line(
            bars[0], bars[1:], width=NARROW, row_height=ROW, scale=scale
        ),
        unit=unit_in_words(quantity),
        policy=" and ".join(policies),
        scales=tuple(SCALES.items())
        if may_be_log([bar.interval for bar in bars])
        else (),
    )


def _claim_row(claim: Claim, quantity: Quantity, own: Interval) -> LineRow:
    return LineRow(
        letter="Claim",
        relation=CLAIM,
        relation_word="the claim",
        source=claim.claimant or "the article",
        written=claim.surface,
        reads=interval_text(own, quantity),
        interval=own,
        why=claim.readback,
        address="",
        stated=None if claim.interval == own else claim.interval,
        day=quantity.as_of,
        dated="published" if quantity.as_of else "",
    )


def _row(
    letter: str, evidence: Evidence, quantity: Quantity, made: Comparison | None
) -> LineRow:
    """Intervals are in the claim's unit, converted as the comparison did it."""
    interval = made.evidence if made else None
    day, dated = _day(evidence)
    return LineRow(
        letter=letter,
        relation=evidence.relation,
        relation_word=Relation(evidence.relation).label,
        source=evidence.source.publisher or str(evidence.source),
        written=evidence.surface,
        reads=interval_text(interval, quantity) if interval else "",
        interval=interval,
        why=evidence.explanation,
        address=f"#evidence-{evidence.pk}",
        day=day,
        dated=dated,
    )


def _day(evidence: Evidence) -> tuple[date, str]:
    """The day its number holds for, or else the days the source is known by."""
    published = evidence.source.published_at
    if evidence.as_of is not None and (
        published is None or evidence.as_of != published.date()
    ):
        return evidence.as_of, "as of"
    if published is not None:
        return published.date(), "published"
    return evidence.source.retrieved_at.date(), "read"


def shown(interval: Interval, quantity: Quantity) -> Interval:
    """Shares are drawn in percent, as people say them."""
    if quantity.kind != "fraction":
        return interval
    low, high = interval.low, interval.high
    return Interval(
        None if low is None else low * PERCENT,
        None if high is None else high * PERCENT,
        interval.low_open,
        interval.high_open,
    )


def unit_in_words(quantity: Quantity) -> str:
    """What its scale is of: "containers", "EUR per head", "millimetres"."""
    unit = unit_suffix(quantity).strip() or quantity.thing or quantity.unit
    if quantity.kind in {"fraction", "percent"} and quantity.base:
        unit = f"{unit} of {quantity.base}"
    elif quantity.kind == "money":
        unit = quantity.unit
    return f"{unit} per {quantity.per}" if quantity.per else unit


def _paired(line: NumberLine, rows: list[LineRow]) -> list[Drawn]:
    return [Drawn(bar, row) for bar, row in zip(line.bars, rows, strict=True)]
