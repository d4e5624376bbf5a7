"""The numbers of a table's row, as its cells are read."""

from __future__ import annotations

from bisect import bisect_left

from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.tablecells import Cell
from claims.engine.reading.tokens import Sentence

_SCALE = "the scale of a table's figures"


def with_cells(
    s: Sentence, mentions: list[Mention], row: list[Cell]
) -> tuple[list[Mention], dict[int, Meaning]]:
    """The row's numbers with those of its cells, and what is known of the latter."""
    told: dict[int, Meaning] = {}
    found: list[Mention] = []
    for cell in row:
        first = bisect_left(s.starts, cell.start)
        last = bisect_left(s.starts, cell.end)
        if first >= last:
            continue
        if cell.kind == "label":
            found.append(other(first, last, "label", _SCALE, cell.value))
            continue
        m = Mention(first, last, cell.value, cell.value, kind=cell.kind, unit=cell.unit)
        doubts = () if cell.unit else ("unit",)
        found.append(m)
        told[first] = Meaning(cell.thing, None, cell.period, doubts)
        m.thing = cell.thing
    others = [
        m
        for m in mentions
        if not any(c.first < m.last and m.first < c.last for c in found)
    ]
    return sorted([*others, *found], key=_first), told


def _first(m: Mention) -> int:
    return m.first
