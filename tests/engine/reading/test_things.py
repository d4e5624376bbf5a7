"""What is counted or measured: the noun a clause names it with, and no other word."""

from __future__ import annotations

import pytest

from claims.engine import extract

THINGS = {
    "The pipe that carries the gas is 40 km long.": ["pipe"],
    "The people who run the shop pay $900 a month.": ["people"],
    "Smokers are 30 percent more likely to die early.": ["Smokers"],
    "Trains are 30 percent more expensive than buses.": ["Trains"],
    "Another 40 leave next year.": [None],
    "The guild put the cost at $40 million a year nationally.": ["cost"],
    "Gas came to 17 percent and coal to just under 25 percent.": ["Gas", "coal"],
    "The rise, at 53 per cent, is the biggest yet.": ["rise"],
    "The tail stretches over 11 million km.": ["tail"],
    "Profit is now expected to be between $88m and $92m.": ["Profit"],
    "The vaccine was found to be 61% effective.": ["vaccine"],
    "The attack killed 14 sailors and wounded 37.": ["sailors", "sailors"],
    "Some 14 sailors died and 37 were hurt.": ["sailors", "sailors"],
    "Grants are waived for lodgers, of whom 40 have asked.": ["lodgers"],
    "Noise above 55 decibels is harmful.": ["Noise"],
    "They sold the hut for $4,000.": ["hut"],
    "Over that time our costs have gone up by more than half.": ["costs"],
    '"The star dims by 0.04 per cent."': ["star"],
    "Owners say the ferry has cost $4 million.": ["ferry"],
    "Owners claim the ferry has cost $4 million.": ["ferry"],
    "Its price, now at $40, is too high.": ["price"],
    "Ministers will cut the levy from 7 percent to 4 percent.": ["levy", "levy"],
    "They want to raise the fee from 20 to 35 euros.": ["fee", "fee"],
    "The bank forecasts growth of 3 percent in May and 4 percent in June.": ["growth"]
    * 2,
    "At 9 million, the number of pupils is the lowest yet.": ["pupils"],
    "The average tenant will be $40 a year better off.": ["average tenant"],
    "Half of the city's buses are new, compared with a tenth in May.": [
        "the city's buses"
    ]
    * 2,
    "The law would add $2bn to the deficit.": ["deficit"],
    "Some 40,000 tonnes of plastic enter the sea.": ["plastic"],
    "The dish cost $10bn, took 25 years to build and orbits 40 km from Mars.": ["dish"]
    * 3,
    "He said crime fell by half, but figures show a drop of 11 percent.": ["crime"] * 2,
    "A study found that the richest 1 percent own the rest.": [None],
    "Prices of olive oil, up 12 percent, have begun to fall.": ["Prices of olive oil"],
    "The poll gives him a lead of 5 points.": ["lead"],
    "Wind met 47 percent of demand in May, overtaking coal (19 percent).": [
        "demand",
        "coal",
    ],
    "They freed 40 men early because jails were 99 percent full.": ["men", "jails"],
    "The reef lost half its coral since May and a fifth in June.": ["its coral"] * 2,
    "Sarn had 12 mm of rain, compared with an average of 58 mm.": ["rain"] * 2,
    "The fee will go from $40 to $60.": ["fee", "fee"],
    "The storm halved the olive harvest to 40 tonnes.": ["olive harvest"] * 2,
    "They put the damage at $2bn, four times the rival estimate.": ["damage"] * 2,
    "Only 3 percent of the doses administered caused serious harm.": [
        "the doses administered"
    ],
    "The plan is for 400 homes, 35 percent of them cheap.": ["homes"] * 2,
    "The average wait for a new hip is 14 months.": ["average wait for a new hip"],
    "Nationally, the rate stands at 8 percent, compared to 5 percent in May.": ["rate"]
    * 2,
    "She bought the flat for $12m and sold it for $21m.": ["flat"] * 2,
    "It sees output shrink 3 percent this year instead of growing by 1 percent.": [
        "output"
    ]
    * 2,
    "Councillors agreed a budget of $318m, $6m short of the need.": ["budget"] * 2,
    "A kilo of plums that cost 90 cents is gone.": ["kilo of plums"],
    "Just one of the seven deaths was reported.": ["deaths"] * 2,
    "Output per hour has barely moved: it grew by 3 percent.": ["Output per hour"],
    "It raised its forecast to $3bn, from $2bn.": ["forecast"] * 2,
    "Half the schools lack water, says Una, whose teams saw 15 of them.": [
        "the schools"
    ]
    * 2,
    "Almost every second marriage ends in tears.": ["marriage"],
    "One ton of ore requires about 20 litres of water.": ["ore", "water"],
    "Of the 650 MPs, 263 are women.": ["MPs", "MPs"],
    "The average rent now exceeds $900 a month.": ["average rent"],
    "They charge $50 an hour for clerks and $30 for maids.": ["clerks", "maids"],
    "Economists put the bill closer to $40m.": ["bill"],
    "They sent 31 heavy tanks, of which 27 have been lost.": ["heavy tanks"] * 2,
    "Critics laugh; they speak of 800.": [None],
    "A third of all that is grown is lost.": ["all that is grown"],
    "Speed is behind 38 percent of crashes and drink one in six.": ["crashes", "Speed"],
    "About 38 percent of men and women under 30 smoke.": [
        "men and women under 30",
        "women",
    ],
    "A two-bedroom flat costs $1,480.": ["bedroom", "two-bedroom flat"],
    "Some 1 percent of the people - 84,000 souls - own it.": ["the people", "souls"],
    "She cited a study that put job losses at 2 million.": ["job losses"],
    "Its survey, which had 900 answers, found an average of 48 hours.": [
        "answers",
        None,
    ],
    "Six in ten voters back a ban.": ["voters"],
    "Half of GPs plan to quit.": ["GPs"],
    "Showers, 10% chance of snow": ["chance"],
    "One in nine smokes, he said.": [None],
    "One in nine claims, he said, is false.": ["claims"],
    "He counted 17 cracks, some of them 20 cm wide.": ["cracks", "cracks"],
    "Some 140 people need food, of whom 38 are boys.": ["people", "people"],
    "The union wants starting pay of $29,000.": ["starting pay"],
    "Critics accuse her of letting the debt grow to $19 million.": ["debt"],
    "The drug's protection, 94 percent in the first weeks, wanes fast.": [
        "drug's protection"
    ],
    "Copper touched $11,700 a tonne last April.": ["Copper"],
    "Her leap was three feet longer.": ["leap"],
    "Under it, anyone earning more than $40 would pay 5 percent.": [None, None],
    "Oil is down 62 cents, having gained 3 percent on Friday.": ["Oil", "Oil"],
    "The poll gave the mayor 52 percent.": ["mayor"],
    "The zoo charges adults $16.": ["adults"],
    "Thefts have since crept up by 4 percent.": ["Thefts"],
    "The strike, now in its second week, has so far cost $9m.": ["strike"],
    "They fire a tenth of what the enemy can afford.": ["what the enemy can afford"],
    "It is a third of what it was.": [None],
    "Prices of eggs and plums rose by 9 percent.": ["Prices of eggs and plums"],
    "Oil and gas brought in $8 billion.": ["Oil and gas"],
    "The poll has a margin of error of 3 points.": ["margin of error"],
    "The toll, initially given as 12, rose to 31.": [None, "toll"],
    "It shut the road, causing queues of up to 11 miles.": ["queues"],
    "They walked out over pay of $18 an hour.": ["pay"],
    "It has 1,050 pupils, 44 percent of whom eat free.": ["pupils", "pupils"],
    "The 22-year-old scored twice.": [None, None],
    "A 22-year-old suspended driver fled.": ["suspended driver"],
    "Its order book stood at $9bn.": ["order book"],
    "They plan a dividend of 45 cents, up from 40 cents.": ["dividend", "dividend"],
    "They sold 58,200 cars, of which 48 percent were red.": ["cars", "cars"],
    "Factory orders unexpectedly fell 5 percent.": ["Factory orders"],
    "Unit labour costs rose 4 percent.": ["Unit labour costs"],
    "It covers 96 percent of this year's expected sales.": [
        "this year's expected sales"
    ],
    "He told Fox News that crime had gone up 30%; police figures show a 2% rise.": [
        "crime",
        None,
    ],
    "Gas was $2.39 a gallon; today it's close to $5.": ["Gas", "Gas"],
    "The toll was put at 40, but rebels called it 400.": ["toll", "toll"],
    "They have the worst murder rate of all: 11 per 100,000.": [
        "worst murder rate of all"
    ],
    "Anyone earning under $50,000 pays nothing.": [None],
    "It fell on a valley that usually gets 400 mm.": ["valley"],
    "They marched for 19 days straight.": [None],
    "Some 40 percent of what was promised came.": ["what was promised"],
    "The study followed 1,245 pupils aged 12 to 17.": ["pupils", "pupils"],
    "Police found watches worth a combined $2.3m.": ["watches"],
    "Police found watches worth a total of $2.3m.": ["watches"],
    "It cut trips between the two towns from 93 minutes to 54.": [
        "towns",
        "trips",
        "trips",
    ],
    'They put the cost at "no more than $75,000".': ["cost"],
    "Critics laugh, and the rebels speak of 800.": [None],
}


@pytest.mark.parametrize(("text", "things"), THINGS.items())
def test_a_thing_is_a_noun_of_its_own_clause(
    text: str, things: list[str | None]
) -> None:
    assert [claim.thing for claim in extract(text).claims] == things


def test_what_a_share_fell_from_is_a_share_of_the_same() -> None:
    text = "Romances made up 19% of all loans, down from 24% in May."
    assert [claim.base for claim in extract(text).claims] == ["all loans"] * 2


def test_a_verb_with_its_particle_is_no_base() -> None:
    (claim,) = extract("One in three drops out.").claims
    assert claim.base is None


RATES = {
    "Every weekday some 310 lorries pass.": ["weekday"],
    "They spend $94,000 per homeless person per year.": ["homeless person per year"],
    "A household will pay 120 euros more per year.": ["year"],
    "They charge $50 an hour for clerks and $30 for maids.": ["hour", "hour"],
    "Every day the line carries 40 trains.": ["day"],
    "Every year 40 people drown.": ["year"],
    "The pass costs $22 per working day.": ["working day"],
    "Every single night 40 lorries pass.": ["night"],
    "There are 40 pupils in each class.": ["class"],
    "The fine is $900 for each day of delay.": ["day"],
    "For every job lost, two were created.": ["job"],
    "He makes $400 a pallet.": ["pallet"],
    "Revenue per available room rose to $84.": ["available room"],
    "The wage is $14.50 an hour before tax.": ["hour"],
    "They promised every bereaved family $9,000.": ["family"],
    "Every inhabitant borrows 4.2 books.": ["inhabitant"],
    "Two of the 12 halls are sold out every week.": ["week", None],
    "The levy costs $40 per household per year.": ["household per year"],
    "Fares rose to $60 a month from $48.": ["month", "month"],
    "Those who take 9,000 steps or more a day sleep better.": ["day"],
    "He lost $400 a year ago.": [None],
}


@pytest.mark.parametrize(("text", "pers"), RATES.items())
def test_a_denominator_is_told_in_many_ways(text: str, pers: list[str | None]) -> None:
    found = [c.per for c in extract(text).claims if c.kind != "duration"]
    assert found == pers


def test_neither_a_whole_nor_an_age_has_moved() -> None:
    texts = ("They lost seven of their 11 seats.", "Risk is higher at the age of 50.")
    assert [extract(text).claims[-1].trend for text in texts] == [None, None]


OUTSIDE_THE_CLAUSE = {
    "Attendance: 61.3%": "Attendance",
    "Base rate: held at 5%": "Base rate",
    "Ola Brun, 29, won.": "Ola Brun",
    "The comet, 90 metres across, will miss us.": "comet",
    "The toll \u2013 $2 on every lorry \u2013 pays for it.": "toll",
    "Exports to Peru, worth $38bn, fell.": "Exports to Peru",
    "The tram, moving at 40 km/h, hit a van.": "The tram",
    "Sales slipped again, down 6 percent.": "Sales",
    "Rents in Bath rose in May, jumping 9%.": "Rents in Bath",
    "The bank expects default rates to peak at 6%.": "default rates",
    "A further $9m has been set aside for roads.": "roads",
    "At 7.9 percent, unemployment is high.": "unemployment",
}


@pytest.mark.parametrize(("text", "thing"), OUTSIDE_THE_CLAUSE.items())
def test_a_thing_may_be_named_outside_the_clause(text: str, thing: str) -> None:
    assert extract(text).claims[0].thing == thing


def test_a_loss_told_in_percent_is_no_share_of_the_loss() -> None:
    *_, share = extract("Data show a net loss of 15,400, or about 4 percent.").claims
    assert share.base is None
