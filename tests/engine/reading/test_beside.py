"""What a number shares with the one beside it: its thing, its unit, its denominator."""

from __future__ import annotations

import pytest

from claims.engine import extract


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.surface, c.thing, c.per) for c in extract(text).claims]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Accidents dropped from 31 to 19 per month.", ["month", "month"]),
        ("Output dropped from 310 to 190 cars a day.", ["day", "day"]),
        ("Deaths fell from 5.8 to 4.1 per 1,000 men.", ["1,000 men"] * 2),
        ("Cases fell from 31 to 19 after two tests per home.", [None, None, "home"]),
    ],
)
def test_both_ends_of_a_change_have_its_denominator(text, wanted):
    assert [per for _, _, per in told(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The pill cut the risk of a stroke by 31%, from 5.8 to 4.1 per 1,000 men.",
            ["risk of a stroke"] * 3,
        ),
        (
            "Ferries carried 3,400 lorries in May, a 12 percent increase.",
            ["lorries", "lorries"],
        ),
        (
            "Ferries carried 3,400 lorries, 3 percent fewer than in May but 12 percent "
            "more than in June.",
            ["lorries"] * 3,
        ),
        (
            "Wind supplied 43 percent of demand, passing coal's 29 percent.",
            ["demand", "coal"],
        ),
        (
            "The flood killed 64 people and left a further 30 missing.",
            ["people", "people"],
        ),
        (
            "Power cuts lasting 12 hours a day have halved output at the plant.",
            ["Power cuts", "output"],
        ),
        ("Prices have doubled, officials say.", ["Prices"]),
        (
            "Spain spends 2% of its budget on aid, Malta 1% and Chad 3%.",
            ["its budget on aid", "Malta", "Chad"],
        ),
        ("The ship, 230 metres long and 32 wide, ran aground.", ["ship", "ship"]),
        ("About 7 tonnes of grain, worth $2m, left the port.", ["grain", "grain"]),
        ("Around $50m of the $180m in aid has come.", ["aid", "aid"]),
        ("Sea ice now covers 4 million square kilometres.", ["Sea ice"]),
        (
            "The queue stretched 14 km, with drivers waiting an average of nine hours.",
            ["queue", "drivers"],
        ),
        ("The firm, with offices based in Rome, has lost 40 staff.", ["staff"]),
        (
            "The survey has a margin of error of plus or minus 2.5 points.",
            ["margin of error"],
        ),
    ],
)
def test_the_thing(text, wanted):
    assert [thing for _, thing, _ in told(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The plant employs 250 people, rising to 900 in May.", ["person", "person"]),
        (
            "It has 250 workers in 12 halls, rising to 300.",
            ["worker", "hall", "worker"],
        ),
        ("A room costs $900, rising to 1,200 in summer.", ["USD", "USD"]),
        ("With 40 staff, growing to 60, the shop is large.", ["staff", "staff"]),
        ("A record 128 women ran, of whom 34 won.", ["woman", "woman"]),
        ("The prize was 34 won.", ["KRW"]),
        (
            "Fishing covers 42 square miles, some 20 below the limit.",
            ["square mile"] * 2,
        ),
        ("Injuries fell by 23 percent, from 408 to 314.", ["percent", *["injury"] * 2]),
        ("The storm left 400,000 without power.", ["person"]),
    ],
)
def test_the_unit(text, wanted):
    assert [c.unit for c in extract(text).claims] == wanted


def test_what_has_become_is_no_range():
    text = "Its cost has ballooned from an original £1.9m to £4.4m."
    ends = [(c.low, c.high, c.trend) for c in extract(text).claims]
    assert ends == [(1_900_000, 1_900_000, None), (4_400_000, 4_400_000, "up")]
    assert len(extract("Output rose from an average of 40 to 60 cars.").claims) == 2
    (claim,) = extract("Rooms are priced from $40 to $90.").claims
    assert (claim.low, claim.high) == (40, 90)


def test_a_poll_a_sentence_opens_with_speaks():
    text = "In an Argon poll of 2,104 adults, 46 percent said they would vote."
    claimants = [c.claimant for c in extract(text).claims]
    assert claimants == [None, "an Argon poll of 2,104 adults"]


@pytest.mark.parametrize(
    ("text", "things", "periods"),
    [
        ("Of that, £600 million went on tunnels.", ["tunnels"], [None]),
        ("Drivers now face fines of up to £1,000.", ["fines"], ["now"]),
        ("The toll of the quake stands at 27.", ["toll of the quake"], [None]),
        ("The number of deaths stands at 27.", ["deaths"], [None]),
        ("The mirror collects six times as much light as Hubble's.", ["light"], [None]),
        (
            "Men given the jab were 68% less likely to die.",
            ["Men given the jab"],
            [None],
        ),
        ("A flat now rents for $2,450 a month.", ["flat"], ["now"]),
        ("It forecasts sales of $16 billion.", ["sales"], [None]),
        ("Shares rose 8 percent in after-hours trading.", ["Shares"], [None]),
        (
            "Seven of the town's nine libraries will close, saving £4,000 a year.",
            ["libraries"] * 3,
            [None] * 3,
        ),
        (
            "Sales of $13 million were double the figure of a year ago.",
            ["Sales", "Sales"],
            [None, None],
        ),
    ],
)
def test_things_and_times_of_a_market_report(text, things, periods):
    claims = extract(text).claims
    assert [c.thing for c in claims] == things
    assert [c.period for c in claims] == periods


def test_some_of_those_counted_before_a_measure():
    text = "Tests on 1,126 miners found more than 5 grams of lead in 212 of them."
    assert [c.unit for c in extract(text).claims] == ["miner", "gram", "miner"]


def test_what_people_did_is_no_way_their_share_went():
    text = "A survey found that 72% had cut support staff and prices had cut 3% off."
    assert extract(text).claims[0].trend is None


def test_an_average_age_without_a_unit():
    (claim,) = extract("The average age at marriage was 32.1.").claims
    assert (claim.kind, claim.unit) == ("age", "year of age")


def test_a_verb_ends_the_base():
    (claim,) = extract("Just 16 percent of voters trust the mayor.").claims
    assert claim.base == "voters"


def test_times_behind_that_of_another_number_are_no_nearer():
    text = "Men owe $3m on cards, up 4.6% in the quarter and 16% in a year."
    periods = [c.period for c in extract(text).claims]
    assert periods == [None, "in the quarter", "in a year"]


def test_some_of_them_told_by_an_adverb():
    text = "At least 18 men were shot, four fatally, in the square."
    assert [c.unit for c in extract(text).claims] == ["man", "man"]


def test_a_share_left_without_its_verb_has_its_base():
    text = "Spain spends 2% of its budget on aid, Malta 1% and Chad 3%."
    assert [c.base for c in extract(text).claims] == ["its budget on aid"] * 3


def test_who_puts_money_in_does_not_speak():
    text = "Investors have put in $1.1 billion so far this year, officials said."
    assert [c.claimant for c in extract(text).claims] == ["officials"]


def test_a_figure_put_by_somebody_else():
    text = "Some 900 people marched, organisers said; police put the figure at 250."
    assert [(c.low, c.unit, c.thing) for c in extract(text).claims] == [
        (900, "person", "people"),
        (250, "person", "people"),
    ]
    money = extract("Three bridges fell; engineers put the figure at $40 million.")
    assert [c.unit for c in money.claims] == ["bridge", "USD"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Waits have risen to 47 weeks, almost double the 24 weeks recorded before "
            "the war.",
            [None, None, "before the war"],
        ),
        (
            "Since the law took effect, 47 men were charged.",
            ["Since the law took effect"],
        ),
        ("A year earlier the lake stood at 63 percent.", ["A year earlier"]),
        (
            "It was 4 percent in May; a year earlier it was 6.",
            ["in May", "a year earlier"],
        ),
    ],
)
def test_the_time(text, wanted):
    assert [c.period for c in extract(text).claims] == wanted


def test_what_a_number_is_up_from_is_per_the_same():
    now, before = extract("The bakery sells 900 loaves a day, up from 550.").claims
    assert (now.per, before.per, before.kind) == ("day", "day", "rate")


@pytest.mark.parametrize(
    ("text", "thing"),
    [("Rents average $900 in the city.", "Rents"), ("Fees start at £40.", "Fees")],
)
def test_a_plural_governs_a_verb_without_an_ending(text, thing):
    (claim,) = extract(text).claims
    assert claim.thing == thing


@pytest.mark.parametrize("verb", ["commands 30 men", "farms near Kolm", "said no"])
def test_a_number_behind_a_lone_surname_is_an_age(verb):
    assert extract(f"Oduya, 52, {verb}.").claims[0].kind == "age"


@pytest.mark.parametrize(
    "text", ["Norway, 52, Spain, 40.", "In Leeds, 52, rows of it."]
)
def test_a_number_behind_a_place_is_none(text):
    assert "age" not in {claim.kind for claim in extract(text).claims}


def test_who_says_it_before_a_dash_says_both_halves():
    text = "Only 212 mm of rain fell, the weather office says \u2014 44 mm less than usual."
    assert [c.claimant for c in extract(text).claims] == ["the weather office"] * 2


def test_what_a_step_leads_to_is_the_same_thing():
    text = "The ministry has cut their quota by 40 percent, to 5,200 litres."
    assert [c.thing for c in extract(text).claims] == ["quota", "quota"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("It gets a grant of €74 a year, or €28 per head.", "grant"),
        ("She now faces payments of $2,215, up $870.", "payments"),
    ],
)
def test_the_same_told_otherwise_is_about_the_same(text, thing):
    assert [c.thing for c in extract(text).claims] == [thing, thing]


def test_those_among_them_are_not_counted_on():
    text = "At least 12 people, among them three children, died and 40,000 were forced out."
    assert [c.unit for c in extract(text).claims] == ["person", "child", "person"]


def test_what_claims_lives_says_nothing():
    (claim,) = extract("The last flood claimed 83 lives.").claims
    assert claim.claimant is None


def test_a_time_of_one_number_is_not_the_others():
    text = (
        "Rates averaged 7.1 percent, more than double the 3.1 percent of two years ago."
    )
    assert [c.period for c in extract(text).claims][:3] == [None, None, "two years ago"]


def test_what_is_put_down_does_not_fall():
    (claim,) = extract("Buyers put down 20 percent.").claims
    assert claim.trend is None


def test_where_something_rose_is_not_what_rose():
    (claim,) = extract(
        "It was the only region where prices rose, by 0.4 percent."
    ).claims
    assert claim.thing == "prices"


def test_a_share_of_somebody_ends_before_its_verb():
    (claim,) = extract("The share of adults who smoke has fallen to 24 percent.").claims
    assert claim.base == "adults who smoke"
