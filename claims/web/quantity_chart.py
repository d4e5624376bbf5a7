"""A quantity's values on one line, the oldest above, and the same as a table and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claims.engine.reasoning.numberline import Bar, number_line
from claims.engine.reasoning.wording import interval_text
from claims.engine.types import decimal_text
from claims.services.ledger import OWN, Ledger, Value
from claims.vocabulary import ClaimRelation, Relation
from claims.web.lines import (
    CLAIM,
    NARROW,
    ROW,
    WIDE,
    LineRow,
    Lines,
    shown,
    unit_in_words,
)

#: How a claim's relation is drawn: as evidence of that look would be.
_LOOKS: Mapping[str, str] = {
    OWN: CLAIM,
    ClaimRelation.SAME: Relation.INSIDE,
    ClaimRelation.COMPATIBLE: Relation.OVERLAPS,
    ClaimRelation.CONTRADICTORY: Relation.OUTSIDE,
}
_SHORT: Mapping[str, str] = {
    ClaimRelation.CONTRADICTORY: "contradicts",
    ClaimRelation.PERIOD: "another time",
}
QUANTITY_HEADER = (
    *("day", "period", "what", "claim", "by", "written", "from", "to", "unit"),
    *("relation", "confirmed", "text", "address"),
)


def lines_of_quantity(ledger: Ledger) -> Lines | None:
    """None where this claim's own number has no bounds."""
    own = next(value for value in ledger.values if value.relation == OWN)
    others = [value for value in ledger.values if value is not own]
    rows = [_row(n, value, ledger) for n, value in enumerate([own, *others])]
    bars = [
        Bar(
            row.letter,
            shown(row.interval, ledger.quantity),
            row.relation,
            row.reads,
            shown(row.stated, ledger.quantity) if row.stated else None,
        )
        for row in rows
        if row.interval is not None
    ]
    if rows[0].interval is None:
        return None
    return Lines(
        rows=tuple(rows),
        wide=number_line(bars[0], bars[1:], width=WIDE, row_height=ROW),
        narrow=number_line(bars[0], bars[1:], width=NARROW, row_height=ROW),
        unit=unit_in_words(ledger.quantity),
        policy=ledger.policy,
    )


def _row(number: int, value: Value, ledger: Ledger) -> LineRow:
    drawn = value.allowed.low is not None or value.allowed.high is not None
    own = value.relation == OWN
    return LineRow(
        letter="This claim" if own else str(number),
        relation=_look(value),
        relation_word=_said(value),
        source=value.by,
        written=value.written,
        reads=interval_text(value.stated, ledger.quantity) if drawn else "",
        interval=value.allowed if drawn else None,
        why="",
        address="" if own else address_of(value),
        stated=None if value.stated == value.allowed else value.stated,
        day=value.day,
        dated="as of" if value.day else "",
    )


def _look(value: Value) -> str:
    if value.evidence is not None:
        return value.relation
    return _LOOKS.get(value.relation, Relation.NOT_COMPARABLE)


def _said(value: Value) -> str:
    """Short enough to stand on the line."""
    if value.evidence is not None:
        return f"evidence, {value.relation_word.lower()}"
    return _SHORT.get(value.relation, value.relation_word)


def address_of(value: Value) -> str:
    page = value.claim.get_absolute_url()
    return f"{page}#evidence-{value.evidence.pk}" if value.evidence else page


def table_of_quantity(ledger: Ledger) -> Iterator[Iterator[str]]:
    """The values as cells of a table, below `QUANTITY_HEADER`."""
    return (_cells(value, ledger) for value in ledger.values)


def _cells(value: Value, ledger: Ledger) -> Iterator[str]:
    low, high = value.stated.low, value.stated.high
    yield value.day.isoformat() if value.day else ""
    yield value.period
    yield value.what
    yield str(value.claim.pk)
    yield value.by
    yield value.written
    yield "" if low is None else decimal_text(low)
    yield "" if high is None else decimal_text(high)
    yield unit_in_words(ledger.quantity)
    yield value.relation_word.lower()
    yield "yes" if value.confirmed else "no"
    yield value.said
    yield address_of(value)
