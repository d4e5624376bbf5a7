"""Numbers that tell one thing from another, say when it is, or how a game ended."""

from __future__ import annotations

import pytest

from claims.engine import extract


def kinds(text: str) -> dict[str, str]:
    return {one.surface: one.kind for one in extract(text).numbers}


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("DAY 3", "DAY 3", "label"),
        ("Epidemiological week 7 (10-16 February)", "week 7", "label"),
        ("Drivers returned after day 9 of the strike.", "day 9", "label"),
        ("Take bus 44 from the station.", "bus 44", "label"),
        ("Their case was heard in Court Two on Monday.", "Court Two", "label"),
        ("Courtroom 4 was packed.", "Courtroom 4", "label"),
        ("Juror 4 was excused.", "Juror 4", "label"),
        ("Act 2, scene 3", "scene 3", "label"),
        ("It reopened at mile marker 112.", "marker 112", "label"),
        ("Seeds 3 and 5 met.", "Seeds 3", "label"),
        ("The bill is HB 1234.", "HB 1234", "label"),
        ("Police were called to the 2200 block of Oak Street.", "2200 block", "label"),
        ("Enter passcode 991820 at the gate.", "991820", "identifier"),
        ("1100 AM CDT Tue Oct 8 2024", "1100 AM CDT", "time"),
        ("At 430 PM the storm made landfall.", "430 PM", "time"),
        ("The 9.15 to Leeds was cancelled.", "9.15", "time"),
        ("Doors open at half seven.", "half seven", "time"),
        ("Norby United 2-0 Kelsham Town", "2-0", "score"),
        ("LIVE | Norby 0-1 Kelsham: red card", "0-1", "score"),
        ("Round 2 of talks began.", "Round 2", "label"),
    ],
)
def test_what_names_or_dates_a_thing_counts_nothing(text, surface, kind):
    assert kinds(text)[surface] == kind


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("By bus 40 pupils a day reach the school.", "40"),
        ("The tram 6 people were waiting for never came.", "6"),
        ("In court two men denied the charge.", "two"),
        ("The scene 300 people saw was grim.", "300"),
        ("Every day 300 of the workers walk in.", "300"),
        ("This week 30 of the 40 schools reopened.", "30"),
        ("They sell the 400 block passes for $5.", "400"),
        ("By half ten guests had gone.", "ten"),
        ("In Texas 10-15 Republicans crossed the aisle.", "10-15"),
        ("Fewer than 20-30 Germans voted.", "20-30"),
    ],
)
def test_a_number_with_its_noun_behind_the_same_word_counts(text, surface):
    assert kinds(text)[surface] in {"count", "rate"}


def test_lines_numbered_in_a_row_have_list_markers():
    text = "Most read\n1 Storm names for 2027\n2 Petrol at 146p\n\n3 Can you live here?"
    assert [one for one in kinds(text).items() if len(one[0]) == 1] == [
        ("1", "list_marker"),
        ("2", "list_marker"),
        ("3", "list_marker"),
    ]


def test_two_lines_that_start_with_a_number_are_no_list():
    for text in ("3 Boats sank.\n14 People died.", "Sunk\n1 Ferry\n2 Barges\n"):
        assert set(kinds(text).values()) == {"count"}
