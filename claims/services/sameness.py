"""Whether a check that goes out again says of its number what readers were told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from claims.models import Claim, Publication, Verdict
from claims.models.numbers import ComparableNumber

#: What makes a number another one, as it is called to people.  How what is counted and
#: who says it are spelled is wording.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "low": "number",
        "high": "number",
        "low_open": "bound",
        "high_open": "bound",
        "qualifier": "bound",
        "kind": "unit",
        "unit": "unit",
        "per": "unit",
        "base": "base",
        "period": "period",
    }
)
EVIDENCE = "evidence cited"


def told_of(number: ComparableNumber) -> dict[str, str]:
    """A number as it is kept with a publication."""
    return {name: _text(getattr(number, name)) for name in NAMES}


def differs(before: Publication, claim: Claim, verdict: Verdict) -> list[str]:
    """What of a check is not as it was published, rating aside: "number", "evidence".

    Of publications from before readings were kept, the reading is not compared.
    """
    one, other = before.verdict.review, verdict.review
    found = list(_moved(before.reading, told_of(claim))) if before.reading else []
    if any(_moved(told_of(one), told_of(other))):
        found.append("figure found")
    if set(one.evidence.values_list("pk")) != set(other.evidence.values_list("pk")):
        found.append(EVIDENCE)
    return list(dict.fromkeys(found))


def _moved(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    return (NAMES[name] for name in NAMES if before.get(name, "") != after[name])


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
