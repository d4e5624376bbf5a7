"""Notices, choices, watching and presence over REST."""

from __future__ import annotations

from claims.services import talking


def test_notices_are_listed_narrowed_and_read(as_reviewer, claim, editor):
    talking.begin(claim, text="@rita, gross?", actor=editor)
    (row,) = as_reviewer.get("notices/?unread=true").json()["results"]
    assert (row["event"], row["actor"], row["claim"]) == ("mentioned", "edda", claim.pk)
    assert row["page"].endswith(f"#comment-{row['comment']}")
    assert as_reviewer.post("notices/read/", {"ids": [row["id"]]}).json() == {"read": 1}
    assert as_reviewer.post("notices/read/").json() == {"read": 0}
    assert as_reviewer.get("notices/?unread=true").json()["count"] == 0
    assert as_reviewer.get("notices/").json()["count"] == 1
    assert as_reviewer.get("notices/?unread=maybe").status_code == 400


def test_choices_are_read_and_changed(as_reviewer):
    assert as_reviewer.get("notices/choices/").json()["assigned"] == "digest"
    changed = as_reviewer("PATCH", "notices/choices/", {"assigned": "off"})
    assert changed.json()["assigned"] == "off"
    for wrong in ({"assigned": "loudly"}, {"moon": "off"}, {"assigned": 1}):
        assert as_reviewer("PATCH", "notices/choices/", wrong).status_code == 400


def test_a_claim_is_watched(as_stranger, claim):
    path = f"claims/{claim.pk}/watch/"
    assert as_stranger.get(path).json() == {"watching": False}
    assert as_stranger.post(path, {"watching": True}).json() == {"watching": True}
    assert as_stranger.get(path).json() == {"watching": True}
    assert as_stranger.post(path, {}).status_code == 400


def test_who_looks_is_told(as_reviewer, as_editor, claim):
    path = f"claims/{claim.pk}/presence/"
    as_editor.post(path)
    assert as_reviewer.get(path).json() == {"others": ["edda"]}
