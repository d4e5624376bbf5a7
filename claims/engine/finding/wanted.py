"""A claim as a search of passages sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from claims.engine.finding.numberkeys import keys
from claims.engine.finding.terms import words, year_term, years
from claims.engine.reasoning.names import names_in
from claims.engine.reasoning.periods import Window, parse_period
from claims.engine.types import Quantity

#: A number's key may be one step off.
_AROUND = 1
#: A name tells more than a word; a number says nothing of what it counts.
_NAME, _NUMBER = 2.0, 0.25


@dataclass(frozen=True)
class Wanted:
    """A number and what is said around it; without a number, words alone."""

    sentence: str
    quantity: Quantity | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        said = names_in(self.sentence)
        return frozenset(words(" ".join(said.every | said.openers)))

    @cached_property
    def window(self) -> Window | None:
        asked = self.quantity
        return parse_period(asked.period, as_of=asked.as_of) if asked else None

    @cached_property
    def words(self) -> Mapping[str, float]:
        """Terms of the index and what each weighs."""
        found = {w: _NAME if w in self.names else 1.0 for w in words(self.sentence)}
        end = self.window.end if self.window else None
        said = (year_term(end.year),) if end else years(self.sentence)
        return found | dict.fromkeys(said, 1.0)

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        found = keys(self.quantity, around=_AROUND) if self.quantity else ()
        return dict.fromkeys(found, _NUMBER)
