"""Which time is a number's own, where a sentence holds more than one clause."""

from __future__ import annotations

import pytest

from claims.engine import extract

PERIODS = {
    "Rents rose 5 percent, against 4 percent for wages in May.": [None, "in May"],
    "Output was 5 tonnes, up 3 percent since June.": [None, "since June"],
    "Rents rose 5 percent last year, compared with a target of 2 percent.": [
        "last year",
        None,
    ],
    "Some 40 ships sank, and we shall build 12 more by 2030.": [None, "by 2030"],
    "The line, which has 5 ships, lost 12 containers in May.": [None, "in May"],
    "The storm weakened on Monday after dumping 40 tonnes of rain.": [None],
    "Copper for delivery in May gained 2 percent.": [None],
    "Some 40 nations use the satellites that are now in orbit.": [None],
    "A survey showed on Friday that 40 ships had sunk.": [None],
    "About 40 ships sank, double last year's figure.": [None, None],
    "The crews meet six weeks before the election.": [None],
    "The fleet grew by 40 ships in three years.": ["in three years", None],
    "It was the biggest raid in three years, on 40 ships.": [None, None],
    "At midday 40 ships were out.": ["At midday"],
    "A storm sank 40 ships Sunday night.": ["Sunday night"],
    "The harbour master told the board Tuesday that 40 ships sank.": [None],
    "The court fined it in May for dumping 40 tonnes of waste.": [None],
    "The crews, unbeaten in 14 races, were honoured on Sunday.": [None],
    "Some 40 sailors, among them 3 boys, were saved on Sunday.": [
        "on Sunday",
        "on Sunday",
    ],
    "The tank lasts 40 days at present rates of use.": [None],
    "The line sold 40 ships in its first week.": ["in its first week"],
    "The line lost 66 ships a month before the war.": ["before the war"],
}


@pytest.mark.parametrize(("text", "periods"), PERIODS.items())
def test_a_time_of_another_clause_is_not_the_number_s(text, periods):
    claims = extract(text).claims
    assert [claim.period for claim in claims] == periods
