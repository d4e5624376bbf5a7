"""What a figure shares with its neighbour: a sign, a letter, a thing, the rest of a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract
from claims.engine.types import decimal_text

ONE_SIGN = {
    "They want £5m to 6m for roads.": ("5000000", "6000000", "GBP"),
    "They want €5m or 6m for roads.": ("5000000", "6000000", "EUR"),
    "The club paid $5 to 6 million.": ("5000000", "6000000", "USD"),
    "They put it at 40,000 (± 2,000).": ("38000", "42000", ""),
}


@pytest.mark.parametrize(("text", "wanted"), ONE_SIGN.items())
def test_both_ends_of_a_range_share_one_sign(text, wanted):
    (claim,) = extract(text).claims
    assert claim.low is not None
    assert claim.high is not None
    ends = decimal_text(claim.low), decimal_text(claim.high)
    assert (*ends, claim.unit) == wanted
    assert claim.qualifier == "range"


def test_an_amount_is_no_range_with_what_is_counted():
    money, people = extract("It paid $5 to 6 million people.").claims
    assert (money.unit, people.unit) == ("USD", "person")


UNITS = {
    "Exports hit 3.2m tonnes, up from 2.9m in May.": ["3200000 tonne", "2900000 tonne"],
    "Ann owns 40 percent and her brother the other 60.": ["40 percent", "60 percent"],
    "The state holds 51%; funds own the remaining 49.": ["51 percent", "49 percent"],
    "It cut its target to between 5 and 6 percent from a range of 7 to 8.": [
        "5 percent",
        "7 percent",
    ],
    "Ann owns 40 percent and her brother the other 12.": ["40 percent", "12 "],
}


@pytest.mark.parametrize(("text", "read"), UNITS.items())
def test_a_unit_holds_for_the_figure_compared(text, read):
    found = extract(text).claims
    assert [f"{decimal_text(c.low or Decimal(0))} {c.unit}" for c in found] == read


THINGS = {
    "Gusts of 130 km/h (80 mph) hit Brest.": ["Gusts", "Gusts"],
    "Shares ended 3% lower at 104 pence.": ["Shares", "Shares"],
    "The council raised the levy from 3% to 4%.": ["levy", "levy"],
    "Tenants face a 12% rent increase.": ["rent"],
    "Staff were given a 5% pay rise.": ["pay"],
    "Ministers approved a tax at 12.5 percent on profits.": ["tax"],
    "A two-litre bottle of milk costs £1.80.": ["bottle", "bottle of milk"],
    "They expect a crop of 18m tonnes, against 21m in May.": ["crop", "crop"],
    "A judge cut her term from nine years to six.": ["her term"] * 2,
    "Temperatures, which last year were 1.4C above normal, fell.": ["Temperatures"],
    "Yields of a sack of rice that cost $40 fell.": ["rice"],
}


@pytest.mark.parametrize(("text", "things"), THINGS.items())
def test_a_thing_is_shared_or_named_beside(text, things):
    found = [claim.thing for claim in extract(text).claims]
    assert len(found) == len(things)
    for thing, wanted in zip(found, things, strict=True):
        assert thing is not None
        assert wanted.removeprefix("her ") in thing


def test_the_kind_of_a_change_is_not_the_thing_that_changed():
    (claim,) = extract("The port reported a 5% annual increase in trade.").claims
    assert claim.thing != "annual"


PER = {
    "Creditors will get 12 cents on the dollar.": "dollar",
    "Landlords pay 45p in the pound.": "pound",
    "It fell 4 cents in the week.": None,
}


@pytest.mark.parametrize(("text", "per"), PER.items())
def test_pence_in_the_pound_are_a_rate(text, per):
    assert extract(text).claims[0].per == per


def test_a_target_raised_to_a_range_has_risen():
    (claim,) = extract("Vale raised its target to between $2bn and $3bn.").claims
    assert claim.trend == "up"


UNDER_A_HEAD = {
    "Net profit $9.4bn, up 2.1%": ["Net profit", "Net profit"],
    "Revenue: $5bn; net margin: +3.4%.": ["Revenue", "net margin"],
    "Tech makes up 31%, health care 17% and cash just 2%.": [
        "Tech",
        "health care",
        "cash",
    ],
    "A drug cut admissions among over-75s by 82%.": ["drug", "admissions"],
    "The coin was last down 5% at $61,240.": ["coin", "coin"],
    "A one-way ticket is £2.80.": ["one-way ticket"],
    "Sunday's low of -31C broke records.": ["Sunday's low"],
    "Children under five ride free.": ["Children"],
    "They complained 27 times.": [None],
    "He died on Monday aged 93.": [None],
}


@pytest.mark.parametrize(("text", "things"), UNDER_A_HEAD.items())
def test_a_thing_is_the_head_a_figure_stands_under(text, things):
    assert [claim.thing for claim in extract(text).claims] == things


CARRIED = {
    "Exports grew 6.1 per cent in July while imports, weak for long, shrank 1.4.": (
        "percent",
        "percent",
    ),
    "The dollar buys 17.9 rand today against 20.4 a year ago.": ("ZAR", "ZAR"),
    "A litre that sold for 24 rand is now 23.10.": ("ZAR", "ZAR"),
    "Waiting lists stood at 7.6m in May against 7.7m in June.": ("list", "list"),
}


@pytest.mark.parametrize(("text", "units"), CARRIED.items())
def test_what_is_compared_is_in_the_same_unit(text, units):
    numbers = [n for n in extract(text).numbers if n.kind != "year"]
    assert tuple(number.unit for number in numbers)[: len(units)] == units


def test_a_rate_lifted_has_risen_and_men_lifted_have_not():
    rate, level = extract("The bank lifted its rate by half a point to 7%.").claims
    assert (rate.trend, level.trend) == ("up", "up")
    assert extract("Rescuers lifted 40 men out.").claims[0].trend is None


MOVED = {
    "The grocer reported a 1.2% fall in like-for-like sales.": "like-for-like sales",
    "Police recorded a 12% rise in burglaries.": "burglaries",
    "They saw a fall of 3% in the value of homes.": "value",
    "It saw a sharp rise of £3m in costs.": "costs",
    "It cut prices on all lines by an average of 8 per cent.": "prices",
    "The state has released $40m in emergency aid.": "emergency aid",
    "They will buy rice at $480 a ton.": "rice",
    "Dow -0.4% at 42,114; Nasdaq +0.6% at 18,276.": "Dow",
    "Turnout 57%.": "Turnout",
}


@pytest.mark.parametrize(("text", "thing"), MOVED.items())
def test_what_a_change_is_in_is_the_thing(text, thing):
    found = extract(text).claims[0].thing
    assert found is not None
    assert found.startswith(thing)


@pytest.mark.parametrize("text", ["It was a 3% rise in May.", "A 3% rise in a year."])
def test_the_time_of_a_change_is_no_thing(text):
    assert extract(text).claims[0].thing is None


def test_a_count_is_not_in_the_currency_of_a_far_larger_amount():
    text = "It carried 1.05m people, earning $3.9bn, against 820,000 in May."
    assert [claim.unit for claim in extract(text).claims] == ["person", "USD", "person"]


def test_a_rate_named_between_is_a_percentage_as_well():
    text = "Wages grew 3.1 per cent but, with inflation at 4, people are poorer."
    assert [claim.unit for claim in extract(text).claims] == ["percent", "percent"]


BESIDE = {
    "Three quarters (74%) of head teachers said yes.": ["head teachers"] * 2,
    "The pound was flat at 83.61 pence per euro.": ["pound"],
    "The drug costs $2,100 in Ohio and $169 in France.": ["drug", "drug"],
}


@pytest.mark.parametrize(("text", "things"), BESIDE.items())
def test_neither_a_place_nor_a_state_is_the_thing(text, things):
    assert [claim.thing for claim in extract(text).claims] == things


RATED = {
    "Some 312 trucks of aid a day have crossed.": "day",
    "It cost $54,000 for each of the 310 families helped.": "family",
}


@pytest.mark.parametrize(("text", "per"), RATED.items())
def test_a_denominator_stands_behind_what_is_of_what(text, per):
    assert extract(text).claims[0].per == per


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "The deficit was 9.4 percent and we brought it down to 3.1.",
            ["percent"] * 2,
        ),
        ("Pay fell 13 percent; for doctors it's 17.", ["percent"] * 2),
        ("Their 14% earned it five.", ["percent", ""]),
        (
            "It leaked 210 gallons, twice the first estimate of 105.",
            ["gallon", "times", "gallon"],
        ),
        (
            "They hired 900 doctors, though data show a net gain of 212.",
            ["doctor", "doctor"],
        ),
        (
            "Each day 25 sailors desert, he said, a number the navy puts at 17.",
            ["sailor", "sailor"],
        ),
        ("One count put the crowd at 41,000.", ["person"]),
        ("They sent 400 face masks.", ["mask"]),
        ("The 25m face of the cliff is bare.", ["metre"]),
        ("The river rose 2 metres; the death toll was 14.", ["metre", "death"]),
        ("It was 10 km down, with a death toll of 14.", ["kilometre", "death"]),
        ("Three ships sank, with a loss of 14.", ["ship", ""]),
        ("The tower is 300 metres tall, and the total is 12.", ["metre", ""]),
        ("They paid $200 when the price index was 104.", ["USD", ""]),
        (
            "Prices rose 5 percent over 12 months, compared with 3.1.",
            ["percent", "month", ""],
        ),
        (
            "Prices rose 5 percent in the 12 months to June, compared with 3.1.",
            ["percent", "month", ""],
        ),
        (
            "It grew 5 percent in 12 months, he said, up from 3.1.",
            ["percent", "month", ""],
        ),
        ("Injuries fell by 23 percent, from 408 to 314.", ["percent"] + ["injury"] * 2),
        ("Growth slowed to 3 percent, from 4.", ["percent"] * 2),
        (
            "Its share fell by six percentage points to 34.3.",
            ["percentage point", "percent"],
        ),
        ("They own 22 planes and will buy six new ones.", ["plane", ""]),
        ("It took 41 minutes; the target is 8.", ["minute"] * 2),
        ("New-build completions came to 191,000.", ["completion"]),
        ("She cited a study that put job losses at 2 million.", ["loss"]),
        ("Kids play 7.5 hours a day at home, up from 4.8.", ["hour"] * 2),
        ("Nearly 1 million sign petition", ["person"]),
        ("Storm leaves 1.1m without power", ["person"]),
        ("Sudan: 25m face hunger", ["person"]),
        ("Reds 412 seats (+211), Greens 121 (-251)", ["seat"] * 4),
        ("It is now 5.8 days, she added, down from 6.4.", ["day"] * 2),
        ("It fell to 48 euros from a 15-year high of 56.", ["EUR", "year", "EUR"]),
        ("Some 140 people need food, of whom 38 are boys.", ["person"] * 2),
        ("It has 210 miles of road, of which the state owns 60.", ["mile"] * 2),
        ("Ferry tickets: 8,214 in May.", ["ticket"]),
        ("It takes 12 minutes to load, compared with three.", ["minute"] * 2),
        ("It killed 19 soldiers, and wounded 60 more.", ["soldier"] * 2),
        ("He leads a force 20,000 strong.", ["person"]),
        ("She clocked 10.72 seconds, 0.03 off her best.", ["second"] * 2),
        ("It fell from 62 mg per kilo of fish to 25.7.", ["milligram"] * 2),
        (
            "Life fell by 8 months to 78.6 years, and for women by 5 months to 82.6.",
            ["month", "year"] * 2,
        ),
        ("Spending is $3 billion this year and 4 billion next.", ["USD", "USD"]),
        ("It earned $1.12 a share on revenue of 4.6 billion.", ["USD", "USD"]),
        ("The hall seats 500 people and cost 4 billion.", ["person", ""]),
        ("He put the number of dead at 'over 5,000'.", ["dead"]),
    ],
)
def test_a_unit_is_carried_to_what_is_told_of_the_same(text, units):
    claims = [c for c in extract(text).claims if c.surface != "One"]
    assert [claim.unit for claim in claims] == units
