"""Numbers as American news, blogs and market wires print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract


def read(text: str) -> list[tuple[str, str, Decimal | None, Decimal | None, str]]:
    """Kind, surface, low, high and unit of every claim."""
    return [(c.kind, c.surface, c.low, c.high, c.unit) for c in extract(text).claims]


def values(text: str) -> list[tuple[Decimal | None, Decimal | None, str]]:
    return [(c.low, c.high, c.unit) for c in extract(text).claims]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Valleys will see 15 to 25 degrees below zero.", -25, -15),
        ("It may feel like 20-30 below zero overnight.", -30, -20),
        ("Lows will range from 5 to 15 degrees below zero.", -15, -5),
        ("Expect lows of -10 to -15 degrees.", -15, -10),
        ("Highs will be in the mid-80s.", 84, 86),
        ("Temperatures will climb into the low 60s.", 60, 63),
        ("Lows should drop to the upper 20s.", 27, 29),
        ("Temperatures stayed in the 90s.", 90, 99),
    ],
)
def test_degrees_of_the_weather(text, low, high):
    ((kind, _, *ends, unit),) = read(text)
    assert (kind, unit) == ("temperature", "degree")
    assert ends == [low, high]


def test_a_fall_below_zero_is_a_change():
    assert [
        c.low for c in extract("It fell from 15 to 25 degrees below zero.").claims
    ] == [
        15,
        -25,
    ]


@pytest.mark.parametrize(
    "text",
    ["Temperatures have risen since the 80s.", "He was a star of the 90s and the 70s."],
)
def test_a_decade_is_no_temperature(text):
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Space ranges from 33.2 cubic feet behind the seats to 68.8 cubic feet.",
            (33, 68),
        ),
        ("Rooms cost anywhere from $129 midweek to $249 on weekends.", (129, 249)),
        ("Tickets are priced anywhere from $5 to $7.", (5, 7)),
        ("Fares run from $198 to $412.", (198, 412)),
        ("The stock fell anywhere from 5 to 7 percent.", (5, 7)),
    ],
)
def test_a_span_is_one_range(text, wanted):
    ((low, high, unit),) = values(text)
    assert unit
    assert (int(low), int(high)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Prices range from $27 for the base car to $38 for the best.",
        "The bank raised its price target on shares of Danvers Health Systems from $27 to $38.",
    ],
)
def test_two_prices_and_the_ends_of_a_change_are_two(text):
    assert values(text) == [(27, 27, "USD"), (38, 38, "USD")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It measures 5.8 x 2.8 x 0.3 inches.", ["5.8 inch", "2.8 inch", "0.3 inch"]),
        ("Grease a 9-by-13-inch pan.", ["9 inch", "13 inch"]),
        ("The plot is 60\u2032 \u00d7 120\u2032 in all.", ["60 foot", "120 foot"]),
        ("It has a 2,340 x 1,080 display.", ["2340 pixel", "1080 pixel"]),
        (
            "It is rated at 24/32 mpg city/highway.",
            ["24 mile per gallon", "32 mile per gallon"],
        ),
        (
            "It gets 31 city and 39 highway mpg.",
            ["31 mile per gallon", "39 mile per gallon"],
        ),
        ("They got 34 combined mpg.", ["34 mile per gallon"]),
        ('Amounts of 4" fell.', ["4 inch"]),
        ("Games run at 60 fps.", ["60 frame per second"]),
        ("It shoots 20 frames per second.", ["20 frame per second"]),
        ("Adults need 600 IU of it.", ["600 international unit"]),
        ("Add 2 heaping tablespoons of flour.", ["2 tablespoon"]),
        ("1 (14-ounce) package of beans", ["1 package", "14 ounce"]),
        ("It can tow 8,500 pounds.", ["8500 pound-mass"]),
        ("At 6-foot-6, 230 pounds, he is big.", ["6.5 foot", "230 pound-mass"]),
        ("He will post 3.42 EPS this year.", ["3.42 eps"]),
        ("Some 780,000 shares changed hands.", ["780000 share"]),
        ("He had two doubles and five RBIs.", ["2 double", "5 rbi"]),
        (
            "Some 11,600 women ages 45 to 60 took part.",
            ["11600 woman", "45 year of age"],
        ),
        ("It fell one shy of the record.", []),
    ],
)
def test_the_unit_of_a_number(text, wanted):
    assert [f"{c.low} {c.unit}" for c in extract(text).claims] == wanted


def test_only_a_denominator_is_taken_for_one():
    assert {c.per for c in extract("It gets 22/29 mpg city/highway.").claims} == {None}
    (gas,) = extract("Gas fell to $2.27 per 1,000 cubic feet.").claims
    assert gas.per == "1,000 cubic feet"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Castle completed 22-of-25 for 287 yards.", Decimal("0.88")),
        ("Dunn shot 9-for-18 from the field.", Decimal("0.5")),
        ("Ortega went 0-for-4.", 0),
        ("She was a perfect 7-for-7.", 1),
    ],
)
def test_tries_that_came_off_are_a_share(text, value):
    claim = extract(text).claims[0]
    assert (claim.kind, claim.low) == ("fraction", value)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("He raised his average to .312.", ".312", Decimal("0.312")),
        ("He has a .926 save percentage.", ".926", Decimal("0.926")),
        ("The stock has a beta of 0.94.", "0.94", Decimal("0.94")),
        ("It trades at a P/E of 18.2.", "18.2", Decimal("18.2")),
        ("It has an f/1.8 lens.", "f/1.8", Decimal("1.8")),
    ],
)
def test_an_index_has_no_unit(text, surface, value):
    assert read(text) == [("index", surface, value, value, "")]


@pytest.mark.parametrize(
    "text",
    [
        "The set supports 4K and has an OLED screen.",
        "It was a 3-for-1 stock split.",
        "The firm plans a one-for-ten reverse split.",
        "The turbo four is smooth.",
        "It has four-wheel drive and two-wheel drive.",
        "He hit a career-high from 3-point range.",
        "He put it in his 401(k) plan.",
    ],
)
def test_a_number_in_a_name_is_no_claim(text):
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It stands at 19.4x, against 22x for its peers.", [Decimal("19.4"), 22]),
        (
            "It trades at 12 times expected earnings, versus 16.5 for its peers.",
            [12, Decimal("16.5")],
        ),
    ],
)
def test_multiples_of_earnings(text, wanted):
    claims = extract(text).claims
    assert [c.low for c in claims] == wanted
    assert {c.kind for c in claims} == {"multiple"}


def test_a_loss_a_share_stands_in_brackets():
    (claim,) = extract("Danvers reported ($0.12) earnings per share.").claims
    assert (claim.surface, claim.low, claim.per) == (
        "($0.12)",
        Decimal("-0.12"),
        "share",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Police said Montana Blake 34 of Tulsa sold the car.",
        "The show was watched by adults 18-49.",
        "It is meant for women 50 and older.",
    ],
)
def test_ages_without_the_word(text):
    assert {c.kind for c in extract(text).claims} == {"age"}


def test_a_qualifier_in_a_score_of_golf_is_none():
    claims = extract("Kessler shot a 5-under 67.").claims
    assert claims[-1].qualifier == ""


def test_points_of_an_error_beside_a_share_are_of_a_percentage():
    text = "Some 54 percent agreed; the margin of error is plus or minus 3.5 points."
    assert extract(text).claims[1].unit == "percentage point"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sunny, with a high near 72.", 72),
        ("Rain is likely, with a low around 48.", 48),
        ("The heat index could hit 105.", 105),
        ("The wind chill was 27 below.", -27),
    ],
)
def test_bare_degrees(text, wanted):
    ((kind, _, low, high, unit),) = read(text)
    assert (kind, low, high, unit) == ("temperature", wanted, wanted, "degree")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It gets 20 mpg in the city and 27 on the highway.", ["mile per gallon"] * 2),
        (
            "The trunk holds 15 cubic feet, or 60 with the seats down.",
            ["cubic foot"] * 2,
        ),
        ("The car is 191 inches long, 72 wide and 58 tall.", ["inch"] * 3),
        ("Winds of 25 mph with gusts to 60 are likely.", ["mile per hour"] * 2),
        (
            "It sold 46 million phones, up 5% from 44 million.",
            ["phone", "percent", "phone"],
        ),
        (
            "It has 9 million users in 40 countries and added 2 million.",
            ["user", "country", "user"],
        ),
        ("They hit 14 shots and led by 20 at the half.", ["shot", ""]),
        ("He allowed one run on four hits.", ["run", "hit"]),
        ("Add one 28-ounce can of tomatoes.", ["can", "ounce"]),
        ("1 can diced tomatoes", ["can"]),
        ("The van seats seven.", ["person"]),
        ("They have won two straight.", [""]),
        ("Bake at 325 F for an hour.", ["fahrenheit"]),
        ("Half of its users are under 25.", ["fraction", "year of age"]),
    ],
)
def test_a_unit_that_is_said_elsewhere(text, units):
    assert [claim.unit for claim in extract(text).claims][: len(units)] == units


def test_an_average_is_an_index():
    for text in (
        "He has a 3.05 ERA.",
        "He has a 2.14 goals-against average.",
        "Her GPA is 3.9.",
    ):
        assert [(c.kind, c.unit) for c in extract(text).claims] == [("index", "")]


def test_a_triple_double_counts_nothing():
    assert extract("It was his second triple-double.").claims == ()
    assert len(extract("They went 8-for-31 on 3s.").claims) == 1


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It charges $150 for bags over 50 pounds.", ["USD", "pound-mass"]),
        ("It costs 300 pounds ($380) in London.", ["GBP", "USD"]),
        ("It is for patients 12 and older.", ["year of age"]),
        ("They came in groups of four.", ["person"]),
    ],
)
def test_pounds_and_persons(text, units):
    assert [claim.unit for claim in extract(text).claims] == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The fish was 20 pounds.", ["pound-mass"]),
        ("The fine was 20 pounds.", ["GBP"]),
        ("Entry is 20 pounds for adults.", ["GBP"]),
        ("It makes 460 lb.-ft. of torque.", ["pound-foot"]),
        ("It has a resolution of 448x368 pixels.", ["pixel", "pixel"]),
        (
            "It goes from zero to 60 in 5 seconds.",
            ["mile per hour", "mile per hour", "second"],
        ),
        ("The 0-60 run takes 4 seconds.", ["mile per hour", "second"]),
        ("It is half a second quicker.", ["second"]),
        (
            "Prices rose 7% in the past year and 41% over the past five.",
            ["percent", "percent", "year"],
        ),
        (
            "Roast at 450 degrees for 15 minutes, then at 350.",
            ["degree", "minute", "degree"],
        ),
        ("Ruiz won with 54 percent to Hall's 45.", ["percent", "percent"]),
        ("It drew adults 18-49, down 14 percent.", ["year of age", "percent"]),
    ],
)
def test_units_that_the_company_tells(text, units):
    assert [claim.unit for claim in extract(text).claims] == units


def test_a_scale_is_no_sprint():
    ((low, high, unit),) = values("It is rated on a scale of 0 to 100.")
    assert (low, high, unit) == (0, 100, "")


@pytest.mark.parametrize(
    "text", ["The 911 center took it.", "It has an aspect ratio of 19.5:9."]
)
def test_an_emergency_number_and_a_ratio_are_no_claims(text):
    assert extract(text).claims == ()


def test_and_more_than_bounds_the_next_number():
    guns, cash = extract("Deputies seized nine guns and more than $48,000.").claims
    assert (guns.qualifier, cash.qualifier) == ("", "more_than")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It trades at 15.7 times next year's profit.", ["times"]),
        (
            "Two analysts have rated it a sell and one has rated it a buy.",
            ["analyst", "analyst"],
        ),
        (
            "It traded 9,000 shares, compared to its average volume of 8,000.",
            ["share", "share"],
        ),
        ("It earned $1.30 per diluted share.", ["USD"]),
        ("The Dow was up 87 points and the S&P was up 9.", ["point", "point"]),
        ("The VIX rose 2 points to 17.", ["point", "point"]),
        ("Stocks fell by 4.8 million barrels to 463.9 million.", ["barrel", "barrel"]),
        ("Hart, who is 71 said he would run.", ["year of age"]),
        ("The Warriors won 57 games, the Rockets 53 and the Nuggets 54.", ["game"] * 3),
        (
            "The car hits 60 mph, and hits 60 in 3 seconds.",
            ["mile per hour", "mile per hour", "second"],
        ),
        ("It was 5 degrees off the record of 107 set in May.", ["degree", "degree"]),
        ("It built 90 cars, including 60 vans, and sold 80.", ["car", "van", "car"]),
    ],
)
def test_more_units_from_afar(text, units):
    assert [claim.unit for claim in extract(text).claims] == units


@pytest.mark.parametrize(
    "text",
    [
        "Its RSI is 62.4.",
        "The average rating is 2.1.",
        "It has a price-to-book of 0.46.",
    ],
)
def test_figures_of_markets_are_an_index(text):
    assert [(c.kind, c.unit) for c in extract(text).claims] == [("index", "")]


def test_a_range_with_two_hyphens():
    assert values("It priced below the $18-to-$20 range.") == [(18, 20, "USD")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A 29 - year - old man left , she said .", ["29 year of age"]),
        ("The company 's 10 - day offer , a first , ended .", ["10 day"]),
        ("Its one - third interest , it said , was sold .", ["fraction"]),
        ("A 12 - yard run was enough.", ["12 yard"]),
        ("It won 31 - 17 , he said , at 2 : 15 p.m .", []),
        ("The room had 90 - seat rows , he said .", ["90 seat"]),
    ],
)
def test_a_text_whose_marks_stand_apart_is_closed_up(text, wanted):
    claims = extract(text).claims
    found = [
        "fraction" if c.kind == "fraction" else f"{c.low} {c.unit}" for c in claims
    ]
    assert found == wanted


def test_a_dash_in_a_plain_text_stays_one():
    claims = extract("They sold 12 - nobody knows of what - last year.").claims
    assert [(c.low, c.unit) for c in claims] == [(12, "")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("At 6-foot-6 230 pounds he is big.", ["foot", "pound-mass"]),
        ("It holds 15 cubic feet or 60 with the seats down.", ["cubic foot"] * 2),
        ("It topped 415 parts per million up from 280.", ["part per million"] * 2),
        ("At 34 he is the oldest player.", ["year of age"]),
        (
            "It gets 17 mpg city 23 mpg highway 19 mpg combined.",
            ["mile per gallon"] * 3,
        ),
        (
            "It makes 850 pound-feet from 1800 to 2800 rpm.",
            ["pound-foot", "revolution per minute"],
        ),
        ("It cut its workforce from 1250 to 980.", ["", ""]),
        ("The 1954-mile border is fenced.", ["mile"]),
        ("It has 14600 workers 1900 fewer than in 2010.", ["worker", "worker"]),
    ],
)
def test_what_a_lost_comma_parted(text, units):
    assert [claim.unit for claim in extract(text).claims] == units


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Estimates range from a low of $1 to a high of $2 a share.", [(1, 2, "USD")]),
        (
            "It raised the outlook to $4 to $5 a share from $2 to $3.",
            [(4, 5, "USD"), (2, 3, "USD")],
        ),
        (
            "It was upgraded from 8GB to 12GB.",
            [(8, 8, "gigabyte"), (12, 12, "gigabyte")],
        ),
        ("Children ages 4 through 11 may come.", [(4, 11, "year of age")]),
        (
            "It takes 1/8000 sec.",
            [(Decimal("0.000125"), Decimal("0.000125"), "second")],
        ),
        ('The TV is 55" and the 65" is more.', [(55, 55, "inch"), (65, 65, "inch")]),
        ("It streams at 320 kbps.", [(320, 320, "kilobit per second")]),
        ("We rate it 4.5/5.", [(Decimal("4.5"), Decimal("4.5"), "")]),
    ],
)
def test_ranges_old_and_new_and_signs(text, wanted):
    assert values(text) == wanted


def test_a_month_is_shortened():
    (claim,) = extract("It is $4.99/mo.").claims
    assert claim.per == "month"


@pytest.mark.parametrize(
    "text",
    [
        "It outsold the Ram 1500 and the OnePlus 7.",
        "He drives a Porsche 911 Turbo S and the 3 Series.",
        "She has a Nexus 5X and a 7-Eleven card.",
        "They played in the Big Ten, and saw 50 Cent.",
        "The firm uses the 5S method.",
        "It is in Apt. 204 of the house.",
        "Just text 88788 now.",
    ],
)
def test_models_and_brands_are_no_claims(text):
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Granite Peak LLC Buys 8,118 Shares of Danvers Corp", ["8118 share"]),
        ("Gas Tops Record in 5 States", ["5 state"]),
        ("3 Killed, 12 Hurt as Tornado Hits", ["3 person", "12 person"]),
        ("Danvers Shares Gap Up to $28.16", ["28.16 USD"]),
        ('Snow Totals: Boston 14.2", Worcester 17"', ["14.2 inch", "17 inch"]),
        ("Wind Chills of 30 Below Close Schools", ["-30 degree"]),
        ("The raid killed 12 Finns who were on board.", ["12 Finn"]),
    ],
)
def test_headlines_with_capitals(text, wanted):
    assert [f"{c.low} {c.unit}" for c in extract(text).claims] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A result of two tests means diabetes.", ["count test"]),
        ("It carries 290 people at Mach 0.85.", ["count person", "index "]),
        ("He drove 87 in a 55 mph zone.", ["measure mile per hour"] * 2),
        ("He had a blood-alcohol level of 0.14.", ["index "]),
    ],
)
def test_tests_speeds_and_levels(text, wanted):
    assert [f"{c.kind} {c.unit}" for c in extract(text).claims] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "the deal closes on june 28.",
        "the iphone 11 and the xbox 360 are out.",
        "it is near interstate 70, said a fortune 500 boss.",
    ],
)
def test_a_text_without_capitals_has_its_dates_and_names(text):
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Add 3 x 400g tins of tomatoes.", ["", "gram"]),
        ("He carried a 20 pound note.", ["GBP"]),
        ("The index hit a high of 104 on heavy rain in Brazil.", [""]),
        ('"I have 5" she said, "and he has 4".', ["", ""]),
    ],
)
def test_what_only_looks_alike(text, units):
    assert [claim.unit for claim in extract(text).claims] == units
