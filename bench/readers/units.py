"""One name for each unit, so that readers with other vocabularies can be compared."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "claims" / "engine" / "data"
#: Names that only a peer uses.
PEERS = {
    "percentage": "percent",
    "degree angle": "degree",
    "degree rankine": "rankine",
    "c": "celsius",
    "f": "fahrenheit",
    "k": "kelvin",
    "r": "rankine",
    "d": "degree",
    "minute of arc": "minute",
    "second of arc": "second",
    "pound": "pound-mass",
    "ton": "tonne",
    "metric ton": "tonne",
    "unk": "",
    "dimensionless": "",
    "count": "",
}


def canonical(name: str, kind: str = "") -> str:
    """Our name of a unit: `dollar` is USD, `Kilometer` kilometre, `mph` mile per hour.

    A currency's name may be a weight's too; `kind` decides.  What it is per is dropped,
    because we keep that apart.  A name nobody knows stays as it is, in lower case.
    """
    known = _currencies() if kind == "money" else _units()
    plain = " ".join(name.lower().split())
    if plain in known:
        return known[plain]
    head = plain.split(" per ")[0]
    return known.get(head, head)


@cache
def _currencies() -> dict[str, str]:
    data = tomllib.loads((DATA / "currencies.toml").read_text("utf-8"))
    tables = (data["names"], data["signs"])
    known = {alias: code for table in tables for alias, code in _aliases(table)}
    return known | {code.lower(): code for code in known.values()}


@cache
def _units() -> dict[str, str]:
    data = tomllib.loads((DATA / "units.toml").read_text("utf-8"))
    known: dict[str, str] = {}
    for table in data.values():
        if isinstance(table, dict):
            for alias, unit in _aliases(table):
                known.setdefault(alias, unit)
            known |= {unit.lower(): unit for unit in table}
    return known | PEERS


def _aliases(table: dict[str, object]) -> list[tuple[str, str]]:
    return [
        (alias, name)
        for name, aliases in table.items()
        if isinstance(aliases, str)
        for alias in aliases.split(",")
    ]
