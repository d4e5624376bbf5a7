"""Is a number how far something moved, or where it stands?  And from where it came."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from claims.engine.reading import extract
from claims.engine.reasoning.lexicon import load
from claims.engine.types import NumericClaim

_CLAUSE = re.compile(
    r"[.;:!?](?=\s|$)|[()\u2014]|,\s(?:and|but|while|whereas|und|aber|während)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+(?:[.,]\d+)*|%|,")
#: How far, in words, the verb may stand before "by 5 percent", or the noun before "of".
_VERB_REACH, _NOUN_REACH = 14, 9
#: How many characters of a lead tell how it ends; and the words a level is reached by.
_SIGHT = 80
_ARRIVED = (["to"], ["at"], ["auf"])
_SHARES = frozenset({"percent", "fraction"})
_MOVABLE = frozenset(
    {"percent", "fraction", "percentage_point", "money", "count", "measure", "rate"}
    | {"temperature", "duration", "index"}
)
UP, DOWN, MOVED = "up", "down", "moved"


def change_of(
    kind: str, surface: str, before: str, after: str, *, base: str | None = None
) -> str:
    """up, down or moved when the number is how far it went; "" when it is a level."""
    if kind == "multiple":
        return _of_multiple(surface)
    if kind not in _MOVABLE:
        return ""
    lead = _words(_CLAUSE.split(before)[-1])
    tail = _words(_CLAUSE.split(after)[0])
    return (
        _compared(tail)
        or _noun_after(tail)
        or _led(lead, tail, share=kind in _SHARES, whole=bool(base))
    )


def _of_multiple(surface: str) -> str:
    low = surface.lower()
    if low not in words("lists.moving"):
        return ""
    return DOWN if low.startswith("hal") else UP


def _compared(tail: list[str]) -> str:
    """ "5 percent more than", "5 Prozent höher", "a fifth above last year"."""
    if not tail or tail[0] == ",":
        return ""
    return _direction(tail[0], "compared")


def _noun_after(tail: list[str]) -> str:
    """ "a 5 percent rise", "the 3,000-vote drop in June"."""
    for word in tail[:2]:
        found = _direction(word, "nouns")
        if found:
            return found
        if not word.endswith(("ly", "ual")):
            return ""
    return ""


def _led(lead: list[str], tail: list[str], *, share: bool, whole: bool) -> str:
    bare, by = _without_hedges(lead)
    if by:
        found = _nearest(bare[-_VERB_REACH:]) or _nearest(tail[:_VERB_REACH])
        return found or ("" if not share and _is_passive(bare) else MOVED)
    if not bare:
        return ""
    last = bare[-1]
    if last in words("nouns.joints"):
        return _noun_before(bare[:-1])
    if last in words("lists.to"):
        return ""
    found = _direction(last, "verbs")
    if found and not _is_phrasal(bare):
        return found
    for way in (UP, DOWN):
        if last in words(f"verbs.{way}_transitive") and share and not whole:
            return way
    return ""


def _is_passive(bare: list[str]) -> bool:
    """ "Was signed by 640,000 voters": they did it, nothing moved."""
    return (
        bare[-1:] != []
        and bare[-1].endswith(("ed", "en", "wn"))
        and bool({"was", "were", "is", "are", "been", "being"} & set(bare[-3:-1]))
    )


def _is_phrasal(bare: list[str]) -> bool:
    """ "Pensions take up 6 percent of the budget" moves nothing."""
    return bare[-1] in {"up", "down"} and bool(
        words("lists.phrasal") & set(bare[-3:-1])
    )


def _noun_before(bare: list[str]) -> str:
    """ "An increase in rents of", "growth was", "ein Anstieg der Mieten um"."""
    for word in reversed(bare[-_NOUN_REACH:]):
        found = _direction(word, "nouns")
        if found or word in words("lists.to") - {"von", "bei"}:
            return found
    return ""


def _nearest(reach: list[str]) -> str:
    for word in reversed(reach):
        for group in ("verbs", "nouns", "compared"):
            found = _direction(word, group)
            if found:
                return found
        for way in (UP, DOWN):
            if word in words(f"verbs.{way}_transitive"):
                return way
    return ""


def _direction(word: str, group: str) -> str:
    for way in (UP, DOWN):
        if word in words(f"{group}.{way}"):
            return way
    return MOVED if group == "nouns" and word in words("nouns.moved") else ""


def _without_hedges(lead: list[str]) -> tuple[list[str], bool]:
    """The words before a number's hedges, and whether "by" was among them."""
    bare, by = list(lead), False
    while bare:
        if bare[-2:] == ["up", "to"]:
            del bare[-2:]
        elif bare[-1] in words("lists.by"):
            by = True
            bare.pop()
        elif bare[-1] in words("lists.hedges"):
            bare.pop()
        else:
            break
    return bare, by


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def former_of(sentence: str, start: int, end: int) -> NumericClaim | None:
    """The earlier level in "from 40 to 50" or "to 50 from 40", for the number 50."""
    lead, _ = _without_hedges(_words(sentence[max(0, start - _SIGHT) : start]))
    if lead[-1:] not in _ARRIVED or not words("lists.from") & set(_words(sentence)):
        return None
    numbers = _numbers(sentence)
    own = next((one for one in numbers if one.start <= start < one.end), None)
    if own is None:
        return None
    for one in numbers:
        if one is own or one.kind != own.kind or one.low != one.high or not one.low:
            continue
        lead, _ = _without_hedges(_words(sentence[: one.start]))
        if (
            lead[-1:]
            and lead[-1] in words("lists.from")
            and _joined(sentence, one, own)
        ):
            return one
    return None


def _joined(sentence: str, one: NumericClaim, own: NumericClaim) -> bool:
    if one.end <= own.start:
        between, _ = _without_hedges(_words(sentence[one.end : own.start]))
        return between[-1:] in (["to"], ["auf"]) and len(between) <= _NOUN_REACH
    between = _words(sentence[own.end : one.start])
    lead, _ = _without_hedges(_words(sentence[: own.start]))
    return len(between) <= _NOUN_REACH and lead[-1:] in _ARRIVED


@lru_cache(maxsize=256)
def _numbers(sentence: str) -> tuple[NumericClaim, ...]:
    german = bool(re.search(r"\b(?:von|auf|der|die|das|und)\b", sentence))
    return extract(sentence, language="de" if german else "en").claims


@cache
def words(name: str) -> frozenset[str]:
    """A word list of `movement.toml`, "table.list"."""
    part, _, key = name.partition(".")
    return frozenset(str(_table()[part][key]).split())


@cache
def _table() -> dict[str, Any]:
    return load("movement.toml")
