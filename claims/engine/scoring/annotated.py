"""An annotated text, as `seeds/gold/README.md` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claims.engine.types import OTHER_KINDS

#: What a claim says beside its number; an absent key is not scored.
PHRASES = ("claimant", "thing", "base", "period", "per", "trend")
#: Said by somebody the text does not name: a reader is not asked who.
NOBODY_NAMED = "?"

Ends = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """One annotated number; of several acceptable readings the first is the usual."""

    start: int
    end: int
    surface: str
    kinds: tuple[str, ...]
    values: tuple[Ends, ...]
    units: tuple[str, ...]
    qualifier: str
    phrases: Mapping[str, tuple[str | None, ...]]
    checkable: bool
    optional: bool

    @property
    def kind(self) -> str:
        return self.kinds[0]

    @property
    def quantity(self) -> bool:
        return self.kind not in OTHER_KINDS


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    language: str
    split: str
    text: str
    mentions: tuple[Mention, ...]


def annotated(document: Mapping[str, Any]) -> Text:
    """The plain values of one JSON document.  Raises KeyError for a missing key."""
    return Text(
        id=document["id"],
        language=document["language"],
        split=document["split"],
        text=document["text"],
        mentions=tuple(_mention(item) for item in document["mentions"]),
    )


def _mention(item: Mapping[str, Any]) -> Mention:
    values = [(item.get("low"), item.get("high")), *item.get("alt", ())]
    units = (item["unit"], *item.get("alt_unit", ())) if "unit" in item else ()
    return Mention(
        start=item["start"],
        end=item["end"],
        surface=item["surface"],
        kinds=(item["kind"], *item.get("alt_kind", ())),
        values=tuple((_decimal(low), _decimal(high)) for low, high in values),
        units=units,
        qualifier=item.get("qualifier", ""),
        phrases={
            name: (item[name], *item.get(f"alt_{name}", ()))
            for name in PHRASES
            if name in item
        },
        checkable=item["checkable"],
        optional=item.get("optional", False),
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
