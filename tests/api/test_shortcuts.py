"""One's keys over REST: the same rules as on their page."""

from __future__ import annotations

from claims import selectors
from claims.shortcuts import STANDARD


def test_keys_are_read_changed_and_set_back(as_stranger, stranger):
    assert as_stranger.get("shortcuts/").json() == STANDARD.keys
    changed = as_stranger("PATCH", "shortcuts/", {"preset": "azerty", "talk": "m"})
    assert changed.json() == selectors.shortcuts_of(stranger)
    assert (changed.json()["attach"], changed.json()["talk"]) == ("q", "m")
    back = as_stranger("PATCH", "shortcuts/", {"preset": "qwerty"})
    assert back.json() == STANDARD.keys


def test_what_cannot_be_is_refused(as_stranger):
    for wrong in (
        {"talk": "e"},
        {"talk": "ab"},
        {"talk": " "},
        {"talk": 1},
        {"talk": None},
        {"moon": "m"},
        {"preset": "moon"},
    ):
        answer = as_stranger("PATCH", "shortcuts/", wrong)
        assert answer.status_code == 400, wrong
    assert as_stranger.get("shortcuts/").json() == STANDARD.keys
