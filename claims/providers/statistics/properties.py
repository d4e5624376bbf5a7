"""Which properties of a thing a claim asks for, by `properties.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from claims.documents.text import normalise
from claims.providers.base import ClaimFrame
from claims.providers.statistics.words import any_of, text_around

_ASKED = 3


@dataclass(frozen=True, slots=True)
class Property:
    id: str
    name: str
    kind: str
    says: str
    words: re.Pattern[str]
    dated: bool = False


def properties_of(claim: ClaimFrame) -> tuple[Property, ...]:
    """What the claim may state of a thing, by its words and its sort of number."""
    text = normalise(text_around(claim))
    found = (
        one
        for one in all_properties()
        if claim.kind in {"", one.kind} and one.words.search(text)
    )
    return tuple(found)[:_ASKED]


@functools.cache
def all_properties() -> tuple[Property, ...]:
    return tuple(
        Property(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            says=row["says"],
            words=any_of(row["words"]),
            dated=row.get("dated", False),
        )
        for row in _data()["property"]
    )


def unit_name(item: str) -> str:
    """The unit an item stands for, in plain words; "" when it is not in the table."""
    return str(_data()["units"].get(item, ""))


@functools.cache
def _data() -> Mapping[str, Any]:
    file = resources.files(__package__) / "properties.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
