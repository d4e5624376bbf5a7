"""The word lists of a language, loaded once from `claims/engine/data`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from claims.engine.reading.phrases import (
    Idiom,
    Phrases,
    idioms_in,
    names_in,
    phrases_in,
    sizes,
)
from claims.engine.reading.tokens import TOKEN
from claims.engine.reading.view import ENCLOSED
from claims.engine.reading.wordlists import DATA, table, word_lists

#: Callers name languages as they like ("en-GB"): so many names are remembered.
TAGS = 64

#: A language is a folder of word lists.
LANGUAGES = frozenset(path.name for path in DATA.iterdir() if path.is_dir())


@dataclass(frozen=True, slots=True)
class Unit:
    kind: str
    name: str
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    cardinals: dict[str, Decimal]
    scales: dict[str, Decimal]
    scale_letters: dict[str, Decimal]
    groups: dict[str, Decimal]
    vague: dict[str, Decimal]
    denominators: dict[str, Decimal]
    ordinals: dict[str, Decimal]
    multiples: dict[str, Decimal]
    decades: dict[str, Decimal]
    glyphs: dict[str, Decimal]
    roman: frozenset[str]
    left: Phrases
    right: Phrases
    units: dict[str, Unit]
    unit_starts: dict[str, int]
    unit_tails: frozenset[str]  # the words of a unit's name after its first
    signs: dict[str, str]
    sign_sizes: dict[str, tuple[int, ...]]  # by the last token, longest first
    codes: dict[str, str]
    moneyed: frozenset[str]  # what stands beside an amount: signs, codes, "meur"
    shared_currencies: frozenset[str]
    calendar: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    idioms: dict[str, dict[str, tuple[Idiom, ...]]]
    names: dict[str, tuple[tuple[str, ...], ...]]
    words: dict[str, frozenset[str]]
    plurals: dict[str, str]
    reporting: frozenset[str]
    strong: frozenset[str]
    sources: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    moving: frozenset[str]  # up or down
    periods: dict[str, frozenset[str]]
    triggers: frozenset[str]
    closed: frozenset[str]
    sentence_words: frozenset[str]  # closed classes, verbs and days: no nouns
    #: What stands beside somebody who speaks, and at the head of a time phrase.
    speaking: frozenset[str]
    timing: frozenset[str]
    lists: dict[str, frozenset[str]]  # of single rules: "ranges.to"
    pairs: dict[str, dict[str, str]]  # those of them that say "word=meaning"
    compounds: dict[str, str]  # what number words of one piece are made of
    decimal_comma: bool = False
    indian_groups: bool = False  # 12,34,567 is how the language prints a number


@lru_cache(TAGS)
def language_code(language: str) -> str:
    """The language whose words a text in `language` ("de-CH") is read with."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return code if code in LANGUAGES else "en"


@lru_cache(TAGS)
def lexicon(language: str) -> Lexicon:
    """The words of `language` ("en", "en-GB"); an unknown language reads as English."""
    code, _, region = language.lower().replace("_", "-").partition("-")
    known = _load(language_code(language))
    printing = table("numerals.toml")
    pointed = f"{code}-{region}" in printing["decimal_point"]["tags"].split()
    commas = not pointed and code in printing["decimal_comma"]["languages"].split()
    groups = printing["indian_groups"]
    indian = code in groups["languages"].split() or region in groups["regions"].split()
    if not (commas or indian):
        return known
    return replace(known, decimal_comma=commas, indian_groups=indian)


@cache
def _load(code: str) -> Lexicon:
    numerals = table(f"{code}/numerals.toml")
    qualifiers = table(f"{code}/qualifiers.toml")
    language = table(f"{code}/language.toml")
    labels = table(f"{code}/labels.toml")
    measures, money = _measures(code)
    units, starts = _units(measures)
    clauses = table(f"{code}/clauses.toml")
    names = names_in(labels["names"]["phrases"])
    idioms = idioms_in(labels["idioms"]["phrases"])
    _add_currencies(units, starts, money["names"], money["fragile"]["names"].split())
    return Lexicon(
        cardinals=_numbers(numerals["cardinals"]),
        scales=_numbers(numerals["scales"]),
        scale_letters=_numbers(numerals["scale_letters"]),
        groups=_numbers(numerals["groups"]),
        vague=_numbers(numerals["vague"]),
        denominators=_numbers(numerals["denominators"]),
        ordinals=_numbers(numerals["ordinals"]),
        multiples=_numbers(numerals["multiples"]),
        decades=_numbers(numerals["decades"]),
        glyphs={sign: _ratio(text) for sign, text in numerals["glyphs"].items()},
        roman=frozenset(numerals["words"]["roman"].split()),
        left=phrases_in(qualifiers["left"], nearest=-1),
        right=phrases_in(qualifiers["right"], nearest=0),
        units=units,
        unit_starts=starts,
        unit_tails=frozenset(word for key in units for word in key.split()[1:]) | {"-"},
        signs=(signs := _signs(money["signs"])),
        sign_sizes=sizes(signs, nearest=-1),
        codes=(codes := _codes(money["codes"]["codes"])),
        moneyed=frozenset({*signs, *codes, *(f"m{code}" for code in codes)})
        | frozenset(sign.rpartition(" ")[2] for sign in signs),
        shared_currencies=frozenset(money["shared"]["names"].split()),
        calendar=_sets(calendar := table(f"{code}/calendar.toml")),
        labels={name: frozenset(labels[name]["words"].split()) for name in _LABELS},
        idioms=idioms,
        names=names,
        words=_sets({k: v for k, v in language.items() if k != "irregular_plurals"}),
        plurals=dict(pair.split("=") for pair in language["irregular_plurals"].split()),
        reporting=frozenset(clauses["reporting"]["verbs"].split()),
        strong=frozenset(clauses["reporting"]["strong"].split()),
        sources=frozenset(clauses["reporting"]["nouns"].split()),
        up=frozenset(clauses["trend"]["up"].split()),
        down=frozenset(clauses["trend"]["down"].split()),
        moving=_united(clauses["trend"], "up down"),
        periods=_sets(clauses["periods"]),
        triggers=_triggers(numerals),
        closed=_united(language, " ".join(_CLOSED)),
        sentence_words=_united(language, f"{' '.join(_CLOSED)} verbs")
        | _united(calendar, "months weekdays"),
        speaking=_united(clauses["reporting"], "verbs nouns agents"),
        timing=_united(clauses["periods"], "lead relative openers")
        | {f"{word}'s" for word in _united(calendar, "months weekdays")}
        | _united(calendar, "months month_abbreviations"),
        lists=word_lists(code),
        pairs=_pairs({**word_lists(code), "plurals.endings": _endings(language)}),
        compounds=numerals.get("compounds", {}),
    )


def _endings(language: dict[str, str]) -> frozenset[str]:
    return frozenset(language.get("plural_endings", "").split())


def _pairs(lists: dict[str, frozenset[str]]) -> dict[str, dict[str, str]]:
    return {
        name: dict(word.split("=") for word in words)
        for name, words in lists.items()
        if words and all("=" in word for word in words)
    }


def _triggers(numerals: dict[str, dict[str, Any]]) -> frozenset[str]:
    """Every word that may start a number."""
    words = set(numerals["words"]["roman"].split()) | ENCLOSED
    words |= set(numerals["words"]["also"].split())
    sections = ("cardinals", "scales", "groups", "vague", "denominators", "ordinals")
    for section in (*sections, "multiples", "decades", "glyphs"):
        words |= set(numerals[section])
    return frozenset(words - set(numerals["words"]["never_first"].split()))


_CLOSED = (
    "prepositions",
    "conjunctions",
    "auxiliaries",
    "pronouns",
    "determiners",
    "adverbs",
)


_LABELS = ("prefixes", "index_names", "streets", "sports")


def _numbers(section: dict[str, int | str]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in section.items()}


def _ratio(text: str) -> Decimal:
    above, below = text.split("/")
    return Decimal(above) / Decimal(below)


def _sets(section: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in section.items()}


def _united(section: dict[str, str], names: str) -> frozenset[str]:
    return frozenset(word for name in names.split() for word in section[name].split())


def unit_key(alias: str) -> str:
    """An alias as the reader meets it: tokens joined by blanks, hyphens left out."""
    return " ".join(word for word in TOKEN.findall(alias) if word != "-")


def _measures(code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The units and the currencies, by the language's own names where it has some."""
    data, money = table("units.toml"), table("currencies.toml")
    if not (DATA / code / "units.toml").exists():
        return data, money
    data = table(f"{code}/units.toml")
    money |= {"names": data.pop("money"), "shared": data.pop("shared")}
    return data, money


def _units(data: dict[str, Any]) -> tuple[dict[str, Unit], dict[str, int]]:
    fragile = frozenset(data.pop("fragile")["words"].split())
    units: dict[str, Unit] = {}
    starts: dict[str, int] = {}
    for kind, names in data.items():
        for name, aliases in names.items():
            for alias in aliases.split(","):
                key = unit_key(alias.lower())
                units.setdefault(key, Unit(kind, name, alias in fragile))
                _note_start(starts, key)
    return units, starts


def _add_currencies(
    units: dict[str, Unit],
    starts: dict[str, int],
    names: dict[str, str],
    fragile: list[str],
) -> None:
    for code, aliases in names.items():
        for alias in aliases.split(","):
            key = unit_key(alias)
            units.setdefault(key, Unit("money", code, alias in fragile))
            _note_start(starts, key)


def _note_start(starts: dict[str, int], key: str) -> None:
    first = key.partition(" ")[0]
    starts[first] = max(starts.get(first, 0), key.count(" ") + 1)


def _codes(codes: str) -> dict[str, str]:
    return {code: code.upper() for code in codes.split()} | {"rmb": "CNY", "cnh": "CNY"}


def _signs(section: dict[str, str]) -> dict[str, str]:
    return {
        " ".join(TOKEN.findall(alias)): code
        for code, aliases in section.items()
        for alias in aliases.split(",")
    }
