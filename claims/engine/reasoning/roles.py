"""The part a number plays in its sentence: level or change, reached or aimed at, now
or before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.engine.reasoning.margins import is_margin
from claims.engine.types import Quantity

_FORMER = re.compile(
    r"\b(?:from|(?:up|down) from|after|(?:compared|compare) (?:with|to)|previously)\s+"
    r"(?:only |just |about |some |around |nearly |almost |more than |over |the )*$",
    re.IGNORECASE,
)
_AIM_BEFORE = re.compile(
    r"\b(?:target|goal|aim|limit|threshold|ceiling|maximum|minimum(?! wage)|recommended)"
    r"(?:\s+\w+)?\s+(?:of|is|was|at)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_AIM_AFTER = re.compile(
    r"^[^.;:!?,]{0,45}\b(?:necessary|required|recommended|(?:target|goal|limit|threshold))"
    r"\b",
    re.IGNORECASE,
)
#: How far behind its number a date still belongs to it alone.
_BESIDE = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the sentence it stands in; `around` may name what that leaves out:
    an article's title, or the heading and the sentences near a source's number.
    """

    quantity: Quantity
    sentence: str
    at: int
    around: str = ""

    @property
    def before(self) -> str:
        return self.sentence[: self.at]

    @property
    def after(self) -> str:
        return self.sentence[self.at + len(self.quantity.surface) :]


def role_gap(claim: Told, source: Told) -> str:
    if _is_margin(claim) != _is_margin(source):
        return "one side gives a margin of error, the other a value"
    if claim.quantity.kind != source.quantity.kind:
        return ""
    ours, theirs = claim.quantity, source.quantity
    reckoned = bool(ours.change) and theirs.former is not None
    if bool(ours.change) != bool(theirs.change) and not reckoned:
        return "one side gives a change, the other a level"
    if _is_aim(claim) != _is_aim(source):
        return "one side gives an aim or a limit, the other what was reached"
    if _is_former(claim) != _is_former(source):
        return "one side gives the earlier of two numbers, the other the later"
    return ""


def _is_margin(told: Told) -> bool:
    return is_margin(told.before, told.quantity.surface, told.after)


def _is_former(told: Told) -> bool:
    """ "Up from 40": a number the text has left behind, unless it dates it itself."""
    period = told.quantity.period
    if period and period in told.after[: len(period) + _BESIDE]:
        return False
    return bool(_FORMER.search(told.before))


def _is_aim(told: Told) -> bool:
    return bool(_AIM_BEFORE.search(told.before) or _AIM_AFTER.search(told.after))
