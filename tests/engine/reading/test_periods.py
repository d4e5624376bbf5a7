"""Which time is a number's own, where a sentence holds more than one clause."""

from __future__ import annotations

import pytest

from claims.engine import extract

PERIODS = {
    "Ticket sales: 41,200 (2019), 18,900 (2021)": ["2019", "2021"],
    "Inflation fell to 2 percent from a peak of 10 percent in May.": [None, "in May"],
    "They must cut fumes by 30 percent from 2020 levels by 2030.": ["by 2030"],
    "Two of the five largest farms have gone bust since May.": ["since May"] * 2,
    "Turnout was 63 percent, down 5 points on the last election.": [None, None],
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
    "Some 31 percent of operations take an overnight stay.": [None],
    "We lost 40 ships since the deal was signed.": ["since the deal was signed"],
    "Shares fell 4 percent after it cut full-year guidance to $9m.": [
        None,
        "full-year",
    ],
    "It slowed from July's 3 percent, above the 2 percent foreseen.": ["July", None],
    "It stood at 5 percent, its lowest level for the time of year since 1995.": [None],
    "A storm sank 40 ships Sunday night.": ["Sunday night"],
    "The harbour master told the board Tuesday that 40 ships sank.": [None],
    "The court fined it in May for dumping 40 tonnes of waste.": [None],
    "The crews, unbeaten in 14 races, were honoured on Sunday.": [None],
    "Some 40 sailors, among them 3 boys, were saved on Sunday.": [
        "on Sunday",
        "on Sunday",
    ],
    "The home has 6 rooms and sold for $40 million in May.": [None, "in May"],
    "The firm, which employs 40 people and made a profit last year, shut.": [None],
    "She sold 40 million books and died on Monday.": [None],
    "He faces up to 20 years when he is sentenced on 9 January.": [None],
    "They want phones banned from next year, a step that 71 percent back.": [None],
    "He was jailed Monday for a fraud that cost 300 investors $40 million.": [None] * 2,
    "The fee, now $40, was raised to $55 in May.": ["now", "in May"],
    "Thefts rose by 40 from last year.": [None],
    "Rents were up 4 percent from a year ago, at $40 a month.": [None, None],
    "Wheat is forecast at 40 tonnes, 1 percent above last month.": [None, None],
    "Orders fell to 40, 9 percent below July's 44.": [None, None, "July"],
    "It has sunk to 27 percent, its lowest since it was filled in 1937.": [None],
    "Orders fell 11 percent year over year to 40.": [None, None],
    "Incomes grew 3 percent, after a 2 percent decline in May.": [None, "in May"],
    "After adding 12 jobs last year, it has added 40 a month.": ["last year", None],
    "It fell from half in 2005 to a fifth.": ["in 2005", None],
    "Some 40 died, the highest one-day rise since May.": [None, None],
    "Sales run 15 percent ahead of last year.": [None],
    "Smoking is down from 28 percent in 1996, vaping up to 14 percent.": [
        "in 1996",
        None,
    ],
    "Thefts soared by a quarter to 40.": [None, None],
    "Waiting lists hit 40, up 1% on July.": [None, None],
    "Only 9 percent is used, and by 2050 the sea could hold 12 tons.": [
        None,
        "by 2050",
    ],
    "Winds reached 84 mph, and 40 homes lost power in May.": [None, "in May"],
    "It fired 40 men, 5 of whom were hired in 2022.": [None, "in 2022"],
    "They will decide in May whether to borrow $40 million.": [None],
    "The team has won 40 games, including five this season.": [None, "this season"],
    "It sold 40 homes, 4 of them last year, to people aged 60.": [
        None,
        "last year",
        None,
    ],
    "They opened 40 shops last fall and plan 12 more this fall.": [
        "last fall",
        "this fall",
    ],
    "We shipped 40 tonnes in the fall of 2020.": ["in the fall of 2020"],
    "The tank lasts 40 days at present rates of use.": [None],
    "The line sold 40 ships in its first week.": ["in its first week"],
    "The line lost 66 ships a month before the war.": ["before the war"],
}


@pytest.mark.parametrize(("text", "periods"), PERIODS.items())
def test_a_time_of_another_clause_is_not_the_number_s(text, periods):
    claims = extract(text).claims
    assert [claim.period for claim in claims] == periods


TOLD = {
    "For a decade the town has lost 400 jobs.": ["For a decade"],
    "In two days 40 ships sank.": [None, "In two days"],
    "Within an hour 40 ships had sunk.": ["Within an hour"],
    "Ferries carried 40 lorries in the April-June quarter.": [
        "in the April-June quarter"
    ],
    "By the end of the siege 40 ships had sunk.": ["By the end of the siege"],
    "Over that time 40 ships sank.": ["Over that time"],
    "Some 40 ships were idle when the war began.": ["when the war began"],
    "It was the worst gale since 1978, when 40 ships sank.": ["since 1978"],
    "The 1978 fire destroyed 40 ships.": ["1978"],
    "May's storm sank 40 ships.": ["May"],
    "November sales were $40 million.": ["November"],
    "Full-year profit was $40 million.": ["Full-year"],
    "The bank expects growth of 2% this year and 3% next.": ["this year", "next"],
    "Some 40 ships sank on polling day.": ["on polling day"],
    "The river stood at 4.1 metres in the August flood.": ["in the August flood"],
    "The share was 9% in 2015 and 14% now.": ["in 2015", "now"],
    "The share is 14%, up from 11% four years earlier.": [
        None,
        "four years earlier",
        None,
    ],
    "Rents rose 4% in May because 300 flats had burned down.": ["in May", None],
    "Rents rose 4% in May, as owners tried to let 300 flats.": ["in May", None],
    "Rents rose from $800 to $900 in May.": [None, "in May"],
    "Rents rose from $800 to $900 over the past year.": [
        "over the past year",
        "over the past year",
    ],
    "A survey the ministry carried out last spring put the number of empty flats at 300.": [
        None
    ],
    "A survey carried out in May by the ministry found that 300 flats were empty.": [
        None
    ],
    "On Monday the minister said that 300 flats were empty.": [None],
    "Of the 300 flats on offer, 12% were let in May.": [None, "in May"],
    "He plans to let four of his 300 flats by the end of next year.": [
        "by the end of next year",
        None,
    ],
    "The flats cost twice what they did in 2019.": [None],
    "The days were 2.1 degrees above the mean for 1991-2020.": [None],
    "The dig found 40 coins from the 3rd century.": [None],
    "The strike, now in its third month, has cost $90 million.": [None],
    "Drivers pay $9 to park, up from $7 until March.": [None, "until March"],
    "He was born in 1932 and had seven brothers.": [None],
    "Elected in 2019, he has closed 40 schools.": [None],
    "The school, closed in 2019, had 40 pupils.": [None],
    "The line let 40 flats in May, twice as many as a year before.": ["in May", None],
    "Turnout is down 2 percentage points from 2023.": [None],
    "People in their 50s own 12% of the flats.": [None],
    "The line lost $40 million in the quarter.": ["in the quarter"],
    "Some 521 fell ill in May, most of them after the age of 70.": ["in May", None],
    "She joined in 1999, became its head in 2010 and now leads a staff of 340.": [
        "now"
    ],
    "The bridge was opened in 1931, carries 60 cars a day and is 2 km long.": [
        None,
        None,
    ],
    "The vaccine has been given to 4 million people, of whom 12 fell ill in May.": [
        None,
        "in May",
    ],
    "In a survey last month 40 percent of owners had lost money.": [None],
    "Water use fell by 9 percent during the drought and has since risen by 4 percent.": [
        "during the drought",
        None,
    ],
    "The species, first seen in 2004, nests in 31 valleys.": [None],
    "The fence, finished in 2022 at a cost of $90 million, is 60 km long.": [
        "in 2022",
        None,
    ],
    "The storm, the third this month, killed 12 people.": [None],
    "The line cut fares by a fifth on Tuesday after costs rose by 12 percent.": [
        "on Tuesday",
        None,
    ],
    "She has promised 2,000 flats by 2029 and a cut in the tax to $40.": [
        "by 2029",
        None,
    ],
    "A clerk was jailed for three years on Thursday.": [None],
    "Since taking office in 2020 she has visited 40 towns.": [
        "Since taking office in 2020"
    ],
}


@pytest.mark.parametrize(("text", "periods"), TOLD.items())
def test_each_way_of_telling_a_time_is_heard_as_far_as_it_reaches(text, periods):
    claims = extract(text).claims
    assert [claim.period for claim in claims] == periods
