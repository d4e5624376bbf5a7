"""The keys of the pages: the one table that names them, and what may stand in their place.

Scripts get their map from it, and the list of keys, the hints on buttons, the form of
"Your keys" and the REST endpoint are drawn from it.  No key is named anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType


class Place(StrEnum):
    """Which pages a key works on."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    CLAIM = "claim"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Shortcut:
    act: str
    key: str  # as it comes; matched by what it types, whatever the keyboard
    does: str
    place: Place = Place.EVERYWHERE

    def meets(self, other: Shortcut) -> bool:
        """Whether some page listens to both."""
        return self.place is other.place or Place.EVERYWHERE in (
            self.place,
            other.place,
        )


SHORTCUTS = (
    Shortcut("next_entry", "j", "Next entry of a list"),
    Shortcut("previous_entry", "k", "Previous entry of a list"),
    Shortcut("take_next", "n", "Take the next claim of the queue"),
    Shortcut("help", "?", "Show the keys"),
    Shortcut("choose", "x", "Choose the entry in focus", Place.LIST),
    Shortcut("several", "b", "Do something to the claims chosen", Place.LIST),
    Shortcut("take", "t", "Take the claim", Place.CLAIM),
    Shortcut("confirm", "c", "Confirm the reading", Place.CLAIM),
    Shortcut("reread", "x", "Put the reading right", Place.CLAIM),
    Shortcut("skip", "s", "Pass the claim over", Place.CLAIM),
    Shortcut("attach", "a", "Attach evidence", Place.CLAIM),
    Shortcut("evidence", "e", "To the evidence", Place.CLAIM),
    Shortcut("talk", "d", "To the discussion", Place.CLAIM),
    Shortcut("review", "r", "To the review, or what is to be done now", Place.CLAIM),
    Shortcut("take_up", "u", "Take up the number in focus", Place.ARTICLE),
    Shortcut("quote", "q", "Cut the words that are marked", Place.ARTICLE),
    Shortcut("undo_cut", "z", "Undo the last cut", Place.ARTICLE),
)
BY_ACT: Mapping[str, Shortcut] = MappingProxyType({one.act: one for one in SHORTCUTS})
#: What browsers do by themselves, told beside the others and not to be changed.
FIXED = (
    ("Enter", "Open the entry"),
    ("Escape", "Leave a field; the keys work again"),
)
#: Firefox opens its quick search by these.
RESERVED = frozenset("/'")
#: No key at all.
OFF = ""

_STANDARD = {one.act: one.key for one in SHORTCUTS}


@dataclass(frozen=True, slots=True)
class Preset:
    slug: str
    label: str
    about: str
    keys: Mapping[str, str]


def _preset(slug: str, label: str, about: str, **other: str) -> Preset:
    return Preset(slug, label, about, MappingProxyType(_STANDARD | other))


STANDARD = _preset(
    "qwerty",
    "Standard (QWERTY)",
    "As they come: mostly the first letter of what is done.",
)
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        one.slug: one
        for one in (
            STANDARD,
            _preset(
                "azerty",
                "AZERTY",
                "Where the standard keys lie on a QWERTY keyboard.",
                attach="q",
                quote="a",
                undo_cut="w",
            ),
            _preset(
                "dvorak",
                "Dvorak",
                "Where the standard keys lie on a QWERTY keyboard, or beside it.",
                next_entry="h",
                previous_entry="t",
                take_next="b",
                choose="q",
                several="x",
                take="y",
                confirm="j",
                reread="q",
                skip="o",
                evidence=".",
                talk="e",
                review="p",
                take_up="g",
                quote=",",
                undo_cut=";",
            ),
            _preset(
                "off",
                "No single keys",
                "For who dictates, or presses keys by accident. Everything is done by Tab "
                "and Enter.",
                **dict.fromkeys(_STANDARD, OFF),
            ),
        )
    }
)


def fault(key: str) -> str:
    """What is wrong with a key, in a sentence; empty where it can be used."""
    if key == OFF:
        return ""
    if len(key) > 1:
        return "One character, or none to switch it off."
    if key.isspace() or not key.isprintable():
        return "Choose a character that can be seen."
    if key in RESERVED:
        return f"Browsers search by {key}; choose another one."
    return ""


def clashes(keys: Mapping[str, str]) -> Iterator[tuple[Shortcut, Shortcut]]:
    """Pairs that one key would ask for on one page, in the order of the table."""
    for one, other in combinations(SHORTCUTS, 2):
        if OFF != keys[one.act] == keys[other.act] and one.meets(other):
            yield one, other


def in_force(kept: Mapping[str, object]) -> dict[str, str]:
    """A key for every act of the table, of what somebody chose at any time.

    What the table no longer knows is dropped.  An act that came later has its standard
    key where that is free, and none for who wants none at all.
    """
    known = {
        act: key
        for act, key in kept.items()
        if act in BY_ACT and isinstance(key, str) and not fault(key)
    }
    if known and not any(known.values()):
        return dict(PRESETS["off"].keys)
    keys = dict(PRESETS["off"].keys)
    for one in sorted(SHORTCUTS, key=lambda one: one.act not in known):
        wanted = known.get(one.act, one.key)
        rivals = (other for other in SHORTCUTS if one.meets(other))
        if all(keys[other.act] != wanted for other in rivals):
            keys[one.act] = wanted
    return keys
