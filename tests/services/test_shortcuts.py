"""One table of keys, and other ones for who wants other ones."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from claims import selectors
from claims.errors import InvalidInputError
from claims.models import ShortcutChoice
from claims.services import leaving, shortcuts
from claims.shortcuts import (
    BY_ACT,
    PRESETS,
    SHORTCUTS,
    STANDARD,
    clashes,
    fault,
    in_force,
)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_set_has_a_key_that_works_for_every_act(preset):
    assert set(preset.keys) == set(BY_ACT)
    assert list(clashes(preset.keys)) == []
    assert [key for key in preset.keys.values() if fault(key)] == []


def test_the_table_is_in_the_order_of_its_places():
    places = [place for place, _ in groupby(SHORTCUTS, key=lambda one: one.place)]
    assert len(places) == len(set(places))


def test_no_key_is_named_outside_the_table():
    keys = "".join(re.escape(one.key) for one in SHORTCUTS)
    literal = re.compile(rf"<kbd[^>]*>[{keys}]<|accesskey|event\.key === \"[{keys}]\"")
    folders = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("claims/static/**/*.js")]
    assert [one.name for one in folders if literal.search(one.read_text())] == []


def test_the_script_does_every_act_of_the_table():
    script = (ROOT / "claims/static/claims/workbench.js").read_text()
    acts = re.search(r"const ACTS = \{(.*?)\n\};", script, re.DOTALL)
    assert re.findall(r"^  (\w+):", acts.group(1), re.MULTILINE) == list(BY_ACT)


def test_a_key_is_changed_switched_off_and_brought_back(reviewer, stranger):
    shortcuts.choose(reviewer, {"next_entry": "h", "help": ""})
    assert selectors.shortcuts_of(reviewer) == STANDARD.keys | {
        "next_entry": "h",
        "help": "",
    }
    shortcuts.choose(reviewer, {"help": "ж"})
    assert selectors.shortcuts_of(reviewer)["next_entry"] == "h"
    assert selectors.shortcuts_of(stranger) == STANDARD.keys
    shortcuts.choose(reviewer, {}, preset="qwerty")
    assert selectors.shortcuts_of(reviewer) == STANDARD.keys
    assert not ShortcutChoice.objects.exists()


def test_a_set_takes_the_place_of_all_but_the_keys_named(reviewer):
    shortcuts.choose(reviewer, {"review": "v"})
    shortcuts.choose(reviewer, {"talk": "m"}, preset="dvorak")
    expected = PRESETS["dvorak"].keys | {"talk": "m"}
    assert selectors.shortcuts_of(reviewer) == expected
    shortcuts.choose(reviewer, {}, preset="off")
    assert set(selectors.shortcuts_of(reviewer).values()) == {""}


def test_two_acts_trade_their_keys_in_one_step(reviewer):
    shortcuts.choose(reviewer, {"next_entry": "k", "previous_entry": "j"})
    kept = selectors.shortcuts_of(reviewer)
    assert (kept["next_entry"], kept["previous_entry"]) == ("k", "j")


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ({"next_entry": "e"}, "next_entry"),  # of a claim, which is somewhere
        ({"evidence": "j"}, "evidence"),
        ({"talk": "y", "review": "y"}, "review"),
        ({"take_up": "q"}, "take_up"),
        ({"help": "jj"}, "help"),
        ({"help": "Enter"}, "help"),
        ({"help": " "}, "help"),
        ({"help": "\t"}, "help"),
        ({"help": "\u200b"}, "help"),
        ({"help": "/"}, "help"),
        ({"help": "'"}, "help"),
        ({"moon": "m"}, "moon"),
    ],
)
def test_what_cannot_be_is_refused_where_it_was_asked_and_changes_nothing(
    reviewer, keys, field
):
    with pytest.raises(InvalidInputError) as refused:
        shortcuts.choose(reviewer, keys)
    assert refused.value.field == field
    assert not ShortcutChoice.objects.exists()


def test_one_key_serves_on_two_pages_that_are_never_one(reviewer):
    shortcuts.choose(reviewer, {"take_up": "e", "undo_cut": "r"})
    assert selectors.shortcuts_of(reviewer)["take_up"] == "e"


def test_a_set_nobody_made_is_refused(reviewer):
    with pytest.raises(InvalidInputError):
        shortcuts.choose(reviewer, {}, preset="colemak")


def test_what_the_table_no_longer_knows_is_dropped(reviewer):
    kept = {"moon": "m", "help": 7, "talk": "dd", "review": "v"}
    ShortcutChoice.objects.create(person=reviewer, keys=kept)
    assert selectors.shortcuts_of(reviewer) == STANDARD.keys | {"review": "v"}


def test_an_act_that_came_later_takes_no_key_that_was_chosen():
    kept = {act: key for act, key in STANDARD.keys.items() if act != "talk"}
    assert in_force(kept | {"review": "d"})["talk"] == ""
    assert in_force(kept)["talk"] == "d"


def test_an_act_that_came_later_has_no_key_where_none_are_wanted():
    kept = {act: "" for act in BY_ACT if act != "talk"}
    assert in_force(kept) == PRESETS["off"].keys


def test_the_keys_of_who_leaves_go(reviewer):
    shortcuts.choose(reviewer, {"help": "h"})
    leaving.leave(reviewer, actor=None)
    assert not ShortcutChoice.objects.exists()
