"""The numbers of one article against each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.crosscheck import MOST, cross_check
from claims.engine.reasoning.findings import OUTCOMES
from tests.engine.reading.steps import lines_of

DAY = date(2024, 11, 5)


def findings(text: str, published: date | None = DAY):
    return cross_check(extract(text).claims, text, published=published)


def only(text: str, published: date | None = DAY):
    (one,) = findings(text, published)
    return one


PACE = (
    "Officials say the army has been losing about 800 soldiers per day. "
    "It has lost more than 400,000 soldiers {since}."
)


def test_a_pace_beside_a_running_total_says_what_must_be_assumed():
    one = only(PACE.format(since="since 1 May 2022"))
    days = (DAY - date(2022, 5, 1)).days
    assert one.outcome == "incomplete"
    assert f"Needs the days from 1 May 2022 to 5 November 2024 = {days}" in (
        one.explanation
    )
    assert f"about 800 a day that makes about {days * 800:,} soldiers" in (
        one.explanation
    )
    assert "more than the 400,000 soldiers named" in one.explanation
    assert f"over {days} days is more than 435.3 soldiers a day" in one.explanation
    assert one.expected is not None
    assert one.expected.low == Decimal(days * 720)
    assert one.expected.high == Decimal(days * 880)
    assert "held for the days" in one.assumption


def test_a_month_alone_leaves_as_many_days_open_as_it_has():
    one = only(PACE.format(since="since the start of the uprising in June 2022"))
    assert "from June 2022 to 5 November 2024 = 859 to 888" in one.explanation


def test_an_event_without_a_date_is_asked_for():
    one = only(PACE.format(since="since the war began"))
    assert one.outcome == "incomplete"
    assert "Needs the day that" in one.explanation
    assert one.expected is None


def test_an_article_without_a_date_asks_for_it():
    one = only(PACE.format(since="since 1 May 2022"), published=None)
    assert "Needs the day the article was published" in one.explanation


def test_a_total_from_after_the_article_says_nothing():
    assert findings(PACE.format(since="since 1 May 2025")) == ()


def test_two_totals_of_different_things_are_not_set_against_a_pace():
    text = (
        "The factory ships 800 tractors per day. "
        "It has taken on more than 4,000 workers since 1 May 2022."
    )
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("pace", "outcome"), [("26", "misfit"), ("about 26", "fits"), ("up to 30", "fits")]
)
def test_about_stays_about(pace, outcome):
    text = f"The yard built 1,204 boats in 43 days, or {pace} boats a day."
    assert only(text).outcome == outcome


def test_the_first_operand_is_the_number_checked_and_all_are_spans_of_the_text():
    text = "The fair sold 127 plates and 86 bowls, 243 pieces in all."
    one = only(text)
    assert [text[start:end] for start, end in one.operands] == ["243", "127", "86"]
    assert one.formula == "127 + 86 = 213 pieces"
    assert one.outcome == "misfit"
    assert one.off == Decimal("0.1408")
    assert "14.1 % above what they allow" in one.explanation


def test_rounded_parts_may_miss_their_whole():
    text = "Altogether 1.2 million tourists came, made up of 700,000 from the north and 480,000 from the south."
    assert all(one.outcome != "misfit" for one in findings(text))


@pytest.mark.parametrize(
    "text",
    [
        "Of the 500 passengers, 320 were women and 290 were over sixty.",
        "Three schools and two nurseries closed, costing 80 jobs in all.",
        "Sales rose from 40 to 50 boats. This is 30 percent more than at Lisk.",
        "The 12 clubs got €3 million, while the average in the region is €400,000.",
        "It treats 40 patients a day, 12 more than last year, when 9,000 came.",
        "Prices are 140 percent of the average of all workers in the west.",
        "In the survey 60 percent like tea, 55 percent like coffee.",
        "In Lisk 48 pupils, or 12 percent of pupils, are ill. Hesk has 2,400 pupils.",
        "Three riders, the oldest of them 61, crossed the pass.",
        "The winning six: 4, 11, 17, 23, 38 and 40.",
        "Turnout rose from 45 percent to 62 percent of the vote.",
        "310,000 people came, a third of them by rail. 900 buns were sold.",
        "It will close three of its 19 plants and cut 1,450 jobs, or 7 percent of its staff.",
    ],
)
def test_what_the_wording_does_not_tie_together_is_left_alone(text):
    assert [one for one in findings(text) if one.outcome == "misfit"] == []


def test_what_does_not_fit_comes_first():
    text = (
        "The hall sold 120 plates and 80 bowls, 200 pieces in all. "
        "Rents rose from €800 to €920, a rise of 25 percent. "
        + PACE.format(since="since 1 May 2022")
    )
    found = [one.outcome for one in findings(text)]
    assert found == sorted(found, key=OUTCOMES.index)
    assert found == ["misfit", "incomplete", "fits"]


def test_cents_among_euros_are_hundredths():
    text = "A loaf rose by 50 cents, from €2.70 to €3.20."
    assert only(text).outcome == "fits"


def test_the_work_is_bounded_however_many_numbers_there_are():
    text = " ".join(
        f"Some {1000 + n} boats of the 9,000 boats, or {n % 90 + 5} percent of boats, "
        f"take {n} boats a day since 2020."
        for n in range(1300)
    )
    claims = extract(text).claims
    assert len(claims) > 5000
    found = []
    work = lines_of(lambda: found.extend(cross_check(claims, text, published=DAY)))
    assert work < 10_000_000
    assert len(found) <= MOST


def test_a_text_without_claims_has_no_findings():
    assert findings("Nothing was counted.") == ()


def test_a_sum_that_fits_only_by_rounding_is_left_open():
    one = only("Ridership rose from 400 to 500, or 20 percent.")
    assert (one.outcome, one.formula) == ("incomplete", "500 ÷ 400 − 1 = 25 percent")
    assert "the text says 20 percent" in one.explanation
    assert one.assumption.startswith("that its hedges and rounding are stretched")
