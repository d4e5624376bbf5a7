from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

UNITS = """
$2.5bn | money | 2500000000 | USD
US$40 | money | 40 | USD
C$16.4 million | money | 16400000 | CAD
A$ 5 | money | 5 | AUD
£3.6m | money | 3600000 | GBP
€ 40 | money | 40 | EUR
40 € | money | 40 | EUR
EUR 5 million | money | 5000000 | EUR
5m USD | money | 5000000 | USD
30 MEUR | money | 30000000 | EUR
¥900 | money | 900 | JPY
₹40 crore | money | 400000000 | INR
300 roubles | money | 300 | RUB
20 Swiss francs | money | 20 | CHF
87 cents | money | 87 | cent
3 dollars 50 cents | money | 3.5 | USD
2 million Canadian dollars | money | 2000000 | CAD
six percent | percent | 6 | percent
6 per cent | percent | 6 | percent
6% | percent | 6 | percent
６％ | percent | 6 | percent
5 ‰ | percent | 0.5 | percent
2 percentage points | percentage_point | 2 | percentage point
25 basis points | percentage_point | 25 | basis point
25bps | percentage_point | 25 | basis point
−14 °C | temperature | -14 | celsius
68 degrees Fahrenheit | temperature | 68 | fahrenheit
68F | temperature | 68 | fahrenheit
12 km | measure | 12 | kilometre
12km | measure | 12 | kilometre
1,280 metres | measure | 1280 | metre
1.93 m tall | measure | 1.93 | metre
20 km² | measure | 20 | square kilometre
20 square miles | measure | 20 | square mile
5 feet 2 inches | measure | 5.166666666666666666666666667 | foot
300 km/h | measure | 300 | kilometre per hour
55 mph | measure | 55 | mile per hour
2,000 miles per hour | measure | 2000 | mile per hour
6,500 tonnes | measure | 6500 | tonne
12 hectares | measure | 12 | hectare
2,400 megawatts | measure | 2400 | megawatt
40 kWh | measure | 40 | kilowatt-hour
150 lbs | measure | 150 | pound-mass
11st | measure | 11 | stone
52°N | measure | 52 | degree of arc
0.2 s | duration | 0.2 | second
5.2 mmol | measure | 5.2 | millimole
128 mmHg | measure | 128 | millimetre of mercury
3 km/s2 | measure | 3 | kilometre per second squared
40 ppm | measure | 40 | part per million
16 GB | measure | 16 | gigabyte
six hours | duration | 6 | hour
90 minutes | duration | 90 | minute
three-and-a-half days | duration | 3.5 | day
half an hour | duration | 0.5 | hour
two decades | duration | 2 | decade
an 18-year-old | age | 18 | year of age
nine-month-old | age | 9 | month of age
34 years of age | age | 34 | year of age
"""


def _rows() -> list[tuple[str, str, Decimal, str]]:
    rows = [row.split(" | ") for row in UNITS.strip().splitlines()]
    return [(a, b, Decimal(c), d) for a, b, c, d in rows]


@pytest.mark.parametrize(("text", "kind", "value", "unit"), _rows())
def test_a_number_has_its_unit(text, kind, value, unit):
    (claim,) = extract(f"The record is {text}.").claims
    assert (claim.kind, claim.low, claim.unit) == (kind, value, unit)
    assert claim.low == claim.high


RATES = {
    "about 1,000 trucks per day": ("truck", "day"),
    "1,000 trucks a day": ("truck", "day"),
    "1,000 trucks every week": ("truck", "week"),
    "1,000 trucks daily": ("truck", "day"),
    "1.1 deaths per 100,000 inhabitants": ("death", "100,000 inhabitants"),
    "one doctor for every 4,000 people": ("doctor", "4,000 people"),
}


@pytest.mark.parametrize(("text", "wanted"), RATES.items())
def test_a_count_per_something_is_a_rate(text, wanted):
    claim = extract(f"The region has {text}.").claims[0]
    assert (claim.unit, claim.per) == wanted
    assert claim.kind == "rate"


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("Petrol costs €1.79 per litre.", "EUR", "litre"),
        ("Nurses earn $32 an hour.", "USD", "hour"),
        ("Rice costs $3/kg.", "USD", "kilogram"),
        ("It burns 9 tonnes of coal a day.", "tonne", "day"),
        ("Gas is 340 pence a therm.", "penny", "therm"),
        ("Sound travels at 340 m s\u22121 here.", "metre", "second"),
        ("Snow weighs 40 kg m-3, they say.", "kilogram", "cubic metre"),
        ("The flat lets for £1,650 pcm.", "GBP", "month"),
        ("It costs 40 euros per annum.", "EUR", "year"),
    ],
)
def test_money_and_measures_keep_their_kind_with_a_denominator(text, unit, per):
    (claim,) = extract(text).claims
    assert (claim.unit, claim.per) == (unit, per)
    assert claim.kind in {"money", "measure"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The clinic treated 40 women.", "woman"),
        ("They lost 12 loaves.", "loaf"),
        ("The firm cut 90 jobs.", "job"),
        ("The army lost 5 of its 12 helicopters.", "helicopter"),
        ("The 27-nation bloc met.", "nation"),
        ("They own two boxes.", "box"),
        ("It has 40 cities and 12 buses.", "city"),
        ("More than 80 people died and over 200 were hurt.", "person"),
        ("The number of fires rose to 300.", "fire"),
        ("Casualties are put at 90 per week.", "casualty"),
        ("It took 40 man-hours.", "man-hour"),
        ("One tree stores the carbon.", "tree"),
        ("They built 40 stone houses.", "house"),
        ("It is among the ten slimmest.", ""),
        ("It serves 3 million daily customers.", "customer"),
        ("A survey of 2,300 renters suggests mould.", "renter"),
        ("Some 4 million Finns are at sea.", "Finn"),
        ("Ten Dead In Crash", "person"),
        ("The ship can carry 24,000 TEU in all.", "teu"),
        ("Passenger numbers fell to 2,402.", "passenger"),
    ],
)
def test_the_unit_of_a_count_is_the_lemma_of_what_is_counted(text, unit):
    claims = extract(text).claims
    assert unit in {claim.unit for claim in claims}
    assert {claim.unit for claim in claims} <= {unit, "bus"}


SHARED = {
    "Prices rose 16 percent while wages edged up by just 2.": ["percent"] * 2,
    "It paid $84m to 2,700 men, an average of about 31,000 each.": [
        "USD",
        "man",
        "USD",
    ],
    "A dollar buys 1,190 naira, against 460 in May.": ["NGN"] * 2,
    "The women, aged 29 and 63, left.": ["year of age"] * 2,
    "Boys aged 12, 14 and 16 were found.": ["year of age"] * 3,
    "A mother of three left.": ["child"],
    "The mother-of-four left.": ["child"],
    "A jury of 12 was sworn in.": ["juror"],
    "The family of five fled.": ["person"],
    "Women live 80.1 years on farms and 77.4 on boats.": ["year", "year"],
    "The motion passed by 44 votes to 12.": ["vote", "vote"],
    "Support is 44 percent, up from 39.": ["percent", "percent"],
    "The poll puts Reds at 44 percent and Blues at 39.": ["percent", "percent"],
    "A team of 12 doctors left.": ["doctor"],
    "The team of nine won.": ["person"],
    "The coat costs 900 won.": ["KRW"],
}


@pytest.mark.parametrize(("text", "units"), SHARED.items())
def test_a_unit_said_once_or_left_unsaid_is_completed(text, units):
    assert [claim.unit for claim in extract(text).claims] == units


def test_a_rate_is_of_what_is_counted_not_of_its_size():
    shells, size = extract("The army fired 6,000 155mm shells a day.").claims
    assert (shells.kind, shells.unit, shells.per) == ("rate", "shell", "day")
    assert (size.unit, size.per) == ("millimetre", None)


def test_pounds_of_weight_are_not_money():
    (mass,) = extract("The baby weighed two pounds.").claims
    (money,) = extract("The coat cost two pounds.").claims
    assert (mass.kind, mass.unit) == ("measure", "pound-mass")
    assert (money.kind, money.unit) == ("money", "GBP")


def test_a_currency_name_shared_by_countries_is_flagged():
    (claim,) = extract("The fine is 500 pesos.").claims
    assert "unit" in claim.ambiguities


def test_a_verb_said_once_holds_for_the_shares_behind_it():
    claims = extract("Nurses got 5 percent, teachers 6.5 and doctors 6.").claims
    assert [claim.unit for claim in claims] == ["percent"] * 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rates rose 0.7 of a percentage point.", "percentage_point"),
        ("They agreed on a cut of a quarter point.", "percentage_point"),
        ("The rate rises by half a point.", "percentage_point"),
        ("The fee is 0.5 of a percent.", "percent"),
        ("Turnout fell 0.8 of a point to 41 percent.", "percentage_point"),
    ],
)
def test_a_part_of_a_percentage_is_in_its_unit(text, kind):
    assert extract(text).claims[0].kind == kind
