"""Who says it, of what, since when, and what stays open."""

from __future__ import annotations

import pytest

from claims.engine import extract

CLAIMANTS = {
    "The port authority said 40 ships were waiting.": "the port authority",
    "The port authority said that 40 ships were waiting.": "the port authority",
    "Officials say 40 ships are waiting.": "Officials",
    "Mayor Ana Prieto told reporters 40 ships were waiting.": "Mayor Ana Prieto",
    "Forty ships are waiting, according to the port authority.": "the port authority",
    "According to Mayor Ana Prieto, 40 ships are waiting.": "Mayor Ana Prieto",
    "Forty ships were waiting, the port authority said.": "the port authority",
    "Forty ships were waiting, the mayor told Radio One.": "the mayor",
    "“Forty ships are waiting,” said Mayor Ana Prieto.": "Mayor Ana Prieto",
    "“Forty ships are waiting,” Mayor Ana Prieto said.": "Mayor Ana Prieto",
    "Lloyd's estimates that 40 ships are waiting.": "Lloyd's",
    "Greenpeace: 40 ships are waiting.": "Greenpeace",
    "Photo: Some 40 ships are waiting.": None,
    "Caption: More than 40 ships left.": None,
    "Sailors: The port lost 40 posts.": None,
    "An earlier version of this article said 40 ships left.": None,
    "An earlier version said 40 ships left.": None,
    "This article said 40 ships left.": None,
    "Channel Five News said 40 ships were waiting.": "Channel Five News",
    "The harbour master, Ion Popa, said 40 ships were waiting.": (
        "the harbour master, Ion Popa"
    ),
    "Forty ships are waiting.": None,
    "The fleet is estimated at 40 ships.": None,
    "He said 40 ships were waiting.": "He",
    "The rebels object; they put the toll at 40.": "they",
    "More than 60 percent of sailors said they want 40 ships.": None,
    "See report 2020-61 for the 40 ships.": None,
    "Channel 4 said 40 ships were waiting.": "Channel 4",
    "Forty ships left, according to two pilots at the port.": "two pilots at the port",
    "At least 40 ships left, local media reported.": "local media",
    "Some 40 percent want a port, in the latest Lloyd's poll.": (
        "the latest Lloyd's poll"
    ),
    "By the union's reckoning, 40 ships are lost.": "the union",
    "Campaigners fear that 40 ships are lost.": "Campaigners",
    "“We lost 40 ships,” fumed Ola Lund.": "Ola Lund",
    "The study's authors write that 40 crews were ill.": "the study's authors",
    "Doctors watched the crews and found that 40 were ill.": "Doctors",
    "Lloyd's, which the Guild puts at odds with us, said 40 ships left.": "Lloyd's",
    "Forty ships wait. The mayor said so.": None,
    "Inflation figures show that rates rose to 4 percent.": "Inflation figures",
}


@pytest.mark.parametrize(("text", "claimant"), CLAIMANTS.items())
def test_the_claimant_is_the_named_source(text, claimant):
    claim = extract(text).claims[0]
    assert claim.claimant == claimant


def test_a_speaker_within_a_quotation_gives_no_figure_after_it():
    text = (
        "“Some crews told us they sleep on deck,” said Ana Prieto, who met 1,310 men."
    )
    assert extract(text).claims[0].claimant != "Some crews"


@pytest.mark.parametrize("participle", ["quoting", "citing", "referring to"])
def test_who_is_quoted_also_gives_the_figures_of_a_closing_participle(participle):
    text = (
        "“One in six crews told us they sleep on deck,” said Ana Prieto, "
        f"{participle} a survey of 1,310."
    )
    assert [c.claimant for c in extract(text).claims] == ["Ana Prieto"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "He said 40 ships were waiting.",
        "Forty ships were waiting, she told reporters.",
        "The guild disagrees; it puts the number of ships at 40.",
    ],
)
def test_a_speaker_who_is_only_a_pronoun_is_flagged(text):
    (claim,) = extract(text).claims
    assert "speaker" in claim.ambiguities


def test_a_figure_given_by_one_of_two_parties_is_its_own():
    text = "Red Tide, which Gallup puts at 34 percent, said it would win 40 seats."
    share, seats = extract(text).claims
    assert (share.claimant, seats.claimant) == ("Gallup", "Red Tide")


def test_two_speakers_in_one_sentence_keep_their_own_numbers():
    first, second = extract(
        "The army said it lost 12 tanks, but the rebels claimed 30 tanks were burnt."
    ).claims
    assert (first.claimant, second.claimant) == ("the army", "the rebels")


BASES = {
    "Half of all cranes used by the contractors are new.": (
        "all cranes used by the contractors"
    ),
    "Fuel swallows nine percent of the island's annual budget, and it grows.": (
        "the island's annual budget"
    ),
    "Two thirds of voters backed it.": "voters",
    "One in five adults smokes.": "adults",
    "Nearly 60% of patients over the age of 70 recovered.": (
        "patients over the age of 70"
    ),
    "A quarter of the staff left in 2020.": "the staff",
    "The shares lost half their price in three days.": "their price",
    "Some 60 percent of sailors said they were tired.": "sailors",
}


@pytest.mark.parametrize(("text", "base"), BASES.items())
def test_a_share_keeps_its_base_with_its_restrictive_tail(text, base):
    claim = extract(text).claims[0]
    assert claim.base == base
    assert "base" not in claim.ambiguities


LATER_BASES = {
    "Some 6,000 of the men, or one in eight, have found work.": "men",
    "The town collects 300 tonnes of rubbish, of which just 14 percent is burnt.": (
        "rubbish"
    ),
    "One in six children is poor; in Denmark it is one in 20.": "children",
    "The reef lost half its coral since May and a fifth in June.": "its coral",
    "The rich own more than the poorest 40 percent of the isle put together.": (
        "the isle"
    ),
}


@pytest.mark.parametrize(("text", "base"), LATER_BASES.items())
def test_a_share_keeps_the_base_of_what_was_counted_before_it(text, base):
    assert extract(text).claims[-1].base == base


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The tax takes 40 percent.", True),
        ("Half were destroyed.", True),
        ("Unemployment is 4 percent.", False),
        ("Prices rose 4 percent in May.", False),
    ],
)
def test_a_share_without_a_base_is_flagged(text, flagged):
    (claim,) = extract(text).claims
    assert ("base" in claim.ambiguities) is flagged


THINGS = {
    "The number of bridges since the flood is put at more than 60.": "bridges",
    "Accidents were recorded at a rate of about 90 per day.": "Accidents",
    "At least 40 West African traders were held.": "West African traders",
    "They seized 6 tonnes of ivory.": "ivory",
    "The damage is estimated at $9 billion.": "damage",
    "Exports were worth $9 billion.": "Exports",
    "The audit puts the damage at $9 billion.": "damage",
    "Analysts expect growth of 2 percent.": "growth",
    "The port paid a 2 percent commission.": "commission",
    "There were claims of $9 million.": "claims",
    "They saw a red dwarf 41 light years away.": "red dwarf",
    "A tug sank 40 miles north of the port.": "tug",
    "The audit shows a drop of only 2 percent.": "drop",
    "Water in the harbour stays at 4 degrees Celsius.": "Water in the harbour",
    "The port levies a tax of 2 percent of the cargo's value.": "tax",
    "The city has empty flats taking 40 days to clean.": "empty flats",
    "The pier, built for $9 million, was sold.": "pier",
}


@pytest.mark.parametrize(("text", "thing"), THINGS.items())
def test_the_thing_is_the_phrase_counted_or_measured(text, thing):
    found = extract(text).claims[0].thing
    assert found is not None
    assert found.removeprefix("The ").removeprefix("the ") == thing


PERIODS = {
    "Since the full strike began, 40 ships have left.": "Since the full strike began",
    "The number of wrecks since the war began is put at 40.": "since the war began",
    "It lost 40 ships in 2023.": "in 2023",
    "It lost 40 ships last year.": "last year",
    "It lost 40 ships between 2010 and 2015.": "between 2010 and 2015",
    "It lost 40 ships over the past five years.": "over the past five years",
    "It lost 40 ships in the first half of 2020.": "in the first half of 2020",
    "It lost 40 ships during the war.": "during the war",
    "As of Monday, 40 ships were waiting.": "As of Monday",
    "By the end of March 40 ships were waiting.": "By the end of March",
    "At the start of the year 40 ships were waiting.": "At the start of the year",
    "The fleet will have 40 ships by the weekend.": "by the weekend",
    "Over the same period 40 ships sank.": "Over the same period",
    "Over a period of nine years 40 ships sank.": "Over a period of nine years",
    "It lost 40 ships overnight.": "overnight",
    "Two years ago 40 ships were waiting.": "Two years ago",
    "Now 40 ships are waiting.": "Now",
    "When the siege began, 40 ships were waiting.": "When the siege began",
    "In last year's storm 40 ships sank.": "last year",
    "It lost 40 ships between Friday evening and Sunday.": "between Friday evening and Sunday",
    "The loss since January of 40 ships hurt.": "since January",
    "The harbour, opened in 1931, holds 40 ships.": None,
    "There are now 40 ships in the port.": None,
    "In the three months to June 40 ships sank.": "In the three months to June",
    "In the year to September 40 ships sank.": "In the year to September",
    "In the season that ended on Friday 40 ships sank.": "In the season that ended on Friday",
    "It lost 40 ships in the first two weeks of the war.": "in the first two weeks of the war",
    "For the full year it expects 40 ships.": "For the full year",
    "So far 40 ships have sunk.": "So far",
    "Since then 40 ships have sunk.": "Since then",
    "On the first Sunday 40 ships came.": "On the first Sunday",
    "In May it had 40 ships and now 12 are left.": "In May",
    "It lost 40 ships in March 2019.": "in March 2019",
    "It loses 40 ships per year.": None,
    "As in 2023, 40 ships left.": None,
    "It lost 40 ships, more than in 2023.": None,
    "It lost 40 ships in 2023, fewer than in 2022.": "in 2023",
    "It lost 40 ships, the most since 1994.": None,
    "At least 40 ships have left since 1994.": "since 1994",
    "The fleet grew by 40 ships on 2019.": None,
    "He came in 2:04:31, 40 seconds ahead.": None,
    "It is 40 times as large as the Sun.": None,
    "The fleet is now 40 ships.": None,
    "The fleet now feeds 40 ships.": "now",
    "The port said in a statement on Monday that 40 ships left.": None,
    "The port told Reuters on Monday that 40 ships left.": None,
    "The port said 40 ships left on Monday.": "on Monday",
    "The port said exports in May reached 40 tonnes.": "in May",
    "It fell to 40 ships from 60 in 2019.": None,
    "It lost 40 ships, which had been built in 1990.": None,
    "The siege, which began on 3 May, has cost 40 ships.": None,
    "In 2023 it had 55 ships, up from 40 a year before.": "a year before",
    "It had 55 ships in 2023, against 40 a year earlier.": "a year earlier",
    "It had 55 ships in 2023, against 40 the previous year.": "the previous year",
    "The fleet fell from 40 ships to 31 between May 2021 and May 2022.": "May 2021",
    "The fleet fell from 55 ships to 40 between May 2021 and May 2022.": "May 2022",
}


@pytest.mark.parametrize(("text", "period"), PERIODS.items())
def test_the_period_is_the_time_the_number_holds_for(text, period):
    claim = next(c for c in extract(text).claims if c.low == 40)
    assert claim.period == period


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Rents fell by 2 percent to 300 euros.", ["down", "down"]),
        ("The seal loses up to 90 kg.", [None]),
        ("She jumped 7 metres.", [None]),
        ("The river fell to 7 metres.", ["down"]),
    ],
)
def test_a_trend_is_a_movement_of_the_number(text, trends):
    assert [claim.trend for claim in extract(text).claims] == trends


@pytest.mark.parametrize(
    ("text", "thing", "unit"),
    [
        ("The port has 4,150 dockers, 260 fewer than in 2019.", "dockers", "docker"),
        ("The port employs 4,150 full-time, 260 fewer than in 2019.", "full-time", ""),
    ],
)
def test_a_difference_counts_the_same_thing(text, thing, unit):
    whole, difference = extract(text).claims
    assert (whole.thing, whole.unit) == (thing, unit)
    assert (difference.thing, difference.unit) == (thing, unit)
    assert (difference.kind, difference.trend) == ("count", "down")


def test_a_thing_holds_no_other_number_of_the_sentence():
    text = "The share closed 1.4 percentage points lower at 92.60 kroner."
    points, price = extract(text).claims
    assert points.thing == "share"
    assert "1.4" not in (price.thing or "")


def test_several_numbers_in_one_sentence_are_several_claims():
    text = "The raid killed 300, wounded more than 1,200 and cost a third of the fleet."
    killed, wounded, lost = extract(text).claims
    assert (killed.low, wounded.low, wounded.high) == (300, 1200, None)
    assert (lost.base, lost.kind) == ("the fleet", "fraction")
    assert killed.sentence == wounded.sentence == lost.sentence


@pytest.mark.parametrize(
    ("text", "surface", "thing"),
    [
        ("The port lost 40 ships and gained another 12 more.", "12", "ships"),
        ("Sales rose to 40 tonnes, from 30 tonnes.", "30 tonnes", "Sales"),
        ("The index closed at 900, up 12 points.", "12 points", "index"),
        ("The firm, a maker of glue, lost 40 percent.", "40 percent", "firm"),
        ("Rents, which had peaked at 40 euros, fell.", "40 euros", "Rents"),
        ("A crab that lives on rocks can weigh 40 kilos.", "40 kilos", "crab"),
        ("Rents in May and June were 40 percent higher.", "40 percent", "Rents"),
        ("The damage is put by insurers at 40 million euros.", "40 million euros", "damage"),
        ("The bank left its key rate at 4 percent.", "4 percent", "key rate"),
        ("The drug cuts the risk of stroke by 40 percent.", "40 percent", "risk of stroke"),
        ("The state set aside €40 million for repairs.", "€40 million", "repairs"),
        ("Repairs worth 40 million euros were planned.", "40 million euros", "Repairs"),
        ("A flat of 40 square metres costs €90,000.", "€90,000", "flat"),
        ("It takes six days and the flight costs €400.", "€400", "flight"),
        ("Painting takes six days and costs €400.", "€400", "Painting"),
        ("The price, at 40 euros, is low.", "40 euros", "price"),
        ("The port has a staff of 1,200.", "1,200", "staff"),
    ],
)  # fmt: skip
def test_the_thing_is_found_where_the_clause_names_it(
    text: str, surface: str, thing: str
) -> None:
    claim = next(c for c in extract(text).claims if c.surface == surface)
    assert (claim.thing or "").removeprefix("the ").removeprefix("The ") == thing


@pytest.mark.parametrize(
    ("text", "surface", "base"),
    [
        ("Among voters under 30, 12 percent stayed at home.", "12 percent", "voters under 30"),
        ("Of those who came, only half had eaten.", "half", "those who came"),
        ("Only a quarter of those who had applied got in.", "a quarter", "those who had applied"),
        ("One house in three is empty.", "One house in three", "house"),
        ("The share of pupils who eat there is 12 percent.", "12 percent", "pupils who eat there"),
        ("Half of the men left and 12 percent were ill.", "12 percent", "the men"),
        ("Half of the men left; of those, 12 percent died.", "12 percent", None),
        ("Half of the men left after prices rose by 12 percent.", "12 percent", None),
        ("A third of them in May were men.", "A third", None),
    ],
)  # fmt: skip
def test_the_base_may_stand_elsewhere_in_the_sentence(
    text: str, surface: str, base: str | None
) -> None:
    claim = next(c for c in extract(text).claims if c.surface == surface)
    assert claim.base == base


@pytest.mark.parametrize(
    ("text", "surface", "per"),
    [
        ("Per 1,000 people, the town counted 38 thefts.", "38", "1,000 people"),
        ("For every 1,000 live births 31 infants die.", "31", "1,000 live births"),
        ("She promised every family €500.", "€500", "family"),
        ("Earnings per share came in at €71.", "€71", "share"),
    ],
)
def test_a_denominator_may_stand_before_the_number(
    text: str, surface: str, per: str
) -> None:
    claim = next(c for c in extract(text).claims if c.surface == surface)
    assert claim.per == per


ASIDES = {
    "They shipped 40 tonnes of maize, 5 percent less than in May.": ("maize", "maize"),
    "Coal made up 34 percent, against 31 percent for gas.": ("Coal", "gas"),
    "The port pays a fee of 9 dollars, an increase of 2 dollars.": ("fee", "fee"),
    "Rents rose by 9 percent and wages by 2 percent.": ("Rents", "wages"),
}


@pytest.mark.parametrize(("text", "things"), ASIDES.items())
def test_an_aside_compares_the_same_thing_unless_it_names_another(text, things):
    assert tuple(claim.thing for claim in extract(text).claims) == things


MOVED = {
    "Exports shrank for a year, by 3 percent.": "down",
    "Copper traded 2 percent weaker.": "down",
    "The price rose to a record 40 euros.": "up",
    "They shot down 40 drones.": None,
    "The builder fell short of its goal by 5,000 flats.": None,
    "Sales fall just short of 2 million.": None,
    "A collapsed nine-storey block burned.": None,
    "The brigade lost a third of its boats.": None,
    "The boat lost a third of its value.": "down",
    "The new lamp is 10 times stronger.": None,
}


@pytest.mark.parametrize(("text", "trend"), MOVED.items())
def test_only_a_quantity_that_moved_has_a_trend(text, trend):
    assert extract(text).claims[-1].trend == trend


def test_a_movement_told_twice_moves_both_numbers():
    claims = extract("The index ended 63 points, or 0.8 percent, lower.").claims
    assert [claim.trend for claim in claims] == ["down", "down"]
