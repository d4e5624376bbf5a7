"""Whom a penalty hits, what value was lost, and whose age it is."""

from __future__ import annotations

import pytest

from claims.engine import extract

THINGS = {
    "The judge sentenced him to 18 years in prison.": "him",
    "A court in Harl sentenced Ion Popa to 18 years.": "Ion Popa",
    "The court jailed Popa for 18 years.": "Popa",
    "The harbour board fined the ferry line £4m.": "ferry line",
    "The court ordered her to pay £4m.": "her",
    "Popa was fined £4,000.": "Popa",
    "The line has lost $4bn in market value.": "market value",
    "The gale wiped $4bn off the insurer's market value.": "insurer's market value",
    "The mate wrote to the girl, then aged 14.": "girl",
    "The pilot lives near a reef, 40 metres deep.": "reef",
    "Passengers wait on average 4 hours.": "Passengers",
}


@pytest.mark.parametrize(("text", "thing"), THINGS.items())
def test_a_thing_is_the_one_that_is_hit(text: str, thing: str) -> None:
    assert extract(text).claims[0].thing == thing


def test_an_age_stands_behind_a_title() -> None:
    (age, term) = extract("A court jailed the skipper's owner, 61, for 4 years.").claims
    assert (age.kind, age.thing) == ("age", "skipper's owner")
    assert term.thing == "skipper's owner"


def test_what_was_forecast_is_of_the_same_thing() -> None:
    text = "Inflation eased to 2.4%, below the 2.6% economists had forecast."
    assert [c.thing for c in extract(text).claims] == ["Inflation", "Inflation"]


def test_a_handful_is_no_number() -> None:
    (found,) = extract("Only a handful of boats came.").numbers
    assert found.kind == "idiom"


FORECASTS = {
    "The harbour bank forecasts growth of 2.1% this year.": (
        "the harbour bank",
        "growth",
    ),
    "An Argon poll put the Greens on 12%.": ("An Argon poll", "Greens"),
}


@pytest.mark.parametrize(("text", "told"), FORECASTS.items())
def test_a_forecast_and_a_poll_speak(text: str, told: tuple[str, str]) -> None:
    (claim,) = extract(text).claims
    assert (claim.claimant, claim.thing) == told


def test_a_second_verb_shares_its_subject() -> None:
    text = "Tides reached 4 metres on Monday and are expected to hit 5 metres."
    assert [c.thing for c in extract(text).claims] == ["Tides", "Tides"]


def test_a_step_and_the_level_are_no_range() -> None:
    text = "The number of lighthouses fell by 12,000 to 40,000."
    assert [c.low for c in extract(text).claims] == [12_000, 40_000]
