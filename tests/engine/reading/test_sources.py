"""Texts as their pages print them: marks of notes, spelled signs, small letters, marks out of ten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

SPELLED = {
    "The firm paid &pound;40m.": ("&pound;40m", 40_000_000, "GBP"),
    "It is worth &#8364;3bn.": ("&#8364;3bn", 3 * 10**9, "EUR"),
    "It is worth &#x20ac;3bn.": ("&#x20ac;3bn", 3 * 10**9, "EUR"),
    "It is 30&nbsp;million euros.": ("30&nbsp;million euros", 30_000_000, "EUR"),
    "It is 5&nbsp;km.": ("5&nbsp;km", 5, "kilometre"),
}


@pytest.mark.parametrize(("text", "wanted"), SPELLED.items())
def test_a_sign_spelled_out_is_the_sign(text, wanted):
    (claim,) = extract(text).claims
    assert (claim.surface, claim.low, claim.unit) == wanted
    assert text[claim.start : claim.end] == claim.surface


def test_an_ampersand_that_spells_no_sign_stays():
    (claim,) = extract("Lee & Sons; Holm &co; sold 40 boats &boats; more.").claims
    assert (claim.low, claim.unit) == (40, "boat")


def test_the_mark_of_a_note_is_no_part_of_a_word():
    person, area = extract("It has 2,400 people¹ on 12 km².").claims
    assert (person.unit, person.thing) == ("person", "people")
    assert area.unit == "square kilometre"


SMALL_C = {
    "Pears cost 40c each.": ("money", "cent", False),
    "Petrol rose to 180.9c a litre.": ("money", "cent", False),
    "The temperature hit 40c in May.": ("temperature", "celsius", False),
    "They said 40c was right.": ("money", "cent", True),
}


@pytest.mark.parametrize(("text", "wanted"), SMALL_C.items())
def test_a_small_c_is_cents_degrees_or_open(text, wanted):
    (claim,) = extract(text).claims
    assert (claim.kind, claim.unit, "unit" in claim.ambiguities) == wanted


MARKS = {
    "The film got 4.5 stars out of 5.": ("4.5 stars out of 5", "score"),
    "The film got 4 out of 5 stars.": ("4 out of 5 stars", "score"),
    "Owners rated it 8.5 out of 10.": ("8.5 out of 10", "index"),
    "Owners scored it seven out of ten.": ("seven out of ten", "index"),
    "She scored 8 out of 10 penalties.": ("8 out of 10", "fraction"),
    "Four out of five dentists agree.": ("Four out of five", "fraction"),
}


@pytest.mark.parametrize(("text", "wanted"), MARKS.items())
def test_marks_out_of_so_many_are_one_number(text, wanted):
    (number,) = extract(text).numbers
    assert (number.surface, number.kind) == wanted


PLACES = (
    "She sat in seat 12 when it crashed.",
    "Fans in row 7 were hurt.",
    "See footnote 12.",
    "As note 4 explains, it is lost.",
    "They met in cabin 9.",
)
COUNTS = (
    "The hall can seat 300.",
    "Doctors note 12 deaths.",
    "They can row 12 km.",
)


@pytest.mark.parametrize("text", PLACES)
def test_a_numbered_place_is_a_label(text):
    assert [number.kind for number in extract(text).numbers] == ["label"]


@pytest.mark.parametrize("text", COUNTS)
def test_what_only_sounds_like_a_place_is_counted(text):
    assert len(extract(text).claims) == 1


def test_some_of_the_boats_are_not_about_so_many():
    (claim,) = extract("Some of the 1,200 boats sank.").claims
    assert claim.qualifier == ""


def test_one_thing_in_every_six_is_a_share():
    (claim,) = extract("The web brings one dollar in every six.").claims
    assert claim.kind == "fraction"
    assert claim.surface == "one dollar in every six"


SPEAKERS = {
    "Yet the report found that 40 percent of schools shut.": "the report",
    "Although the army said 12 soldiers died, it hid more.": "the army",
    "Meanwhile the bank said 12 branches had shut.": "the bank",
    "Even the ministry says 40 schools shut.": "the ministry",
    "Forecasters put the odds at 70 per cent.": "Forecasters",
    "Rent is $2,350, per Listly, up 6%.": "Listly",
    "Those polled said 40 schools had shut.": None,
    "The firm raised its profit forecast to $3bn.": None,
    "Ms Bo, a nurse who had worked at the plant for a very long time indeed, told the "
    "tribunal she was paid $9 an hour.": "Ms Bo",
}


@pytest.mark.parametrize(("text", "claimant"), SPEAKERS.items())
def test_a_speaker_is_named_without_what_leads_in(text, claimant):
    assert {claim.claimant for claim in extract(text).claims} == {claimant}


READ_BACKS = {
    "Passenger numbers rose to 2,402,000.": "rising to 2,402,000 passengers",
    "Visitor figures reached 40,000.": "40,000 visitors",
    "The 27-nation bloc agreed.": "27 nations",
}


@pytest.mark.parametrize(("text", "amount"), READ_BACKS.items())
def test_more_than_one_are_read_back_in_the_plural(text, amount):
    (claim,) = extract(text).claims
    assert claim.readback == f"We read this as: {amount}."


AGES = {
    '"It is over," said the miner Ion Popa, 71.': "71",
    "The gymnast, 19, scored well.": "19",
    "Children under five ride free.": "five",
    "She sings and, at 23, walks with a stick.": "23",
    "It killed residents, the youngest of them 62.": "62",
}


@pytest.mark.parametrize(("text", "surface"), AGES.items())
def test_an_age_is_told_by_whose_it_is(text, surface):
    (claim,) = extract(text).claims
    assert (claim.surface, claim.unit) == (surface, "year of age")


def test_people_under_a_measure_are_not_so_old():
    (claim,) = extract("Children under 40 kilos sit behind.").claims
    assert claim.unit == "kilogram"


NAMES = {
    "It left runway 27L.": ("runway 27L", "label"),
    "They met at gate 12B.": ("gate 12B", "label"),
    "Section 12(3)(b) is void.": ("Section 12(3)(b)", "label"),
    "COP31 opened.": ("COP31", "label"),
    "He won the 3.40 at Ascot.": ("3.40", "time"),
    "It is a two-horse race.": ("two", "idiom"),
    "She gave 110 per cent.": ("110", "idiom"),
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.items())
def test_what_goes_on_behind_a_number_belongs_to_its_name(text, wanted):
    (number,) = extract(text).numbers
    assert (number.surface, number.kind) == wanted


def test_pesos_before_a_magnitude_are_no_summit():
    assert extract("It paid COP31 billion.").claims[0].unit == "COP"


DRAWS = (
    "The winning numbers were 4, 11, 19 and 23.",
    "Lottery: 4, 11, 19, 23; bonus ball 7.",
)


@pytest.mark.parametrize("text", DRAWS)
def test_the_numbers_of_a_draw_are_labels(text):
    assert {number.kind for number in extract(text).numbers} == {"label"}


def test_a_list_that_counts_is_no_draw():
    read = extract("The balls hit 4, 11, 19 and 23 houses.").claims
    assert {claim.unit for claim in read} == {"house"}


def test_a_part_of_a_second_is_a_length_of_time():
    (claim,) = extract("It lasts six hundredths of a second.").claims
    assert (claim.kind, claim.unit) == ("duration", "second")


def test_cents_of_a_headline_are_no_heat():
    money = extract("DIVIDEND RAISED TO 27C").claims[0]
    assert (money.kind, money.unit) == ("money", "cent")


def test_what_stands_before_a_verb_with_its_object_is_no_unit():
    (claim,) = extract("Of every 100 pupils, 73 finish it.").claims
    assert (claim.kind, claim.unit, claim.per) == ("rate", "pupil", "100 pupils")


TALKED = {
    "It takes 200 litres of water, the Dry Fund calculates: 8 for the cup.": (
        "the Dry Fund"
    ),
    "Editorial: Forty of its 140 schools have shut.": None,
}


@pytest.mark.parametrize(("text", "claimant"), TALKED.items())
def test_who_speaks_before_a_colon_spoke_before_it(text, claimant):
    assert extract(text).claims[0].claimant == claimant


def test_a_claim_that_somebody_makes_ends_at_the_colon():
    text = "The minister's claim that 40 ships came is wrong: 12 ships came."
    assert [c.claimant for c in extract(text).claims] == ["the minister", None]


def test_doses_are_counted_whichever_they_are():
    (claim,) = extract("They gave 40,000 second doses.").claims
    assert (claim.low, claim.unit) == (40_000, "dose")


@pytest.mark.parametrize("opening", ["A", "Q", "Tonight", "Lottery"])
def test_what_heads_a_line_is_no_speaker(opening):
    (claim,) = extract(f"{opening}: They counted 40 boats.").claims
    assert claim.claimant is None


def test_a_divided_decision_is_a_score():
    (number,) = extract("It reversed a 2-1 appeals panel decision.").numbers
    assert (number.surface, number.kind) == ("2-1", "score")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some 40 children under five in 11 provinces fell ill.", [40, None, 11]),
        ("Some five in 11 provinces fell ill.", [Decimal(5) / 11]),
    ],
)
def test_children_under_five_in_eleven_provinces_are_no_share(text, wanted):
    assert [claim.low for claim in extract(text).claims] == wanted


def test_a_wage_is_told_in_the_money_of_the_sentence():
    text = "A family of four needs 4,000 pesos, while the minimum wage is 2,000."
    assert [c.unit for c in extract(text).claims] == ["person", "MXN", "MXN"]


def test_a_currency_named_with_its_country_is_no_doubt():
    swiss, bare = extract("He paid 40 Swiss francs and then 30 francs.").claims
    assert (swiss.ambiguities, bare.ambiguities) == ((), ("unit",))


def test_a_loan_is_so_many_times_oversubscribed():
    (claim,) = extract("The bond was four times oversubscribed.").claims
    assert (claim.kind, claim.low) == ("multiple", 4)


def test_a_peak_something_fell_since_is_not_what_it_fell_to():
    *_, peak = extract("Prices have halved since their peak of 28 cents.").claims
    assert (peak.low, peak.trend) == (28, None)
    assert extract("Prices rose to a peak of 28 cents.").claims[0].trend == "up"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cocaine worth R1.9 million and 47 rounds lay there.", [1_900_000, 47]),
        ("They lost $2 million and 47 guns.", [2_000_000, 47]),
        ("It cost 4 thousand 3 hundred and 21 francs.", [4321]),
        ("The plane, with 176 passengers, overshot the runway by 300m.", [176, 300]),
        ("Users rose by 40m.", [40_000_000]),
    ],
)
def test_a_magnitude_goes_on_only_in_one_number(text, wanted):
    assert [claim.low for claim in extract(text).claims] == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A boat sank 3nm off Dover.", "nautical mile"),
        ("The chip has 3nm features.", "nanometre"),
        ("The 3nm chips took off in March.", "nanometre"),
        ("The ship listed 15 degrees.", "degree of arc"),
        ("The spring was heated to 30 degrees.", "degree"),
        ("It made a profit of KSh30 billion.", "KES"),
    ],
)
def test_a_unit_is_told_by_its_company(text, unit):
    (claim,) = extract(text).claims
    assert (claim.unit, claim.ambiguities) == (unit, ())


def test_a_bare_shilling_sign_is_in_doubt():
    (claim,) = extract("It made a profit of Sh30.1 billion.").claims
    assert (claim.unit, claim.ambiguities) == ("KES", ("unit",))
