"""How far a time, a thing, a denominator and a name reach in a sentence of many numbers."""

from __future__ import annotations

import pytest

from claims.engine import extract

PERIODS = {
    "Sales at Ben's 212 shops were flat in the week to May.": [None],
    "It held 31 of the town's 60 seats before May's vote.": [
        "before May's vote",
        None,
    ],
    "Its 40 trains in May carried 900 people.": ["in May", "in May"],
    "The firm shut 40 shops in the third quarter, and warned of 90 closures.": [
        "in the third quarter",
        None,
    ],
    "The yard built 9 hulls in the third quarter and lost 40 men.": [
        "in the third quarter"
    ]
    * 2,
    "Aid came after the storm brought down 400 trees.": [None],
    "Turnout was 27 percent at the same hour four years ago.": [
        "at the same hour",
        "at the same hour",
    ],
    "After the war the town had 400 people.": ["After the war"],
    "Before the crash killed 30 people, the line ran 40 trains.": [
        None,
        "Before the crash",
    ],
    "Pay rose to $40 on Monday, even as output fell by 9 percent.": ["on Monday", None],
}
THINGS = {
    "Guards seized 40 phones in the 12 months to May, 15 per cent more than in 2019.": [
        "phones",
        "phones",
    ],
    "Sales climbed 9% in May, after falling 8% in April.": ["Sales", "Sales"],
    "Dr Nwosu, 41, who runs the clinic, earns 90,000 naira.": ["Dr Nwosu"] * 2,
    "Drivers had been charged fines of up to $90.": ["fines"],
    "Boats landed 40 tonnes of cod in May, worth £2m.": ["cod", "cod"],
    "Doctors followed 4,312 nurses for 22 years.": ["nurses", "nurses"],
    "The firm paid 40 nurses for 22 years.": ["nurses", "firm"],
    "Of every 100 calls, 38 were answered.": ["calls"],
    "Of the 40 calls a day, 38 are answered.": ["calls", "calls"],
    "Shares fell to 40 pence, two days after the vote.": ["Shares", None],
}
PERS = {
    "An extra 400 doctors and 1,200 nurses will be hired every year.": ["year", "year"],
    "It hired 400 doctors and 1,200 nurses who see 12 patients every day.": [
        None,
        None,
        "day",
    ],
    "It has 40 vans and 12 lorries, and every week it gets 90 calls.": [None] * 3,
}
CLAIMANTS = {
    "Output rose 6 per cent in May, as per official data.": "official data",
    "As per the Ministry of Coal, output rose 6 per cent.": "the Ministry of Coal",
    "Output rose 6 per cent in May, as per usual.": None,
    "The fever killed 3,100 people that year, parish registers show.": (
        "parish registers"
    ),
}
UNITS = {
    "It takes 43 days to see a doctor, up from 29 in 2019.": ["day", "day"],
    "He ran for 3 hours to help 40 children, up from 29.": ["hour", "child", "child"],
}


def _told(text: str, field: str) -> list[str | None]:
    return [
        getattr(claim, field)
        for claim in extract(text).claims
        if not (
            claim.kind == "duration" and text[claim.start - 4 : claim.start] == "the "
        )
    ]


@pytest.mark.parametrize(("text", "periods"), PERIODS.items())
def test_a_time_stays_with_what_it_dates(text, periods):
    assert _told(text, "period") == periods


@pytest.mark.parametrize(("text", "things"), THINGS.items())
def test_a_thing_is_found_past_what_stands_between(text, things):
    assert _told(text, "thing") == things


@pytest.mark.parametrize(("text", "pers"), PERS.items())
def test_all_of_a_list_are_so_many_every_year(text, pers):
    assert _told(text, "per") == pers


@pytest.mark.parametrize(("text", "claimant"), CLAIMANTS.items())
def test_what_figures_are_told_by_is_who_says_them(text, claimant):
    assert _told(text, "claimant")[0] == claimant


@pytest.mark.parametrize(("text", "units"), UNITS.items())
def test_what_something_took_before_is_told_in_the_same_unit(text, units):
    assert _told(text, "unit") == units


@pytest.mark.parametrize("tail", ["shortly before dawn", "narrowly"])
def test_an_adverb_behind_a_vote_is_nothing_it_counts(tail):
    found = extract(f"The Senate approved the package 70-29 {tail}.")
    assert [n.kind for n in found.dismissed] == ["score"]
