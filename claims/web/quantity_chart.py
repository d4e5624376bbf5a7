"""A quantity's values over time as a drawing, and the same as a table and CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.dateformat import format as date_format

from claims.engine.reasoning.axis import asks_for_log
from claims.engine.reasoning.timechart import Dated, Placed, TimeChart, time_chart
from claims.engine.reasoning.wording import interval_text
from claims.engine.types import decimal_text
from claims.services.ledger import OWN, Contradiction, Ledger, Value
from claims.vocabulary import ClaimRelation
from claims.web.lines import NARROW, SCALES, WIDE, shown, unit_in_words

#: Heights of the drawing for a desk and for a phone.
_HIGH, _LOW = 380, 340
_BY = 22  # of a name's letters in the drawing
_NAMED = 4  # of what a value contradicts, where it is read out
#: What says this claim's number.
_OURS = frozenset({OWN, ClaimRelation.SAME})
#: How values are drawn: a look, whether crossed, and in words.
_LEGEND = (
    ("own", False, "this claim"),
    ("asserted", False, "asserted elsewhere"),
    ("evidence", False, "evidence"),
    ("asserted", True, "asserted, contradicts this claim"),
    ("evidence", True, "evidence, contradicts this claim"),
)
QUANTITY_HEADER = (
    *("number", "first day", "day", "period", "what", "claim", "by", "written"),
    *("from", "to", "unit", "relation", "confirmed", "text", "address"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value under the name it has on its page; `against` names those it contradicts.

    `crossed`: this claim, or one that says the same, is among them.
    """

    name: str
    value: Value
    reads: str
    against: tuple[str, ...]
    crossed: bool

    @property
    def own(self) -> bool:
        return self.value.relation == OWN

    @property
    def look(self) -> str:
        return "own" if self.own else self.value.what

    @property
    def address(self) -> str:
        return address_of(self.value)

    @property
    def when(self) -> str:
        value = self.value
        if value.day is None:
            return "no day known"
        day = date_format(value.day, "j M Y")
        if value.first is None:
            return f"{value.dated} {day}"
        return f"{date_format(value.first, 'j M Y')} to {day}"

    @property
    def missing(self) -> str:
        """Why it cannot be drawn."""
        if self.value.day is None:
            return "the day it holds for is not known"
        return "it has no number that could be drawn"

    @property
    def said(self) -> str:
        """All of it, for those who do not see the drawing."""
        parts = [self.name, self.value.what, self.reads, self.value.by, self.when]
        if self.against:
            parts.append(f"contradicts {_listed(self.against)}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Apart:
    """A contradiction with the names of both its values."""

    found: Contradiction
    one: Entry
    other: Entry


@dataclass(frozen=True, slots=True)
class Drawing:
    """`own` is where this claim lies, if it is drawn."""

    name: str  # wide, narrow
    chart: TimeChart
    values: tuple[tuple[Entry, Placed], ...]

    @property
    def own(self) -> Placed | None:
        return next((placed for entry, placed in self.values if entry.own), None)


@dataclass(frozen=True, slots=True)
class QuantityChart:
    """The drawing for a desk and for a phone, if anything can be drawn, and its table."""

    entries: tuple[Entry, ...]
    undrawn: tuple[Entry, ...]
    apart: tuple[Apart, ...]
    drawings: tuple[Drawing, ...]
    unit: str
    policy: str
    scales: tuple[tuple[str, str], ...]

    @property
    def legend(self) -> list[tuple[str, bool, str]]:
        """Of what is drawn: a look, whether crossed, and what it means."""
        drawn = {(one.look, one.crossed) for one, _ in self.drawings[0].values}
        return [one for one in _LEGEND if one[:2] in drawn]

    @property
    def scale(self) -> str:
        return self.drawings[0].chart.scale

    @property
    def moved(self) -> bool:
        return any(one.chart.moved for one in self.drawings)


def chart_of(ledger: Ledger, *, scale: str = "") -> QuantityChart:
    """A `scale` that is none of `SCALES` leaves the choice to the drawing."""
    entries = _entries(ledger)
    by_value = {entry.value: entry for entry in entries}
    dated = [(entry, _dated(entry, ledger)) for entry in entries]
    drawn = [(entry, one) for entry, one in dated if one is not None]
    spans = [one.allowed for _, one in drawn]
    return QuantityChart(
        entries=entries,
        undrawn=tuple(entry for entry, one in dated if one is None),
        apart=tuple(
            Apart(found, by_value[found.one], by_value[found.other])
            for found in ledger.contradictions
        ),
        drawings=_drawings(drawn, ledger, scale if scale in SCALES else ""),
        unit=unit_in_words(ledger.quantity),
        policy=ledger.policy,
        scales=tuple(SCALES.items()) if asks_for_log(spans) else (),
    )


def _entries(ledger: Ledger) -> tuple[Entry, ...]:
    names = {
        value: "This claim" if value.relation == OWN else str(n)
        for n, value in enumerate(ledger.values, 1)
    }
    against: dict[Value, set[Value]] = defaultdict(set)
    for found in ledger.contradictions:
        against[found.one].add(found.other)
        against[found.other].add(found.one)
    return tuple(
        Entry(
            name,
            value,
            _reads(value, ledger),
            tuple(names[one].lower() for one in ledger.values if one in against[value]),
            any(other.relation in _OURS for other in against[value])
            and value.relation not in _OURS,
        )
        for value, name in names.items()
    )


def _listed(names: Sequence[str]) -> str:
    """ "2, 4 and 9 more"."""
    if len(names) <= _NAMED:
        *before, last = names
        return " and ".join(one for one in (", ".join(before), last) if one)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _reads(value: Value, ledger: Ledger) -> str:
    if value.allowed.low is None and value.allowed.high is None:
        return ""
    return interval_text(value.stated, ledger.quantity)


def _dated(entry: Entry, ledger: Ledger) -> Dated | None:
    """None for what cannot be drawn."""
    value, quantity = entry.value, ledger.quantity
    if value.day is None or not entry.reads:
        return None
    long = f"{entry.name} {_cut(value.by)}"
    return Dated(
        day=value.day,
        allowed=shown(value.allowed, quantity),
        stated=shown(value.stated, quantity),
        names=(entry.name,) if entry.own else (long, entry.name),
        called=entry.own,
        first=value.first,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _BY else f"{text[: _BY - 1].rstrip()}…"


def _drawings(
    drawn: Sequence[tuple[Entry, Dated]], ledger: Ledger, scale: str
) -> tuple[Drawing, ...]:
    """This claim keeps its place before others; the keyboard goes from old to new."""
    if not drawn:
        return ()
    suffix = " %" if ledger.quantity.kind in {"percent", "fraction"} else ""
    first = sorted(drawn, key=lambda pair: not pair[0].own)
    values = [one for _, one in first]
    drawings = []
    for name, width, height in (("wide", WIDE, _HIGH), ("narrow", NARROW, _LOW)):
        chart = time_chart(
            values, width=width, height=height, scale=scale, suffix=suffix
        )
        placed = {
            entry.name: one for (entry, _), one in zip(first, chart.values, strict=True)
        }
        pairs = tuple((entry, placed[entry.name]) for entry, _ in drawn)
        drawings.append(Drawing(name, chart, pairs))
    return tuple(drawings)


def address_of(value: Value) -> str:
    page = value.claim.get_absolute_url()
    return f"{page}#evidence-{value.evidence.pk}" if value.evidence else page


def table_of_quantity(ledger: Ledger) -> Iterator[Iterator[str]]:
    """The values as cells of a table, below `QUANTITY_HEADER`."""
    return (_cells(n, value, ledger) for n, value in enumerate(ledger.values, 1))


def _cells(number: int, value: Value, ledger: Ledger) -> Iterator[str]:
    low, high = value.stated.low, value.stated.high
    yield str(number)
    yield value.first.isoformat() if value.first else ""
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
