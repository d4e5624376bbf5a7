"""Countries in a sentence: names and adjectives to codes, by `countries.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from claims.documents.text import normalise
from claims.providers.statistics.words import any_of
from claims.providers.urls import host_of

#: What a country says of itself; all else in the table is what providers call it.
_OWN = frozenset(
    [
        "iso2",
        "names",
        "adjectives",
        "german",
        "german_adjectives",
        "shown",
        "german_shown",
        "region",
    ]
)
#: How many times as often as the next a country is named that a story is about.
_CLEARLY = 3
#: What may follow a name: Kenyans, Norwegens, and russisch, russische, russischen.
_FORMS = {
    "names": "{}",
    "adjectives": "{}s?",
    "german": "{}s?",
    "german_adjectives": "(?i:{}(?:e[mnrs]?)?)",
}


@dataclass(frozen=True, slots=True)
class Country:
    """`shown` and `german` are its name in a sentence; `called` is what providers call it,
    by the provider's name, where that is not its name or code: "" for not at all.
    """

    iso3: str
    iso2: str
    name: str
    shown: str
    german: str
    region: bool = False
    called: Mapping[str, str] = field(default_factory=dict, hash=False)


def countries_in(text: str, *, near: int = 0) -> tuple[Country, ...]:
    """The countries a text names, the nearest to an offset first.

    A region (the European Union, the world) is only meant where no country is.
    """
    found: dict[str, int] = {}
    for code, at in _mentions(text):
        found[code] = min(abs(at - near), found.get(code, abs(at - near)))
    named = [_table()[code] for code in sorted(found, key=lambda code: found[code])]
    return tuple(c for c in named if not c.region) or tuple(named)


@functools.lru_cache(maxsize=8)
def story_country(title: str, text: str, address: str) -> tuple[Country, str] | None:
    """The country a story is about, and what says so; None where that is not clear.

    The one its headline names; else the one its text names alone, or far more often than
    any other; else, where it names none at all, the one its publisher's address ends in.
    """
    headline = countries_in(title)
    if len(headline) == 1 and not headline[0].region:
        return headline[0], "named in the headline"
    counted = Counter(code for code, _ in _mentions(text) if not _table()[code].region)
    if counted:
        (first, most), *others = counted.most_common(2)
        if not others or most >= _CLEARLY * others[0][1]:
            return _table()[first], "the country the article names most"
        return None
    if headline or is_about_less(title):
        return None
    home = _homes().get(host_of(address).rpartition(".")[2])
    return (home, "its publisher's country") if home else None


def is_about_less(text: str) -> bool:
    """Whether a text speaks of a part of a country, or of more than one."""
    return bool(_smaller().search(text))


def _mentions(text: str) -> Iterator[tuple[str, int]]:
    for match in _pattern().finditer(normalise(text)):
        code = _names().get(match.group().casefold(), "") or _code_of(match.group())
        if code:
            yield code, match.start()


def country(iso3: str) -> Country | None:
    return _table().get(iso3)


def all_countries() -> Iterable[Country]:
    return _table().values()


def _code_of(written: str) -> str:
    """The country of a word with an ending: Kenyans, russischen."""
    word = written.casefold()
    for ending in ("s", "e", "em", "en", "er", "es"):
        if word.endswith(ending) and word.removesuffix(ending) in _names():
            return _names()[word.removesuffix(ending)]
    return ""


@functools.cache
def _data() -> Mapping[str, Any]:
    file = resources.files(__package__) / "countries.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _table() -> Mapping[str, Country]:
    return {
        iso3: Country(
            iso3=iso3,
            iso2=row["iso2"],
            name=row["names"][0],
            shown=row.get("shown", row["names"][0]),
            german=row.get("german_shown", (*row.get("german", ()), *row["names"])[0]),
            region=row.get("region", False),
            called={name: said for name, said in row.items() if name not in _OWN},
        )
        for iso3, row in _data()["country"].items()
    }


@functools.cache
def _homes() -> Mapping[str, Country]:
    """Countries by the end of an address: "de", "uk"."""
    known = {place.iso2.lower(): place for place in _table().values() if place.iso2}
    endings = _data()["endings"]
    known |= {ending: _table()[iso3] for ending, iso3 in endings["also"].items()}
    return {end: known[end] for end in known.keys() - {*endings["open"]}}


@functools.cache
def _smaller() -> re.Pattern[str]:
    return any_of(_data()["parts"]["words"])


@functools.cache
def _names() -> Mapping[str, str]:
    """Every name in small letters to its country; "" for names of no country."""
    known = dict.fromkeys(map(str.casefold, _data()["not_countries"]["names"]), "")
    for iso3, row in _data()["country"].items():
        for part in _FORMS:
            for name in row.get(part, ()):
                known.setdefault(name.casefold(), iso3)
    return known


@functools.cache
def _pattern() -> re.Pattern[str]:
    rows = _data()["country"].values()
    forms = {re.escape(name): name for name in _data()["not_countries"]["names"]}
    for part, form in _FORMS.items():
        names = (name for row in rows for name in row.get(part, ()))
        forms |= {form.format(re.escape(name)): name for name in names}
    by_letter: dict[str, list[str]] = {}
    for form, name in sorted(forms.items(), key=lambda one: -len(one[1])):
        by_letter.setdefault(name[0].casefold(), []).append(form)
    # What does not begin as a word does is not looked at: there are a thousand names.
    groups = (
        f"(?=[{letter}{letter.upper()}])(?:{'|'.join(alike)})"
        for letter, alike in by_letter.items()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?![\w$])")
