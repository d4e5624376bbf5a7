"""What a header says about the unit of the figures under it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

_SEGMENT = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_TAIL = re.compile(r"(?:,|;|\bin\b|[-\u2013\u2014:/])\s*([^,;:()\[\]]{1,40})$", re.I)


@dataclass(frozen=True, slots=True)
class Unit:
    """`after` is said behind the number: "of GDP", "per 100,000", "tonnes"."""

    scale: str = ""
    currency: str = ""
    percent: bool = False
    after: str = ""

    @property
    def known(self) -> bool:
        return bool(self.scale or self.currency or self.percent or self.after)

    def within(self, wider: Unit) -> Unit:
        """This unit with what the wider header adds to it."""
        if self.percent or (wider.percent and self.known):
            return self
        if not self.known:
            return wider
        return replace(
            self,
            scale=self.scale or ("" if self.after else wider.scale),
            currency=self.currency or ("" if self.after else wider.currency),
        )


@dataclass(frozen=True, slots=True)
class Words:
    lead: tuple[str, ...]
    of: frozenset[str]
    scales: Mapping[str, str]
    currencies: Mapping[str, str]
    percent: tuple[str, ...]
    measures: frozenset[str]
    per: frozenset[str]
    empty: frozenset[str]
    times: frozenset[str]
    columns: frozenset[str]
    missing: frozenset[str]
    remarks: frozenset[str]
    spoken: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def words() -> Words:
    given = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    return Words(
        lead=tuple(sorted(given["in"], key=len, reverse=True)),
        of=frozenset(given["of"]),
        scales=_turned(given["scales"]),
        currencies=_turned(given["currencies"]),
        percent=tuple(sorted(given["percent"]["signs"], key=len, reverse=True)),
        measures=frozenset(given["measures"]["words"]),
        per=frozenset(given["measures"]["per"]),
        empty=frozenset(given["empty"]["words"]),
        times=frozenset(given["times"]["words"]),
        columns=frozenset(given["columns"]["words"]),
        missing=frozenset(given["missing"]["words"]),
        remarks=frozenset(given["remarks"]["words"]),
        spoken=given["spoken"],
    )


def _turned(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, spelt in lists.items() for word in spelt}


def split_unit(header: str) -> tuple[str, Unit]:
    """A header without its unit, and the unit: "Losses (in thousands)"."""
    for found in reversed(list(_SEGMENT.finditer(header))):
        if (unit := _unit(found.group(1))).known:
            return _tidy(header[: found.start()] + header[found.end() :]), unit
    if (unit := _unit(header)).known:
        # A word alone is a heading of its own ("Tonnes"), save for signs and scales.
        return ("" if not unit.after or unit.percent else header), unit
    if found_tail := _TAIL.search(header):
        unit = _unit(found_tail.group(1))
        if unit.known:
            return _tidy(header[: found_tail.start()]), unit
    return header, Unit()


def unit_of(text: str) -> Unit:
    """The unit a caption or a unit column states."""
    return split_unit(text)[1]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:-\u2013\u2014")


@lru_cache(maxsize=2_000)
def _unit(segment: str) -> Unit:
    known = words()
    plain = " ".join(segment.split())
    low = plain.lower()
    for lead in known.lead:
        if low.startswith((f"{lead} ", f"{lead}:")):
            plain, low = plain[len(lead) + 1 :].strip(), low[len(lead) + 1 :].strip()
            break
    for sign in known.percent:
        if low == sign:
            return Unit(percent=True)
        rest = low.removeprefix(sign)
        if rest != low and rest.split()[:1] and rest.split()[0] in known.of:
            return Unit(percent=True, after=plain[len(sign) :].strip())
    if low.endswith("%") and low[:-1].strip() in {"annual", "jährlich"}:
        return Unit(percent=True)
    if low in known.measures:
        return Unit(after=plain)
    if low.split()[:1] and low.split()[0] in known.per and len(low.split()) > 1:
        return Unit(after=plain)
    return _money(low, known) or Unit()


def _money(low: str, known: Words) -> Unit | None:
    """A scale, a currency, or both in either order."""
    parts = [low] if low in known.currencies or low in known.scales else low.split()
    scale = currency = ""
    at = 0
    while at < len(parts):
        for size in (3, 2, 1):
            word = " ".join(parts[at : at + size])
            if word in known.currencies and not currency:
                currency, at = known.currencies[word], at + size
                break
            if word in known.scales and not scale:
                scale, at = known.scales[word], at + size
                break
        else:
            if parts[at] in known.of and (scale or currency):
                at += 1
                continue
            glued = _glued(parts[at], known)
            if glued is None or scale or currency:
                return None
            (currency, scale), at = glued, at + 1
    if scale and not currency and low in {"m", "k", "000"}:
        return None  # metres, or anything
    return Unit(scale=scale, currency=currency) if scale or currency else None


def _glued(word: str, known: Words) -> tuple[str, str] | None:
    """ "€m" and "$bn"."""
    for sign, currency in known.currencies.items():
        if word.startswith(sign) and word[len(sign) :] in known.scales:
            return currency, known.scales[word[len(sign) :]]
    return None
